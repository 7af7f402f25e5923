"""How Alembic reaches the database: through the connection that `storage.database` hands over, or through DATABASE_URL."""

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
    """From Alembic's own command: DATABASE_URL says where."""
    engine = read_address(os.environ.get("DATABASE_URL", "sqlite:///data/xingjie.db")).engine()
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(run_by_hand())
else:
    run(given)
