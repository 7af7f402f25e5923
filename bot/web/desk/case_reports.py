"""The report of a review as PDF, for officers who see the case."""

from __future__ import annotations

from aiohttp import web

from bot.desk.days import today
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import REPORTED, ReviewFacts, review_report
from bot.documents.fair_queue import asking
from bot.documents.renderer import DocumentFailed, Renderer
from bot.web.desk.addresses import id_of
from bot.web.desk.case_places import CASE, case_of
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.pages import DeskPages
from bot.web.review_report import report_file
from bot.words.wording import Wording
from flows.campaign.roles import Right
from flows.standard.model import Standard


class CaseReportRoutes:
    """The route of the report. There is one from the preliminary opinion on."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, wording: Wording, renderer: Renderer) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._wording = wording
        self._renderer = renderer

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the address of the report."""
        return (DeskRoute("GET", f"{CASE}/report.pdf", Right.see_cases, self.report),)

    async def report(self, visit: Visit) -> web.Response:
        """Give the report in the language of the page."""
        view = await case_of(self._guard, visit)
        if view is None or view.case.state not in REPORTED:
            return self._pages.missing(visit.view)
        officer, case = visit.caller.officer, id_of(visit, "case")
        entries = tuple(line.entry for line in await self._guard.cases.log(visit.session, case))
        outside = await self._guard.cases.outside(visit.session, case)
        page = self._renderer.check_page(outside.check_number)
        name, rules = view.open.line.institution, view.open.rules
        association = officer.association_name
        facts = ReviewFacts(view.case, entries, name, association, rules, today(), page, outside.is_confirmed)
        content = review_report(facts, self._standard, DocumentWords(self._wording, visit.view.language))
        try:
            asker = asking(officer)
            return report_file(await self._renderer.typeset(content, asker))
        except DocumentFailed as error:
            return self._pages.message(visit.view, error.why.key, status=503)
