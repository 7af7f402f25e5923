"""A backup, a restored database and a copy hold what was stored (equal counts and hashes), while people go on tapping."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from flows.dialogue import Address, Command
from storage.errors import DatabaseUnusable
from storage.transfer.backup import back_up, restore
from storage.transfer.copying import copy_database
from tests.people.respondents import NAME, REASON, answer, filled
from tests.storage.transfer.backup_files import held, names, xingjie


class Crowd:
    """Respondents who come one after the other and tap; `done` counts those who have finished."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._news = asyncio.Condition()
        self.done = 0

    async def tap(self) -> None:
        for number in range(1000, 100_000):
            await answer(self._conversation, number, questions=3)
            async with self._news:
                self.done += 1
                self._news.notify_all()

    async def more(self) -> None:
        """Wait until two more have finished."""
        wanted = self.done + 2
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: self.done >= wanted)


@asynccontextmanager
async def tapping(url: str) -> AsyncIterator[Crowd]:
    """Run a crowd that taps while the body runs."""
    async with open_conversation(url) as conversation:
        crowd = Crowd(conversation)
        task = asyncio.create_task(crowd.tap())
        try:
            await crowd.more()
            yield crowd
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.mark.long("the shorter tests of this file")
async def test_a_backup_under_load_holds_one_moment(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    async with tapping(database_url) as crowd:
        before = crowd.done
        saved = await back_up(database_url, file)
        await crowd.more()  # the backup stopped nobody
    rows = {one.table: one.rows for one in saved}
    assert rows["respondents"] >= before
    assert await held(f"sqlite:///{file}") == saved
    with closing(sqlite3.connect(file)) as connection:
        # One moment: no answers without their respondent, no answer without its line in the log, no turn lost.
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert rows["ratings"] == rows["changes"]
        torn = "SELECT count(*) FROM changes c JOIN respondents r ON r.id = c.respondent_id WHERE c.turn > r.turn"
        assert connection.execute(torn).fetchone() == (0,)
    assert file.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path, "backup*") == ["backup.db"]


async def test_a_backup_can_be_restored(database_url: str, tmp_path: Path) -> None:
    await filled(database_url)
    file = tmp_path / "backup.db"
    saved = await back_up(database_url, file)
    assert saved == await held(database_url)
    await filled(database_url, first=50)
    with pytest.raises(DatabaseUnusable, match="not empty"):
        await restore(database_url, file, replace=False)
    assert await held(database_url) != saved
    assert await restore(database_url, file, replace=True) == saved
    assert await held(database_url) == saved
    async with open_conversation(database_url) as conversation:
        said = await conversation.say(Address("web", "person-0"), Command("start"), "zh")
        assert said.screen.name == "asking"
        restored = await conversation.dossier(Address("web", "person-0"))
        assert restored is not None
        assert restored.institution == NAME
        await answer(conversation, 77, questions=2)


@pytest.mark.long("the shorter tests of this file")
async def test_a_sqlite_file_moves_to_postgresql_and_back(database_url: str, tmp_path: Path) -> None:
    start = f"sqlite:///{tmp_path / 'start.db'}"
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{tmp_path / 'new' / 'x.db'}"
    await filled(start)
    with closing(sqlite3.connect(tmp_path / "start.db")) as connection, connection:
        connection.execute("UPDATE ratings SET not_applicable = ?", (REASON,))
    stored = await held(start)
    assert await copy_database(start, database_url) == stored
    with pytest.raises(DatabaseUnusable, match="not empty"):
        await copy_database(start, database_url)
    back = f"sqlite:///{tmp_path / 'back' / 'y.db'}"
    assert await copy_database(database_url, back) == stored
    assert await held(back) == stored
    async with open_conversation(database_url) as conversation:
        moved = await conversation.dossier(Address("web", "person-0"))
        assert moved is not None
        assert moved.institution == NAME
        await answer(conversation, 77, questions=2)


@pytest.mark.long("the shorter tests of this file")
async def test_a_database_in_use_can_be_copied(database_url: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'target.db'}"
    async with tapping(database_url):
        copied = await copy_database(database_url, target)
    assert await held(target) == copied


@pytest.mark.long("the shorter tests of this file")
async def test_a_file_in_use_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    await back_up(sqlite_url, tmp_path / "b.db")
    async with open_conversation(sqlite_url) as conversation:
        await answer(conversation, 9, questions=1)
        with pytest.raises(DatabaseUnusable, match="in use"):
            await restore(sqlite_url, tmp_path / "b.db", replace=True)
        await answer(conversation, 10, questions=1)


def _text(file: Path) -> None:
    file.write_text("ceci n'est pas une sauvegarde")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE x (y)")


def _other_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_text, "is not a backup"),
        (_empty, "is not a backup"),
        (_foreign, "is not a backup"),
        (_other_version, "is at 0001, this program needs"),
        (_cut, "damaged"),
        (Path.unlink, "no such file"),
    ],
)
@pytest.mark.long("the shorter tests of this file")
async def test_an_incomplete_or_foreign_backup_is_refused(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    await filled(sqlite_url)
    file = tmp_path / "b.db"
    await back_up(sqlite_url, file)
    before = await held(sqlite_url)
    if spoil is _foreign:
        file.unlink()
    spoil(file)
    with pytest.raises(DatabaseUnusable, match=says):
        await restore(sqlite_url, file, replace=True)
    assert await held(sqlite_url) == before


async def test_a_backup_never_overwrites_a_file(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    with pytest.raises(DatabaseUnusable, match="exists already"):
        await back_up(sqlite_url, live)


@pytest.mark.long("the shorter tests of this file")
async def test_a_full_disk_leaves_nothing_half_written(database_url: str, tmp_path: Path) -> None:
    await filled(database_url)
    file = tmp_path / "b.db"
    run = xingjie(database_url, "backup", str(file), data=tmp_path / "keys", room=16_384)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1, run.stderr
    assert names(tmp_path, "b.db*") == []
    await back_up(database_url, file)
    before = await held(database_url)
    if database_url.startswith("sqlite"):
        run = xingjie(database_url, "restore", "--replace", "--unsealed", str(file), data=tmp_path / "keys", room=16_384)
        assert run.returncode == 2
        assert "nothing was changed" in run.stderr
    assert await held(database_url) == before
    assert names(tmp_path, "*.part*") == []


async def test_the_commands_print_counts_and_hashes(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    made = xingjie(sqlite_url, "backup", str(tmp_path / "b.db"), data=tmp_path)
    target = f"sqlite:///{tmp_path / 'new.db'}"
    put = xingjie(target, "restore", str(tmp_path / "b.db"), data=tmp_path)
    moved = xingjie(f"sqlite:///{tmp_path / 'third.db'}", "migrate", "--copy-from", target, data=tmp_path)
    tables = [run.stdout.splitlines()[:-1] for run in (made, put, moved)]
    assert [run.returncode for run in (made, put, moved)] == [0, 0, 0], made.stderr + put.stderr + moved.stderr
    assert any(line.split()[:2] == ["ratings", "12"] for line in tables[0])
    assert tables[0] == tables[1] == tables[2]
    assert "equal" in put.stdout + moved.stdout


async def test_an_outdated_database_is_neither_copied_nor_backed_up(postgres: object, tmp_path: Path) -> None:
    postgres.psql("CREATE DATABASE unmigrated;")  # type: ignore[attr-defined]
    url = postgres.get_uri(database="unmigrated")  # type: ignore[attr-defined]
    with pytest.raises(DatabaseUnusable, match="run: xingjie migrate"):
        await back_up(url, tmp_path / "b.db")
    with pytest.raises(DatabaseUnusable, match="run: xingjie migrate"):
        await copy_database(url, f"sqlite:///{tmp_path / 'x.db'}")
    assert names(tmp_path, "*") == []
