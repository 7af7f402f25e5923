"""The database file is removed, replaced or overwritten while people answer: only stored answers are acknowledged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import update
from sqlmodel import col
from structlog.testing import capture_logs

from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import open_database
from storage.errors import DatabaseUnusable, Unstored
from storage.own_file import OwnFile
from storage.respondents.sessions import StoredSessions
from storage.tables import RespondentRow

WHO = Address("telegram", "7000000001")
STRANGER = Session("zh", 0)
ASKING = Session("zh", 500, "asking", 1)
RATED = replace(ASKING, turn=501, ratings={"demand-management": Rating(3)})
NAMED = replace(ASKING, turn=501, institution="Fair Hands")


def removed(file: Path) -> None:
    for side in ("", "-wal", "-shm"):
        file.with_name(file.name + side).unlink()


def replaced_by_an_empty_one(file: Path) -> None:
    other = file.with_name("other.db")
    shutil.copy(file, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("DELETE FROM respondents")
    os.replace(other, file)


def without_its_log(file: Path) -> None:
    file.with_name(file.name + "-wal").unlink()


def renamed(file: Path) -> None:
    file.rename(file.with_name("away.db"))


def damage(file: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(b"\xff" * size)


LOST = [removed, replaced_by_an_empty_one, without_its_log, renamed]


@pytest.mark.parametrize("lose", LOST)
@pytest.mark.parametrize("after", [RATED, NAMED], ids=["by a tap", "by more than a tap"])
async def test_a_save_into_a_removed_file_is_not_acknowledged(
    sqlite_url: str, lose: Callable[[Path], None], after: Session
) -> None:
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.save(WHO, STRANGER, ASKING)
        await database.still_ours()
        lose(Path(sqlite_url.removeprefix("sqlite:///")))
        with pytest.raises(Unstored, match="restart"):
            await sessions.save(WHO, ASKING, after)
        with pytest.raises(Unstored):
            await sessions.load(WHO)
        with pytest.raises(Unstored):
            await sessions.everything(WHO)
        with pytest.raises(DatabaseUnusable, match="while Xingjie runs"):
            await database.still_ours()


async def test_a_removed_file_is_not_replaced_by_an_empty_one(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.save(WHO, STRANGER, ASKING)
        removed(file)
        for _ in range(3):
            with pytest.raises(Unstored):
                await sessions.save(WHO, ASKING, RATED)
            with pytest.raises(Unstored):
                await sessions.everything(WHO)
    assert not os.path.exists(file)  # noqa: ASYNC240 - nothing else runs


async def test_a_new_file_is_not_used_before_a_restart(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    aside = file.with_name("aside.db")
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.save(WHO, STRANGER, ASKING)
        os.rename(file, aside)
        with capture_logs() as logs:
            for _ in range(5):
                with pytest.raises(Unstored):
                    await sessions.save(WHO, ASKING, RATED)
        assert [line["event"] for line in logs] == ["database_file_lost"]  # once a minute
        # Nobody knows what happened to the file while it was away: putting it back is not enough.
        os.rename(aside, file)
        with pytest.raises(Unstored):
            await sessions.save(WHO, ASKING, RATED)
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.load(WHO) == ASKING
        assert await sessions.save(WHO, ASKING, RATED)


async def test_an_overwritten_file_stores_nothing_and_is_not_ready(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with open_database(sqlite_url) as database, open_database(sqlite_url) as probe:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.save(WHO, STRANGER, ASKING)
        for side in ("", "-wal"):
            path = file.with_name(file.name + side)
            path.write_bytes(b"x" * max(path.stat().st_size, 65_536))  # same file, other contents
        with pytest.raises(DatabaseUnusable):
            await probe.still_ours()
        with pytest.raises(Unstored):
            await sessions.save(WHO, ASKING, RATED)
        with pytest.raises(Unstored):
            await sessions.everything(WHO)


async def test_damage_found_by_one_connection_stops_all(sqlite_url: str) -> None:
    """Damage a page that holds only some respondents' answers: the probe alone would never read it."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with open_database(sqlite_url) as database:
        assert await StoredSessions(database, "edition-1").save(WHO, STRANGER, ASKING)
    damage(file, "respondents")
    async with open_database(sqlite_url) as database, open_database(sqlite_url) as probe:
        await probe.still_ours()
        with pytest.raises(Unstored, match="malformed"):
            await StoredSessions(database, "edition-1").load(WHO)
        with pytest.raises(DatabaseUnusable, match="damaged"):
            await probe.still_ours()


async def test_damage_is_told_without_the_statement_and_its_values(sqlite_url: str) -> None:
    """The cause is logged; a statement's parameters are what somebody answered, and their number."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with open_database(sqlite_url) as database:
        assert await StoredSessions(database, "edition-1").save(WHO, STRANGER, ASKING)
    damage(file, "respondents")
    async with open_database(sqlite_url) as database:
        with pytest.raises(Unstored):
            async with database.writing() as db:
                await db.exec(
                    update(RespondentRow).where(col(RespondentRow.address) == WHO.address).values(timezone="Secret/Zone")
                )
        with pytest.raises(DatabaseUnusable, match="damaged") as told:
            await database.still_ours()
    assert not any(word in str(told.value) for word in ("UPDATE", "Secret", WHO.address))


async def test_a_database_older_than_the_program_is_not_ready(database_url: str) -> None:
    async with open_database(database_url) as database:
        await database.still_ours()
        async with database.writing() as db:
            connection = await db.connection()
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        with pytest.raises(DatabaseUnusable, match="xingjie migrate"):
            await database.still_ours()


async def test_a_server_that_takes_no_writes_is_not_ready(database_url: str) -> None:
    async with open_database(database_url) as database:
        if database.own is not None:
            return
        async with database.engine.connect() as connection:
            await connection.exec_driver_sql(
                f'ALTER DATABASE "{database.engine.url.database}" SET default_transaction_read_only = on'
            )
            await connection.commit()
        await database.engine.dispose()
        with pytest.raises(DatabaseUnusable, match="standby"):
            await database.still_ours()


async def test_a_database_that_others_can_read_is_made_private(tmp_path: Path) -> None:
    file = tmp_path / "open" / "xingjie.db"
    file.parent.mkdir(mode=0o755)
    file.write_bytes(b"")
    file.chmod(0o644)
    before = os.umask(0)
    try:
        with capture_logs() as logs:
            async with open_database(f"sqlite:///{file}") as database:
                assert await StoredSessions(database, "edition-1").save(WHO, STRANGER, ASKING)
                modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
        made = tmp_path / "made" / "xingjie.db"
        async with open_database(f"sqlite:///{made}"):
            pass
    finally:
        os.umask(before)
    assert modes == {"xingjie.db": 0o600, "xingjie.db-wal": 0o600, "xingjie.db-shm": 0o600}
    assert sorted(line["event"] for line in logs) == ["folder_open_to_others", "made_private"]
    # The operator's folder keeps its mode; a folder that we create is private.
    assert file.parent.stat().st_mode & 0o777 == 0o755
    assert made.parent.stat().st_mode & 0o777 == 0o700


async def test_a_log_that_sqlite_deletes_does_not_count_as_lost(sqlite_url: str) -> None:
    """SQLite deletes the log when the last connection closes, and creates a new one for the next."""
    async with open_database(sqlite_url) as watching:
        await watching.still_ours()
        for turn in (500, 501):
            async with open_database(sqlite_url) as database:
                await database.still_ours()
                who = Address("telegram", str(turn))
                assert await StoredSessions(database, "edition").save(who, STRANGER, ASKING)
            await watching.engine.dispose()
            assert not os.path.exists(sqlite_url.removeprefix("sqlite:///") + "-wal")  # noqa: ASYNC240 - one look
            await watching.still_ours()


def test_a_log_that_is_deleted_while_another_thread_looks_does_not_count_as_lost(sqlite_url: str) -> None:
    """A failed save closes its connection, and SQLite deletes the log, while a reader compares it. Nothing was lost."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE answers (answer)")
    own, done = OwnFile(file), threading.Event()

    def connect_and_close() -> None:
        for _ in range(200):
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("SELECT * FROM answers")
                own.connected()
                own.check()
                own.disconnected()
        done.set()

    with ThreadPoolExecutor(1) as pool:
        closing_again_and_again = pool.submit(connect_and_close)
        while not done.is_set() and not closing_again_and_again.done():
            own.check()
    closing_again_and_again.result()
