"""A respondent's utterance in, the next screen out: load, let the Interview answer, save, and only then show."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.evidence_files import EvidenceFiles
from flows.assessment.rating import Ratings
from flows.dialogue import Address as Address
from flows.dialogue import Phrase, Refusal, Screen, Utterance, phrase
from flows.interview.interview import Interview
from flows.interview.screens import RETENTION_MONTHS
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.assessments import Assessments
from storage.attachments import Attachments
from storage.database import open_database

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
        files: EvidenceFiles | None = None,
    ) -> None:
        """`files` are those that a face keeps itself; None where no face does."""
        self._standard = standard
        self._assessments = assessments
        self._now = now
        self.files = files

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
            await self._forget(who)
            goodbye = self._interview(_stranger(after.language)).screen()
            return Answer(goodbye.noticing(phrase("notice-forgotten")))
        if not before.is_stored:
            # After "forget", no button of the life before may fit the new one by chance.
            after = replace(after, turn=secrets.randbits(FIRST_TURN_BITS))
            screen = self._interview(after).screen()
        if await self._assessments.save(who, before, after):
            if self.files and after.ratings is not before.ratings:
                await self.files.drop(_places(before.ratings) - _places(after.ratings))
            return Answer(screen)
        now = await self._assessments.load(who) or _stranger(language)
        return Answer(self._interview(now).screen(), phrase("refusal-faster"))

    async def my_data(self, who: Address) -> str | None:
        """Everything stored of this person as JSON text; None where nothing is."""
        stored = await self._assessments.everything(who)
        return None if stored is None else json.dumps(stored, ensure_ascii=False, indent=2)

    async def erase_expired(self) -> int:
        """Delete everything of everybody who has not answered for as long as the privacy page says; returns how many."""
        erased = await self._assessments.purge(self._now() - timedelta(days=DAYS_A_MONTH * RETENTION_MONTHS))
        if self.files:
            await self.files.sweep()
        return erased

    async def _forget(self, who: Address) -> None:
        places = await self.files.of(who) if self.files else frozenset()
        await self._assessments.forget(who)
        if self.files:
            await self.files.drop(places)

    def _interview(self, session: Session) -> Interview:
        """An interview as it stands, on the person's own today."""
        return Interview(self._standard, session, self._now().astimezone(ZoneInfo(session.timezone)).date())


def _places(ratings: Ratings) -> frozenset[str]:
    """Where the files are kept that prove these ratings."""
    return frozenset(r.evidence.file.place for r in ratings.values() if r.evidence and r.evidence.file)


def _stranger(language: str) -> Session:
    """Somebody of whom nothing is stored."""
    return Session(language=language, turn=0)


@asynccontextmanager
async def opened(database_url: str, data_dir: Path | None = None) -> AsyncIterator[Conversation]:
    """A Conversation over the shipped edition and the database of a URL, closed on leaving.

    The files that a face keeps stand under `data_dir`; None where no face does.
    """
    standard = shipped()
    async with open_database(database_url) as database:
        files = EvidenceFiles(data_dir, Attachments(database)) if data_dir else None
        yield Conversation(standard, Assessments(database, standard.edition), files=files)
