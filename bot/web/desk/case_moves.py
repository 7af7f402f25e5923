"""What officers do with a whole case at the desk: declare, accept, ask, finish, step back, assign, issue and rescind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from bot.desk.cases import CaseDesk, Seal
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.case_form import read_declaration, read_text
from bot.web.desk.case_page import CasePage
from bot.web.desk.case_places import CASE, CASES, case_of
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.roles import Right
from flows.dialogue import Phrase, phrase
from flows.ids import id_in
from flows.review.case import Case
from flows.review.refusals import CaseRefusal, Overtaken
from flows.review.states import SEAT, CaseEvent


class CaseMoveRoutes:
    """Moves cases on. What the case does not allow is said on its page, and nothing changes."""

    def __init__(self, guard: Guard, pages: DeskPages, page: CasePage, seal: Seal) -> None:
        self._guard = guard
        self._pages = pages
        self._page = page
        self._seal = seal

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses at which a case is moved on."""
        see, read, manage = Right.see_cases, Right.review_files, Right.manage_cases
        return (
            DeskRoute("POST", f"{CASE}/take-back", see, self.take_back),
            DeskRoute("POST", f"{CASE}/declare", read, self.declare),
            DeskRoute("POST", f"{CASE}/accept", read, self.accept),
            DeskRoute("POST", f"{CASE}/refuse", read, self.refuse),
            DeskRoute("POST", f"{CASE}/ask", read, self.ask),
            DeskRoute("POST", f"{CASE}/finish", read, self.finish),
            DeskRoute("POST", f"{CASE}/step-back", read, self.step_back),
            DeskRoute("POST", f"{CASE}/assign", manage, self.assign),
            DeskRoute("POST", f"{CASE}/issue", manage, self.issue),
            DeskRoute("POST", f"{CASE}/rescind", manage, self.rescind),
        )

    @property
    def _desk(self) -> CaseDesk:
        return self._guard.cases

    async def take_back(self, visit: Visit) -> web.Response:
        """Take a request link back, if the box says that it is meant."""
        return await self._done(visit, CaseEvent.take_back)

    async def declare(self, visit: Visit) -> web.Response:
        """Record that a reviewer has no tie to the institution. With a tie they are told to step back."""
        return await self._moved(visit, self._desk.declare, read_declaration(visit.form))

    async def accept(self, visit: Visit) -> web.Response:
        """Accept what was handed in; the draw of the items begins."""
        return await self._moved(visit, self._desk.accept)

    async def refuse(self, visit: Visit) -> web.Response:
        """Refuse what was handed in, with a reason, if the box says that it is meant."""
        return await self._done(visit, CaseEvent.refuse)

    async def ask(self, visit: Visit) -> web.Response:
        """Send the questions: it is the institution's turn then."""
        return await self._moved(visit, partial(self._desk.do, seen=visit.form.get(DRAWN)), CaseEvent.ask_more)

    async def finish(self, visit: Visit) -> web.Response:
        """Finish the reading that goes on."""
        return await self._moved(visit, partial(self._desk.finish, seen=visit.form.get(DRAWN)))

    async def step_back(self, visit: Visit) -> web.Response:
        """Leave the case, if the box says that it is meant. What the reviewer decided goes with them."""
        return await self._done(visit, CaseEvent.step_back)

    async def assign(self, visit: Visit) -> web.Response:
        """Assign a reviewer to the reading that goes on."""
        officer = id_in(visit.form.get("officer", ""))
        if not officer:
            return await self._page.show(visit, phrase("desk-case-assign-nobody"), 422)
        return await self._moved(visit, partial(self._desk.assign, seen=visit.form.get(DRAWN)), officer)

    async def issue(self, visit: Visit) -> web.Response:
        """Issue the result, if the box says that it is meant."""
        issue = partial(self._desk.issue, seen=visit.form.get(DRAWN))
        return await self._moved(visit, issue, self._seal, needs_box=True)

    async def rescind(self, visit: Visit) -> web.Response:
        """Rescind the result with a reason, if the box says that it is meant."""
        return await self._moved(visit, self._desk.rescind, read_text(visit.form, "reason"), needs_box=True)

    async def _done(self, visit: Visit, event: CaseEvent) -> web.Response:
        return await self._moved(visit, self._desk.do, event, read_text(visit.form, "reason"), needs_box=True)

    async def _moved(
        self, visit: Visit, act: Callable[..., Awaitable[Case | None]], *details: object, needs_box: bool = False
    ) -> web.Response:
        """Do something with the case of the address and lead back to it, or say on its page why not.

        A reviewer who has left the case does not see it any more, and is led to the list.
        """
        if await case_of(self._guard, visit) is None:
            return self._pages.missing(visit.view)
        if needs_box and not visit.is_sure:
            return await self._page.show(visit, phrase("desk-case-unsure"), 422)
        try:
            moved = await act(visit.session, id_of(visit, "case"), *details)
        except Overtaken:
            return await self._page.show(visit, await self._overtaken(visit), 409)
        except CaseRefusal as refusal:
            return await self._page.show(visit, refusal.why, 409)
        if moved is None:
            return self._pages.missing(visit.view)
        is_seen = await case_of(self._guard, visit) is not None
        return lead_to(visit, f"{CASES}/{id_of(visit, 'case')}" if is_seen else CASES)

    async def _overtaken(self, visit: Visit) -> Phrase:
        """Return what to say if the case has changed since the page was drawn: for a new reader, who was assigned meanwhile."""
        view = await case_of(self._guard, visit)
        seat = SEAT.get(view.case.state) if view is not None else None
        if view is None or seat is None or not visit.request.path.endswith("/assign") or view.case.reader(seat) is None:
            return phrase("desk-case-overtaken")
        return phrase("desk-case-assign-overtaken", name=view.open.line.reader(seat) or phrase("desk-case-removed"))
