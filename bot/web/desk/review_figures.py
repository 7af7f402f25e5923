"""What an association learns from its reviews, at the desk: the releases, their charts, and files. Nothing else is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.desk.cases import PublishedReviews, ReviewPeriod
from bot.documents.content.review_release import ReviewsShown, flat_reviews, reviews_report, reviews_workbook
from bot.documents.renderer import Renderer
from bot.drawings.bar_chart import BarChart
from bot.web.addresses import number_in
from bot.web.desk.exports import RELEASE_DIGITS
from bot.web.desk.figure_charts import Say, claim_chart, class_chart, reason_chart
from bot.web.desk.given_files import CSV, PDF, XLSX, GivenFiles, asked_wrongly
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.words.wording import Wording
from flows.campaign.roles import Right
from flows.days import day_of
from flows.dialogue import Phrase
from flows.ids import id_in
from flows.review_figures.figures import ReviewFigures, figures_of, made_of
from flows.standard.model import Standard

PLACE = "/review-figures"
FORMATS = (XLSX, CSV, PDF)
# What a release shows, in the order of the page: the ends of the keys of their titles.
TABLES = ("claims", "asked", "reasons", "days", "second", "objection")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A release that a page shows, with its period."""

    period: ReviewPeriod
    published: PublishedReviews

    @property
    def key(self) -> str:
        """What addresses and forms call it."""
        return f"{self.period.id}-{self.published.release.number}"

    @property
    def day(self) -> str:
        """Its day."""
        return day_of(self.published.made_at).isoformat()


@dataclass(frozen=True, slots=True)
class ShownReviews:
    """What the page shows of a release."""

    chosen: Chosen
    figures: ReviewFigures
    facts: tuple[Phrase, ...]
    claim_chart: BarChart
    reason_chart: BarChart
    charts: dict[str, BarChart]


class ReviewFigureRoutes:
    """Shows releases about reviews, and gives them as files."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, wording: Wording, renderer: Renderer) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._wording = wording
        self._files = GivenFiles(pages, wording, renderer)

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses."""
        return (
            DeskRoute("GET", f"/desk{PLACE}", Right.see_figures, self.show),
            DeskRoute("POST", f"/desk{PLACE}/file", Right.see_figures, self.file),
        )

    async def show(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Show the release that the address asks for, else the latest; before the first one, what is still missing."""
        periods = await self._guard.cases.releases.all(visit.session)
        choices = [Chosen(period, each) for period in periods for each in reversed(period.releases)]
        wanted = visit.request.query.get("release", "")
        chosen = next((each for each in choices if each.key == wanted), choices[0] if choices else None)
        return self._pages.page(
            visit.view,
            "review_figures.html",
            status=status,
            here=PLACE,
            newest=periods[0] if periods else None,
            choices=choices,
            shown=None if chosen is None else self._shown(visit, chosen),
            least=await self._guard.cases.releases.first_at(visit.session),
            tables=TABLES,
            said=self._say(visit),
            formats=FORMATS,
            languages=self._wording.languages,
            problem=problem,
            typed=visit.form,
        )

    async def file(self, visit: Visit) -> web.Response:
        """Give one release as a workbook, as a table or as a report."""
        if (problem := asked_wrongly(visit, FORMATS)) is not None:
            return await self.show(visit, problem, 422)
        period, _, number = visit.form.get("release", "").partition("-")
        found = await self._guard.cases.releases.export(visit.session, id_in(period), number_in(number, RELEASE_DIGITS) or 0)
        if found is None:
            return await self.show(visit, "desk-review-figures-no-release", 422)
        words, kind = self._files.words(visit), visit.form["format"]
        shown = self._as_document(visit, *found)
        content = (
            reviews_report(shown, words)
            if kind == PDF
            else flat_reviews(shown, words)
            if kind == CSV
            else reviews_workbook(shown, words)
        )
        which, association = shown.release.number, visit.caller.officer.association_name
        title = words("review-figures-file", number=which)
        return await self._files.give(visit, content, association, title, f"review-figures-{which}", kind)

    def _shown(self, visit: Visit, chosen: Chosen) -> ShownReviews:
        release, say = chosen.published.release, self._say(visit)
        figures = figures_of(release)
        plain = {
            "asked": figures.asked,
            "days": figures.days,
            "second": figures.second,
            "objection": figures.objection,
        }
        return ShownReviews(
            chosen,
            figures,
            made_of(release, self._standard.name_of(chosen.period.edition)),
            claim_chart((row.split for row in figures.claims), say),
            reason_chart(figures.reasons, release.total, say),
            {name: class_chart(split, release.total, say) for name, split in plain.items()},
        )

    def _as_document(self, visit: Visit, period: ReviewPeriod, published: PublishedReviews) -> ReviewsShown:
        until = [each for each in period.releases if each.release.number <= published.release.number]
        return ReviewsShown(
            published.release,
            day_of(published.made_at),
            period.period.begins_on,
            period.period.ends_on if published.is_closing else None,
            visit.caller.officer.association_name,
            period.edition,
            self._standard.name_of(period.edition),
            _days(until),
        )

    def _say(self, visit: Visit) -> Say:
        return lambda words: self._pages.said(words, visit.view.language)


def _days(releases: Sequence[PublishedReviews]) -> tuple[tuple[int, date, bool], ...]:
    return tuple((each.release.number, day_of(each.made_at), each.release.is_exact) for each in releases)
