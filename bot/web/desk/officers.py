"""The officers of an association, as administrators see and change them."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.desk.desk import Changed, Desk
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.guard import Guard, Visit
from bot.web.desk.links import LinkMaker
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.officers import NAME_AT_MOST, Office, districts_in, office_of
from flows.campaign.roles import Role
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.typed_text import one_line


class OfficerRoutes:
    """Lists, invites, changes and removes officers."""

    def __init__(self, guard: Guard, pages: DeskPages, links: LinkMaker) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links

    @property
    def _desk(self) -> Desk:
        return self._guard.desk

    async def all(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """List officers and open invitations, with a form to invite. `problem` is the key of what was wrong with the form."""
        return self._pages.page(
            visit.view,
            "officers.html",
            status=status,
            here="/officers",
            officers=await self._desk.officers.all(visit.session),
            invitations=await self._desk.officers.invitations(visit.session),
            problem=problem,
            typed=visit.form,
            mark=await self._guard.mark(visit),
        )

    async def invite(self, visit: Visit) -> web.Response:
        """Make an invitation and show it once."""
        office = office_in(visit.form)
        if office is None:
            return await self.all(visit, "desk-form-wrong", 422)
        if not visit.is_sure:
            return await self.all(visit, "desk-invite-unsure", 422)
        label = one_line(visit.form.get("label", ""))[:NAME_AT_MOST]
        try:
            made = await self._desk.officers.invite(visit.session, office, label, self._guard.once(visit))
        except Overtaken as refusal:
            return await self.all(visit, refusal.why.key, 409)
        if made is None:
            return await self.all(visit, "desk-too-many-invitations", 409)
        return self._links.page(visit, made, back="/officers", to=label)

    async def withdraw(self, visit: Visit) -> web.Response:
        """Delete an open invitation."""
        changed = await self._desk.officers.withdraw(visit.session, visit.form.get("name", ""))
        return lead_to(visit, "/officers") if changed is Changed.done else self._pages.missing(visit.view)

    async def one(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Show one officer with the forms that change or remove them."""
        officer = await self._desk.officers.one(visit.session, id_of(visit, "officer"))
        if officer is None:
            return self._pages.missing(visit.view)
        return self._pages.page(
            visit.view,
            "officer.html",
            status=status,
            here="/officers",
            one=officer,
            # After a change by somebody else the form has what this officer chose, beside how the office is now.
            chosen=(office_in(visit.form) if problem == "desk-office-overtaken" else None) or officer.office,
            office_mark=fingerprint(officer.office),
            problem=problem,
            typed=visit.form,
            link_mark=await self._guard.mark(visit),
        )

    async def change(self, visit: Visit) -> web.Response:
        """Give an officer another office."""
        office = office_in(visit.form)
        if office is None:
            return await self.one(visit, "desk-form-wrong", 422)
        return await self._changed(
            visit, await self._desk.officers.change(visit.session, id_of(visit, "officer"), office, visit.form.get(DRAWN))
        )

    async def remove(self, visit: Visit) -> web.Response:
        """Remove an officer, if the box says that it is meant."""
        if not visit.is_sure:
            return await self.one(visit, "desk-remove-unsure", 422)
        return await self._changed(visit, await self._desk.officers.remove(visit.session, id_of(visit, "officer")))

    async def help_in(self, visit: Visit) -> web.Response:
        """Make a link that signs an officer in, and show it once."""
        officer = await self._desk.officers.one(visit.session, id_of(visit, "officer"))
        try:
            made = await self._desk.officers.help_in(visit.session, id_of(visit, "officer"), self._guard.once(visit))
        except Overtaken as refusal:
            return await self.one(visit, refusal.why.key, 409)
        if officer is None or made is None:
            return self._pages.missing(visit.view)
        return self._links.page(visit, made, back="/officers", to=officer.name)

    async def _changed(self, visit: Visit, changed: Changed) -> web.Response:
        match changed:
            case Changed.done:
                return lead_to(visit, "/officers")
            case Changed.last_administrator:
                return await self.one(visit, "desk-last-administrator", 409)
            case Changed.overtaken:
                return await self.one(visit, "desk-office-overtaken", 409)
        return self._pages.missing(visit.view)


def office_in(form: Mapping[str, str]) -> Office | None:
    """Return the office that a form describes; None if there is no such role, or a district is too long."""
    role, districts = form.get("role", ""), districts_in(form.get("districts", ""))
    if role not in tuple(Role) or districts is None:
        return None
    return office_of(Role(role), may_send=form.get("send") == "yes", districts=districts)
