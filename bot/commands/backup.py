"""Backs up, restores and moves the stored answers. Each command prints what was copied.

A backup is sealed with the key of the installation, so that an altered one is recognised. Without a key, its checksums still
show accidental damage, and the command says no more than that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.documents.sealed.keyring import own_key
from bot.documents.sealed.keys import NAME, KeyUnusable, sealing_key
from storage.errors import DatabaseUnusable
from storage.transfer.backup import back_up, restore
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

    `key` is the public key (64 hexadecimal digits) that must have sealed the backup; without it, the key in `data_dir`, if
    there is one. `unsealed` takes any backup, with any seal or none.
    """
    expected = key.strip().lower() or _own_key(data_dir)
    sealed_by: list[str] = []

    def judge(seal: Seal | None) -> None:
        if seal is not None:
            _require_true(file, seal)
            sealed_by.append(seal.key)
        if not unsealed:
            _require_expected(file, seal, expected)

    notices: list[Withheld] = []
    held = await restore(url, file, replace=replace, judge=judge, notice=notices.append)
    says = f"sealed with the key {sealed_by[0]}" if sealed_by else "not sealed: only damage by accident is ruled out"
    if sealed_by and not expected:
        says += ", and there is no key here to compare it with"
    _print(held, f"Restored from {file}; counts and hashes are equal; {says}.")
    for notice in filter(None, map(str, notices)):
        print(notice)


async def move(source: str, target: str) -> None:
    """Copy everything into another, empty database and print what it holds. Raises DatabaseUnusable."""
    _print(await copy_database(source, target), "Copied; counts and hashes of source and target are equal.")


def _own_key(data_dir: Path) -> str:
    """Return the public key of this installation; "" if it has none yet. None is made: a new one has sealed nothing."""
    if not (data_dir / NAME).exists():
        return ""
    try:
        return sealing_key(data_dir).public_key().public_bytes_raw().hex()
    except KeyUnusable as error:
        raise DatabaseUnusable(f"{error}; name the key that must have sealed the backup with --key") from error


def _require_true(file: Path, seal: Seal) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.key)).verify(bytes.fromhex(seal.signature), seal.signed)
    except (ValueError, InvalidSignature) as error:
        raise DatabaseUnusable(f"{file} was altered: its seal is not true") from error


def _require_expected(file: Path, seal: Seal | None, expected: str) -> None:
    if seal is None:
        raise DatabaseUnusable(f"{file} is not sealed, so nobody can tell whether it was altered; if you trust it: --unsealed")
    if expected and seal.key != expected:
        raise DatabaseUnusable(f"{file} is sealed with the key {seal.key}, not with {expected}; if you trust that key: --key")


def _print(sums: list[TableSum], said: str) -> None:
    width = max(len(one.table) for one in sums)
    for one in sums:
        print(f"{one.table:{width}} {one.rows:>9}  {one.digest[:16]}")
    print(said)
