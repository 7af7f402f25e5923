"""Who a browser is: a random key in a signed cookie, given only to a person who has consented."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

KEY_BYTES = 16
DAY_S = 24 * 3600
# A cookie is refused when it is older, whatever the browser says; every use renews one that is older than a day.
COOKIE_S = 90 * DAY_S
RENEWED_AFTER_S = DAY_S
# How long a welcome page can be consented to.
WELCOME_S = 3600
# Cookies without a time, as they were given before 2026-12, lived for 400 days: until then they are taken, and renewed.
UNDATED_UNTIL = datetime(2028, 1, 5, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser: `known` by its cookie, or a stranger with a random key. `is_due` says that the cookie has to be renewed."""

    key: str
    known: bool
    is_due: bool = False


class Signer:
    """Texts signed for one purpose: what is sealed for one opens for no other."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, purpose: str, text: str) -> str:
        """Return the text and its signature as one word."""
        return f"{text}.{self.signature(purpose, text)}"

    def unseal(self, purpose: str, sealed: str) -> str | None:
        """Return the text that was sealed for this purpose; None for anything else."""
        text, _, signature = sealed.partition(".")
        return text if self.signed(purpose, text, signature) else None

    def seal_at(self, purpose: str, text: str, moment: float) -> str:
        """Seal a text together with a moment, in seconds since 1970."""
        return self.seal(purpose, f"{text}-{int(moment):x}")

    def unseal_since(self, purpose: str, sealed: str, oldest: float) -> tuple[str, int] | None:
        """Return the text and the moment that were sealed together; None for anything else, and if it is older."""
        text, _, moment = (self.unseal(purpose, sealed) or "").rpartition("-")
        return (text, int(moment, 16)) if text and int(moment, 16) >= oldest else None

    def signature(self, purpose: str, text: str) -> str:
        """Return the signature alone, in hexadecimal digits: it shows nothing of the text."""
        message = f"{purpose}:{text}".encode("utf-8", "replace")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()

    def signed(self, purpose: str, text: str, signature: str) -> bool:
        """Return whether this is the signature of the text, compared in constant time."""
        return hmac.compare_digest(signature.encode("utf-8", "replace"), self.signature(purpose, text).encode())


class VisitorCookies:
    """Reads, gives and takes away cookies. A `secure` one is bound to https and to this very host.

    The welcome page sets a cookie of an hour: a key that is free. A consent counts only if it comes back with
    it, so a noted form is worth nothing, and nothing is stored for a browser that keeps no cookies.
    """

    def __init__(self, seals: Signer, secure: bool, now: Callable[[], float] = time.time) -> None:
        self._seals = seals
        self._secure = secure
        self._now = now
        self._cookie = "__Host-xingjie" if secure else "xingjie"
        self._welcome = f"{self._cookie}-welcome"

    def of(self, request: web.BaseRequest) -> Visitor:
        """Return the person of a request's cookie; without a valid one a stranger with a fresh key."""
        sealed, now = request.cookies.get(self._cookie, ""), self._now()
        dated = self._seals.unseal_since("dated-cookie", sealed, now - COOKIE_S)
        if dated is not None:
            return Visitor(dated[0], known=True, is_due=dated[1] < now - RENEWED_AFTER_S)
        undated = self._seals.unseal("cookie", sealed) if now < UNDATED_UNTIL else None
        return Visitor(undated, known=True, is_due=True) if undated else stranger()

    def give(self, response: web.StreamResponse, key: str) -> None:
        """Let the browser keep this key for COOKIE_S from now on."""
        self._set(response, self._cookie, self._seals.seal_at("dated-cookie", key, self._now()), COOKIE_S)

    def take(self, response: web.StreamResponse) -> None:
        """Let the browser forget its key."""
        self._delete(response, self._cookie)

    def welcomed(self, request: web.BaseRequest) -> str | None:
        """Return the key that this browser was given with the welcome page; None if it brought none of the last hour."""
        found = self._seals.unseal_since("welcome", request.cookies.get(self._welcome, ""), self._now() - WELCOME_S)
        return found[0] if found else None

    def welcome(self, response: web.StreamResponse, key: str) -> None:
        """Let the browser keep, for an hour, the key that a consent on this page may make its own."""
        self._set(response, self._welcome, self._seals.seal_at("welcome", key, self._now()), WELCOME_S)

    def end_welcome(self, response: web.StreamResponse) -> None:
        """Let the browser forget the key of the welcome page."""
        self._delete(response, self._welcome)

    def _set(self, response: web.StreamResponse, name: str, value: str, seconds: int) -> None:
        response.set_cookie(name, value, max_age=seconds, path="/", secure=self._secure, httponly=True, samesite="Lax")

    def _delete(self, response: web.StreamResponse, name: str) -> None:
        response.del_cookie(name, path="/", secure=self._secure, httponly=True, samesite="Lax")


def fresh_key() -> str:
    """Return a key that nobody has: 128 random bits."""
    return secrets.token_hex(KEY_BYTES)


def stranger() -> Visitor:
    """Return somebody without a cookie."""
    return Visitor(fresh_key(), known=False)
