"""The cases of an installation: what the faces ask for reviewers, and for administrators who assign and issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.desk.case_view import CaseView, selection_of, view_of
from bot.desk.desk import Desk
from flows.days import day_of
from flows.review.case import Case
from flows.review.clock import is_working_day
from flows.review.decisions import Decision
from flows.review.entries import Assigned, Detail, Finding, Issue, Move, Scope
from flows.review.independence import Actor, Declaration
from flows.review.result import valid_until
from flows.review.rules import ReviewRules
from flows.review.selection import scope
from flows.review.states import SEAT, CaseEvent, Seat
from flows.standard.model import Standard
from storage.review.agreements import Agreements, BothDecisions, Differences, RatedTwice
from storage.review.double_ratings import DoubleRatings, OpenRating, RatingLine
from storage.review.hours import CaseHours, HoursLine
from storage.review.issuing import Issuing, Seal, ToSeal
from storage.review.lines import CaseLine
from storage.review.names import JudgedName, NameReport, Names, ReportedCase
from storage.review.officer_cases import Candidate, LogLine, MakeMove, OfficerCases, OpenCase
from storage.review.opening import CaseOpening
from storage.review.requests import MadeRequest
from storage.review.rules import Rules
from storage.review_figures.releases import PublishedReviews, ReviewPeriod, ReviewReleases

# How each reading ends.
FINISHING = {
    Seat.first: CaseEvent.finish_reading,
    Seat.second: CaseEvent.finish_second_reading,
    Seat.objection: CaseEvent.settle_objection,
}
# What the faces are given.
__all__ = [
    "BothDecisions",
    "Candidate",
    "CaseDesk",
    "CaseLine",
    "CaseView",
    "Differences",
    "HoursLine",
    "JudgedName",
    "LogLine",
    "MadeRequest",
    "NameReport",
    "OpenCase",
    "OpenRating",
    "PublishedReviews",
    "RatedTwice",
    "RatingLine",
    "ReportedCase",
    "ReviewPeriod",
    "ReviewRules",
    "Seal",
    "ToSeal",
    "selection_of",
]


class CaseDesk:
    """The cases over the database of a desk.

    Everything takes the secret of an officer's session, as `Desk` says, and raises CaseRefusal (with the sentence for the
    officer) if the case does not allow it. It returns None if the officer sees no such case. `seen` is as in `Move`.
    """

    def __init__(self, desk: Desk, standard: Standard) -> None:
        self._cases = OfficerCases(desk.access, is_working_day)
        self._issuing = Issuing(desk.access, is_working_day)
        self._standard = standard
        self.opening, self.rules, self.names = CaseOpening(desk.access), Rules(desk.access), Names(desk.access)
        self.releases = ReviewReleases(desk.access)
        # What reviewers do beside the cases.
        self.ratings, self.agreements = DoubleRatings(desk.access), Agreements(desk.access)
        self.hours = CaseHours(desk.access)
        # What the cases themselves answer.
        self.lines, self.log = self._cases.lines, self._cases.log
        self.sealed, self.issued, self.outside = self._cases.sealed, self._cases.issued, self._cases.outside
        self.checked = self._cases.checked
        self.request, self.candidates, self.rescind = self._cases.request, self._cases.candidates, self._issuing.rescind

    async def one(self, session: str, case: int) -> CaseView | None:
        """Return a case with what follows from it."""
        found = await self._cases.one(session, case)
        return view_of(self._standard, found) if found is not None else None

    async def do(self, session: str, case: int, event: CaseEvent, reason: str = "", *, seen: str | None = None) -> Case | None:
        """Bring about an event that needs nothing but a reason: `refuse`, `ask_more`, `settle_objection`, `step_back`, …"""
        return await self._move(session, case, event, None, reason, seen=seen)

    async def declare(self, session: str, case: int, declaration: Declaration) -> Case | None:
        """Record what a reviewer declares for this case."""
        return await self._move(session, case, CaseEvent.declare, declaration)

    async def assign(self, session: str, case: int, officer: int, *, seen: str | None = None) -> Case | None:
        """Assign a reviewer to the reading that goes on."""
        reader = await self._cases.reader(session, officer)
        if reader is None:
            return None
        return await self._move(session, case, CaseEvent.assign, Assigned(reader), seen=seen)

    async def accept(self, session: str, case: int) -> Case | None:
        """Accept what was handed in. The draw of the items begins here: nobody knew its seed when it was handed in."""
        return await self._with_scope(session, case, CaseEvent.accept)

    async def examine(self, session: str, case: int, *findings: Finding, seen: str | None = None) -> Case | None:
        """Record what a reviewer says about pieces of evidence: all of it, or nothing if one finding is refused."""
        return await self._cases.move(session, case, *map(_examine, findings), seen=seen)

    async def decide(
        self, session: str, case: int, decision: Decision, *findings: Finding, seen: str | None = None
    ) -> Case | None:
        """Record a decision about one claim, after what the same form says about its evidence: all of it or nothing."""
        makes = (*map(_examine, findings), _make(CaseEvent.decide, decision))
        return await self._cases.move(session, case, *makes, seen=seen)

    async def finish(self, session: str, case: int, *, seen: str | None = None) -> Case | None:
        """Finish the reading that goes on."""
        found = await self._cases.one(session, case)
        event = FINISHING[SEAT.get(found.case.state, Seat.first)] if found is not None else None
        if event is CaseEvent.settle_objection:
            return await self.do(session, case, event, seen=seen)
        return await self._with_scope(session, case, event, seen=seen) if event is not None else None

    async def issue(self, session: str, case: int, seal: Seal, *, seen: str | None = None) -> Case | None:
        """Issue the result of a case, sealed by `seal`."""

        def make(stored: Case, by: Actor, at: datetime, rules: ReviewRules) -> Move:
            return replace(self._issue(stored, by, at, rules), seen=seen)

        return await self._issuing.issue(session, case, make, seal)

    async def _move(
        self, session: str, case: int, event: CaseEvent, detail: Detail, reason: str = "", *, seen: str | None = None
    ) -> Case | None:
        return await self._cases.move(session, case, _make(event, detail, reason), seen=seen)

    async def _with_scope(self, session: str, case: int, event: CaseEvent, *, seen: str | None = None) -> Case | None:
        def make(stored: Case, by: Actor, at: datetime, rules: ReviewRules) -> Move:
            return Move(event, by, at, scope_of(self._standard, stored, rules))

        return await self._cases.move(session, case, make, seen=seen)

    def _issue(self, stored: Case, by: Actor, at: datetime, rules: ReviewRules) -> Move:
        until = valid_until(self._standard, stored.ratings, stored.decisions, day_of(at), rules)
        return Move(CaseEvent.issue, by, at, Issue(scope_of(self._standard, stored, rules), until))


def _make(event: CaseEvent, detail: Detail, reason: str = "") -> MakeMove:
    return lambda _, by, at, __: Move(event, by, at, detail, reason)


def _examine(finding: Finding) -> MakeMove:
    return _make(CaseEvent.examine, finding)


def scope_of(standard: Standard, case: Case, rules: ReviewRules) -> Scope:
    """Return what a case records of its selection now."""
    return scope(standard, case.ratings, selection_of(standard, case, rules), case.decisions)
