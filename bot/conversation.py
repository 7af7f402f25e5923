"""A respondent's utterance in, the next screen out: load, let the Interview answer, save, and only then show."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from flows.dialogue import Address as Address
from flows.dialogue import Phrase, Refusal, Reply, Screen, Utterance, phrase
from flows.interview.interview import Interview
from flows.interview.screens import RETENTION_MONTHS
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.assessments import Assessments
from storage.commits import Unstored
from storage.database import open_database

# Room for the turns of a lifetime above any random start, inside a 64-bit column and 10 hexadecimal digits.
FIRST_TURN_BITS = 38
DAYS_A_MONTH = 30.4
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a face shows: the screen that is current now, and, where the utterance was not taken, why."""

    screen: Screen
    refusal: Phrase | None = None


class Conversation:
    """The interviews of all respondents, for any face."""

    def __init__(self, standard: Standard, assessments: Assessments) -> None:
        self._standard = standard
        self._assessments = assessments

    async def say(self, who: Address, utterance: Utterance, language: str) -> Answer:
        """The answer to an utterance; `language` is spoken while nothing is stored of the person.

        What the answer acknowledges is committed. Where somebody was faster, nothing is changed and the answer shows where the
        person is now. Raises Refusal, with nothing stored, where the database cannot be used just now.
        """
        try:
            if isinstance(utterance, Reply) and (remembered := self._assessments.remembered(who, utterance.turn)):
                answer = await self._moved(who, remembered, utterance)
                if answer is not None:
                    return answer
            return await self._heard(who, utterance, language)
        except Unstored as error:
            log.warning("unstored", error=str(error))
            raise Refusal(phrase("refusal-unstored")) from error

    async def _moved(self, who: Address, before: Session, reply: Reply) -> Answer | None:
        """The answer to a reply to what is remembered, where it moves the interview on and is stored; None where only the
        database can tell."""
        interview = Interview(self._standard, before)
        try:
            screen = interview.hear(reply)
        except Refusal:
            return None
        after = interview.session
        if after == before or not after.is_stored or not await self._assessments.save(who, before, after):
            return None
        return Answer(screen)

    async def _heard(self, who: Address, utterance: Utterance, language: str) -> Answer:
        before = await self._assessments.load(who) or _stranger(language)
        interview = Interview(self._standard, before)
        try:
            screen = interview.hear(utterance)
        except Refusal as refusal:
            return Answer(Interview(self._standard, before).screen(), refusal.why)
        after = interview.session
        if after == before:
            return Answer(screen)
        if not after.is_stored:
            await self._assessments.forget(who)
            goodbye = Interview(self._standard, _stranger(after.language)).screen()
            return Answer(goodbye.noticing(phrase("notice-forgotten")))
        if not before.is_stored:
            # After "forget", no button of the life before may fit the new one by chance.
            after = replace(after, turn=secrets.randbits(FIRST_TURN_BITS))
            screen = Interview(self._standard, after).screen()
        if await self._assessments.save(who, before, after):
            return Answer(screen)
        now = await self._assessments.load(who) or _stranger(language)
        return Answer(Interview(self._standard, now).screen(), phrase("refusal-faster"))

    async def my_data(self, who: Address) -> str | None:
        """Everything stored of this person as JSON text; None where nothing is."""
        stored = await self._assessments.everything(who)
        return None if stored is None else json.dumps(stored, ensure_ascii=False, indent=2)

    async def erase_expired(self) -> int:
        """Delete everything of everybody who has not answered for as long as the privacy page says; returns how many."""
        return await self._assessments.purge(datetime.now(UTC) - timedelta(days=DAYS_A_MONTH * RETENTION_MONTHS))


def _stranger(language: str) -> Session:
    """Somebody of whom nothing is stored."""
    return Session(language=language, turn=0)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Conversation]:
    """A Conversation over the shipped edition and the database of a URL, closed on leaving."""
    standard = shipped()
    async with open_database(database_url) as database:
        yield Conversation(standard, Assessments(database, standard.edition))
