"""Inserts rows that may be there already, on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


def insert_new(db: AsyncSession, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> Any:
    """Return the statement that inserts these rows; its `rowcount` says how many were new."""
    return _engine(db).insert(table).values(list(rows)).on_conflict_do_nothing()


def insert_or_change(db: AsyncSession, table: type[SQLModel], keys: Sequence[str], changed: str) -> Any:
    """Return the statement that inserts the rows that it is given, and changes a column of those that are there already.

    `keys` are the columns of the unique index that tells the rows apart.
    """
    insert = _engine(db).insert(table)
    return insert.on_conflict_do_update(index_elements=list(keys), set_={changed: insert.excluded[changed]})


def _engine(db: AsyncSession) -> Any:
    return postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
