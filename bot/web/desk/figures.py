"""The figures of a campaign at the desk: one release, and two releases side by side. Nothing comes from anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.desk.campaigns import CampaignRelease, PublishedRelease
from bot.drawings.bar_chart import BarChart
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.figure_charts import Say, class_chart, class_rows, compared_chart, first_rows, gap_chart, split_chart
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.campaign import Campaign
from flows.campaign.compared import ComparedFigures, compared, why_not
from flows.campaign.figures import Figures, figures_of, known_rows, made_of
from flows.campaign.release import Release
from flows.campaign.roles import Right
from flows.days import day_of
from flows.dialogue import Phrase
from flows.standard.model import Standard

RELEASE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """What the page of figures shows of a release. `release` has no subdomains if we no longer have their edition."""

    published: PublishedRelease
    release: Release
    figures: Figures
    facts: tuple[Phrase, ...]
    star_chart: BarChart
    subdomain_chart: BarChart
    district_chart: BarChart
    gap_chart: BarChart


@dataclass(frozen=True, slots=True)
class ShownPair:
    """What the page of a comparison shows of two releases."""

    figures: ComparedFigures
    star_chart: BarChart
    subdomain_chart: BarChart
    district_chart: BarChart


class FigureRoutes:
    """Shows releases."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of figures."""
        return (
            DeskRoute("GET", f"{CAMPAIGN}/figures", Right.see_figures, self.show),
            DeskRoute("GET", f"{CAMPAIGN}/compare", Right.see_figures, self.compare),
        )

    async def show(self, visit: Visit) -> web.Response:
        """Show the release that the address asks for, else the latest; before the first one, what is still missing."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        published = await self._guard.campaigns.releases.of(visit.session, number)
        if campaign is None or published is None:
            return self._pages.missing(visit.view)
        chosen = chosen_release(visit, published)
        return self._pages.page(
            visit.view,
            "figures.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            published=published,
            next=await self._guard.campaigns.releases.next(visit.session, number),
            shown=None if chosen is None else self._shown(visit, campaign, chosen),
            said=self._say(visit),
            made_on=made_on,
        )

    async def compare(self, visit: Visit) -> web.Response:
        """Show two releases of the association side by side; at first the latest one and the one before it."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        choices = await self._guard.campaigns.releases.all(visit.session)
        if campaign is None:
            return self._pages.missing(visit.view)
        before, after = chosen_pair(visit, number, campaign, choices)
        problem, pair = None, None
        if before is not None and after is not None:
            problem = why_not(before.stored.campaign, after.stored.campaign, self._standard)
            pair = self._side_by_side(visit, before, after) if problem is None else None
        return self._pages.page(
            visit.view,
            "compare.html",
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            choices=choices,
            before=before,
            after=after,
            problem=problem,
            pair=pair,
            said=self._say(visit),
            made_on=made_on,
            named=named,
        )

    def _shown(self, visit: Visit, campaign: Campaign, published: PublishedRelease) -> ShownRelease:
        release, subdomains = known_rows(published.release, campaign, self._standard)
        figures, say = figures_of(release, subdomains), self._say(visit)
        return ShownRelease(
            published,
            release,
            figures,
            made_of(release, self._standard.name_of(campaign.edition)),
            class_chart(figures.stars, release.total, say),
            split_chart(figures.subdomains, say),
            split_chart(figures.districts, say),
            gap_chart(figures.gaps, release.total, say),
        )

    def _side_by_side(self, visit: Visit, before: CampaignRelease, after: CampaignRelease) -> ShownPair:
        say = self._say(visit)
        earlier, subdomains = known_rows(before.published.release, before.stored.campaign, self._standard)
        later, _ = known_rows(after.published.release, after.stored.campaign, self._standard)
        figures = compared(earlier, later, subdomains)
        return ShownPair(
            figures,
            compared_chart(class_rows(figures.stars), say),
            compared_chart(first_rows(figures.subdomains), say),
            compared_chart(first_rows(figures.districts), say),
        )

    def _say(self, visit: Visit) -> Say:
        return lambda words: self._pages.said(words, visit.view.language)


def made_on(published: PublishedRelease) -> str:
    """Return the day of a release as the desk shows it."""
    return day_of(published.made_at).isoformat()


def named(each: CampaignRelease) -> str:
    """Return what an address calls a release: the id of its campaign and its number."""
    return f"{each.stored.id}-{each.published.release.number}"


def chosen_release(visit: Visit, published: Sequence[PublishedRelease]) -> PublishedRelease | None:
    """Return the release whose number an address gives, else the latest; None if there is none."""
    wanted = number_in(visit.request.query.get("release", ""), RELEASE_DIGITS)
    latest = published[-1] if published else None
    return next((each for each in published if each.release.number == wanted), latest)


def chosen_pair(
    visit: Visit, number: int, campaign: Campaign, choices: Sequence[CampaignRelease]
) -> tuple[CampaignRelease | None, CampaignRelease | None]:
    """Return the releases that an address names; what it does not name is chosen for it.

    The later one is then the latest of this campaign, the earlier one that before it, or the last of the campaign it cites.
    """
    by_name = {named(each): each for each in choices}
    own = [each for each in choices if each.stored.id == number]
    cited = [each for each in choices if str(each.stored.id) == campaign.successor_of]
    before, after = (by_name.get(visit.request.query.get(name, "")) for name in ("before", "after"))
    after = after or next(iter(own), None)
    return before or next(iter([*own[1:], *cited]), None), after
