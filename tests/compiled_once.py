"""Statements compiled once for a test process. Each test has engines of its own, and every engine would compile them all again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

import pytest
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import create_async_engine

from storage.tap.statements import HotPath

DIALECTS: tuple[type[Dialect], ...] = (PGDialect_asyncpg, SQLiteDialect_aiosqlite)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all engines of this process share what is compiled; a test process meets one version of each database only."""
    compiled: dict[Any, Any] = {}
    with pytest.MonkeyPatch.context() as patched:
        # What is compiled is kept by dialect, of which every engine has its own.
        for dialect in DIALECTS:
            patched.setattr(dialect, "__eq__", lambda one, other: type(one) is type(other))
            patched.setattr(dialect, "__hash__", lambda one: hash(type(one)))
        shared = partial(create_async_engine, execution_options={"compiled_cache": compiled})
        patched.setattr("storage.address.create_async_engine", shared)
        patched.setattr("storage.transfer.copying.create_async_engine", shared)
        patched.setattr("storage.database.HotPath", cache(HotPath))
        yield
