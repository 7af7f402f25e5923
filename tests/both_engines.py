"""The engines of a test that needs a database, and what makes PostgreSQL short: a fixture for a conftest, a mark for one test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# From the name of an engine to the address of a new database.
NewDatabase = Callable[[str], str]
ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.long("the same on SQLite")))
# For a test whose statements, or people who act at once, an engine may treat in a way of its own.
ON_BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head, on SQLite and on PostgreSQL."""
    return new_database(request.param)
