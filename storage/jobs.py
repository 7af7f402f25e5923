"""What DBOS keeps of reminders, reached by plain SQL: so that a process without a due reminder need not load DBOS.

On SQLite it is in a file of its own (`NAME-jobs.db`), for SQLite has one writer and taps come first; on PostgreSQL it is in the
schema `dbos` of the same database, where several processes share it. A job's name holds a respondent's number and a day.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.address import DatabaseAddress
from storage.errors import DatabaseUnusable
from storage.own_file import make_private

CONNECT_S = 5
BUSY_MS = 1_000
KEPT_MS = 24 * 3600 * 1000
AT_ONCE = 500
NAME = re.compile(r"remind-(\d+)-")
# A job in one of these is still being done: whoever does it needs its rows.
RUNNING = ("PENDING", "ENQUEUED", "DELAYED")
# Everything that holds a job's name; the last one last, for others refer to it.
TABLES = ("workflow_input", "workflow_output", "operation_outputs", "workflow_status")
# DBOS writes its moments by the database's clock, so their age is told by that clock too. In milliseconds.
NOW = {
    "sqlite": "CAST(strftime('%s', 'now') AS INTEGER) * 1000",
    "postgresql": "CAST(extract(epoch FROM now()) * 1000 AS BIGINT)",
}


def job_name(respondent: int, *rest: object) -> str:
    """The name of a job that reminds a respondent."""
    return "-".join(str(part) for part in ("remind", respondent, *rest))


def respondent_of(name: str) -> int | None:
    """The respondent whom a job of this name reminds; None if it is no job of ours."""
    found = NAME.match(name)
    return int(found[1]) if found else None


def jobs_file(address: DatabaseAddress) -> Path | None:
    """The file in which DBOS keeps its own beside an embedded database; None on a server."""
    return address.file and address.file.with_name(address.file.stem + "-jobs.db")


def jobs_url(address: DatabaseAddress) -> str:
    """The address that DBOS is given."""
    file = jobs_file(address)
    if file is not None:
        return f"sqlite:///{file}"
    assert address.libpq is not None
    return address.libpq.render_as_string(hide_password=False)


class Jobs:
    """The jobs of one database. All methods block: call them in a thread."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._file = jobs_file(address)
        self._schema = "" if self._file else "dbos."

    def make_private(self) -> None:
        """Make the file, if DBOS uses one, readable by its owner only."""
        if self._file is not None:
            make_private(self._file)

    def reach(self) -> None:
        """Connect as DBOS does. Raises DatabaseUnusable if it could not work."""
        if self._file is not None and not self._file.exists():
            if not os.access(self._file.parent, os.W_OK):
                raise DatabaseUnusable(f"{self._file} cannot be made: the folder is not writable")
            return
        try:
            with self._connected() as connection:
                self._exists(connection, "workflow_status")  # a look into the file: SELECT 1 would not open it
        except SQLAlchemyError as error:
            raise DatabaseUnusable(f"reminders cannot use the database: {type(error).__name__}") from error

    def over(self, wanted: Callable[[int], bool]) -> list[str]:
        """The names of jobs that are over, of the respondents that are wanted."""
        found = self._names(f"status NOT IN {RUNNING}")
        return [name for name in found if (whose := respondent_of(name)) is not None and wanted(whose)]

    def over_long_ago(self) -> list[str]:
        """The names of jobs that have been over for a day."""
        return self._names(f"completed_at < {NOW['sqlite' if self._file else 'postgresql']} - {KEPT_MS}")

    def delete(self, names: Collection[str]) -> None:
        """Delete jobs and all that belongs to them; what is deleted is overwritten in an SQLite file."""
        wanted = list(names)
        with self._connected() as connection:
            if not self._exists(connection, "workflow_status"):
                return
            for table in TABLES:
                if self._exists(connection, table):
                    statement = text(f"DELETE FROM {self._schema}{table} WHERE workflow_uuid IN :names")  # noqa: S608 - ours
                    statement = statement.bindparams(bindparam("names", expanding=True))
                    for start in range(0, len(wanted), AT_ONCE):
                        connection.execute(statement, {"names": wanted[start : start + AT_ONCE]})

    def shrink(self) -> None:
        """Write an SQLite file anew without what DBOS itself deleted or changed in it; left for later if it is in use."""
        if self._file is None or not self._file.exists():
            return
        with suppress(OperationalError), self._engine() as engine, engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def _names(self, where: str) -> list[str]:
        if self._file is not None and not self._file.exists():
            return []
        with self._connected() as connection:
            if not self._exists(connection, "workflow_status"):
                return []
            found = connection.execute(text(f"SELECT workflow_uuid FROM {self._schema}workflow_status WHERE {where}"))  # noqa: S608
            return [name for (name,) in found]

    def _exists(self, connection: Connection, table: str) -> bool:
        return inspect(connection).has_table(table, schema=None if self._file else "dbos")

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._engine() as engine, engine.begin() as connection:
            yield connection

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        engine = _embedded(self._file) if self._file is not None else _server(self._address)
        try:
            yield engine
        finally:
            engine.dispose()


def _server(address: DatabaseAddress) -> Engine:
    """By psycopg, as DBOS connects."""
    assert address.libpq is not None
    url = address.libpq.set(drivername="postgresql+psycopg")
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_S}
    return create_engine(url, poolclass=NullPool, connect_args=waits)


def _embedded(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        for pragma in (f"busy_timeout={BUSY_MS}", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
