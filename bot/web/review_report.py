"""The report of a review as PDF, for people of the institution."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.conversation import Conversation
from bot.conversation.response import CaseDocumentKind, Response
from bot.conversation.review_facts import review_facts
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import review_report
from bot.documents.renderer import DocumentFailed, Renderer
from bot.web.addresses import CASES, root_of
from bot.web.content_disposition import saved_as
from bot.web.cookies import VisitorCookies
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.words.wording import Wording
from flows.ids import id_in


class ReviewReportRoutes:
    """The route `/cases/{case}/report.pdf`: the report of a case of one's institution, once it has the opinion."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        identities: VisitorCookies,
        flood: RateLimiter,
        wording: Wording,
        renderer: Renderer,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._identities = identities
        self._flood = flood
        self._wording = wording
        self._renderer = renderer

    async def report(self, request: web.Request) -> web.StreamResponse:
        """Give the report in the person's language; if there is none, lead back to the cases."""
        visitor, number = self._identities.of(request), id_in(request.match_info["case"])
        who = address_of(visitor)
        seen = await self._conversation.cases.one(who, number) if visitor.known else None
        if seen is None or not seen.has_report:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + CASES)
        language = (await self._conversation.look(who, self._responder.language(request))).language
        facts = await review_facts(self._conversation, who, seen, self._renderer.check_page)
        content = review_report(facts, self._conversation.standard, DocumentWords(self._wording, language))
        try:
            asker = self._flood.asker(request, visitor)
            return report_file(await self._renderer.typeset(content, asker))
        except DocumentFailed as error:
            current = await self._conversation.look(who, language)
            return self._responder.page(request, Response(current, error.why), visitor)


def report_file(made: bytes) -> web.Response:
    """Return the response that gives the report, to be saved."""
    headers = {"Content-Disposition": saved_as(CaseDocumentKind.report.file_name, CaseDocumentKind.report.file_name)}
    return web.Response(body=made, content_type="application/pdf", headers=headers)
