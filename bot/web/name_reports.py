"""The form with which anybody reports that the name on a check page is false. It sets no cookie, and nothing public changes."""

from __future__ import annotations

import secrets

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.result_pages import CheckPage, Reported
from bot.web.addresses import root_of
from bot.web.forms import DRAWN, Forms
from bot.web.html import html_response, redirect
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder
from flows.review.names import CONTACT_AT_MOST, NameDoubt
from flows.typed_text import one_line

MARK_BYTES = 16


class NameReportRoutes:
    """The routes `/check/{number}/false`. If no page is public, they say the same as the page itself."""

    def __init__(
        self, conversation: Conversation, responder: Responder, pages: Pages, forms: Forms, flood: RateLimiter
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._forms = forms
        self._flood = flood

    async def show(self, request: web.Request) -> web.Response:
        """Show the form."""
        self._flood.opened_link(request)
        page = await self._conversation.result_pages.published(request.match_info["number"])
        if page is None:
            return self._unknown(request)
        done = request.query.get("done", "")
        return self._page(request, page, {}, done=f"name-report-{done}" if done in Reported.__members__ else "")

    async def take(self, request: web.Request) -> web.Response:
        """Store a report, and lead to the page that says so. What was typed is kept if something is missing."""
        form, number = await self._forms.read(request), request.match_info["number"]
        page = await self._conversation.result_pages.published(number)
        if page is None:
            self._flood.opened_link(request)
            return self._unknown(request)
        doubt = next((each for each in NameDoubt if each == form.get("reason")), None)
        contact = one_line(form.get("contact", "")).strip()
        if doubt is None:
            return self._page(request, page, form, error="name-report-needs-reason")
        if len(contact) > CONTACT_AT_MOST:
            return self._page(request, page, form, error="name-report-long-contact")
        self._flood.reported(request)
        reported = await self._conversation.result_pages.report(number, doubt, contact, form.get(DRAWN, ""))
        if reported is None:
            return self._unknown(request)
        return redirect(f"false?language={self._responder.language(request)}&done={reported.name}")

    def _page(
        self, request: web.Request, page: CheckPage, typed: dict[str, str], *, error: str = "", done: str = ""
    ) -> web.Response:
        language = self._responder.language(request)
        html = self._pages.render(
            "name_report.html",
            language,
            root_of(request.rel_url.raw_path),
            number=request.match_info["number"],
            association=page.association,
            doubts=tuple(NameDoubt),
            typed=typed,
            error=error,
            done=done,
            mark=typed.get(DRAWN) or secrets.token_urlsafe(MARK_BYTES),
            contact_at_most=CONTACT_AT_MOST,
            languages=[other for other in self._responder.languages if other != language],
        )
        return html_response(html, 422 if error else 200)

    def _unknown(self, request: web.Request) -> web.Response:
        language, root = self._responder.language(request), root_of(request.rel_url.raw_path)
        return html_response(self._pages.message("result-unknown-number", language, root), 404)
