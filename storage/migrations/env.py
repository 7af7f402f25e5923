"""Runs migrations for Alembic, on the connection that `storage.database` passes, or on the database of DATABASE_URL."""

from __future__ import annotations

import asyncio
import os

from alembic import context
from sqlalchemy import Connection

from storage.address import read_address
from storage.schema import METADATA


def run(connection: Connection) -> None:
    """Run the wanted migrations on one connection."""
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_by_hand() -> None:
    """Run the migrations for Alembic's own command, on the database of DATABASE_URL."""
    engine = read_address(os.environ.get("DATABASE_URL", "sqlite:///data/xingjie.db")).engine()
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(run_by_hand())
else:
    run(given)
