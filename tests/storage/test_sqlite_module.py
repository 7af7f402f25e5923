"""Each statement on SQLite is one visit to the thread of its connection, and does what SQLAlchemy's own cursor does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiosqlite
import pytest
import pytest_asyncio
from sqlalchemy import Column, Integer, MetaData, Table, Text, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.address import read_address

NAMES = Table("names", MetaData(), Column("id", Integer, primary_key=True), Column("name", Text, nullable=False, unique=True))


@pytest_asyncio.fixture
async def connection(tmp_path: Any) -> AsyncIterator[AsyncConnection]:
    """A connection to a database with three names."""
    engine = read_address(f"sqlite:///{tmp_path}/names.db").engine()
    async with engine.connect() as connection:
        await connection.run_sync(NAMES.metadata.create_all)
        await connection.execute(insert(NAMES), [{"name": name} for name in ("Ann", "Ben", "Cat")])
        yield connection
    await engine.dispose()


async def test_a_statement_is_one_visit(connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    visits = 0
    visit: Any = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, *args: Any) -> Any:
        nonlocal visits
        visits += 1
        return await visit(self, *args)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    assert (await connection.execute(select(NAMES.c.name).order_by(NAMES.c.id))).scalars().all() == ["Ann", "Ben", "Cat"]
    assert visits == 1


async def test_rows_that_a_write_returns_and_how_many_it_changed_are_known(connection: AsyncConnection) -> None:
    added = await connection.execute(insert(NAMES).values(name="Dan").returning(NAMES.c.id, NAMES.c.name))
    assert added.all() == [(4, "Dan")]
    added = await connection.execute(insert(NAMES).values(name="Eve"))
    assert added.inserted_primary_key == (5,)
    changed = await connection.execute(update(NAMES).where(NAMES.c.id > 3).values(name=NAMES.c.name + "!"))
    assert changed.rowcount == 2
    assert (await connection.execute(update(NAMES).where(NAMES.c.id > 9).values(name="none"))).rowcount == 0


async def test_a_statement_that_fails_leaves_the_connection_usable(connection: AsyncConnection) -> None:
    for _ in range(2):
        with pytest.raises(IntegrityError, match="UNIQUE"):
            await connection.execute(insert(NAMES).values(name="Ann"))
    assert (await connection.execute(select(func.count()).select_from(NAMES))).scalar() == 3


async def test_what_is_streamed_comes_in_portions(connection: AsyncConnection) -> None:
    found = await connection.stream(select(NAMES.c.name).order_by(NAMES.c.id).execution_options(yield_per=2))
    assert [[row.name for row in portion] async for portion in found.partitions()] == [["Ann", "Ben"], ["Cat"]]
