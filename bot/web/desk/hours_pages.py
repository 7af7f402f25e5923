"""How long cases took their reviewers, beside the goal. A reviewer can state their own number."""

from __future__ import annotations

from aiohttp import web

from bot.desk.cases import HoursLine
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_places import CASE, CASES, HOURS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.roles import Right
from flows.dialogue import Phrase, phrase
from flows.review.effort import median_minutes
from flows.review.refusals import NotValid

HOUR = 60
DIGITS = 3


class HoursRoutes:
    """Shows the hours: to reviewers their own, to administrators those of the association."""

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses."""
        return (
            DeskRoute("GET", HOURS, Right.see_cases, self.show),
            DeskRoute("POST", f"{CASE}/hours", Right.review_files, self.state),
        )

    async def show(self, visit: Visit, problem: Phrase | None = None, status: int = 200, wrong: int = 0) -> web.Response:
        """Show the hours; `problem` says why a number was not taken, and `wrong` is its case."""
        hours = await self._guard.cases.hours.all(visit.session)
        median = median_minutes([line.effort for line in hours.lines])
        return self._pages.page(
            visit.view,
            "hours.html",
            status=status,
            here=CASES,
            hours=hours,
            median=time_words(round(median)) if median is not None else None,
            is_above=median is not None and median > hours.rules.effort_hours * HOUR,
            time=time_words,
            is_late=lambda line: line.effort.minutes > hours.rules.effort_hours * HOUR,
            typed_hours=lambda line: self._typed(visit, line, wrong, "hours", line.effort.minutes // HOUR),
            typed_minutes=lambda line: self._typed(visit, line, wrong, "minutes", line.effort.minutes % HOUR),
            problem=problem,
            wrong=wrong,
            is_saved="saved" in visit.request.query,
            digits=DIGITS,
        )

    async def state(self, visit: Visit) -> web.Response:
        """Store how long a case took the reviewer; both fields empty: as the log shows it."""
        case = id_of(visit, "case")
        typed = [visit.form.get(name, "").strip() for name in ("hours", "minutes")]
        numbers = [number_in(each, DIGITS) if each else 0 for each in typed]
        hours, minutes = numbers
        if hours is None or minutes is None or minutes >= HOUR:
            return await self._refused(visit, case, phrase("desk-hours-wrong"), 422)
        stated = hours * HOUR + minutes if any(typed) else None
        try:
            is_stored = await self._guard.cases.hours.state(visit.session, case, stated)
        except NotValid as refusal:
            return await self._refused(visit, case, refusal.why, 422)
        return lead_to(visit, f"{CASES}/hours?saved#case-{case}") if is_stored else self._pages.missing(visit.view)

    async def _refused(self, visit: Visit, case: int, problem: Phrase, status: int) -> web.Response:
        """Show the hours again with what was typed. Nobody learns whether a case that they do not see is there."""
        hours = await self._guard.cases.hours.all(visit.session)
        if not any(line.case == case and line.is_own for line in hours.lines):
            return self._pages.missing(visit.view)
        return await self.show(visit, problem, status, case)

    def _typed(self, visit: Visit, line: HoursLine, wrong: int, name: str, is_now: int) -> str:
        return visit.form.get(name, "") if line.case == wrong else str(is_now)


def time_words(minutes: int) -> Phrase:
    """Return a number of minutes in words."""
    hours, rest = divmod(minutes, HOUR)
    return phrase("desk-hours-long", hours=hours, minutes=rest) if hours else phrase("desk-hours-short", minutes=rest)
