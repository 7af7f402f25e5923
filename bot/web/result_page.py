"""The public page of one issued result: off until the institution publishes it, found by its number only, never in a list."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import structlog
from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.response import CaseDocumentKind
from bot.conversation.result_pages import CheckPage
from bot.documents.sealed.issued_check import IssuedFinding, verify_issued
from bot.documents.sealed.issued_reader import decoded_issue
from bot.documents.sealed.keyring import keyring
from bot.documents.sealed.keys import KeyUnusable
from bot.web.addresses import public_root, root_of
from bot.web.content_disposition import saved_as
from bot.web.csrf import ForgedRequest, is_same_origin
from bot.web.html import html_response
from bot.web.issued_facts import issued_facts
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder
from flows.days import day_of
from flows.dialogue import Phrase, Refusal, phrase
from flows.review.names import NameStanding

log = structlog.get_logger()


class ResultPageRoutes:
    """The routes `/check/{number}`. They set no cookie and change nothing."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        pages: Pages,
        flood: RateLimiter,
        public_url: str | None,
        folder: Path,
    ) -> None:
        """`folder` holds the keys of the installation."""
        self._conversation = conversation
        self._responder = responder
        self._pages = pages
        self._flood = flood
        self._public_url = public_url
        self._folder = folder

    async def show(self, request: web.Request) -> web.Response:
        """Show the page. An unknown number, a withdrawn page and one that never was get the same words."""
        self._flood.opened_link(request)
        return await self._page(request, await self._published(request), None)

    async def verify(self, request: web.Request) -> web.Response:
        """Check the sealed result of the page with our keys, and say what is true of it. Raises ForgedRequest."""
        if not is_same_origin(request.headers, self._public_url):
            raise ForgedRequest
        self._flood.checked_file(request)
        page = await self._published(request)
        found = await asyncio.to_thread(self._verified, page.sealed) if page is not None else None
        return await self._page(request, page, found)

    async def download(self, request: web.Request) -> web.Response:
        """Send the sealed result, to be checked elsewhere."""
        self._flood.opened_link(request)
        page = await self._published(request)
        if page is None:
            return await self._page(request, None, None)
        response = sealed_file(page.sealed)
        if not page.may_be_indexed:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    async def _published(self, request: web.Request) -> CheckPage | None:
        return await self._conversation.result_pages.published(request.match_info["number"])

    def _verified(self, sealed: bytes) -> IssuedFinding:
        try:
            ring = keyring(self._folder)
        except KeyUnusable as error:
            log.error("keys_unusable", cause=str(error))
            raise Refusal(phrase("check-not-now")) from error
        return verify_issued(self._conversation.standard, sealed, day_of(datetime.now(UTC)), ring=ring)

    async def _page(self, request: web.Request, page: CheckPage | None, found: IssuedFinding | None) -> web.Response:
        language, root = self._responder.language(request), root_of(request.rel_url.raw_path)
        if page is None:
            return html_response(self._pages.message("result-unknown-number", language, root), 404)

        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        number = request.match_info["number"]
        return html_response(
            self._pages.render(
                "result_check.html",
                language,
                root,
                number=number,
                address=f"{public_root(request, self._public_url)}/check/{number}",
                facts=issued_facts(
                    self._conversation.standard, decoded_issue(page.sealed).content, page.state, page.name, said
                ),
                state=page.state.value,
                may_be_indexed=page.may_be_indexed,
                verdict=found.verdict.name if found is not None else "",
                association=page.association,
                is_confirmed=page.name is NameStanding.confirmed,
                languages=[other for other in self._responder.languages if other != language],
            )
        )


def sealed_file(sealed: bytes, kind: CaseDocumentKind = CaseDocumentKind.sealed) -> web.Response:
    """Return a sealed file of a case as a download: the issued one, or another of that kind."""
    headers = {"Content-Disposition": saved_as(kind.file_name, kind.file_name)}
    return web.Response(body=sealed, content_type="application/json", headers=headers)
