"""Writes and reads the manifest of a backup: its revision, the sums of its tables, one hash of all rows, and a seal.

The sums and the hash reveal accidental damage. They reveal an alteration only together with the seal, because anyone who can
alter the file can write new sums too. The seal is made and checked outside storage, which has no keys.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import DatabaseUnusable
from storage.schema_version import HEAD
from storage.transfer.checksums import Summing, TableSum, all_tables, batches
from storage.transfer.plausible_values import odd_column

TABLE = "xingjie_backup"
FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Seal:
    """A public key and its signature, both in hexadecimal, and the signed text."""

    key: str
    signature: str
    signed: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup states about itself. `made_at` is in UTC; `rows_hash` covers the rows of every table in key order."""

    revision: str
    made_at: str
    sums: tuple[TableSum, ...]
    rows_hash: str

    def text(self) -> bytes:
        """Return the text to sign: all lines, after a word for what is signed, so that no other signature fits."""
        return json.dumps(["xingjie backup", FORMAT, *self.lines()], separators=(",", ":")).encode()

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield the name and value of each line of the manifest's table."""
        yield "revision", self.revision
        yield "made_at", self.made_at
        yield "rows_hash", self.rows_hash
        for one in self.sums:
            yield f"sum {one.table}", f"{one.rows} {one.digest}"


async def read_through(connection: AsyncConnection) -> tuple[tuple[TableSum, ...], str, str | None]:
    """Read every row of an SQLite database; return the sums of its tables, the hash of all rows, and the first odd column."""
    sums, all_rows, odd = [], hashlib.sha256(), None
    for table in all_tables():
        summing = Summing(table)
        all_rows.update(table.name.encode())
        async for rows in batches(connection, table, in_order=True):
            for digest in summing.add(rows):
                all_rows.update(digest)
            odd = odd or odd_column(table, rows)
        sums.append(summing.done())
    return tuple(sums), all_rows.hexdigest(), odd


def manifest_of(sums: tuple[TableSum, ...], rows_hash: str) -> Manifest:
    """Return the manifest of rows that were read just now."""
    return Manifest(HEAD, datetime.now(UTC).isoformat(timespec="seconds"), sums, rows_hash)


def write_manifest(file: Path, manifest: Manifest, seal: Seal | None) -> None:
    """Write a manifest into a backup. Raises sqlite3.Error."""
    lines = [("format", FORMAT), *manifest.lines()]
    if seal is not None:
        lines += [("key", seal.key), ("signature", seal.signature)]
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"CREATE TABLE {TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?)", lines)  # noqa: S608 - our own table


def read_manifest(file: Path, connection: sqlite3.Connection) -> tuple[Manifest, Seal | None]:
    """Return the manifest and seal of a backup. Raises DatabaseUnusable if it has none that can be read."""
    try:
        found: dict[str, Any] = dict(connection.execute(f"SELECT name, value FROM {TABLE}"))  # noqa: S608 - our own table
        if found.pop("format") != FORMAT:
            raise DatabaseUnusable(f"{file} was made by another version of Xingjie: restore it with that one")
        key, signature = found.pop("key", None), found.pop("signature", None)
        sums = tuple(_sum(table.name, found.pop(f"sum {table.name}")) for table in all_tables())
        manifest = Manifest(found.pop("revision"), found.pop("made_at"), sums, found.pop("rows_hash"))
    except (sqlite3.Error, KeyError, ValueError, AttributeError, TypeError) as error:
        raise DatabaseUnusable(f"{file} is not a backup, or a damaged one: its own description cannot be read") from error
    if found:
        raise DatabaseUnusable(f"{file} was altered: it says more of itself than `xingjie backup` writes")
    return manifest, Seal(str(key), str(signature), manifest.text()) if key is not None else None


def _sum(table: str, text: str) -> TableSum:
    rows, digest = text.split()
    return TableSum(table, int(rows), digest)
