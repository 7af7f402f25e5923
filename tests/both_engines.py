"""The engines of a test that needs a database, and a fixture for the conftest of rooms in which PostgreSQL is not long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# From the name of an engine to the address of a new database.
NewDatabase = Callable[[str], str]
ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.long("the same on SQLite")))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head, on SQLite and on PostgreSQL."""
    return new_database(request.param)
