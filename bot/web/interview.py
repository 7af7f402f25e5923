"""The interview on the page: what is current, a tap, a typed line, a command, and the consent that begins it all."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import parse_qsl

from aiohttp import web

from bot.connections.bodies import read_body
from bot.conversation import Conversation, Response
from bot.web.cookies import Signer, Visitor, VisitorCookies, fresh_key, stranger
from bot.web.csrf import ForgedRequest, is_consent_of, is_old_page, is_same_origin, require_form
from bot.web.documents import DocumentRoutes
from bot.web.pages import ACTING, LOOKING
from bot.web.rate_limits import RateLimiter
from bot.web.responder import NOTHING_SAID, START, Responder, address_of
from flows.dialogue import Command, Reply, phrase
from flows.triggers import Trigger

FIELDS_AT_MOST = 10
FORM_TYPE = "application/x-www-form-urlencoded"
NO_COOKIE, OLD_PAGE = phrase("web-no-cookie"), phrase("web-old-page")


class InterviewRoutes:
    """The routes `/` and `/command`. What may change anything is a POST from a page of ours, and ends in a redirect."""

    def __init__(
        self,
        conversation: Conversation,
        responder: Responder,
        documents: DocumentRoutes,
        seals: Signer,
        identities: VisitorCookies,
        flood: RateLimiter,
        public_url: str | None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._conversation = conversation
        self._responder = responder
        self._documents = documents
        self._seals = seals
        self._identities = identities
        self._flood = flood
        self._public_url = public_url
        self._now = now

    async def look(self, request: web.Request) -> web.StreamResponse:
        """Show what is current now, or a view that a button opens."""
        visitor, language = self._identities.of(request), self._responder.language(request)
        tapped = request.query.get("reply")
        reply = Reply.decode(tapped) if tapped is not None else None
        if tapped is None or (reply and reply.trigger == Trigger.show):
            return self._responder.page(request, await self._conversation.visit(address_of(visitor), language), visitor)
        if reply and reply.trigger == Trigger.document:
            return await self._documents.document(request, visitor, reply)
        opened = reply if reply and reply.trigger == Trigger.open else NOTHING_SAID
        return self._responder.page(request, await self._responder.say(visitor, opened, language), visitor)

    async def command(self, request: web.Request) -> web.StreamResponse:
        """Hear a command that changes nothing."""
        visitor, name = self._identities.of(request), request.query.get("name", "")
        said = Command(name) if name in LOOKING else START
        answer = await self._responder.say(visitor, said, self._responder.language(request))
        return self._responder.page(request, answer, visitor)

    async def hear(self, request: web.Request) -> web.StreamResponse:
        """Hear a form: a typed line, a command that changes something, or a tapped choice."""
        form = await self._form(request)
        reply = Reply.decode(form.get("reply", "")) or NOTHING_SAID
        language = self._responder.language(request, form.get("language"))
        if "typed" not in form and reply.trigger == Trigger.consent:
            return await self._consented(request, form, reply, language)
        visitor = self._sender(request, form.get("token", ""))
        if "typed" in form:
            self._flood.typed(request)
            answer = await self._responder.typed(visitor, form, language)
        elif form.get("command") in ACTING:
            answer = await self._responder.say(visitor, Command(form["command"]), language)
        else:
            return await self._tapped(request, visitor, reply, language)
        return self._responder.page_or_moved(request, answer, visitor, form)

    async def _tapped(self, request: web.Request, visitor: Visitor, reply: Reply, language: str) -> web.Response:
        answer = await self._responder.say(visitor, reply, language)
        if reply.trigger == Trigger.forget and not answer.refusal:
            response = self._responder.page(request, answer, stranger())
            self._identities.take(response)
            return response
        if reply.trigger in (Trigger.open, Trigger.show):
            return self._responder.page(request, answer, visitor)
        return self._responder.page_or_moved(request, answer, visitor, {})

    async def _consented(self, request: web.Request, form: dict[str, str], reply: Reply, language: str) -> web.Response:
        """Store somebody new, if their browser brought back both halves that the welcome page gave it.

        Nobody is given the key of a person who exists: two taps at once make two people, one of whom nobody reaches.
        """
        visitor = self._identities.of(request)
        current = await self._conversation.look(address_of(visitor), language)
        if visitor.known and not current.offers(reply):
            return self._responder.moved(visitor)
        token, key = form.get("token", ""), self._identities.welcomed(request)
        is_old = is_old_page(self._seals, token, self._now())
        if is_old or key is None or not is_consent_of(self._seals, token, key):
            why = NO_COOKIE if key is None and not is_old else OLD_PAGE
            return self._responder.page(request, Response(current, why), stranger())
        self._flood.consented(request)
        person = Visitor(key, known=True)
        answer = await self._responder.say(person, reply, language)
        if answer.refusal:
            person = Visitor(fresh_key(), known=True)
            answer = await self._responder.say(person, reply, language)
        if answer.refusal:
            return self._responder.page(request, answer, stranger())
        response = self._responder.moved(person)
        self._identities.end_welcome(response)
        return response

    def _sender(self, request: web.Request, token: str) -> Visitor:
        """Return who sends a form with this token. Raises ForgedRequest if the token is another person's or none of ours."""
        visitor, key = self._identities.of(request), self._identities.welcomed(request)
        if key is not None and is_consent_of(self._seals, token, key):
            return stranger()  # also for the cookie of a person who is gone: they read the welcome page
        require_form(self._seals, visitor, token)
        return visitor

    async def _form(self, request: web.Request) -> dict[str, str]:
        """Return the fields of a form of ours. Raises ForgedRequest for any other body or sender."""
        if not is_same_origin(request.headers, self._public_url) or request.content_type != FORM_TYPE:
            raise ForgedRequest
        body = await read_body(request)
        try:
            fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST)
        except ValueError as error:
            raise ForgedRequest from error
        return dict(fields)
