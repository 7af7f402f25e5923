"""The audit log, as administrators read it."""

from __future__ import annotations

from aiohttp import web

from bot.web.addresses import number_in
from bot.web.desk.guard import Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.exports import ExportKind
from flows.campaign.officers import LinkPurpose
from flows.campaign.roles import Role

NUMBER_DIGITS = 9


class LogRoutes:
    """Shows the log, newest lines first."""

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    async def show(self, visit: Visit) -> web.Response:
        """Show a page of the log."""
        number = number_in(visit.request.query.get("before", ""), NUMBER_DIGITS)
        page = await self._guard.desk.log.page(visit.session, number)
        lines = [(line, detail_key(line.detail)) for line in page.lines]
        return self._pages.page(visit.view, "log.html", here="/log", lines=lines, before=page.before)


def detail_key(detail: str) -> str:
    """Return the key of a detail's words; "" if it has none."""
    if detail in tuple(Role):
        return f"desk-role-{detail}"
    if detail in tuple(ExportKind):
        return f"desk-exported-{detail}"
    return f"desk-purpose-{detail}" if detail in tuple(LinkPurpose) else ""
