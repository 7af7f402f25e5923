"""The overview: what officers see first."""

from __future__ import annotations

from aiohttp import web

from bot.desk.campaigns import StoredCampaign
from bot.desk.days import today
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.campaign import Status
from flows.campaign.officers import Officer
from flows.campaign.roles import Right
from flows.review.states import Turn

# How many cases the overview lists; the list has all.
CASES_AT_MOST = 5


class OverviewRoutes:
    """Shows the overview of the desk."""

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the address of the overview."""
        return (DeskRoute("GET", "/desk", Right.use_desk, self.overview),)

    async def overview(self, visit: Visit) -> web.Response:
        """Show the association, what the officer may do, and whom to ask."""
        administrators = await self._guard.desk.officers.administrators(visit.session)
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


def is_shown(stored: StoredCampaign, officer: Officer) -> bool:
    """Return whether the overview shows a campaign to an officer: it runs, or it is a draft that they can go on with."""
    status = stored.campaign.status
    return status is Status.running or (status is Status.draft and officer.may(Right.manage_campaigns))
