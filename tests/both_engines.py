"""A fixture for the conftest of rooms in which PostgreSQL is not long: what every answer passes through."""

from __future__ import annotations

import pytest

from tests.conftest import NewDatabase


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head, on SQLite and on PostgreSQL."""
    return new_database(request.param)
