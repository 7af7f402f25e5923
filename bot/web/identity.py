"""Who is at the other end of a browser: a random number in a signed cookie, given only after consent."""

from __future__ import annotations

import hmac
import secrets

from aiohttp import web

from flows.dialogue import Address

COOKIE = "xingjie"
YEARS_2 = 2 * 365 * 24 * 3600
FORM = b"form:"


class Identities:
    """Signs and reads identities with one secret."""

    def __init__(self, secret: bytes, secure: bool) -> None:
        self._secret = secret
        self._secure = secure

    def of(self, request: web.Request) -> str | None:
        """The identity of a request; None where there is no cookie, or one that we did not sign."""
        key, _, signature = request.cookies.get(COOKIE, "").partition(".")
        return key if key and hmac.compare_digest(signature.encode(), self._sign(key.encode()).encode()) else None

    def fresh(self) -> str:
        """An identity that nobody has: 128 random bits."""
        return secrets.token_hex(16)

    def give(self, response: web.StreamResponse, key: str) -> None:
        """Let the browser keep an identity."""
        signed = f"{key}.{self._sign(key.encode())}"
        response.set_cookie(COOKIE, signed, max_age=YEARS_2, httponly=True, samesite="Lax", secure=self._secure, path="/")

    def take(self, response: web.StreamResponse) -> None:
        """Let the browser forget its identity."""
        response.del_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=self._secure)

    def form_token(self, key: str | None) -> str:
        """What a form of this identity must bring back; a stranger's form has one too."""
        return self._sign(FORM + (key or "").encode())

    def is_form_token(self, key: str | None, token: str) -> bool:
        """Whether a form was made for this identity."""
        return hmac.compare_digest(token.encode(), self.form_token(key).encode())

    def _sign(self, data: bytes) -> str:
        return hmac.new(self._secret, data, "sha256").hexdigest()


def address(key: str) -> Address:
    """A browser's identity is one respondent."""
    return Address("web", key)
