"""The shape of a database: which revision it is at, and how it comes to the newest.

Alembic costs 10 MB and a fifth of a second, so it is asked only where there is something to migrate.
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
# PostgreSQL's lock for whoever migrates: any number that nobody else uses.
MIGRATING = 0x78696E676A6965


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is at; None where it holds nothing of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def one_at_a_time(connection: Connection) -> None:
    """Wait until no other process migrates this database, and keep the others waiting until this transaction ends.

    SQLite's writers wait for each other anyway, from BEGIN IMMEDIATE on.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})


def upgrade(connection: Connection) -> None:
    """Bring a database of an older shape to HEAD. The transaction is the caller's."""
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, without a file: where the migrations stand, and through what they reach the database."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
