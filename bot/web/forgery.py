"""Refuses forms that another site made a browser send."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.web.identity import Seals, Visitor, stranger


class Forged(Exception):
    """A form that was not sent from a page of ours to this person."""


def is_same_origin(headers: Mapping[str, str], public_url: str | None) -> bool:
    """Whether the browser says that the request comes from a page of ours.

    `Sec-Fetch-Site` decides where the browser sends it (to https and to this machine); else `Origin` must be the host that
    was asked or that of `public_url`, as behind a proxy that writes its own `Host`. A request with neither is not believed.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = _split(headers.get("Origin"))
    if origin is None:
        return False
    public = _split(public_url)
    return origin[1] == headers.get("Host", "").lower() or origin == public


def form_token(seals: Seals, visitor: Visitor) -> str:
    """What a page's form carries: bound to the person, and for a stranger to the key that her consent will give her."""
    return seals.seal("form" if visitor.known else "consent", visitor.key)


def sender(seals: Seals, visitor: Visitor, token: str, consents: bool) -> Visitor:
    """Who sends a form with this token. Raises Forged where the token is none of ours or another person's.

    A consent sent twice gives the same key twice. No other form gives a key: a page that was left open on a shared machine
    speaks for nobody once the cookie is gone.
    """
    consented, known = seals.unseal("consent", token), seals.unseal("form", token)
    if visitor.known:
        if visitor.key not in (consented, known):
            raise Forged
        return visitor
    if consented and consents:
        return Visitor(consented, known=False)
    if consented or known:
        return stranger()
    raise Forged


def _split(url: str | None) -> tuple[str, str] | None:
    """Scheme and host with port, in small letters."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return (parts.scheme.lower(), parts.netloc.lower()) if parts.netloc else None
