"""The funnel of a campaign at the desk: how many got how far, where they stop, by district and by channel. It shows no star."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.campaigns import Part
from bot.web.desk.addresses import id_of, text_of
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.desk.work import work_address
from flows.assessment.question_order import Mode
from flows.campaign.funnel import FunnelStep
from flows.campaign.journeys import MANY, MINUTES_FROM, Reach
from flows.campaign.roles import Right
from flows.campaign.states import State
from flows.campaign.work_list import WorkFilter

# The state of those who did not reach a step, if the work list can show them.
MISSING = {
    Reach.opened: State.not_opened,
    Reach.joined: State.opened,
    Reach.result: State.in_progress,
    Reach.submitted: State.result,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is drawn: the key of its words, how many of how many, and the whole per cent of them.

    `stopped` are those who are in this section, 0 for other steps. `missing` is the address of the list of those who did not
    reach it, "" if there is none.
    """

    key: str
    reached: int
    shown: int
    share: int
    stopped: int
    missing: str


class FunnelRoutes:
    """Shows funnels to officers who may see rows.

    A funnel is live, and the figures that a statistics viewer sees come in releases; so it is not for them.
    """

    def __init__(self, guard: Guard, pages: DeskPages) -> None:
        self._guard = guard
        self._pages = pages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of funnels."""
        return (DeskRoute("GET", f"{CAMPAIGN}/funnel", Right.see_rows, self.show),)

    async def show(self, visit: Visit) -> web.Response:
        """Show the funnel of a campaign, or of the district or channel that the address names."""
        number, part = id_of(visit, "campaign"), part_of(visit)
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        found = await self._guard.campaigns.funnels.of(visit.session, number, part)
        if campaign is None or found is None:
            return self._pages.missing(visit.view)
        lines = [line_of(step, part) for step in found.funnel.steps]
        return self._pages.page(
            visit.view,
            "funnel.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            part=part,
            found=found,
            lines=lines,
            most=most_stop(lines),
            is_quick=campaign.mode is Mode.quick,
            many=MANY,
            minutes_from=MINUTES_FROM,
            address=part_address,
            asked_for_more=work_address(WorkFilter(part.district, part.channel, State.asked_for_more)),
        )


def part_of(visit: Visit) -> Part:
    """Return the part of a campaign that an address asks for."""
    return Part(text_of(visit, "district"), text_of(visit, "channel"))


def part_address(part: Part, **changed: str) -> str:
    """Return the query of a part with some changes; "" takes a district or channel away."""
    parts = {"district": part.district, "channel": part.channel, **changed}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def line_of(step: FunnelStep, part: Part) -> Line:
    """Return a step as it is drawn."""
    is_fixed = step.name in tuple(Reach)
    state = MISSING.get(Reach(step.name)) if is_fixed else None
    return Line(
        f"desk-funnel-{step.name}" if is_fixed else step.name,
        step.reached,
        step.shown,
        step.reached * 100 // step.shown if step.shown else 0,
        0 if is_fixed else step.shown - step.reached,
        work_address(WorkFilter(part.district, part.channel, state)) if state is not None and step.shown > step.reached else "",
    )


def most_stop(lines: Iterable[Line]) -> Line | None:
    """Return the section in which most have stopped, the first if several have as many; None if nobody has."""
    return max((line for line in lines if line.stopped), key=lambda line: line.stopped, default=None)
