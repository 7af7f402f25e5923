"""A respondent's utterance in, the next screen out: load, let the Interview answer, save, and only then show."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import Reminding
from flows.dialogue import Address as Address
from flows.dialogue import Phrase, Refusal, Screen, Utterance, phrase
from flows.interview.interview import Interview
from flows.interview.screens import RETENTION_MONTHS
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.assessments import Assessments
from storage.database import open_database
from storage.reminders import Reminders

# Room for the turns of a lifetime above any random start, inside a 64-bit column and 10 hexadecimal digits.
FIRST_TURN_BITS = 38
DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a face shows: the screen that is current now, and, where the utterance was not taken, why."""

    screen: Screen
    refusal: Phrase | None = None


class Conversation:
    """The interviews of all respondents, for any face."""

    def __init__(
        self,
        standard: Standard,
        assessments: Assessments,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        reminding: Reminding | None = None,
    ) -> None:
        self._reminding = reminding
        self._standard = standard
        self._assessments = assessments
        self._now = now

    async def say(self, who: Address, utterance: Utterance, language: str) -> Answer:
        """The answer to an utterance; `language` is spoken while nothing is stored of the person.

        What the answer acknowledges is committed. Where somebody was faster, nothing is changed and the answer shows where the
        person is now. A reminder that waits for her visit is said with what she sees first.
        """
        before = await self._assessments.load(who) or _stranger(language)
        answer = await self._answer(who, before, utterance, language)
        if self._reminding is None or not before.reminders or answer.refusal or answer.screen.notice:
            return answer
        return replace(answer, screen=answer.screen.noticing(await self._reminding.notice(who, before)))

    async def _answer(self, who: Address, before: Session, utterance: Utterance, language: str) -> Answer:
        interview = self._interview(before)
        try:
            screen = interview.hear(utterance)
        except Refusal as refusal:
            return Answer(self._interview(before).screen(), refusal.why)
        after = interview.session
        if after == before:
            return Answer(screen)
        if not after.is_stored:
            await self._assessments.forget(who)
            goodbye = self._interview(_stranger(after.language)).screen()
            return Answer(goodbye.noticing(phrase("notice-forgotten")))
        if not before.is_stored:
            # After "forget", no button of the life before may fit the new one by chance.
            after = replace(after, turn=secrets.randbits(FIRST_TURN_BITS))
            screen = self._interview(after).screen()
        if await self._assessments.save(who, before, after):
            return Answer(screen)
        now = await self._assessments.load(who) or _stranger(language)
        return Answer(self._interview(now).screen(), phrase("refusal-faster"))

    @property
    def reminding(self) -> Reminding:
        """What gives reminders over the same database."""
        assert self._reminding is not None
        return self._reminding

    async def my_data(self, who: Address) -> str | None:
        """Everything stored of this person as JSON text; None where nothing is."""
        stored = await self._assessments.everything(who)
        return None if stored is None else json.dumps(stored, ensure_ascii=False, indent=2)

    async def erase_expired(self) -> int:
        """Delete everything of everybody who has not answered for as long as the privacy page says; returns how many."""
        return await self._assessments.purge(self._now() - timedelta(days=DAYS_A_MONTH * RETENTION_MONTHS))

    def _interview(self, session: Session) -> Interview:
        """An interview as it stands, on the person's own today."""
        return Interview(self._standard, session, self._now().astimezone(ZoneInfo(session.timezone)).date())


def _stranger(language: str) -> Session:
    """Somebody of whom nothing is stored."""
    return Session(language=language, turn=0)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Conversation]:
    """A Conversation over the shipped edition and the database of a URL, closed on leaving."""
    standard = shipped()
    async with open_database(database_url) as database:
        assessments = Assessments(database, standard.edition)
        reminding = Reminding(standard, assessments, Reminders(database))
        yield Conversation(standard, assessments, reminding=reminding)
