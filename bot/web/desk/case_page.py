"""One case at the desk: where it is, what was handed in, its items, what can be done with it, and its log."""

from __future__ import annotations

from aiohttp import web

from bot.desk.cases import CaseLine, CaseView
from bot.desk.item_view import ItemLine, ItemState
from bot.desk.together import case_lines
from bot.documents.content.review_report import REPORTED
from bot.web.addresses import public_root
from bot.web.desk.addresses import id_of
from bot.web.desk.case_form import TIES
from bot.web.desk.case_log import LogWords, decision_words, log_lines
from bot.web.desk.case_places import CASE, CASES, case_of, stars_of
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.codes import grouped
from flows.campaign.roles import Right
from flows.days import day_before, day_of
from flows.dialogue import Phrase
from flows.review.clock import is_assumed
from flows.review.deadlines import is_overdue
from flows.review.log import BrokenLog
from flows.review.states import CLOSED, SEAT, CaseEvent, Turn
from flows.standard.model import Standard

# What only the officer can do whose turn it is.
NEXT_STEPS = frozenset(
    {
        CaseEvent.declare,
        CaseEvent.accept,
        CaseEvent.finish_reading,
        CaseEvent.finish_second_reading,
        CaseEvent.settle_objection,
        CaseEvent.issue,
    }
)


class CasePage:
    """Shows a case. That somebody opened it is recorded, once a day for each officer."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, public_url: str | None) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._public_url = public_url

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses at which a case is read."""
        return (
            DeskRoute("GET", CASE, Right.see_cases, self.show),
            DeskRoute("GET", f"{CASE}/log", Right.see_cases, self.log),
        )

    async def show(self, visit: Visit, problem: Phrase | None = None, status: int = 200) -> web.Response:
        """Show a case with what the officer can do with it; `problem` says why something was not done."""
        number = id_of(visit, "case")
        view = await case_of(self._guard, visit)
        if view is None:
            return self._pages.missing(visit.view)
        await self._guard.cases.opening.opened(visit.session, number)
        case, lines = view.case, view.lines
        seat = SEAT.get(case.state)
        can_assign = CaseEvent.assign in view.allowed
        together = await self._guard.cases.together(visit.session, number)
        return self._pages.page(
            visit.view,
            "case.html",
            status=status,
            here=CASES,
            key=number,
            seen=view,
            case=case,
            line=view.open.line,
            code=grouped(view.open.line.code),
            home=public_root(visit.request, self._public_url).partition("://")[2] + "/c",
            problem=problem,
            typed=visit.form,
            # Several forms of the page ask for a reason; each is shown again only with its own.
            sent=visit.request.path.rpartition("/")[2] if visit.request.method == "POST" else "",
            standard=self._standard.name_of(case.submission.edition) if case.submission is not None else "",
            is_other_edition=case.submission is not None and case.submission.edition != self._standard.edition,
            claimed=stars_of(view.claimed),
            together=case_lines(self._standard, case.submission.ratings, together) if together and case.submission else (),
            differed={each.code for each in together.differed} if together is not None else frozenset(),
            verified=stars_of(view.verified),
            must=[line for line in lines if is_listed(view, line)],
            others=[line for line in lines if not is_listed(view, line)],
            overdue=is_overdue(case, view.open.now),
            is_assumed=case.due is not None and is_assumed(case.due),
            seat=seat,
            reader=case.reader(seat) if seat is not None else None,
            allowed=view.allowed,
            turn=turn_of(view),
            candidates=await self._guard.cases.candidates(visit.session, number) if can_assign else (),
            has_report=case.state in REPORTED,
            result_state=case.result_state(day_of(view.open.now)),
            last_valid=day_before(case.result.valid_until).isoformat() if case.result is not None else "",
            ties=TIES,
            decision_words=decision_words,
            is_closed=case.state in CLOSED,
            after=after if (after := visit.request.query.get("after", "")) in self._standard else "",
        )

    async def log(self, visit: Visit) -> web.Response:
        """Show the log of a case in words, the newest entry first. Of one that cannot be read, show which entry was changed."""
        try:
            view = await case_of(self._guard, visit)
            lines = await self._guard.cases.log(visit.session, id_of(visit, "case"))
        except BrokenLog:
            every = await self._guard.cases.lines(visit.session)
            line = next((each for each in every if each.id == id_of(visit, "case")), None)
            return await self._log(visit, line, [], is_blind=False) if line is not None else self._pages.missing(visit.view)
        if view is None:
            return self._pages.missing(visit.view)
        return await self._log(visit, view.open.line, log_lines(lines, view), is_blind=view.is_blind)

    async def _log(self, visit: Visit, line: CaseLine, lines: list[LogWords], *, is_blind: bool) -> web.Response:
        return self._pages.page(
            visit.view,
            "case_log.html",
            here=CASES,
            key=id_of(visit, "case"),
            line=line,
            lines=lines,
            checked=await self._guard.cases.checked(visit.session, id_of(visit, "case")),
            is_blind=is_blind,
        )


def turn_of(view: CaseView) -> str:
    """Return the end of the key that says whose turn it is: the reading officer's own if only they can go on now."""
    case, seat = view.case, SEAT.get(view.case.state)
    if case.turn is not Turn.association:
        return case.turn.value
    if view.may_decide or not NEXT_STEPS.isdisjoint(view.allowed):
        return "you"
    if seat is not None and case.reader(seat) is None and CaseEvent.assign in view.allowed:
        return "assign"
    return case.turn.value


def is_listed(view: CaseView, line: ItemLine) -> bool:
    """Return whether an item is listed at the top: it has to be looked at, or somebody has looked at it."""
    return line.why is not None or line.state is not ItemState.not_looked_at or line.subdomain in view.case.asked
