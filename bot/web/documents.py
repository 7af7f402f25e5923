"""What the page gives as files: documents of a result, everything stored of a person, the edition to read and to print."""

from __future__ import annotations

from aiohttp import web
from msgspec.structs import replace

from bot.conversation import Conversation, Response
from bot.documents.fair_queue import Asker
from bot.documents.kinds import MEDIA_TYPES, SUFFIXES, DocumentKind
from bot.documents.renderer import DocumentFailed, Renderer
from bot.web.cookies import Visitor, VisitorCookies
from bot.web.pages import Pages
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder, address_of
from flows.dialogue import Reply, phrase


class DocumentRoutes:
    """The routes `/mydata` and `/standard`, and the documents that a button of `/` asks for."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        identities: VisitorCookies,
        flood: RateLimiter,
        pages: Pages,
        renderer: Renderer,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._identities = identities
        self._flood = flood
        self._pages = pages
        self._renderer = renderer

    async def my_data(self, request: web.Request) -> web.StreamResponse:
        """Give everything stored of the person, as a file."""
        visitor = self._identities.of(request)
        data = await self._conversation.my_data(address_of(visitor)) if visitor.known else None
        if data is None:
            current = await self._conversation.look(address_of(visitor), self._responder.language(request))
            return self._responder.page(request, Response(current, phrase("notice-nothing-stored")), visitor)
        response = web.Response(text=data, content_type="application/json", charset="utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-mydata.json"'
        return response

    async def edition(self, request: web.Request) -> web.StreamResponse:
        """Show the whole edition on one page; it is the same for everybody."""
        html = self._pages.edition(self._conversation.standard, self._responder.language(request))
        return web.Response(text=html, content_type="text/html", charset="utf-8")

    async def document(self, request: web.Request, visitor: Visitor, reply: Reply) -> web.Response:
        """Give a document of the person's assessment as a file; if it cannot be had, the page that says why."""
        answer = await self._responder.say(visitor, reply, self._responder.language(request))
        made_from = None if answer.refusal else await self._conversation.dossier(address_of(visitor))
        if made_from is None:
            return self._responder.page(request, answer, visitor)
        kind = DocumentKind(reply.value)
        try:
            asker = Asker(self._flood.address(request) or visitor.key, visitor.key)
            made = await self._renderer.make(kind, made_from, asker)
        except DocumentFailed as error:
            return self._responder.page(request, replace(answer, refusal=error.why), visitor)
        response = web.Response(body=made, content_type=MEDIA_TYPES[kind])
        name = f"xingjie-{made_from.assessed_on}.{SUFFIXES[kind]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
