"""Takes the consent of somebody new, by which they become a person whom a browser's key names."""

from __future__ import annotations

import time
from collections.abc import Callable

from aiohttp import web

from bot.conversation.response import Response
from bot.web.cookies import Signer, Visitor, VisitorCookies, fresh_key, stranger
from bot.web.csrf import consent_token, form_token, is_consent_of, is_old_page
from bot.web.rate_limits import RateLimiter
from bot.web.responder import Responder
from flows.dialogue import Reply, phrase
from flows.screen import Screen

NO_COOKIE, OLD_PAGE = phrase("web-no-cookie"), phrase("web-old-page")


class Consents:
    """Stores somebody new, if their browser brought back both halves that the page of the consent gave it."""

    def __init__(
        self,
        responder: Responder,
        seals: Signer,
        identities: VisitorCookies,
        flood: RateLimiter,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._responder = responder
        self._seals = seals
        self._identities = identities
        self._flood = flood
        self._now = now

    def key_and_token(self, request: web.Request, visitor: Visitor, *, is_known: bool) -> tuple[str, str]:
        """Return whose key the form of a link's page carries, and its token.

        For somebody new, as on the welcome page: the form and a cookie hold the two halves of a key that is nobody's yet.
        """
        if is_known:
            return visitor.key, form_token(self._seals, visitor.key)
        key = self._identities.welcomed(request) or fresh_key()
        return key, consent_token(self._seals, key, self._now())

    async def take(
        self, request: web.Request, token: str, shown: Screen, reply: Reply, language: str
    ) -> tuple[Visitor, Response]:
        """Return the new person and the answer to their consent; a stranger and why, over the `shown` screen, if it is refused.

        Nobody is given the key of a person who exists: two taps at once make two people, one of whom nobody reaches.
        """
        key = self._identities.welcomed(request)
        is_old = is_old_page(self._seals, token, self._now())
        if is_old or key is None or not is_consent_of(self._seals, token, key):
            why = NO_COOKIE if key is None and not is_old else OLD_PAGE
            return stranger(), Response(shown, why)
        self._flood.consented(request)
        for name in (key, fresh_key()):
            person = Visitor(name, known=True)
            answer = await self._responder.say(person, reply, language)
            if not answer.refusal:
                return person, answer
        return stranger(), answer
