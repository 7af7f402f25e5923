"""Who a browser is: a random key in a signed cookie, given only to a person who has consented."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from aiohttp import web

KEY_BYTES = 16
# Browsers keep no cookie for longer than 400 days; every answer renews it.
COOKIE_SECONDS = 400 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser: `known` by its cookie, or a stranger with a key that becomes hers if she consents."""

    key: str
    known: bool


class Seals:
    """Keys signed for one purpose: what is sealed for one opens for no other."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, purpose: str, key: str) -> str:
        """The key and its signature as one word of ASCII."""
        return f"{key}.{self._signature(purpose, key)}"

    def unseal(self, purpose: str, sealed: str) -> str | None:
        """The key that was sealed for this purpose; None for anything else."""
        key, _, signature = sealed.partition(".")
        right = self._signature(purpose, key)
        return key if hmac.compare_digest(signature.encode("utf-8", "replace"), right.encode()) else None

    def _signature(self, purpose: str, key: str) -> str:
        message = f"{purpose}:{key}".encode("utf-8", "replace")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()


class Identities:
    """Reads, gives and takes away the cookie. A `secure` one is bound to https and to this very host."""

    def __init__(self, seals: Seals, secure: bool) -> None:
        self._seals = seals
        self._secure = secure
        self._cookie = "__Host-xingjie" if secure else "xingjie"

    def of(self, request: web.BaseRequest) -> Visitor:
        """The person of a request's cookie; without a valid one a stranger with a fresh key."""
        sealed = request.cookies.get(self._cookie)
        key = self._seals.unseal("cookie", sealed) if sealed else None
        return Visitor(key, known=True) if key else stranger()

    def give(self, response: web.StreamResponse, key: str) -> None:
        """Let the browser keep this key, or keep it for longer."""
        response.set_cookie(
            self._cookie,
            self._seals.seal("cookie", key),
            max_age=COOKIE_SECONDS,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )

    def take(self, response: web.StreamResponse) -> None:
        """Let the browser forget its key."""
        response.del_cookie(self._cookie, path="/", secure=self._secure, httponly=True, samesite="Lax")


def stranger() -> Visitor:
    """Somebody without a cookie."""
    return Visitor(secrets.token_hex(KEY_BYTES), known=False)
