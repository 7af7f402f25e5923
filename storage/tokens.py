"""Makes secrets of links and sessions, what is stored of them, and random ids."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_BYTES = 16
ID_BITS = 63
NAME_DIGITS = 12


def fresh_token() -> str:
    """Return a secret that nobody has: 128 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def fresh_id() -> int:
    """Return a random id: it says nothing of how many there are, and two databases can be merged."""
    return secrets.randbits(ID_BITS)


def hash_of(token: str) -> str:
    """Return what is stored of a secret. It is long and random, so a plain hash cannot be searched back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def short_name(digest: str) -> str:
    """Return what a list calls a session or a link, to revoke it by."""
    return digest[:NAME_DIGITS]
