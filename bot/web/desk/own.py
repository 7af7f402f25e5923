"""What officers see first, and their own sessions: signed-in browsers, links to other devices and for the next time."""

from __future__ import annotations

from aiohttp import web

from bot.desk.campaigns import StoredCampaign
from bot.desk.days import today
from bot.desk.desk import START_PREFIX, Desk
from bot.web.desk.guard import Guard, Visit
from bot.web.desk.links import LinkMaker
from bot.web.desk.pages import DeskPages
from bot.web.html import redirect
from flows.campaign.campaign import Status
from flows.campaign.officers import LinkPurpose, Officer
from flows.campaign.roles import Right
from flows.review.states import Turn

# The links that officers make for themselves on the page.
OWN = (LinkPurpose.device, LinkPurpose.later, LinkPurpose.connect)
# How many cases the overview lists; the list has all.
CASES_AT_MOST = 5


class OwnRoutes:
    """The overview, an officer's sessions, and the language of a session."""

    def __init__(self, guard: Guard, pages: DeskPages, links: LinkMaker, languages: tuple[str, ...]) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links
        self._languages = languages

    @property
    def _desk(self) -> Desk:
        return self._guard.desk

    async def overview(self, visit: Visit) -> web.Response:
        """Show the association, what the officer may do, and whom to ask."""
        administrators = await self._desk.officers.administrators(visit.session)
        officer, stored = visit.caller.officer, await self._guard.campaigns.campaigns.all(visit.session)
        cases = await self._guard.cases.lines(visit.session) if officer.may(Right.see_cases) else ()
        return self._pages.page(
            visit.view,
            "overview.html",
            here="",
            administrators=administrators,
            campaigns=[each for each in stored if is_shown(each, officer)],
            lines=[line for line in cases if line.turn is Turn.association][:CASES_AT_MOST],
            rights=[right for right in Right if officer.may(right)],
            today=today(),
        )

    async def sessions(self, visit: Visit) -> web.Response:
        """List the officer's sessions and links."""
        sessions = await self._desk.sessions.sessions(visit.session)
        links = await self._desk.sessions.links(visit.session)
        return self._pages.page(
            visit.view, "sessions.html", here="/sessions", sessions=sessions, links=links, bot_name=self._guard.bot_name
        )

    async def make_link(self, visit: Visit) -> web.Response:
        """Make a link and show it once, in the answer to the form: it is in no address that a log or a history keeps."""
        wanted = visit.form.get("purpose")
        if wanted not in OWN or (wanted == LinkPurpose.connect and not self._guard.bot_name):
            return self._pages.missing(visit.view)
        made = await self._desk.sessions.make_link(visit.session, LinkPurpose(wanted))
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
        """Show this session's pages in another language."""
        if (language := visit.form.get("language")) in self._languages:
            await self._desk.access.speak(visit.session, str(language))
        return redirect("../desk")


def is_shown(stored: StoredCampaign, officer: Officer) -> bool:
    """Return whether the overview shows a campaign to an officer: it runs, or it is a draft that they can go on with."""
    status = stored.campaign.status
    return status is Status.running or (status is Status.draft and officer.may(Right.manage_campaigns))
