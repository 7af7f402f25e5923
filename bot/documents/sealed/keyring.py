"""Lists the public keys of this installation: the one that seals now, and those before it, with the days that they were used.

The list is in a file beside the key, which can be read and copied by hand. A key that somebody else may have is revoked: they
could seal with it under any day, so nothing that it sealed counts any more.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.sealed.keys import NAME, KeyUnusable, association_file, replace_key, sealing_key
from bot.operations.atomic_write import Unwritable, write_whole

RING = "seal-keys.toml"
HEAD = "# The public keys of this installation, kept by `xingjie key`. Nothing in it is secret.\n"
KEY = re.compile(r"[0-9a-f]{64}")
FIELDS = frozenset({"public", "from", "until", "revoked", "association", "name"})
NAME_AT_MOST = 200
# Somewhere on earth it is already tomorrow, and still yesterday.
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A public key of ours, in use from `since` (None: nobody noted it) to `until` (None: still), and when it was revoked.

    `association` is the number of the association that issues results with it, and `name` its name; None: the installation's.
    """

    public_key: bytes
    since: date | None = None
    until: date | None = None
    revoked: date | None = None
    association: int | None = None
    name: str = ""

    def covers(self, sealed_at: datetime) -> bool:
        """Return whether we sealed with this key at a moment."""
        day = sealed_at.date()
        return (self.since is None or day >= self.since - A_DAY) and (self.until is None or day <= self.until + A_DAY)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of an installation, the oldest first."""

    keys: tuple[HeldKey, ...] = ()

    def find(self, public_key: bytes) -> HeldKey | None:
        """Return the entry of a key of the installation itself, or None if it is not one."""
        held = self.any_of(public_key)
        return held if held is not None and held.association is None else None

    def of_association(self, public_key: bytes) -> HeldKey | None:
        """Return the entry of a key with which an association issues, or None if it is not one."""
        held = self.any_of(public_key)
        return held if held is not None and held.association is not None else None

    def any_of(self, public_key: bytes) -> HeldKey | None:
        """Return the entry of a key, of the installation or of an association, or None if it is not ours."""
        return next((held for held in self.keys if held.public_key == public_key), None)


def keyring(folder: Path) -> KeyRing:
    """Return the keys of the installation whose files are in a folder. Makes no key. Raises KeyUnusable.

    The key that seals now counts as in use whatever its entry says: a retirement that was cut off has not happened.
    """
    noted = _noted(folder)
    if not (folder / NAME).exists():
        return KeyRing(noted)
    present = sealing_key(folder).public_key().public_bytes_raw()
    own = next((held for held in noted if held.public_key == present), HeldKey(present))
    return KeyRing((*(held for held in noted if held.public_key != present), replace(own, until=None)))


def state_of_keys(folder: Path) -> str:
    """Return what changes whenever the key that seals, or the list of keys, is replaced; it reads neither.

    Both files are only ever replaced whole, so each change gives another file.
    """
    return " ".join(_state_of(folder / name) for name in (NAME, RING))


def _state_of(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return "-"
    return f"{found.st_ino}.{found.st_mtime_ns}.{found.st_size}"


def own_key(folder: Path, today: date) -> Ed25519PrivateKey:
    """Return the key that seals now; make it, and note its first day, at the first call. Raises KeyUnusable."""
    is_new = not (folder / NAME).exists()
    key = sealing_key(folder)
    public_key = key.public_key().public_bytes_raw()
    noted = _noted(folder) if is_new else ()
    if is_new and all(held.public_key != public_key for held in noted):
        note_keys(folder, (*noted, HeldKey(public_key, since=today)))
    return key


def retire(folder: Path, today: date) -> bytes:
    """Seal with a new key from now on, and return its public half. What the old one sealed stays true. Raises KeyUnusable.

    The private half of the old key is deleted: nobody needs it, and so nobody can lose it.
    """
    present = own_key(folder, today).public_key().public_bytes_raw()
    return _changed_key(folder, today, _with_end(keyring(folder), present, today))


def revoke(folder: Path, public_key: bytes, today: date) -> bytes | None:
    """Let nothing count any more that a key of ours has sealed. Raises KeyUnusable, also for a key that is not ours.

    Returns the public half of the new key if the revoked one sealed until now, else None.
    """
    ring = keyring(folder)
    held = ring.any_of(public_key)
    if held is None:
        raise KeyUnusable(f"{public_key.hex()} is not a key of this installation; `xingjie key list` shows them")
    revoked = replace(held, revoked=held.revoked or today)
    if held.association is not None:
        revoked = replace(revoked, until=held.until or today)
    keys = KeyRing(tuple(revoked if known is held else known for known in ring.keys))
    if (folder / NAME).exists() and sealing_key(folder).public_key().public_bytes_raw() == public_key:
        return _changed_key(folder, today, _with_end(keys, public_key, today))
    if held.association is not None:
        # First, so that nothing is issued any more with a key that counts as revoked.
        _drop(folder, held.association, public_key)
    note_keys(folder, keys.keys)
    return None


def _drop(folder: Path, association: int, public_key: bytes) -> None:
    """Delete the private half of an association's key, if it still issues with it: the next issue makes a new one."""
    file = folder / association_file(association)
    try:
        if file.exists() and sealing_key(folder, file.name).public_key().public_bytes_raw() == public_key:
            file.unlink()
    except OSError as error:
        raise KeyUnusable(f"{file}: {error.strerror}") from error


def _with_end(ring: KeyRing, public_key: bytes, today: date) -> tuple[HeldKey, ...]:
    return tuple(replace(held, until=today) if held.public_key == public_key else held for held in ring.keys)


def _changed_key(folder: Path, today: date, before: tuple[HeldKey, ...]) -> bytes:
    """Note a new key and the end of the one before, then put the new one in its place.

    In this order, because a key that sealed and is on no list would make true files unknown.
    """

    def note(public_key: bytes) -> None:
        note_keys(folder, (*before, HeldKey(public_key, since=today)))

    return replace_key(folder, note)


def _noted(folder: Path) -> tuple[HeldKey, ...]:
    file = folder / RING
    try:
        listed = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise KeyUnusable(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise KeyUnusable(f"{file}: not TOML: {error}") from error
    entries = listed.get("key", [])
    if listed.keys() - {"key"} or not isinstance(entries, list):
        raise KeyUnusable(f"{file}: holds [[key]] entries only")
    held = tuple(_held(file, number, entry) for number, entry in enumerate(entries, start=1))
    if len({key.public_key for key in held}) < len(held):
        raise KeyUnusable(f"{file}: names one key twice")
    return held


def _held(file: Path, number: int, entry: Any) -> HeldKey:
    """Return an entry of the file. Raises KeyUnusable: a key that is read wrongly would vouch for the wrong files."""
    where = f"{file}: key {number}"
    if not isinstance(entry, dict) or entry.keys() - FIELDS:
        raise KeyUnusable(f"{where}: has public, from, until, revoked, association and name only")
    public = entry.get("public")
    if not isinstance(public, str) or not KEY.fullmatch(public):
        raise KeyUnusable(f"{where}: public is 64 hexadecimal digits in small letters")
    days = {name: entry.get(name) for name in ("from", "until", "revoked")}
    if any(day is not None and type(day) is not date for day in days.values()):
        raise KeyUnusable(f"{where}: from, until and revoked are days, such as 2026-11-29, without quotation marks")
    association, name = entry.get("association"), entry.get("name", "")
    if association is not None and (type(association) is not int or association < 0):
        raise KeyUnusable(f"{where}: association is the number of an association")
    if not isinstance(name, str) or len(name) > NAME_AT_MOST or (name and association is None):
        raise KeyUnusable(f"{where}: name is the name of the association, {NAME_AT_MOST} characters at most")
    return HeldKey(bytes.fromhex(public), days["from"], days["until"], days["revoked"], association, name)


def note_keys(folder: Path, keys: Iterable[HeldKey]) -> None:
    """Write the list of keys. Raises KeyUnusable; the list before is kept then."""
    try:
        write_whole(folder / RING, (HEAD + "".join(map(_entry, keys))).encode())
    except Unwritable as error:
        raise KeyUnusable(str(error)) from error


def _entry(held: HeldKey) -> str:
    days = (("from", held.since), ("until", held.until), ("revoked", held.revoked))
    lines = [f"{name} = {day.isoformat()}\n" for name, day in days if day is not None]
    if held.association is not None:
        # A JSON string is a TOML string, if nothing in it is unseen.
        lines += [f"association = {held.association}\n", f"name = {json.dumps(held.name, ensure_ascii=False)}\n"]
    return f'\n[[key]]\npublic = "{held.public_key.hex()}"\n' + "".join(lines)
