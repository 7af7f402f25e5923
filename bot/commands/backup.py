"""Backs up, restores and moves the stored answers. Each command prints what was copied.

A backup is sealed with the key of the installation, so that an altered one is recognised. Without a key, its checksums still
show accidental damage, and the command says no more than that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.documents.sealed.issued_check import whole_issue
from bot.documents.sealed.keyring import HeldKey, KeyRing, keyring, own_key
from bot.documents.sealed.keys import KeyUnusable
from storage.errors import DatabaseUnusable
from storage.transfer.backup import Judge, back_up, restore
from storage.transfer.checksums import TableSum
from storage.transfer.copying import copy_database
from storage.transfer.manifest import Seal
from storage.transfer.withheld import Withheld


async def make_backup(url: str, file: Path, data_dir: Path) -> None:
    """Back up the database, sealed with the key in `data_dir`, and print what the file holds. Raises DatabaseUnusable."""
    try:
        key = own_key(data_dir, datetime.now(UTC).date())
    except KeyUnusable as error:
        _print(await back_up(url, file), f"Backed up to {file}, not sealed ({error}): restore it with --unsealed.")
        return
    public = key.public_key().public_bytes_raw().hex()
    held = await back_up(url, file, lambda text: Seal(public, key.sign(text).hex(), text))
    _print(held, f"Backed up to {file}, sealed with the key {public}.")


async def put_back(url: str, file: Path, replace: bool, data_dir: Path, key: str = "", unsealed: bool = False) -> None:
    """Restore the database; print what it holds, and what it does not send on its own. Raises DatabaseUnusable.

    `key` is the public key (64 hexadecimal digits) that must have sealed the backup; without it, a key with which the
    installation of `data_dir` sealed at that time, if it has any. `unsealed` takes any backup, with any seal or none.
    """
    wanted = key.strip().lower()
    ring = _ring(data_dir, is_needed=not wanted and not unsealed)
    said: list[str] = []

    def judge(seal: Seal | None, made_at: datetime) -> None:
        if seal is not None:
            _require_true(file, seal)
        said.append(_who_sealed(file, seal, made_at, wanted, ring) if not unsealed else _named(seal))

    def judge_result(sealed: bytes) -> None:
        _require_issued(file, sealed, ring, is_any=unsealed)

    notices: list[Withheld] = []
    held = await restore(url, file, replace=replace, judge=Judge(judge, judge_result), notice=notices.append)
    _print(held, f"Restored from {file}; counts and hashes are equal; {said[0]}.")
    for notice in filter(None, map(str, notices)):
        print(notice)


async def move(source: str, target: str) -> None:
    """Copy everything into another, empty database and print what it holds. Raises DatabaseUnusable."""
    _print(await copy_database(source, target), "Copied; counts and hashes of source and target are equal.")


def _ring(data_dir: Path, *, is_needed: bool) -> KeyRing:
    """Return the keys of this installation. None is made: a new one has sealed nothing."""
    try:
        return keyring(data_dir)
    except KeyUnusable as error:
        if not is_needed:
            return KeyRing()
        raise DatabaseUnusable(f"{error}; name the key that must have sealed the backup with --key") from error


def _require_true(file: Path, seal: Seal) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.key)).verify(bytes.fromhex(seal.signature), seal.signed)
    except (ValueError, InvalidSignature) as error:
        raise DatabaseUnusable(f"{file} was altered: its seal is not true") from error


def _who_sealed(file: Path, seal: Seal | None, made_at: datetime, wanted: str, ring: KeyRing) -> str:
    """Return who sealed a backup, in words. Raises DatabaseUnusable if that is nobody who is believed."""
    if seal is None:
        raise DatabaseUnusable(f"{file} is not sealed, so nobody can tell whether it was altered; if you trust it: --unsealed")
    if wanted:
        if seal.key != wanted:
            raise DatabaseUnusable(f"{file} is sealed with the key {seal.key}, not with {wanted}; if you trust that key: --key")
        return _named(seal)
    if not any(held.association is None for held in ring.keys):
        return f"{_named(seal)}, and there is no key here to compare it with"
    held = ring.find(bytes.fromhex(seal.key))
    if held is None:
        raise DatabaseUnusable(
            f"{file} is sealed with the key {seal.key}, which is not a key of this installation; if you trust that key: --key"
        )
    if held.revoked is not None:
        raise DatabaseUnusable(
            f"{file} is sealed with the key {seal.key}, which was revoked on {held.revoked}: somebody else may have sealed it; "
            "if you trust this backup: --key"
        )
    if not held.covers(made_at):
        raise DatabaseUnusable(
            f"{file} is sealed with the key {seal.key}, with which this installation sealed {_time_of(held)}, and not on "
            f"{made_at.date()}; if you trust this backup: --key"
        )
    return f"{_named(seal)}, with which this installation sealed {_time_of(held)}"


def _named(seal: Seal | None) -> str:
    return f"sealed with the key {seal.key}" if seal is not None else "not sealed: only damage by accident is ruled out"


def _time_of(held: HeldKey) -> str:
    return f"from {held.since or 'its beginning'} until {held.until or 'now'}"


def _require_issued(file: Path, sealed: bytes, ring: KeyRing, *, is_any: bool) -> None:
    """Raise DatabaseUnusable if a backup holds an issued result that was altered, or that nobody of ours issued."""
    issued = whole_issue(sealed)
    if issued is None:
        raise DatabaseUnusable(f"{file} was altered: the seal of an issued result is not true")
    has_keys = any(held.association is not None for held in ring.keys)
    if has_keys and not is_any and ring.of_association(issued.public_key) is None:
        raise DatabaseUnusable(
            f"{file} holds the result {issued.content.check_number}, issued with the key {issued.public_key.hex()}, which is "
            "not a key of an association here; if you trust the backup: --unsealed"
        )


def _print(sums: list[TableSum], said: str) -> None:
    width = max(len(one.table) for one in sums)
    for one in sums:
        print(f"{one.table:{width}} {one.rows:>9}  {one.digest[:16]}")
    print(said)
