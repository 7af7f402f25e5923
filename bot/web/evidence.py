"""Evidence on the page: a line or a file that backs an answer, and a file given back to the person who attached it."""

from __future__ import annotations

from aiohttp import web

from bot.attachments.inspection import FileRefused, Inspection
from bot.connections.deadlines import ConnectionDeadlines
from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.web.cookies import Signer, Visitor, VisitorCookies
from bot.web.csrf import ForgedRequest, is_same_origin, require_upload
from bot.web.rate_limits import RateLimiter
from bot.web.responder import STALE, Responder, address_of, turn_of
from bot.web.uploads import OpenUploads, Upload, UploadForm, UploadLimits, file_download
from flows.dialogue import Attached
from flows.screen import Screen


class EvidenceRoutes:
    """The routes `/evidence` and `/evidence/NAME`."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        seals: Signer,
        identities: VisitorCookies,
        flood: RateLimiter,
        connections: ConnectionDeadlines,
        public_url: str | None,
        bounds: UploadLimits,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._seals = seals
        self._identities = identities
        self._flood = flood
        self._connections = connections
        self._public_url = public_url
        self._bounds = bounds
        self._places = OpenUploads(bounds)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Take a typed line, or a file whose caption that line is.

        Who sends it, and whether their page is still current, is checked before a byte of the body is read: cookie and origin
        are headers, token and turn are in the address of the form.
        """
        if not is_same_origin(request.headers, self._public_url):
            raise ForgedRequest
        visitor, language = self._identities.of(request), self._responder.language(request)
        if not visitor.known:
            return self._responder.page(
                request, Response(await self._conversation.look(address_of(visitor), language)), visitor
            )
        require_upload(self._seals, visitor, request.query.get("token", ""))
        self._flood.typed(request)
        with self._places.taken(visitor.key, self._flood.address(request)):
            # From here on every wait for the sender has a bound of its own.
            self._connections.suspend(request.protocol)
            return await self._taken(request, visitor, language)

    async def _taken(self, request: web.Request, visitor: Visitor, language: str) -> web.Response:
        upload = Upload(request, self._bounds)
        current = await self._conversation.look(address_of(visitor), language)
        if request.query.get("turn") != str(current.turn):
            await upload.drain()
            return self._responder.page(request, Response(current, STALE), visitor)
        form = await upload.form()
        if form.file is None:
            answer = await self._responder.typed(visitor, form.fields, language)
        else:
            answer = await self._attached(visitor, upload, form, current, language)
            await upload.drain()
        return self._responder.page_or_moved(request, answer, visitor, form.fields)

    async def _attached(self, visitor: Visitor, upload: Upload, form: UploadForm, current: Screen, language: str) -> Response:
        """Read and keep a file, but only if the page it comes from is current and asks for one."""
        files = self._conversation.files
        caption, turn = form.fields.get("typed", ""), turn_of(form.fields)
        if turn != current.turn:
            return Response(current, STALE)
        if current.attached is None or files is None or form.file is None:
            return await self._responder.say(visitor, Attached(None, caption, turn=turn), language)
        try:
            file = await files.keep(address_of(visitor), Inspection(form.file.name), upload.chunks(form.file))
        except FileRefused as refusal:
            return Response(current, refusal.why)
        answer = await self._responder.say(visitor, Attached(file, caption, turn=turn), language)
        if answer.refusal or answer.screen.notice:
            await files.delete_unused({file.place})
        return answer

    async def evidence(self, request: web.Request) -> web.StreamResponse:
        """Give back a file that this person attached."""
        visitor, files = self._identities.of(request), self._conversation.files
        found = await files.find(address_of(visitor), request.match_info["name"]) if files and visitor.known else None
        if found is None:
            raise web.HTTPNotFound
        return file_download(*found)
