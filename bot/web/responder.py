"""Turns what the conversation answers into a response for one browser."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.web.addresses import HOME, number_in, root_of
from bot.web.cookies import Signer, Visitor, VisitorCookies, fresh_key
from bot.web.csrf import consent_token, form_token, upload_token
from bot.web.fields import boxes_in
from bot.web.html import redirect
from bot.web.pages import PageContext, Pages
from bot.web.said import Said, SaidOnce
from bot.web.text_pieces import LOOKING
from bot.words.wording import language_accepted
from flows.commands import command_in
from flows.dialogue import Address, Command, Filled, Reply, Typed, Utterance, phrase
from flows.triggers import Trigger

STALE = phrase("refusal-stale")
NOTHING_SAID = Reply(-1, "", "")
# Before the name of each field of a form, in the page.
FIELD = "field-"
# Of a 64-bit column.
TURN_DIGITS = 19


class Responder:
    """Speaks with the conversation for a visitor, and makes pages and redirects of its answers."""

    def __init__(
        self,
        conversation: Conversation,
        languages: tuple[str, ...],
        pages: Pages,
        seals: Signer,
        identities: VisitorCookies,
        said: SaidOnce,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._conversation = conversation
        self.languages = languages
        self._pages = pages
        self._seals = seals
        self._identities = identities
        self._said = said
        self._now = now

    def language(self, request: web.Request, asked: str | None = None) -> str:
        """Return what to speak with a stranger: what their page was in, else what their browser prefers."""
        asked = asked or request.query.get("language")
        if asked in self.languages:
            return asked
        return language_accepted(request.headers.get("Accept-Language", ""))

    async def seen(self, request: web.Request) -> tuple[Visitor, str]:
        """Return who looks at the page of a link, and the language to speak with them.

        It is their own, unless they choose another on the page.
        """
        visitor, language = self._identities.of(request), self.language(request)
        if visitor.known and "language" not in request.query:
            language = (await self._conversation.look(address_of(visitor), language)).language
        return visitor, language

    async def say(self, visitor: Visitor, utterance: Utterance, language: str) -> Response:
        """Return the answer to an utterance. NOTHING_SAID, which no screen offers, changes nothing and is refused as stale."""
        if utterance == NOTHING_SAID:
            return Response(await self._conversation.look(address_of(visitor), language), STALE)
        return await self._conversation.say(address_of(visitor), utterance, language)

    async def typed(self, visitor: Visitor, form: dict[str, str], language: str) -> Response:
        """Return the answer to a typed line, heard only if its page still shows what is current; or to the command that it is.

        Raises HTTPSeeOther for a command that changes nothing: it has an address of its own.
        """
        line = form.get("typed", "")
        command = command_in(line)
        if command is None:
            return await self.say(visitor, Typed(line, turn=turn_of(form)), language)
        if command.name in LOOKING:
            raise web.HTTPSeeOther(self._pages.addresses.of_command(command.name, "" if visitor.known else language))
        return await self.say(visitor, Command(command.name, command.argument), language)

    async def filled(self, visitor: Visitor, form: dict[str, str], language: str) -> Response:
        """Return the answer to a form that was filled in: every field of ours that it holds, in its order.

        The field of boxes has no value of its own: the boxes that are checked make it.
        """
        reply = Reply.decode(form.get("reply", "")) or NOTHING_SAID
        named = ((name.removeprefix(FIELD), value) for name, value in form.items() if name.startswith(FIELD))
        values = tuple((name, value or boxes_in(form, name)) for name, value in named)
        filled = Filled(reply.turn, reply.view, reply.trigger, reply.value, values)
        return await self.say(visitor, filled, language)

    def page(
        self, request: web.Request, answer: Response, visitor: Visitor, typed: str = "", is_refused: bool = False
    ) -> web.Response:
        """Return the answer as a page; `typed` is what has to be typed again, if it `is_refused`."""
        root, now = root_of(request.rel_url.raw_path), self._now()
        asks_consent = any(reply.trigger == Trigger.consent for reply in answer.screen.replies)
        if asks_consent:
            key = self._identities.welcomed(request) or fresh_key()
            token, upload = consent_token(self._seals, key, now), ""
        else:
            key, token = visitor.key, form_token(self._seals, visitor.key)
            upload = upload_token(self._seals, visitor.key) if answer.screen.attached else ""
        brought = self._said.brought(request, visitor.key)
        said = [brought.words if brought else None, answer.refusal, answer.screen.notice]
        back = (brought.way_back if brought else None) or answer.screen.way_back
        context = PageContext(token, visitor.known, typed, is_refused, upload, root, int(now * 1000), back)
        html = self._pages.screen(answer.screen, [words for words in said if words is not None], context)
        response = ShownPage(html, lambda: self._conversation.seen(answer))
        self._said.forget(request, response)
        if asks_consent:
            # Its form and a cookie hold the two halves of a key that is nobody's yet.
            self._identities.welcome(response, key)
        elif visitor.is_due:
            self._identities.give(response, visitor.key)
        return response

    def moved(
        self, visitor: Visitor, answer: Response | None = None, after: str = "", root: str = "", to: str = ""
    ) -> web.Response:
        """Return a redirect to where a known person is now: reloading that page sends nothing a second time.

        What the answer has to say is said there; `after` is the subdomain whose answer was recorded ("" for none), `root` the
        way from the address of the request to the page's root, `to` another address than that of the answer's screen.
        """
        to = to or (self._pages.addresses.of_screen(answer.screen, after) if answer else HOME)
        response = redirect(root + to)
        if answer is not None:
            self._said.keep(response, visitor.key, _said_of(answer))
        self._identities.give(response, visitor.key)
        return response

    def page_or_moved(self, request: web.Request, answer: Response, visitor: Visitor, form: dict[str, str]) -> web.Response:
        """Return the redirect if the answer took what was typed; else the page, in which it can be typed again."""
        is_taken = not answer.refusal and form.get("turn") != str(answer.screen.turn)
        if visitor.known and is_taken:
            return self.moved(visitor, answer)
        has_to_be_typed = not is_taken and not answer.refusal and answer.screen.notice is not None
        return self.page(request, answer, visitor, "" if is_taken else form.get("typed", ""), has_to_be_typed)


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


def _said_of(answer: Response) -> Said | None:
    """Return what an answer says above its screen; a refusal comes first."""
    if answer.refusal is not None:
        return Said(answer.refusal)
    notice = answer.screen.notice
    return Said(notice, answer.screen.way_back) if notice is not None else None


def address_of(visitor: Visitor) -> Address:
    """Return where the conversation knows a visitor."""
    return Address("web", visitor.key)


def turn_of(form: dict[str, str]) -> int:
    """Return the turn of the page that a form was filled in on; one that never was, if no page of ours sent it."""
    turn = number_in(form.get("turn", ""), TURN_DIGITS)
    return -1 if turn is None else turn
