"""The web application: requests in, utterances to the conversation, pages out."""

from __future__ import annotations

import time
import traceback
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.conversation import Answer, Conversation
from bot.web.forgery import Forged, form_token, is_same_origin, sender
from bot.web.identity import Identities, Seals, Visitor, stranger
from bot.web.pages import ACTING, LOOKING, STATIC, Draft, Pages
from bot.wording import Wording, language_of
from flows.dialogue import Address, Command, Refusal, Reply, Typed, Utterance, phrase

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
STALE = phrase("refusal-stale")
START = Command("start")
NOTHING_SAID = Reply(-1, "", "")
log = structlog.get_logger()


def web_app(conversation: Conversation, wording: Wording, secret: bytes, public_url: str | None) -> web.Application:
    """The phone page over a conversation; `secret` signs its cookies, `public_url` is where people reach it."""
    face = WebFace(conversation, wording, secret, public_url)
    app = web.Application(client_max_size=BODY_AT_MOST, middlewares=[face.calm])
    app.add_routes(
        [
            web.get("/", face.look),
            web.post("/", face.hear),
            web.get("/command", face.command),
            web.get("/mydata", face.my_data),
            web.get("/healthz", face.healthy),
            web.static("/static", STATIC),
        ]
    )
    app.on_response_prepare.append(protect)
    return app


class WebFace:
    """One handler a route. What may change anything is a POST from a page of ours, and ends in a redirect."""

    def __init__(self, conversation: Conversation, wording: Wording, secret: bytes, public_url: str | None) -> None:
        self._conversation = conversation
        self._languages = wording.languages
        self._public_url = public_url
        self._seals = Seals(secret)
        self._identities = Identities(self._seals, secure=(public_url or "").lower().startswith("https:"))
        self._pages = Pages(wording)

    async def look(self, request: web.Request) -> web.Response:
        """What is current now, or a view that a button opens."""
        visitor = self._identities.of(request)
        tapped = request.query.get("reply")
        if tapped is None:
            return self._page(await self._say(visitor, START, self._language(request)), visitor)
        reply = Reply.decode(tapped)
        if reply and reply.trigger == "show":
            return self._page(await self._say(visitor, START, self._language(request)), visitor)
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
        if "typed" in form:
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
            return self._page(answer, visitor, form.get("typed", ""))
        return self._moved(visitor) if visitor.known else self._page(answer, visitor)

    async def my_data(self, request: web.Request) -> web.Response:
        """Everything stored of the person, as a file."""
        visitor = self._identities.of(request)
        data = await self._conversation.my_data(_address(visitor)) if visitor.known else None
        if data is None:
            answer = await self._say(visitor, START, self._language(request))
            return self._page(Answer(answer.screen, phrase("notice-nothing-stored")), visitor)
        response = web.Response(text=data, content_type="application/json", charset="utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="xingjie-mydata.json"'
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
            response = self._message(request, error.status, "web-missing")
            if "Allow" in error.headers:
                response.headers["Allow"] = error.headers["Allow"]
            return response
        except web.HTTPException:
            raise
        except Exception as error:
            # Where it happened, not what it says: a database's error quotes the values that it was given.
            log.error("web_failed", error=type(error).__name__, at="".join(traceback.format_tb(error.__traceback__)))
            return self._message(request, 500, "web-error")

    async def _say(self, visitor: Visitor, utterance: Utterance, language: str) -> Answer:
        if utterance == NOTHING_SAID:
            shown = await self._conversation.say(_address(visitor), START, language)
            return Answer(shown.screen, STALE)
        return await self._conversation.say(_address(visitor), utterance, language)

    async def _typed(self, visitor: Visitor, form: dict[str, str], language: str) -> Answer:
        """A typed line, heard only where its page still shows what is current."""
        shown = await self._say(visitor, START, language)
        number = form.get("number", "")
        is_ours = number.isascii() and number.isdigit() and len(number) < 16 and int(number) <= _milliseconds()
        if not is_ours or form.get("turn") != str(shown.screen.turn):
            return Answer(shown.screen, STALE)
        return await self._say(visitor, Typed(form["typed"], int(number)), language)

    async def _form(self, request: web.Request) -> dict[str, str]:
        """The fields of a form of ours. Raises Forged for any other body or sender."""
        if not is_same_origin(request.headers, self._public_url) or request.content_type != FORM_TYPE:
            raise Forged
        body = await request.read()
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
        return web.Response(text=html, content_type="text/html", charset="utf-8")

    def _message(self, request: web.Request, status: int, key: str) -> web.Response:
        html = self._pages.message(key, self._language(request))
        return web.Response(text=html, status=status, content_type="text/html", charset="utf-8")

    def _moved(self, visitor: Visitor) -> web.Response:
        response = web.Response(status=303, headers={"Location": "./"})
        self._identities.give(response, visitor.key)
        return response


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """The headers of every response; only a static file named with its version may be kept."""
    response.headers.update(HEADERS)
    is_versioned = request.path.startswith("/static/") and "v" in request.query and response.status < 400
    response.headers["Cache-Control"] = FOR_EVER if is_versioned else "no-store"


def _address(visitor: Visitor) -> Address:
    return Address("web", visitor.key)


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000
