"""Reads the rows of each table in a form that is the same on both engines, and sums them: their number and a hash."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import DateTime, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.association_tables import NOT_COPIED
from storage.broadcast_tables import PaceRow
from storage.moments import aware
from storage.schema import METADATA
from storage.transfer.calmed import calmed

BATCH = 500
HASH_BITS = 256
# One row as text, the same on both engines: its columns in the order of their names.
ROW = msgspec.json.Encoder(order="sorted")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableSum:
    """The number of rows of a table, and one hash of their contents that does not depend on their order."""

    table: str
    rows: int
    digest: str


class Summing:
    """Sums rows. The hash of a table is the sum of its rows' hashes, because engines sort text differently."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = 0
        self._total = 0

    def add(self, rows: list[Row]) -> list[bytes]:
        """Add a batch; return the hash of each row."""
        digests = [hashlib.sha256(ROW.encode(row)).digest() for row in rows]
        self._total += sum(map(int.from_bytes, digests))
        self._rows += len(rows)
        return digests

    def done(self) -> TableSum:
        """Return the sum of the added rows."""
        return TableSum(self._table.name, self._rows, f"{self._total % (1 << HASH_BITS):064x}")


def all_tables() -> list[Table]:
    """Return every table that is copied, parents before children.

    The pace belongs to the processes that run now. What lets officers in is not copied either (see `NOT_COPIED`).
    """
    left_out = {row.__tablename__ for row in (PaceRow, *NOT_COPIED)}
    return [table for table in METADATA.sorted_tables if table.name not in left_out]


async def batches(connection: AsyncConnection, table: Table, *, in_order: bool = False) -> AsyncIterator[list[Row]]:
    """Yield the rows of a table in batches; with `in_order`, sorted by key, which is stable for one engine.

    Every moment has its time zone, which PostgreSQL needs and SQLite lacks. Messages that processes hold are freed (`calmed`).
    """
    moments = [column.name for column in table.columns if isinstance(column.type, DateTime) and column.type.timezone]
    wanted = select(table).order_by(*table.primary_key.columns) if in_order else select(table)
    result = await connection.stream(wanted.execution_options(yield_per=BATCH))
    async for part in result.mappings().partitions():
        yield [calmed(table.name, _aware(dict(row), moments)) for row in part]


async def sums(connection: AsyncConnection) -> list[TableSum]:
    """Return the sum of every table, as this connection's transaction sees it."""
    found = []
    for table in all_tables():
        summing = Summing(table)
        async for rows in batches(connection, table):
            summing.add(rows)
        found.append(summing.done())
    return found


async def is_empty(connection: AsyncConnection) -> bool:
    """Return whether all tables are empty."""
    for table in all_tables():
        if (
            await connection.execute(select(func.count()).select_from(select(1).select_from(table).limit(1).subquery()))
        ).scalar():
            return False
    return True


def _aware(row: Row, moments: list[str]) -> Row:
    for name in moments:
        moment = row[name]
        if isinstance(moment, datetime):
            row[name] = aware(moment)
    return row
