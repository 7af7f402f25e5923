"""What the memory's tests share."""

from __future__ import annotations

import pytest

from tests.conftest import NewDatabase


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head. Here PostgreSQL is not long: what differs between engines is in the memory."""
    return new_database(request.param)
