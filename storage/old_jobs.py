"""Finds the reminder jobs that versions with DBOS stored. Nothing reads them any more, but they hold respondents' numbers."""

from __future__ import annotations

from sqlalchemy import inspect

from storage.database import Database

SCHEMA, TABLE = "dbos", "workflow_status"


async def old_jobs(database: Database) -> str | None:
    """Return where jobs of an older version are left: a file, or a schema of the server. None if there are none.

    They are not deleted here, because a process of the older version may still run.
    """
    if database.address.file is not None:
        file = database.address.file.with_name(database.address.file.stem + "-jobs.db")
        return str(file) if file.exists() else None
    async with database.engine.connect() as connection:
        is_there = await connection.run_sync(lambda plain: inspect(plain).has_table(TABLE, schema=SCHEMA))
    return f"schema {SCHEMA}" if is_there else None
