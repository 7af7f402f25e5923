"""Many institutions whose reviews are issued, over a database without faces: what figures about reviews count.

Each move goes through the rules of reviews and the log of the case, as at the desk; only the sessions of people are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Rating
from flows.campaign.release import Missing
from flows.days import begin_of
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Assigned, Detail, Issue, Move, Scope
from flows.review.independence import Actor, Declaration
from flows.review.moving import moved
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, Party
from flows.review.submission import Share, Submission, handed
from flows.review_figures.release import ReviewRelease
from flows.standard.loader import shipped
from storage.association_tables import OfficerRow
from storage.database import Database
from storage.institution_tables import InstitutionRow
from storage.review.log import append, hold, read_case
from storage.review.requests import make_request
from storage.review_figure_tables import ReviewPeriodRow
from storage.review_figures.release_making import ReviewReleaseMaker
from storage.review_tables import CaseRow, ResultRow, SubmissionRow
from storage.tokens import fresh_id, fresh_token
from tests.people.reviews import every_day

STANDARD = shipped()
LOOKED, LOWER = STANDARD.codes[:2]
SCOPE = Scope((LOOKED, LOWER), 2, "seed-1")
ITEMS = tuple(handed(code, Rating(2), Share.answer) for code in STANDARD.codes)
# Nothing is read a second time.
ONCE = ReviewRules(second_reading_percent=0)
# Nobody who reads: who alone read a case does not issue its result.
ADMINISTRATOR = Actor(Party.administrator, 900)
MEMBER = 90
# A day in the middle of a year, on which results are issued if no other is said.
ISSUED_ON = date(2026, 6, 15)


@dataclass
class ReviewedSector:
    """An association that issues results by the shipped edition, and its releases."""

    database: Database
    association: int
    days: int = 0
    rounds: int = 0
    institutions: dict[str, int] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.maker = ReviewReleaseMaker(self.database, STANDARD, every_day)

    async def issue(self, names: Iterable[str], *, lower: bool = False, reader: int = 11, day: date | None = None) -> None:
        """Let institutions hand in, and their results be issued: two claims are looked at, and the second may be lowered."""
        # Each round a little later: of two results of one institution the later one counts.
        self.rounds += 1
        at = begin_of(day or ISSUED_ON) + timedelta(seconds=self.rounds)
        async with self.database.writing() as db:
            for name in names:
                self.cases[name] = await self._issued(db, name, lower, reader, at)

    async def rescind(self, names: Iterable[str]) -> None:
        """Let the administrator rescind results."""
        async with self.database.writing() as db:
            for name in names:
                row = await hold(db, self.cases[name])
                assert row is not None
                before = await read_case(db, row.id)
                await moves(db, row, before, Move(CaseEvent.rescind, ADMINISTRATOR, before.at, reason="Wrong"))

    async def forget(self, names: Iterable[str]) -> None:
        """Let nobody be left in institutions."""
        async with self.database.writing() as db:
            for name in names:
                await db.delete(await db.get_one(InstitutionRow, self.institutions.pop(name)))

    async def next_day(self) -> ReviewRelease | Missing | None:
        """Let a day pass, and the next release of the running period be tried; None if there is none."""
        self.days += 1
        return await self.made(ISSUED_ON + timedelta(days=self.days))

    async def made(self, day: date) -> ReviewRelease | Missing | None:
        """Try the release that is due on a day."""
        due = await self.maker.due(day)
        async with self.database.reading() as db:
            ours = set(await db.exec(select(ReviewPeriodRow.id).where(ReviewPeriodRow.association_id == self.association)))
        return next(iter([await self.maker.make(period, day) for period in due if period in ours]), None)

    async def reviewer(self, name: str) -> int:
        """The number of an officer."""
        async with self.database.reading() as db:
            wanted = select(OfficerRow.id).where(OfficerRow.name == name, OfficerRow.association_id == self.association)
            return (await db.exec(wanted)).one()

    async def _issued(self, db: AsyncSession, name: str, lower: bool, reader: int, at: datetime) -> int:
        if name not in self.institutions:
            self.institutions[name] = fresh_id()
            db.add(InstitutionRow(id=self.institutions[name], name=name, district="", people=1, made_at=at))
            await db.flush()
        institution = self.institutions[name]
        member = Actor(Party.institution, MEMBER, frozenset({institution}))
        reads = Actor(Party.reviewer, reader)
        made = await make_request(db, self.association, ADMINISTRATOR, name, None, at, every_day)
        row = await db.get_one(CaseRow, made.case)
        row.institution_id, row.institution = institution, name
        db.add(
            SubmissionRow(
                case_id=made.case,
                assessment=1,
                institution_id=institution,
                edition=STANDARD.edition,
                finished_on=date(2026, 11, 20),
                sha256="c" * 64,
                sealed=b"",
            )
        )
        given = Submission(STANDARD.edition, institution, ITEMS, date(2026, 11, 20), "c" * 64, True)
        seen = Decision(LOOKED, DecisionKind.confirmed, 2, text="Seen on the spot")
        other = Decision(LOWER, DecisionKind.lowered, 1, (Reason.no_evidence,)) if lower else None
        steps: tuple[tuple[CaseEvent, Actor, Detail], ...] = (
            (CaseEvent.submit, member, given),
            (CaseEvent.assign, ADMINISTRATOR, Assigned(reads)),
            (CaseEvent.declare, reads, Declaration()),
            (CaseEvent.accept, reads, SCOPE),
            (CaseEvent.decide, reads, seen),
            (CaseEvent.decide, reads, other or Decision(LOWER, DecisionKind.confirmed, 2, text="Seen on the spot")),
            (CaseEvent.finish_reading, reads, SCOPE),
            (CaseEvent.agree, member, None),
            (CaseEvent.issue, ADMINISTRATOR, Issue(SCOPE, date(2099, 1, 1))),
        )
        case = await read_case(db, made.case)
        for event, by, detail in steps:
            case = await moves(db, row, case, Move(event, by, at, detail))
        assert case.result is not None
        until = case.result.valid_until
        db.add(
            ResultRow(
                case_id=made.case,
                check_number=fresh_token(),
                issued_on=case.result.issued_on,
                valid_until=until,
                sealed=b"issued",
            )
        )
        await db.flush()
        return made.case


async def moves(db: AsyncSession, row: CaseRow, before: Case, move: Move) -> Case:
    """Move a case. Nobody is told anything."""
    after = moved(before, move, every_day, ONCE)
    await append(db, row, before, after)
    row.to_tell = 0
    return after.case
