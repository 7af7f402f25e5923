"""What officers take away from a campaign as files: institutions by name, figures, the closing report.

Every file is asked for by a form with a box to tick, and the session, the role and the association are checked again in the
transaction that reads it. What is read then is what may be seen at that moment.
"""

from __future__ import annotations

from aiohttp import web

from bot.desk.campaigns import Closing, PublishedRelease, TooMany
from bot.desk.days import today
from bot.documents.content.closing_report import ClosingFacts, ReleaseDay, closing_report, closing_workbook
from bot.documents.content.release_sheets import flat_table, release_workbook, shown_release
from bot.documents.content.row_sheet import row_sheet
from bot.documents.renderer import Renderer
from bot.documents.xlsx.workbook_content import WorkbookContent
from bot.web.addresses import number_in
from bot.web.desk.addresses import id_of, storable
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.given_files import CSV, PDF, XLSX, GivenFiles, asked_wrongly
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.desk.work import STATES
from bot.words.wording import Wording
from flows.campaign.campaign import Campaign
from flows.campaign.roles import Right
from flows.campaign.work_list import WorkFilter
from flows.days import day_of
from flows.standard.model import Standard

TABLE_FORMATS, REPORT_FORMATS = (XLSX, CSV), (PDF, XLSX)
RELEASE_DIGITS = 4


class ExportRoutes:
    """Gives files. Each is in the audit log."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, wording: Wording, renderer: Renderer) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._wording = wording
        self._files = GivenFiles(pages, wording, renderer)

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of exports."""
        return (
            DeskRoute("GET", f"{CAMPAIGN}/exports", Right.see_figures, self.choose),
            DeskRoute("POST", f"{CAMPAIGN}/exports/rows", Right.export_rows, self.rows),
            DeskRoute("POST", f"{CAMPAIGN}/exports/figures", Right.see_figures, self.figures),
            DeskRoute("GET", f"{CAMPAIGN}/report", Right.see_figures, self.ask_report),
            DeskRoute("POST", f"{CAMPAIGN}/report", Right.see_figures, self.report),
        )

    async def choose(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Show what can be taken away; `problem` is the key of why nothing was made."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        releases = await self._guard.campaigns.releases.of(visit.session, number)
        if campaign is None or releases is None:
            return self._pages.missing(visit.view)
        named = visit.caller.officer.may(Right.export_rows) and not campaign.names_nobody(today())
        return self._pages.page(
            visit.view,
            "exports.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            releases=[(each.release.number, day_of(each.made_at)) for each in reversed(releases)],
            districts=await self._guard.campaigns.work_lists.districts(visit.session, number) if named else (),
            states=STATES,
            named=named,
            formats=TABLE_FORMATS,
            languages=self._wording.languages,
            problem=problem,
            typed=visit.form,
        )

    async def rows(self, visit: Visit) -> web.Response:
        """Give the institutions by name, each as far as it agreed."""
        number, kind = id_of(visit, "campaign"), visit.form.get("format", "")
        if await self._guard.campaigns.campaigns.one(visit.session, number) is None:
            return self._pages.missing(visit.view)
        if (problem := asked_wrongly(visit, TABLE_FORMATS)) is not None:
            return await self.choose(visit, problem, 422)
        try:
            found = await self._guard.campaigns.row_exports.rows(visit.session, number, filter_in(visit), today())
        except TooMany:
            return await self.choose(visit, "desk-rows-too-many", 422)
        if found is None:
            return self._pages.missing(visit.view)
        words, rows = self._files.words(visit), ((each.row, each.result) for each in found.rows)
        sheet = row_sheet(rows, found.campaign, self._standard, words, day_of)
        content = sheet if kind == CSV else WorkbookContent(found.campaign.name, today(), None, (sheet,), ())
        return await self._files.give(visit, content, found.campaign.name, words("rows-sheet"), "rows", kind)

    async def figures(self, visit: Visit) -> web.Response:
        """Give the tables of one release."""
        number, kind = id_of(visit, "campaign"), visit.form.get("format", "")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        if (problem := asked_wrongly(visit, TABLE_FORMATS)) is not None:
            return await self.choose(visit, problem, 422)
        wanted = number_in(visit.form.get("release", ""), RELEASE_DIGITS) or 0
        found = await self._guard.campaigns.figure_exports.release(visit.session, number, wanted)
        if found is None:
            return await self.choose(visit, "desk-figures-no-release", 422)
        words = self._files.words(visit)
        shown = shown_release(found.release, day_of(found.made_at), campaign, self._standard)
        content = flat_table(shown, words) if kind == CSV else release_workbook(shown, words)
        return await self._files.give(
            visit, content, campaign.name, words("figures-file", number=wanted), f"figures-{wanted}", kind
        )

    async def ask_report(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """Offer the closing report, or say why there is none yet; `problem` is the key of why none was made."""
        number = id_of(visit, "campaign")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        releases = await self._guard.campaigns.releases.of(visit.session, number)
        following = await self._guard.campaigns.releases.next(visit.session, number)
        if campaign is None or releases is None or following is None:
            return self._pages.missing(visit.view)
        return self._pages.page(
            visit.view,
            "report.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            is_closed=campaign.is_over(today()),
            latest=(releases[-1].release.number, day_of(releases[-1].made_at)) if releases else None,
            another_comes=following.comes,
            formats=REPORT_FORMATS,
            languages=self._wording.languages,
            problem=problem,
            typed=visit.form,
        )

    async def report(self, visit: Visit) -> web.Response:
        """Give the closing report, from the latest release."""
        number, kind = id_of(visit, "campaign"), visit.form.get("format", "")
        campaign = await self._guard.campaigns.campaigns.one(visit.session, number)
        if campaign is None:
            return self._pages.missing(visit.view)
        if (problem := asked_wrongly(visit, REPORT_FORMATS)) is not None:
            return await self.ask_report(visit, problem, 422)
        closing = await self._guard.campaigns.figure_exports.closing(visit.session, number, today())
        if closing is None:
            return await self.ask_report(visit, "desk-report-not-yet", 409)
        words, facts = self._files.words(visit), self._facts(visit, campaign, closing)
        write = closing_report if kind == PDF else closing_workbook
        content = write(facts, self._standard, words, today())
        return await self._files.give(visit, content, campaign.name, words("closing-title"), "report", kind)

    def _facts(self, visit: Visit, campaign: Campaign, closing: Closing) -> ClosingFacts:
        latest = closing.releases[-1]
        return ClosingFacts(
            campaign,
            visit.caller.officer.association_name,
            closing.asked,
            closing.finished,
            tuple(release_day(each) for each in closing.releases),
            shown_release(latest.release, day_of(latest.made_at), campaign, self._standard),
        )


def filter_in(visit: Visit) -> WorkFilter:
    """Return which institutions a form asks for; what it does not know counts as everything."""
    state = next((state for state in STATES if state.name == visit.form.get("state")), None)
    return WorkFilter(storable(visit.form.get("district", "")), state=state)


def release_day(published: PublishedRelease) -> ReleaseDay:
    """Return when a release was made, as a report says it."""
    return ReleaseDay(published.release.number, day_of(published.made_at), published.release.is_exact)
