"""The name on a result at the desk: confirm it, look into reports that it is false, and take the check page down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_form import read_text
from bot.web.desk.case_places import CASE, CASES
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.roles import Right
from flows.dialogue import Phrase, phrase
from flows.review.deciding import TEXT_AT_MOST
from flows.review.names import NameStanding
from flows.review.refusals import CaseRefusal

NAME = f"{CASE}/name"


class CaseNameRoutes:
    """Shows and judges the names on the results of an association."""

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of a name, all for administrators."""
        manage = Right.manage_cases
        return (
            DeskRoute("GET", NAME, manage, self.show),
            DeskRoute("POST", f"{NAME}/confirm", manage, self.confirm),
            DeskRoute("POST", f"{NAME}/unconfirm", manage, self.unconfirm),
            DeskRoute("POST", f"{NAME}/down", manage, self.take_down),
            DeskRoute("POST", f"{NAME}/back", manage, self.put_back),
            DeskRoute("POST", f"{NAME}/aside", manage, self.set_aside),
        )

    async def show(self, visit: Visit, problem: Phrase | None = None, status: int = 200) -> web.Response:
        """Show a name with what is open about it; `problem` says why something was not done."""
        number = id_of(visit, "case")
        name = await self._guard.cases.names.one(visit.session, number)
        if name is None:
            return self._pages.missing(visit.view)
        return self._pages.page(
            visit.view,
            "case_name.html",
            status=status,
            here=CASES,
            key=number,
            judged=name,
            is_down=name.standing is NameStanding.false,
            is_confirmed=name.standing is NameStanding.confirmed,
            problem=problem,
            typed=visit.form,
        )

    async def confirm(self, visit: Visit) -> web.Response:
        """Confirm a name, if the box says that the officer looked into it."""
        return await self._done(visit, self._guard.cases.names.confirm, needs_box=True)

    async def unconfirm(self, visit: Visit) -> web.Response:
        """Take a confirmation back."""
        return await self._done(visit, self._guard.cases.names.unconfirm)

    async def take_down(self, visit: Visit) -> web.Response:
        """Take the check page down with a reason, if the box says that it is meant."""
        why = read_text(visit.form, "reason")
        if len(why) > TEXT_AT_MOST:
            return await self.show(visit, phrase("case-text-too-long", length=len(why), most=TEXT_AT_MOST), 422)
        return await self._done(visit, self._guard.cases.names.take_down, why, needs_box=True)

    async def put_back(self, visit: Visit) -> web.Response:
        """Let the institution publish the page again."""
        return await self._done(visit, self._guard.cases.names.put_back)

    async def set_aside(self, visit: Visit) -> web.Response:
        """Settle the open reports without a change."""
        return await self._done(visit, self._guard.cases.names.set_aside)

    async def _done(
        self, visit: Visit, act: Callable[..., Awaitable[bool]], *details: str, needs_box: bool = False
    ) -> web.Response:
        number = id_of(visit, "case")
        if await self._guard.cases.names.one(visit.session, number) is None:
            return self._pages.missing(visit.view)
        if needs_box and not visit.is_sure:
            return await self.show(visit, phrase("desk-case-unsure"), 422)
        try:
            if not await act(visit.session, number, *details):
                return self._pages.missing(visit.view)
        except CaseRefusal as refusal:
            return await self.show(visit, refusal.why, 409)
        return lead_to(visit, f"{CASES}/{number}/name")
