"""An officer's own sessions: signed-in browsers, links to other devices and for the next time, and their language."""

from __future__ import annotations

from aiohttp import web

from bot.desk.desk import START_PREFIX, Desk
from bot.web.desk.addresses import page_behind
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.links import LinkMaker
from bot.web.desk.pages import DeskPages
from bot.web.html import redirect
from flows.campaign.officers import LinkPurpose
from flows.campaign.roles import Right
from flows.review.refusals import Overtaken

# The links that officers make for themselves on the page.
OWN = (LinkPurpose.device, LinkPurpose.later, LinkPurpose.connect)


class OwnSessionRoutes:
    """Lists and ends an officer's own sessions, makes links for them, and changes the language of one."""

    def __init__(self, guard: Guard, pages: DeskPages, links: LinkMaker, languages: tuple[str, ...]) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links
        self._languages = languages

    @property
    def _desk(self) -> Desk:
        return self._guard.desk

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of the officer's own sessions."""
        return (
            DeskRoute("POST", "/desk/language", Right.use_desk, self.speak),
            DeskRoute("GET", "/desk/sessions", Right.use_desk, self.sessions),
            DeskRoute("POST", "/desk/sessions/link", Right.use_desk, self.make_link),
            DeskRoute("POST", "/desk/sessions/revoke", Right.use_desk, self.revoke),
            DeskRoute("POST", "/desk/sessions/disconnect", Right.use_desk, self.disconnect),
        )

    async def sessions(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """List the officer's sessions and links. `problem` is the key of why no link was made."""
        sessions = await self._desk.sessions.sessions(visit.session)
        links = await self._desk.sessions.links(visit.session)
        return self._pages.page(
            visit.view,
            "sessions.html",
            status=status,
            problem=problem,
            here="/sessions",
            sessions=sessions,
            links=links,
            bot_name=self._guard.bot_name,
            mark=await self._guard.mark(visit),
        )

    async def make_link(self, visit: Visit) -> web.Response:
        """Make a link and show it once, in the answer to the form: it is in no address that a log or a history keeps."""
        wanted = visit.form.get("purpose")
        if wanted not in OWN or (wanted == LinkPurpose.connect and not self._guard.bot_name):
            return self._pages.missing(visit.view)
        try:
            made = await self._desk.sessions.make_link(visit.session, LinkPurpose(wanted), self._guard.once(visit))
        except Overtaken as refusal:
            return await self.sessions(visit, refusal.why.key, 409)
        chat = f"https://t.me/{self._guard.bot_name}?start={START_PREFIX}{made.token}"
        return self._links.page(visit, made, back="/sessions", chat=chat if wanted == LinkPurpose.connect else "")

    async def revoke(self, visit: Visit) -> web.Response:
        """End one of the officer's own sessions, or remove one of their links."""
        if not await self._desk.sessions.revoke(visit.session, visit.form.get("name", "")):
            return self._pages.missing(visit.view)
        return redirect("../sessions")

    async def disconnect(self, visit: Visit) -> web.Response:
        """Disconnect the officer's Telegram account."""
        await self._desk.chats.disconnect(visit.session)
        return redirect("../sessions")

    async def speak(self, visit: Visit) -> web.Response:
        """Show this session's pages in another language, and lead back to the page on which it was changed."""
        if (language := visit.form.get("language")) in self._languages:
            await self._desk.access.speak(visit.session, str(language))
        return redirect(".." + page_behind(visit.request.app, visit.form.get("address", "")))
