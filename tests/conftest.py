"""What tests share: the words, read once; real databases, each empty and at head; logs as the program writes them."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot.operations.logs import processors
from bot.words.files import Words
from bot.words.wording import Wording
from storage.database import migrate
from tests.both_engines import ENGINES, NewDatabase
from tests.compiled_once import compiled_once
from tests.made_once import made_once
from tests.people.shipped_screens import ExampleScreens, example_screens
from tests.people.shipped_words import shipped_wording, shipped_words
from tests.postgres import AT_HEAD, shared
from tests.warm.spoken import spoken_once

COUNTER = itertools.count(1)
# What takes longest and mostly waits for other processes: begun last, it would go on alone when all else is done.
FIRST = tuple(str(Path(__file__).parent / place) for place in ("faults", "validity/test_guide.py"))

# Imports and collected tests stay until the end; at Python's own 700 the collector looks through them again and again.
gc.set_threshold(20_000)
# Hypothesis would fail an example that takes 200 ms, or draws that are slow, and on a busy machine any example may take that.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """From here on the collector leaves alone what was collected."""
    gc.freeze()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuse a test that is marked as long and does not say what of the same stays in `make test`."""
    for mark in item.iter_markers("long"):
        if not (len(mark.args) == 1 and isinstance(mark.args[0], str) and mark.args[0]):
            raise pytest.UsageError(f"{item.nodeid}: `long` takes one text: what of the same stays in `make test`")


@pytest.hookimpl(trylast=True)  # when it is known which tests run: `-m` takes some away
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the longest tests, fault runs above all, which take up to a minute each.

    xdist gives every worker one slice of the list; with all fault runs in the first slice, one worker would run them one after another.
    """
    runs = [item for item in items if str(item.path).startswith(FIRST)]
    others = iter([item for item in items if not str(item.path).startswith(FIRST)])
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        slice_size = (len(items) - len(ordered)) // (workers - worker)
        share = runs[worker::workers]
        ordered += [*share, *itertools.islice(others, max(0, slice_size - len(share)))]
    items[:] = [*ordered, *others]


@pytest.fixture(scope="session", autouse=True)
def logs() -> None:
    """Failures are told as the program tells them; structlog's own way paints every frame's locals, which takes seconds."""
    structlog.configure(processors=processors("console"))


@pytest.fixture(scope="session", autouse=True)
def statements() -> Iterator[None]:
    """No engine of a test compiles what another one has compiled."""
    with compiled_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def spoken() -> Iterator[None]:
    """No command of a test reads and compiles the shipped words that another one has read."""
    with spoken_once():
        yield


@pytest.fixture(scope="session")
def words() -> Words:
    """The shipped words, read from their files."""
    return shipped_words()


@pytest.fixture(scope="session")
def wording() -> Wording:
    """The shipped words, ready to be said."""
    return shipped_wording()


@pytest.fixture(scope="session")
def run_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def examples(run_folder: Path) -> Callable[[str], ExampleScreens]:
    """Gives a few screens of the shipped standard in a language."""
    return lambda language: example_screens(language, run_folder)


@pytest.fixture(scope="session")
def at_head(run_folder: Path) -> Path:
    """An empty SQLite file at head, to be copied."""
    return made_once(run_folder / "at-head.db", lambda file: asyncio.run(migrate(f"sqlite:///{file}")))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server for all tests of a run that do not stop it, with a database at head, to be copied."""
    with shared(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))) as server:
        yield server


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head; every test that asks for it runs on SQLite and on PostgreSQL."""
    return new_database(request.param)


@pytest.fixture
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Makes an empty database at head of an engine; returns its address."""
    return lambda engine: _empty(engine, request)


def _empty(engine: str, request: pytest.FixtureRequest) -> str:
    if engine == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server = request.getfixturevalue("postgres")
    name = f"xingjie_{os.getpid()}_{next(COUNTER)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {AT_HEAD} STRATEGY FILE_COPY;")
    return str(server.get_uri(database=name))


@pytest.fixture
def sqlite_url(tmp_path: Path, at_head: Path) -> str:
    """The address of an empty embedded database at head."""
    file = tmp_path / "data" / "xingjie.db"
    file.parent.mkdir(mode=0o700)
    shutil.copy(at_head, file)  # with its mode: a database that others may read is made private, with a warning
    return f"sqlite:///{file}"


@pytest.fixture
def new_sqlite_url(tmp_path: Path) -> str:
    """The address of an embedded database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'new' / 'xingjie.db'}"
