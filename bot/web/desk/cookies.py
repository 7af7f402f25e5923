"""The cookie of an officer's session, and what the forms of the desk carry so that no other site can send them."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from aiohttp import web

from bot.web.cookies import Signer

# As long as a session. The server ends it too, whatever the browser says.
COOKIE_S = 12 * 3600
# Of the secret of a link, as long as any other.
SECRET_BYTES = 16


class DeskCookies:
    """Reads, gives and takes away the cookie. A browser sends it only if one comes from a page of ours."""

    def __init__(self, signer: Signer, secure: bool) -> None:
        self._signer = signer
        self._secure = secure
        self._name = "__Host-xingjie-desk" if secure else "xingjie-desk"

    def of(self, request: web.BaseRequest) -> str:
        """Return the secret of the session that a request brings; "" if it brings none."""
        return request.cookies.get(self._name, "")

    def give(self, response: web.StreamResponse, session: str) -> None:
        """Let the browser keep the secret of a session."""
        response.set_cookie(
            self._name, session, max_age=COOKIE_S, path="/", secure=self._secure, httponly=True, samesite="Strict"
        )

    def take(self, response: web.StreamResponse) -> None:
        """Let the browser forget the session."""
        response.del_cookie(self._name, path="/", secure=self._secure, httponly=True, samesite="Strict")

    def form_token(self, session: str) -> str:
        """Return what the forms of a session's pages carry: bound to it, and nothing can be read from it."""
        return self._signer.signature("desk-form", session)

    def is_form_of(self, session: str, token: str) -> bool:
        """Return whether a form was on a page of this session."""
        return self._signer.signed("desk-form", session, token)

    def secret_of(self, session: str, form: str) -> str:
        """Return the secret of the link that a form of a session makes: the same whenever it is sent, and nobody else's."""
        digest = bytes.fromhex(self._signer.signature("desk-made", f"{session}\n{form}"))
        return urlsafe_b64encode(digest[:SECRET_BYTES]).decode().rstrip("=")

    def link_token(self, link: str) -> str:
        """Return what the page of an opened link carries in its form."""
        return self._signer.signature("desk-link", link)

    def is_form_of_link(self, link: str, token: str) -> bool:
        """Return whether a form was on the page of this link."""
        return self._signer.signed("desk-link", link, token)
