"""The web application: requests in, utterances to the conversation, pages out."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.typedefs import Handler

from bot.attachments import Inspection, Unfit
from bot.connections import BODY_S, Connections
from bot.conversation import Answer, Conversation
from bot.documents.press import MEDIA_TYPES, SUFFIXES, Kind, NotMade, Press
from bot.documents.turns import Asker
from bot.web.flood import USUAL, Flood, Limits
from bot.web.forgery import Forged, form_token, is_same_origin, sender
from bot.web.identity import Identities, Seals, Visitor, stranger
from bot.web.pages import ACTING, LOOKING, STATIC, Draft, Pages
from bot.web.uploads import Form, chunks, drain, handed_back, read_form
from bot.wording import Wording, language_of
from flows.dialogue import Address, Attached, Command, Refusal, Reply, Screen, Typed, Utterance, phrase

# Room for 10,000 typed characters of any script, percent-encoded.
BODY_AT_MOST = 128 * 1024
FIELDS_AT_MOST = 10
FORM_TYPE = "application/x-www-form-urlencoded"
FOR_EVER = "public, max-age=31536000, immutable"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that a browser sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CALM = {408: "web-too-slow", 429: "web-too-fast"}
STALE = phrase("refusal-stale")
START = Command("start")
NOTHING_SAID = Reply(-1, "", "")
log = structlog.get_logger()


CONNECTIONS = web.AppKey("connections", Connections)


def web_app(
    conversation: Conversation,
    wording: Wording,
    secret: bytes,
    public_url: str | None,
    press: Press,
    proxies: int = 0,
    limits: Limits = USUAL,
) -> web.Application:
    """The phone page over a conversation; `secret` signs its cookies, `public_url` is where people reach it.

    `proxies` is how many proxies of ours stand between people and it, `limits` how often they may come.
    """
    face = WebFace(conversation, wording, secret, public_url, press, proxies, limits)
    connections = Connections()
    app = web.Application(client_max_size=BODY_AT_MOST, middlewares=[connections.watch, face.calm, face.flood.refuse])
    app[CONNECTIONS] = connections
    app.add_routes(
        [
            web.get("/", face.look),
            web.post("/", face.hear),
            web.post("/proof", face.prove),
            web.get("/evidence/{name}", face.evidence),
            web.get("/command", face.command),
            web.get("/mydata", face.my_data),
            web.get("/standard", face.edition),
            web.get("/healthz", face.healthy),
            web.static("/static", STATIC),
        ]
    )
    app.on_response_prepare.append(protect)
    return app


class WebFace:
    """One handler a route. What may change anything is a POST from a page of ours, and ends in a redirect."""

    def __init__(
        self,
        conversation: Conversation,
        wording: Wording,
        secret: bytes,
        public_url: str | None,
        press: Press,
        proxies: int,
        limits: Limits,
    ) -> None:
        self._conversation = conversation
        self._languages = wording.languages
        self._public_url = public_url
        self._seals = Seals(secret)
        self._identities = Identities(self._seals, secure=(public_url or "").lower().startswith("https:"))
        self._pages = Pages(wording)
        self.flood = Flood(self._identities, proxies, limits)
        self._press = press

    async def look(self, request: web.Request) -> web.Response:
        """What is current now, or a view that a button opens."""
        visitor = self._identities.of(request)
        tapped = request.query.get("reply")
        reply = Reply.decode(tapped) if tapped is not None else None
        if tapped is None or (reply and reply.trigger == "show"):
            return self._page(await self._conversation.visit(_address(visitor), self._language(request)), visitor)
        if reply and reply.trigger == "document":
            return await self._document(request, visitor, reply, self._language(request))
        opened = reply if reply and reply.trigger == "open" else NOTHING_SAID
        return self._page(await self._say(visitor, opened, self._language(request)), visitor)

    async def command(self, request: web.Request) -> web.Response:
        """A command that changes nothing."""
        visitor = self._identities.of(request)
        name = request.query.get("name", "")
        said = Command(name) if name in LOOKING else START
        return self._page(await self._say(visitor, said, self._language(request)), visitor)

    async def hear(self, request: web.Request) -> web.Response:
        """A tapped choice, a typed line, or a command that changes something."""
        form = await self._form(request)
        reply = Reply.decode(form.get("reply", "")) or NOTHING_SAID
        consents = reply.trigger == "consent"
        visitor = sender(self._seals, self._identities.of(request), form.get("token", ""), consents)
        language = self._language(request, form.get("language"))
        if consents and not visitor.known:
            self.flood.consented(request)
        if "typed" in form:
            self.flood.typed(request)
            answer = await self._typed(visitor, form, language)
        elif form.get("command") in ACTING:
            answer = await self._say(visitor, Command(form["command"]), language)
        else:
            answer = await self._say(visitor, reply, language)
        if consents and answer.screen.name != "welcome":
            return self._moved(visitor)
        if reply.trigger == "forget" and not answer.refusal:
            response = self._page(answer, stranger())
            self._identities.take(response)
            return response
        if answer.refusal or answer.screen.notice or reply.trigger in ("open", "show"):
            return self._page(answer, visitor, _not_taken(form, answer))
        return self._moved(visitor) if visitor.known else self._page(answer, visitor)

    async def prove(self, request: web.Request) -> web.Response:
        """What proves an answer: a typed line, or a file whose caption that line is."""
        if not is_same_origin(request.headers, self._public_url):
            raise Forged
        form = await read_form(request)
        visitor = sender(self._seals, self._identities.of(request), form.fields.get("token", ""), consents=False)
        self.flood.typed(request)
        language = self._language(request, form.fields.get("language"))
        typed = form.fields.get("typed", "")
        if form.file is None:
            answer = await self._typed(visitor, {**form.fields, "typed": typed}, language)
        else:
            answer = await self._attached(visitor, form, language)
            await drain(request)
        if answer.refusal or answer.screen.notice or not visitor.known:
            return self._page(answer, visitor, _not_taken(form.fields, answer))
        return self._moved(visitor)

    async def evidence(self, request: web.Request) -> web.StreamResponse:
        """A file that this person attached."""
        visitor, files = self._identities.of(request), self._conversation.files
        found = await files.find(_address(visitor), request.match_info["name"]) if files and visitor.known else None
        if found is None:
            raise web.HTTPNotFound
        return handed_back(*found)

    async def my_data(self, request: web.Request) -> web.Response:
        """Everything stored of the person, as a file."""
        visitor = self._identities.of(request)
        data = await self._conversation.my_data(_address(visitor)) if visitor.known else None
        if data is None:
            current = await self._conversation.look(_address(visitor), self._language(request))
            return self._page(Answer(current, phrase("notice-nothing-stored")), visitor)
        response = web.Response(text=data, content_type="application/json", charset="utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-mydata.json"'
        return response

    async def edition(self, request: web.Request) -> web.Response:
        """The whole edition on one page, to read and to print; the same for everybody."""
        html = self._pages.edition(self._conversation.standard, self._language(request))
        return web.Response(text=html, content_type="text/html", charset="utf-8")

    async def _document(self, request: web.Request, visitor: Visitor, reply: Reply, language: str) -> web.Response:
        """A document of the person's assessment, as a file; where it cannot be had, the page that says why."""
        answer = await self._say(visitor, reply, language)
        made_from = None if answer.refusal else await self._conversation.dossier(_address(visitor))
        if made_from is None:
            return self._page(answer, visitor)
        kind = Kind(reply.value)
        try:
            asker = Asker(self.flood.address(request) or visitor.key, visitor.key)
            made = await self._press.make(kind, made_from, asker)
        except NotMade as error:
            return self._page(Answer(answer.screen, error.why), visitor)
        response = web.Response(body=made, content_type=MEDIA_TYPES[kind])
        name = f"xingjie-{made_from.assessed_on}.{SUFFIXES[kind]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    async def healthy(self, _request: web.Request) -> web.Response:
        """That this process answers."""
        return web.Response(text="ok\n")

    @web.middleware
    async def calm(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Whatever goes wrong is one calm sentence, and logged without a word of the person."""
        try:
            return await handler(request)
        except Refusal as refusal:
            return self._message(request, 503, refusal.why.key)
        except Forged:
            return self._message(request, 403, "web-forged")
        except web.HTTPRequestEntityTooLarge:
            return self._message(request, 413, "web-too-long")
        except web.HTTPClientError as error:
            response = self._message(request, error.status, CALM.get(error.status, "web-missing"))
            response.headers.update({name: error.headers[name] for name in ("Allow", "Retry-After") if name in error.headers})
            return response
        except web.HTTPException:
            raise
        except Exception as error:
            # Where it happened, not what it says: a database's error quotes the values that it was given.
            log.error("web_failed", error=type(error).__name__, at="".join(traceback.format_tb(error.__traceback__)))
            return self._message(request, 500, "web-error")

    async def _say(self, visitor: Visitor, utterance: Utterance, language: str) -> Answer:
        if utterance == NOTHING_SAID:
            return Answer(await self._conversation.look(_address(visitor), language), STALE)
        return await self._conversation.say(_address(visitor), utterance, language)

    async def _typed(self, visitor: Visitor, form: dict[str, str], language: str) -> Answer:
        """A typed line, heard only where its page still shows what is current."""
        current = await self._conversation.look(_address(visitor), language)
        if not _is_of(form, current):
            return Answer(current, STALE)
        return await self._say(visitor, Typed(form["typed"], int(form["number"])), language)

    async def _attached(self, visitor: Visitor, form: Form, language: str) -> Answer:
        """A file, read and kept only where the page it comes from is current and asks for one."""
        current, files = await self._conversation.look(_address(visitor), language), self._conversation.files
        if not _is_of(form.fields, current):
            return Answer(current, STALE)
        caption, number = form.fields.get("typed", ""), int(form.fields["number"])
        if current.attached is None or files is None or form.file is None:
            return await self._say(visitor, Attached(None, caption, number), language)
        try:
            file = await files.keep(_address(visitor), Inspection(form.file.filename or ""), chunks(form.file))
        except Unfit as unfit:
            return Answer(current, unfit.why)
        answer = await self._say(visitor, Attached(file, caption, number), language)
        if answer.refusal or answer.screen.notice:
            await files.drop({file.place})
        return answer

    async def _form(self, request: web.Request) -> dict[str, str]:
        """The fields of a form of ours. Raises Forged for any other body or sender."""
        if not is_same_origin(request.headers, self._public_url) or request.content_type != FORM_TYPE:
            raise Forged
        try:
            async with asyncio.timeout(BODY_S):
                body = await request.read()
        except TimeoutError as error:
            raise web.HTTPRequestTimeout from error
        try:
            fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST)
        except ValueError as error:
            raise Forged from error
        return dict(fields)

    def _language(self, request: web.Request, asked: str | None = None) -> str:
        """What to speak with a stranger: what her page was in, else what her browser prefers."""
        asked = asked or request.query.get("language")
        if asked in self._languages:
            return asked
        return language_of(request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip(" *"))

    def _page(self, answer: Answer, visitor: Visitor, typed: str = "") -> web.Response:
        draft = Draft(form_token(self._seals, visitor), visitor.known, typed)
        html = self._pages.screen(answer.screen, answer.refusal, draft)
        return ShownPage(html, lambda: self._conversation.seen(answer))

    def _message(self, request: web.Request, status: int, key: str) -> web.Response:
        html = self._pages.message(key, self._language(request))
        return web.Response(text=html, status=status, content_type="text/html", charset="utf-8")

    def _moved(self, visitor: Visitor) -> web.Response:
        response = web.Response(status=303, headers={"Location": "./"})
        self._identities.give(response, visitor.key)
        return response


class ShownPage(web.Response):
    """A page that reports when it has been written to the visitor's connection, and not before."""

    def __init__(self, html: str, shown: Callable[[], Awaitable[None]]) -> None:
        super().__init__(text=html, content_type="text/html", charset="utf-8")
        self._shown = shown
        self._is_whole = False

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Start the response; an answer to HEAD has no page in it."""
        self._is_whole = request.method != "HEAD"
        return await super().prepare(request)

    async def write_eof(self, data: bytes = b"") -> None:
        """Send the page, then report that it was shown. A connection that broke meanwhile raises here."""
        await super().write_eof(data)
        if self._is_whole:
            await self._shown()


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """The headers of every response; only a static file named with its version may be kept."""
    response.headers.update(HEADERS)
    if request.path.startswith("/evidence/"):
        response.headers["Content-Security-Policy"] += "; sandbox"
    is_versioned = request.path.startswith("/static/") and "v" in request.query and response.status < 400
    response.headers["Cache-Control"] = FOR_EVER if is_versioned else "no-store"


def _address(visitor: Visitor) -> Address:
    return Address("web", visitor.key)


def _is_of(form: dict[str, str], screen: Screen) -> bool:
    """Whether a form was filled in on a page that shows this screen, and was numbered by us."""
    number = form.get("number", "")
    is_ours = number.isascii() and number.isdigit() and len(number) < 16 and int(number) <= _milliseconds()
    return is_ours and form.get("turn") == str(screen.turn)


def _not_taken(form: dict[str, str], answer: Answer) -> str:
    """What was typed and has to be typed anew: nothing, where the answer moved on with it and only says something more."""
    taken = not answer.refusal and form.get("turn") != str(answer.screen.turn)
    return "" if taken else form.get("typed", "")


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000
