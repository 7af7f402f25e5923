"""The phone page's routes: one form in, one page out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog
from aiohttp import web

from bot.conversation import Answer, Conversation
from bot.web.forgery import is_own_form
from bot.web.identity import Identities, address
from bot.web.pages import MENU, Pages
from bot.wording import Wording, language_of
from flows.dialogue import Command, Phrase, Reply, Typed, Utterance, phrase

STATIC = Path(__file__).parent / "static"
FORM_AT_MOST = 64 * 1024
UNREADABLE = Reply(-1, "", "")
VIEWS = frozenset(MENU) - {"mydata"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = structlog.get_logger()


def web_app(conversation: Conversation, wording: Wording, secret: bytes, public_url: str | None) -> web.Application:
    """The page over a conversation. `secret` signs cookies and forms; an https `public_url` makes the cookies Secure."""
    face = _Face(conversation, wording, secret, public_url)
    app = web.Application(client_max_size=FORM_AT_MOST, middlewares=[face.calmly])
    app.add_routes(
        [
            web.get("/", face.current),
            web.post("/", face.reply),
            web.get("/command", face.view),
            web.get("/mydata", face.my_data),
            web.get("/healthz", _alive),
            web.static("/static", STATIC),
        ]
    )
    app.on_response_prepare.append(_secure)
    return app


class _Face:
    def __init__(self, conversation: Conversation, wording: Wording, secret: bytes, public_url: str | None) -> None:
        self._conversation = conversation
        self._pages = Pages(wording)
        self._identities = Identities(secret, secure=(public_url or "").startswith("https://"))
        self._public_url = public_url

    async def current(self, request: web.Request) -> web.Response:
        """Where the person is now; `?start=` is the payload of an invitation's link."""
        answer = await self._say(request, Command("start"))
        return self._page(request, answer)

    async def view(self, request: web.Request) -> web.Response:
        """A view of the menu; nothing changes by looking."""
        name = request.query.get("name", "")
        return self._page(request, await self._say(request, Command(name if name in VIEWS else "start")))

    async def reply(self, request: web.Request) -> web.StreamResponse:
        """A tapped button or a typed line."""
        form = await request.post()
        key = self._identities.of(request)
        own = is_own_form(request.headers, request.host, self._public_url)
        if not own or not self._identities.is_form_token(key, str(form.get("token", ""))):
            return self._sentence(request, phrase("web-forged"), 403)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        utterance = _utterance(fields)
        if isinstance(utterance, Reply) and utterance.trigger == "consent" and key is None:
            return await self._consent(request, utterance)
        answer = await self._say(request, utterance)
        looked = isinstance(utterance, Reply) and utterance.trigger == "open"
        if looked or answer.refusal or answer.screen.notice:
            response: web.StreamResponse = self._page(request, answer)
        else:
            response = web.HTTPSeeOther("/")
        if isinstance(utterance, Reply) and utterance.trigger == "forget" and answer.refusal is None:
            self._identities.take(response)
        return response

    async def my_data(self, request: web.Request) -> web.Response:
        """Everything stored of the person, to keep."""
        key = self._identities.of(request)
        data = await self._conversation.my_data(address(key)) if key else None
        if data is None:
            return self._sentence(request, phrase("notice-nothing-stored"), 200)
        return web.Response(
            text=data,
            content_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="xingjie-mydata.json"'},
        )

    @web.middleware
    async def calmly(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What nobody foresaw is logged without a word of the person's, who reads one calm sentence."""
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            log.exception("page_failed", path=request.path)
            return self._sentence(request, phrase("web-error"), 500)

    async def _consent(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        """From here on something is stored: only now the browser gets an identity."""
        key = self._identities.fresh()
        answer = await self._conversation.say(address(key), reply, _language(request))
        if answer.refusal:
            return self._page(request, answer)
        response = web.HTTPSeeOther("/")
        self._identities.give(response, key)
        return response

    async def _say(self, request: web.Request, utterance: Utterance) -> Answer:
        # A stranger has no account: any address of whom nothing is stored will do, and nothing is stored by talking.
        key = self._identities.of(request) or self._identities.fresh()
        if utterance == Command("start"):
            utterance = Command("start", request.query.get("start", ""))
        return await self._conversation.say(address(key), utterance, _language(request))

    def _page(self, request: web.Request, answer: Answer) -> web.Response:
        key = self._identities.of(request)
        token = self._identities.form_token(key)
        html = self._pages.screen(answer.screen, token, answer.refusal, known=answer.screen.turn > 0)
        return web.Response(text=html, content_type="text/html")

    def _sentence(self, request: web.Request, said: Phrase, status: int) -> web.Response:
        html = self._pages.sentence(said, _language(request))
        return web.Response(text=html, content_type="text/html", status=status)


def _utterance(form: dict[str, str]) -> Utterance:
    if "reply" in form:
        return Reply.decode(form["reply"]) or UNREADABLE
    number = form.get("number", "")
    return Typed(form.get("typed", ""), int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0)


def _language(request: web.Request) -> str:
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip()
    return language_of(first or None)


async def _alive(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _secure(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update({name: value for name, value in HEADERS.items() if name not in response.headers})
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "max-age=3600"
