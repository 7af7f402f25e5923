"""What the page gives as files: documents of a result, everything stored about a person, the edition to read and to print."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.answering_together import OFFERED
from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.file_name import document_name
from bot.documents.kinds import MEDIA_TYPES, SUFFIXES, DocumentKind
from bot.documents.renderer import DocumentFailed, Renderer
from bot.web.addresses import PICTURE, PICTURE_KIND, TEAM_RESULT, root_of
from bot.web.content_disposition import saved_as
from bot.web.cookies import Visitor, VisitorCookies
from bot.web.html import html_response
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from bot.words.wording import Wording
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.screen import Heading, Paragraph, Screen
from flows.triggers import Trigger
from flows.views import View

# The address of the result. If nothing is answered, it says so.
RESULT = f"v/{View.result}"


class DocumentRoutes:
    """The routes `/mydata`, `/mydata.xlsx`, `/standard`, `/picture`, `/document/KIND` and
    `/together/document/KIND`."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        identities: VisitorCookies,
        flood: RateLimiter,
        pages: Pages,
        wording: Wording,
        renderer: Renderer,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._identities = identities
        self._flood = flood
        self._pages = pages
        self._wording = wording
        self._renderer = renderer

    async def my_data(self, request: web.Request) -> web.StreamResponse:
        """Give everything stored about the person, as a file."""
        visitor = self._identities.of(request)
        data = await self._conversation.my_data(address_of(visitor)) if visitor.known else None
        if data is None:
            return await self._current(request, visitor, phrase("notice-nothing-stored"))
        response = web.Response(text=data, content_type="application/json", charset="utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-mydata.json"'
        return response

    async def my_data_workbook(self, request: web.Request) -> web.StreamResponse:
        """Give the same as a workbook; if it cannot be made, the page that says why."""
        visitor = self._identities.of(request)
        who = address_of(visitor)
        data = await self._conversation.my_data(who) if visitor.known else None
        made_from = await self._conversation.dossier(who) if data is not None else None
        if data is None or made_from is None:
            return await self._current(request, visitor, phrase("notice-nothing-stored"))
        try:
            made = await self._renderer.make_my_data(data, made_from, self._flood.asker(request, visitor))
        except DocumentFailed as error:
            return await self._current(request, visitor, error.why)
        response = web.Response(body=made, content_type=MEDIA_TYPES[DocumentKind.workbook])
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-mydata.xlsx"'
        return response

    async def edition(self, request: web.Request) -> web.StreamResponse:
        """Show the whole edition on one page; it is the same for everybody."""
        html = self._pages.edition(self._conversation.standard, self._responder.language(request))
        return html_response(html)

    async def picture(self, request: web.Request) -> web.Response:
        """Show the card as a picture that can be pressed and passed on, and the way to save it."""
        visitor, language = self._identities.of(request), self._responder.language(request)
        answer = await self._conversation.open(address_of(visitor), language, View.result)
        shown = answer.screen if answer is not None else None
        back = next((choice for choice in shown.choices if choice.reply.value == PICTURE_KIND), None) if shown else None
        if shown is None or back is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + RESULT)
        to_result = Choice(phrase("choice-return"), Reply(shown.turn, "", Trigger.open, View.result))
        screen = Screen(
            PICTURE,
            shown.turn,
            shown.language,
            (Heading(phrase("web-picture-title")), Paragraph(phrase("web-picture-how"))),
            ((to_result,),),
        )
        return self._responder.page(request, Response(screen), visitor)

    async def document(self, request: web.Request) -> web.Response:
        """Give a document of the person's self-check as a file; if it cannot be made, the page that says why."""
        visitor, name = self._identities.of(request), request.match_info["kind"]
        if name not in list(DocumentKind):
            raise web.HTTPNotFound
        kind, who = DocumentKind(name), address_of(visitor)
        made_from = await self._conversation.dossier(who)
        if made_from is None or not (made_from.ratings or kind is DocumentKind.trend):
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + RESULT)  # it says that nothing is answered
        return await self._given(request, visitor, kind, made_from)

    async def institutions(self, request: web.Request) -> web.Response:
        """Give a document of the result of the person's institution as a file, as `document`."""
        visitor, name = self._identities.of(request), request.match_info["kind"]
        if name not in list(OFFERED):
            raise web.HTTPNotFound
        made_from = await self._conversation.answering.documents.of(address_of(visitor)) if visitor.known else None
        if made_from is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + TEAM_RESULT)  # it says what is missing
        return await self._given(request, visitor, DocumentKind(name), made_from)

    async def _given(self, request: web.Request, visitor: Visitor, kind: DocumentKind, made_from: Dossier) -> web.Response:
        try:
            made = await self._renderer.make(kind, made_from, self._flood.asker(request, visitor))
        except DocumentFailed as error:
            return await self._current(request, visitor, error.why)
        response = web.Response(body=made, content_type=MEDIA_TYPES[kind])
        name = document_name(kind, made_from, DocumentWords(self._wording, made_from.language))
        plain = f"xingjie-{kind.value}-{made_from.assessed_on}.{SUFFIXES[kind]}"
        response.headers["Content-Disposition"] = saved_as(
            name, plain, is_shown="inline" in request.query and kind is DocumentKind.card
        )
        return response

    async def _current(self, request: web.Request, visitor: Visitor, why: Phrase) -> web.Response:
        """Return the person's current page, with a sentence that says why there is no file."""
        current = await self._conversation.look(address_of(visitor), self._responder.language(request))
        return self._responder.page(request, Response(current, why), visitor)
