"""An association with reviewers, and an institution that hands in, over one database without faces."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from msgspec.structs import replace
from sqlalchemy import text

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating, Ratings
from flows.campaign.roles import Role
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import Detail, EvidenceKind, Finding, Issue, Move, Scope
from flows.review.independence import Declaration
from flows.review.states import CaseEvent
from flows.review.submission import Share, Submission, handed
from flows.standard.loader import shipped
from storage.database import Database, open_database
from storage.institutions.round_results import RoundResults
from storage.respondents.sessions import StoredSessions
from storage.review.institution_cases import HandingIn, InstitutionCases
from storage.review.issuing import Issuing, Seal, ToSeal
from storage.review.officer_cases import OfficerCases
from storage.review.opening import CaseOpening
from storage.review.passing_time import PassingTime
from storage.review.rules import Rules
from tests.people.officers import DeskProcess

ANN, BEN, CAT = Address("web", "ann"), Address("web", "ben"), Address("telegram", "7000000003")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
FILE = Attachment("minutes.pdf", 20, "application/pdf", "a" * 64, "web:" + "b" * 32)
ANSWERS: Ratings = {
    "s-a": Rating(3, evidence=Evidence("Minutes of March", 3, date(2026, 3, 1), file=FILE)),
    "s-b": Rating(2, under_way=True, ticked="3a"),
    "s-c": Rating(4),
}
SEALED = b"sealed"
DIGEST = sha256(SEALED).hexdigest()
EVERYTHING = Scope(("s-a", "s-b"), 2, "seed-1")
CONFIRMED = Decision("s-a", DecisionKind.confirmed, 3, text="Minutes and rule both shown")
LOWERED = Decision("s-b", DecisionKind.lowered, 1, (Reason.no_evidence,))


def every_day(_day: date) -> bool:
    """A calendar in which every day is worked."""
    return True


def submission(institution: int, answers: Ratings = ANSWERS, edition: str = "edition-1", sealed: bytes = SEALED) -> HandingIn:
    """What an institution hands in: every answer with its file."""
    items = tuple(handed(code, rating, Share.file) for code, rating in answers.items())
    digest = sha256(sealed).hexdigest()
    return HandingIn(Submission(edition, institution, items, date(2026, 11, 20), digest, True), sealed, 1)


def plausible_file(issue: ToSeal) -> bytes:
    """An issued file without a seal that says what the database says of it, so that a backup with it is taken."""
    result = issue.case.result
    assert result is not None
    days = {"issued_on": result.issued_on.isoformat(), "valid_until": result.valid_until.isoformat()}
    stars = {"claimed": 2, "verified": {"low": 1, "high": 1}}
    return json.dumps({"check_number": issue.check_number, **days, "stars": stars}).encode()


@dataclass
class ReviewTown:
    """The desk of one association, and institutions, over one database. `ann` is its administrator."""

    database: Database
    edition: str = "edition-1"
    desk: DeskProcess = field(init=False)
    ann: str = ""
    ben: str = ""
    cat: str = ""

    def __post_init__(self) -> None:
        self.desk = DeskProcess(self.database)
        self.cases = OfficerCases(self.desk.access, every_day)
        self.issuing, self.rules = Issuing(self.desk.access, every_day), Rules(self.desk.access)
        self.rounds = RoundResults(self.database, shipped())
        self.own = InstitutionCases(self.database, every_day, self.rounds)
        self.time = PassingTime(self.database, every_day)
        self.opening = CaseOpening(self.desk.access)
        self.sessions = StoredSessions(self.database, self.edition, lambda: NOW)

    async def staffed(self) -> None:
        """Let an administrator and two reviewers join."""
        self.ann = await self.desk.first()
        self.ben = await self.desk.colleague(self.ann, Role.reviewer, "Ben")
        self.cat = await self.desk.colleague(self.ann, Role.reviewer, "Cat")

    async def finished(self, who: Address, name: str = "First Help", answers: Ratings = ANSWERS) -> None:
        """Let a person finish a self-check for an institution that they name."""
        begun = Session("zh", 500, "asking", 1)
        assert await self.sessions.save(who, Session("zh", 0), begun, NOW)
        past = (Past(1, date(2026, 11, 28), answers),)
        done = replace(begun, turn=begun.turn + 1, ratings=answers, stage="finished", past=past, institution=name)
        assert await self.sessions.save(who, begun, done, NOW)

    async def handed_in(
        self,
        who: Address = ANN,
        name: str = "First Help",
        reviewer: str = "",
        answers: Ratings = ANSWERS,
        sealed: bytes = SEALED,
    ) -> int:
        """Let a person hand in what a reviewer (Ben) asked for; the number of the case."""
        await self.finished(who, name, answers)
        made = await self.cases.request(reviewer or self.ben, name)
        case = await self.own.hand_in(
            who, made.token, lambda institution, _, __: submission(institution, answers, self.edition, sealed)
        )
        assert case is not None
        return made.case

    async def does(self, session: str, case: int, event: CaseEvent, detail: Detail = None, reason: str = "") -> Case:
        """Let an officer move a case."""
        moved = await self.cases.move(session, case, lambda _, by, at, __: Move(event, by, at, detail, reason))
        assert moved is not None
        return moved

    async def says(self, who: Address, case: int, event: CaseEvent, detail: Detail = None, reason: str = "") -> Case:
        """Let a person move a case of their institution."""
        moved = await self.own.move(who, case, lambda _, by, at, __: Move(event, by, at, detail, reason))
        assert moved is not None
        return moved

    async def accepted(self, case: int, reviewer: str = "", scope: Scope = EVERYTHING) -> Case:
        """Let a reviewer (Ben) declare that nothing ties them to the institution, and accept the case."""
        await self.does(reviewer or self.ben, case, CaseEvent.declare, Declaration())
        return await self.does(reviewer or self.ben, case, CaseEvent.accept, scope)

    async def read_to_the_end(self, case: int, who: Address = ANN) -> Case:
        """Let Ben decide everything that must be looked at, and the institution (`who`) agree."""
        await self.accepted(case)
        for decision in (CONFIRMED, LOWERED):
            await self.does(self.ben, case, CaseEvent.decide, decision)
        await self.does(self.ben, case, CaseEvent.finish_reading, EVERYTHING)
        return await self.says(who, case, CaseEvent.agree)

    async def issued(self, case: int, seal: Seal = lambda _: b"issued", until: date = date(2099, 1, 1)) -> Case:
        """Let the administrator issue the result, which is valid before the day `until`."""
        issue = Issue(EVERYTHING, until)
        moved = await self.issuing.issue(self.ann, case, lambda _, by, at, __: Move(CaseEvent.issue, by, at, issue), seal)
        assert moved is not None
        return moved

    async def days_pass(self, days: int) -> None:
        """Let everything that happened in cases be this number of days longer ago."""
        async with self.database.writing() as db:
            connection = await db.connection()
            is_sqlite = connection.dialect.name == "sqlite"
            for table, column in (("review_cases", "due"), ("review_entries", "due"), ("review_entries", "at")):
                if column == "at" and is_sqlite:
                    earlier = f"strftime('%Y-%m-%d %H:%M:%f', at, '-{days} days')"
                elif is_sqlite:
                    earlier = f"date(due, '-{days} days')"
                else:
                    earlier = f"{column} - {days}" if column == "due" else f"{column} - interval '{days} days'"
                await connection.execute(text(f"UPDATE {table} SET {column} = {earlier}"))


def supports(subdomain: str) -> Finding:
    """A finding that evidence supports a claim, as a rule and as a record."""
    return Finding(subdomain, 0, EvidenceFinding.supports, (EvidenceKind.document, EvidenceKind.record))


@asynccontextmanager
async def review_town(url: str) -> AsyncIterator[ReviewTown]:
    """Open a database with an association whose officers have joined."""
    async with open_database(url) as database:
        town = ReviewTown(database)
        await town.staffed()
        yield town
