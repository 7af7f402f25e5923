"""The work list of a campaign at the desk: who is where, whom to remind, and what to paste into a chat group."""

from __future__ import annotations

from urllib.parse import urlencode

from aiohttp import web

from bot.desk.campaigns import PAGE
from bot.desk.days import today
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of, lead_to, text_of
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.invitations import InvitationLinks
from bot.web.desk.pages import DeskPages
from flows.campaign.campaign import Phase
from flows.campaign.roles import Right
from flows.campaign.states import State
from flows.campaign.work_list import WorkFilter, chat_group_texts
from flows.dialogue import Phrase, phrase

# The days without a move that a tap chooses.
STUCK_DAYS = (3, 7, 14)
# In the order in which they are reached.
STATES = (*(state for state in State if state is not State.withdrawn), State.withdrawn)
OFFSET_DIGITS = 6
# How many names a text for a chat group, or a printed list, has at most.
WHOLE = 2_000


class WorkRoutes:
    """Shows the work list. A liaison sees their districts only: storage decides that."""

    def __init__(self, guard: Guard, pages: DeskPages, links: InvitationLinks) -> None:
        self._guard = guard
        self._pages = pages
        self._links = links

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of work lists."""
        return (
            DeskRoute("GET", f"{CAMPAIGN}/work", Right.see_rows, self.show),
            DeskRoute("GET", f"{CAMPAIGN}/chat-groups", Right.see_rows, self.chat_groups),
            DeskRoute("POST", f"{CAMPAIGN}/detach/{{institution}}", Right.manage_campaigns, self.detach, names=True),
        )

    async def show(self, visit: Visit) -> web.Response:
        """Show the institutions that fit the filter of the address, those that have waited longest first."""
        number, day = id_of(visit, "campaign"), today()
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        chosen, whole = filter_of(visit), "print" in visit.request.query
        found = await self._guard.campaigns.work_lists.page(
            visit.session, number, chosen, day, 0 if whole else offset_of(visit), WHOLE if whole else PAGE
        )
        assert found is not None
        return self._pages.page(
            visit.view,
            "work.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            found=found,
            chosen=chosen,
            districts=found.districts,
            channels=[way.channel for way in await self._guard.campaigns.invitations.channels(visit.session, number)],
            states=STATES,
            stuck_days=STUCK_DAYS,
            today=day,
            whole=whole,
            address=work_address,
            next_offset=found.offset + PAGE if not whole and found.total > found.offset + PAGE else 0,
            earlier=found.offset - PAGE if found.offset >= PAGE else -1,
        )

    async def chat_groups(self, visit: Visit) -> web.Response:
        """Show a text for each district that names the institutions that have not finished."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        channels = await self._guard.campaigns.invitations.channels(visit.session, number)
        link = next((self._links.link(visit, way.token) for way in channels if way.token), "")
        chosen = WorkFilter(filter_of(visit).district, to_remind=True)
        found = await self._guard.campaigns.work_lists.page(visit.session, number, chosen, today(), 0, WHOLE)
        # Before the start and after the end, the link leads nowhere: there is nothing to ask for.
        is_running = campaign.phase(today()) is Phase.running
        rows = found.rows if found is not None and link and is_running else ()
        closes_on = phrase("desk-day", day=campaign.closes_on.isoformat())
        texts = [
            (district, self._said(visit, text)) for district, text in chat_group_texts(rows, campaign.name, closes_on, link)
        ]
        return self._pages.page(
            visit.view,
            "chat_groups.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            texts=texts,
            has_link=bool(link),
            is_running=is_running,
            left_out=max(found.total - WHOLE, 0) if found is not None else 0,
            most=WHOLE,
        )

    async def detach(self, visit: Visit) -> web.Response:
        """Say that those who answered under an institution's link do not answer for it, if the box says that it is meant."""
        number, institution = id_of(visit, "campaign"), id_of(visit, "institution")
        if visit.is_sure:
            if not await self._guard.campaigns.work_lists.detach(visit.session, number, institution):
                return self._pages.missing(visit.view)
            return lead_to(visit, f"{CAMPAIGNS}/{number}/work")
        return self._pages.message(visit.view, "desk-detach-unsure", status=422)

    def _said(self, visit: Visit, text: Phrase) -> str:
        return self._pages.said(text, visit.view.language)


def filter_of(visit: Visit) -> WorkFilter:
    """Return the filter that an address asks for; what it does not know counts as everything."""
    query = visit.request.query
    state = next((state for state in STATES if state.name == query.get("state")), None)
    stuck = next((days for days in STUCK_DAYS if str(days) == query.get("stuck")), 0)
    return WorkFilter(text_of(visit, "district"), text_of(visit, "channel"), state, stuck)


def offset_of(visit: Visit) -> int:
    """Return from which row on an address wants the list."""
    return number_in(visit.request.query.get("from", ""), OFFSET_DIGITS) or 0


def work_address(chosen: WorkFilter, **changed: str | int) -> str:
    """Return the query of a filter with some changes; "" and 0 take a part away."""
    parts: dict[str, str | int] = {
        "district": chosen.district,
        "channel": chosen.channel,
        "state": chosen.state.name if chosen.state is not None else "",
        "stuck": chosen.stuck_days,
    }
    return "?" + urlencode({name: value for name, value in {**parts, **changed}.items() if value})
