"""Refuses forms that another site made a browser send."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.web.cookies import WELCOME_S, Signer, Visitor


class ForgedRequest(Exception):
    """A form that was not sent from a page of ours to this person."""


def is_same_origin(headers: Mapping[str, str], public_url: str | None) -> bool:
    """Return whether the browser says that the request comes from a page of ours.

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


def form_token(seals: Signer, key: str) -> str:
    """Return what the forms of a known person's pages carry: bound to them, and of no use without their cookie."""
    return seals.seal("form", key)


def upload_token(seals: Signer, key: str) -> str:
    """Return what the address of an upload carries. It is checked before the body is read, and shows nothing of the key."""
    return seals.signature("upload", key)


def consent_token(seals: Signer, key: str, now: float) -> str:
    """Return what the form of a welcome page carries: when it was made, bound to the key in that page's cookie."""
    made = f"{int(now):x}"
    return seals.seal("welcome-page", f"{made}-{_binding(seals, key, made)}")


def require_form(seals: Signer, visitor: Visitor, token: str) -> None:
    """Raise ForgedRequest for a form that carries no token of ours, or, of a known person, another token than theirs.

    A stranger's form may come from any page of ours: without a consent it changes nothing.
    """
    whose = seals.unseal("form", token)
    if visitor.known and whose != visitor.key:
        raise ForgedRequest
    if not visitor.known and whose is None and seals.unseal("welcome-page", token) is None:
        raise ForgedRequest


def require_upload(seals: Signer, visitor: Visitor, token: str) -> None:
    """Raise ForgedRequest if the sender is unknown, or if the token in the address is not theirs."""
    if not visitor.known or not seals.signed("upload", visitor.key, token):
        raise ForgedRequest


def is_old_page(seals: Signer, token: str, now: float) -> bool:
    """Return whether a welcome page was made over an hour ago. Raises ForgedRequest if its token is not a welcome page's."""
    made, _, _ = _welcome_page(seals, token).partition("-")
    return int(made, 16) < now - WELCOME_S


def is_consent_of(seals: Signer, token: str, key: str) -> bool:
    """Return whether a token belongs to the welcome page that came with this key in its cookie."""
    made, _, binding = (seals.unseal("welcome-page", token) or "").partition("-")
    return hmac.compare_digest(binding, _binding(seals, key, made))


def _welcome_page(seals: Signer, token: str) -> str:
    found = seals.unseal("welcome-page", token)
    if found is None:
        raise ForgedRequest
    return found


def _binding(seals: Signer, key: str, made: str) -> str:
    return seals.signature("consent", f"{key}-{made}")


def _split(url: str | None) -> tuple[str, str] | None:
    """Return the scheme, and the host with its port, in lower case."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return (parts.scheme.lower(), parts.netloc.lower()) if parts.netloc else None
