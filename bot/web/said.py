"""Carries a sentence over a redirect: a signed cookie holds it for the page that follows, which says it once."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Callable

import msgspec
from aiohttp import web

from bot.web.cookies import Signer
from flows.dialogue import Choice, Phrase

COOKIE = "xingjie-said"
# Long enough for a slow connection. A sentence about a tap an hour ago would confuse the visitor.
KEPT_S = 60
# A browser refuses a cookie above 4 kB. A sentence with a name of 200 characters has about 1 kB; a longer one is not said.
AT_MOST = 3_000


class Said(msgspec.Struct, frozen=True):
    """A sentence, and the choice that undoes what it says (None for none)."""

    words: Phrase
    way_back: Choice | None = None


DECODER = msgspec.json.Decoder(Said)


class SaidOnce:
    """Keeps a sentence across a redirect. It is signed for one person and one minute, so no other and no old one is shown."""

    def __init__(self, seals: Signer, secure: bool, now: Callable[[], float] = time.time) -> None:
        self._seals = seals
        self._secure = secure
        self._now = now

    def keep(self, response: web.StreamResponse, key: str, said: Said | None) -> None:
        """Let the browser of the person with this key bring a sentence to the next page."""
        if said is None:
            return
        text = urlsafe_b64encode(msgspec.json.encode(said)).decode()
        sealed = self._seals.seal_at(f"said-{key}", text, self._now())
        if len(sealed) <= AT_MOST:
            response.set_cookie(COOKIE, sealed, max_age=KEPT_S, path="/", secure=self._secure, httponly=True, samesite="Lax")

    def brought(self, request: web.BaseRequest, key: str) -> Said | None:
        """Return the sentence that this person's browser brings; None if it brings none of ours."""
        found = self._seals.unseal_since(f"said-{key}", request.cookies.get(COOKIE, ""), self._now() - KEPT_S)
        try:
            return DECODER.decode(urlsafe_b64decode(found[0])) if found else None
        except (BadBase64, msgspec.MsgspecError):
            return None

    def forget(self, request: web.BaseRequest, response: web.StreamResponse) -> None:
        """Take the sentence away once a page has said it."""
        if COOKIE in request.cookies:
            response.del_cookie(COOKIE, path="/", secure=self._secure, httponly=True, samesite="Lax")
