"""Inserts rows and leaves alone those that are there already, on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


def insert_new(db: AsyncSession, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> Any:
    """Return the statement that inserts these rows; its `rowcount` says how many were new."""
    engine = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    return engine.insert(table).values(list(rows)).on_conflict_do_nothing()
