"""Reads the revision of a database's schema, and upgrades it to the newest.

Alembic costs 10 MB and a fifth of a second, so it is imported only if there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Each migration's file begins with its revision, and revisions count up.
REVISIONS = tuple(sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))
HEAD = REVISIONS[-1]
# Key of PostgreSQL's advisory lock for migrations: any number that no other program uses.
MIGRATING = 0x78696E676A6965


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database; None if it holds nothing of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def one_at_a_time(connection: Connection) -> None:
    """Wait until no other process migrates this database, and keep the others waiting until this transaction ends.

    SQLite needs no lock: from BEGIN IMMEDIATE on, its writers wait for each other.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})


def upgrade(connection: Connection) -> None:
    """Upgrade an older database to HEAD, in the caller's transaction."""
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings, made without a file: the folder of the migrations and the connection they use."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
