"""Shows, replaces and revokes the keys that this installation seals with (`xingjie key`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from bot.commands.wiring import fail
from bot.documents.sealed.keyring import KeyRing, keyring, own_key, retire, revoke
from bot.documents.sealed.keys import KeyUnusable
from flows.typed_text import escaped_line

TELL_THEM = "Tell those who check your files with --key."


def ring_of(folder: Path) -> KeyRing:
    """Return the keys of the installation, or end with one line that says why they cannot be read."""
    try:
        return keyring(folder)
    except KeyUnusable as error:
        fail(str(error))


def show_key(folder: Path) -> str:
    """Return the line of the public key that seals now. It is made at the first call."""
    try:
        return own_key(folder, _today()).public_key().public_bytes_raw().hex() + "\n"
    except KeyUnusable as error:
        fail(str(error))


def list_of_keys(folder: Path) -> str:
    """Return one line for each key: its public half, its days, and whether it is revoked."""
    lines = (
        f"{held.public_key.hex()}  from {_day(held.since)}  until {_day(held.until, 'now')}"
        + (f"  revoked {held.revoked.isoformat()}" if held.revoked else "")
        + (f"  issues results of {held.name}" if held.association is not None else "")
        for held in ring_of(folder).keys
    )
    return "".join(f"{line}\n" for line in lines) or "No key yet: `xingjie key` makes it.\n"


def retire_present(folder: Path) -> str:
    """Replace the key that seals now, and return the lines that say so."""
    try:
        public = retire(folder, _today())
    except KeyUnusable as error:
        fail(str(error))
    return f"This installation now seals with {public.hex()}.\nWhat the key before sealed stays true. {TELL_THEM}\n"


def revoke_public(folder: Path, typed: str) -> str:
    """Revoke a key by its public half, and return the lines that say so."""
    try:
        public = bytes.fromhex(typed)
    except ValueError:
        fail(f"{escaped_line(typed, 80)} is not a public key: `xingjie key list` shows them")
    try:
        new = revoke(folder, public, _today())
    except KeyUnusable as error:
        fail(str(error))
    says = f"Revoked {public.hex()}: nothing that it sealed counts any more.\n"
    return says if new is None else f"{says}This installation now seals with {new.hex()}. {TELL_THEM}\n"


def _day(day: date | None, without: str = "-") -> str:
    return day.isoformat() if day else without


def _today() -> date:
    return datetime.now(UTC).date()
