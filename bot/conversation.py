"""A respondent's utterance in, the next screen out: load, let the Interview answer, save, and only then show."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.documents.dossier import Dossier, dossier
from flows.dialogue import Address as Address
from flows.dialogue import Phrase, Refusal, Screen, Utterance, phrase
from flows.interview.interview import Interview
from flows.interview.screens import RETENTION_MONTHS
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.assessments import Assessments
from storage.database import open_database

# Room for the turns of a lifetime above any random start, inside a 64-bit column and 10 hexadecimal digits.
FIRST_TURN_BITS = 38
DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a face shows: the screen that is current now, and, where the utterance was not taken, why.

    `finished` says that this very answer finished the assessment.
    """

    screen: Screen
    refusal: Phrase | None = None
    finished: bool = False


class Conversation:
    """The interviews of all respondents, for any face."""

    def __init__(
        self, standard: Standard, assessments: Assessments, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._standard = standard
        self._assessments = assessments
        self._now = now

    async def say(self, who: Address, utterance: Utterance, language: str) -> Answer:
        """The answer to an utterance; `language` is spoken while nothing is stored of the person.

        What the answer acknowledges is committed. Where somebody was faster, nothing is changed and the answer shows where the
        person is now.
        """
        before = await self._assessments.load(who) or _stranger(language)
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
            return Answer(screen, finished=after.stage == "finished" and before.stage != "finished")
        now = await self._assessments.load(who) or _stranger(language)
        return Answer(self._interview(now).screen(), phrase("refusal-faster"))

    async def dossier(self, who: Address) -> Dossier | None:
        """What documents of this person's current assessment are made from; None where nothing is stored of her."""
        session = await self._assessments.load(who)
        if session is None:
            return None
        return dossier(
            self._standard,
            session.ratings,
            self._today(session),
            session.language,
            assessed_on=next((past.finished_on for past in session.past if past.number == session.assessment), None),
            plan=session.plan,
            past={past.finished_on: past.ratings for past in session.past},
        )

    async def my_data(self, who: Address) -> str | None:
        """Everything stored of this person as JSON text; None where nothing is."""
        stored = await self._assessments.everything(who)
        return None if stored is None else json.dumps(stored, ensure_ascii=False, indent=2)

    async def erase_expired(self) -> int:
        """Delete everything of everybody who has not answered for as long as the privacy page says; returns how many."""
        return await self._assessments.purge(self._now() - timedelta(days=DAYS_A_MONTH * RETENTION_MONTHS))

    def _interview(self, session: Session) -> Interview:
        """An interview as it stands, on the person's own today."""
        return Interview(self._standard, session, self._today(session))

    def _today(self, session: Session) -> date:
        return self._now().astimezone(ZoneInfo(session.timezone)).date()


def _stranger(language: str) -> Session:
    """Somebody of whom nothing is stored."""
    return Session(language=language, turn=0)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Conversation]:
    """A Conversation over the shipped edition and the database of a URL, closed on leaving."""
    standard = shipped()
    async with open_database(database_url) as database:
        yield Conversation(standard, Assessments(database, standard.edition))
