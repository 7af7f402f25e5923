"""Backups with reviews: what was altered in a log or a result is refused with a sentence, and former keys are known."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlmodel import select

from bot.commands.backup import make_backup, put_back
from bot.commands.case_logs import check_all
from bot.documents.sealed.association_keys import association_key
from bot.documents.sealed.keyring import keyring, note_keys, retire, revoke
from storage.database import open_database
from storage.errors import DatabaseUnusable
from storage.review.issuing import ToSeal
from storage.review_tables import ResultRow
from tests.people.command_line import called, xingjie
from tests.people.issued_results import played, resealed
from tests.people.reviews import review_town
from tests.storage.transfer.backup_files import altered, names, summed_again

RESULT = played()
TODAY = datetime.now(UTC).date()


@dataclass
class Installation:
    """A database in which a result was issued, the folder of its keys, and a backup that is sealed."""

    url: str
    keys: Path
    file: Path

    async def restored(self, file: Path, *, key: str = "", unsealed: bool = False) -> None:
        """Restore a backup into a new database with the keys of the installation."""
        target = self.file.parent / "restored" / "x.db"
        shutil.rmtree(target.parent, ignore_errors=True)
        await put_back(f"sqlite:///{target}", file, False, self.keys, key, unsealed)
        assert target.exists()

    async def altered(self, *statements: str) -> Path:
        """A copy of the backup that was altered by somebody who can write new sums, but has no key."""
        file = Path(shutil.copy(self.file, self.file.with_name("altered.db")))
        altered(*statements)(file)
        await summed_again(file)
        return file


async def issued_over(url: str, keys: Path, file: Path) -> None:
    """Issue a result in an empty database with keys of its own, and back it up."""

    def seal(issue: ToSeal) -> bytes:
        assert issue.case.result is not None
        days = {name: getattr(issue.case.result, name).isoformat() for name in ("issued_on", "valid_until")}
        key = association_key(keys, issue.association_id, issue.association, date(2026, 11, 1))
        days["issued_at"] = issue.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        named = {"check_number": issue.check_number, "log_sha256": issue.log_sha256}
        return resealed(RESULT.file, key, **days, **named)

    async with review_town(url) as town:
        case = await town.handed_in()
        await town.read_to_the_end(case)
        await town.issued(case, seal)
    await make_backup(url, file, keys)


@pytest.fixture(scope="module")
def issued_once(at_head: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the tests on SQLite start from: `data` with the database and its keys, and the backup."""
    folder = tmp_path_factory.mktemp("issued")
    data = folder / "data"
    data.mkdir(mode=0o700)
    url = f"sqlite:///{shutil.copy(at_head, data / 'xingjie.db')}"
    asyncio.run(issued_over(url, data, folder / "b.db"))
    return folder


@pytest.fixture
def here(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    keys, file = tmp_path / "data", tmp_path / "b.db"
    if database_url.startswith("sqlite"):
        shutil.copytree(request.getfixturevalue("issued_once"), tmp_path, dirs_exist_ok=True)
    else:
        asyncio.run(issued_over(database_url, keys, file))
    return Installation(database_url, keys, file)


async def test_a_backup_with_a_result_is_restored_whole(here: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    await here.restored(here.file)
    said = capsys.readouterr().out
    assert "counts and hashes are equal; sealed with the key" in said
    assert f"with which this installation sealed from {TODAY} until now" in said
    await check_all(f"sqlite:///{here.file.parent / 'restored' / 'x.db'}")
    assert "Checked 1 cases: every log" in capsys.readouterr().out


REST = pytest.mark.long("five other changes, one of each table")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE review_results SET check_number = 'another'", "review_results.check_number"),
        pytest.param("UPDATE review_results SET check_number = 'a b'", "review_results.check_number", marks=REST),
        pytest.param("UPDATE review_results SET valid_until = '2098-12-31'", "review_results.valid_until", marks=REST),
        pytest.param("UPDATE review_results SET issued_on = '2026-01-01'", "review_results.issued_on", marks=REST),
        pytest.param("UPDATE review_results SET sealed = CAST('{}' AS BLOB)", "review_results.sealed", marks=REST),
        (
            """UPDATE review_results SET sealed = CAST(replace(CAST(sealed AS TEXT), '"high": 2', '"high": 3') AS BLOB)""",
            "the seal of an issued result is not true",
        ),
        pytest.param(
            """UPDATE review_results SET sealed = CAST(CAST(sealed AS TEXT) || ' ' AS BLOB)""",
            "the seal of an issued result",
            marks=REST,
        ),
        ("DELETE FROM review_results", "does not follow from entry 9"),
        ("UPDATE review_decisions SET rung = 0 WHERE number = 6", "entry 6 in the log of case"),
        pytest.param("UPDATE review_entries SET used = 1 WHERE number = 5", "entry 5 in the log of case", marks=REST),
        ("DELETE FROM review_entries WHERE number = 7", "entry 7 in the log of case"),
        pytest.param("DELETE FROM review_entries WHERE number = 9", "is not as its log says", marks=REST),
        ("UPDATE review_items SET what = 'Other minutes' WHERE what <> ''", "what the institution typed in entry 2"),
    ],
)
async def test_an_altered_review_is_refused_with_a_sentence(here: Installation, statement: str, says: str) -> None:
    file = await here.altered(statement)
    with pytest.raises(DatabaseUnusable, match=says):
        await here.restored(file, unsealed=True)
    assert names(here.file.parent, "restored/*") == []


@pytest_asyncio.fixture
async def result(here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The issued result, with commands that look at the installation that issued it."""
    async with open_database(here.url) as database, database.reading() as db:
        file = tmp_path / "result.json"
        file.write_bytes((await db.exec(select(ResultRow.sealed))).one())
    monkeypatch.setenv("DATA_DIR", str(here.keys))
    monkeypatch.setenv("DATABASE_URL", here.url)
    return file


@pytest.mark.long("a result of another key is refused, and one of a stranger")
async def test_the_commands_name_a_log_that_was_changed(here: Installation, tmp_path: Path, result: Path) -> None:
    check = ("verify", str(result), "--log", "--language", "en")
    given = await asyncio.to_thread(result.read_text, "utf-8")
    # A pipe can be read once.
    piped = await asyncio.to_thread(xingjie, "verify", "/dev/stdin", *check[2:], given=given)
    assert (piped.returncode, "and leads to this result" in piped.stdout) == (0, True)
    whole = await asyncio.to_thread(called, *check)
    assert (whole.exit_code, "and leads to this result" in whole.stdout) == (0, True)
    assert (await asyncio.to_thread(called, "cases", "check")).exit_code == 0
    async with open_database(here.url) as database, database.writing() as db:
        await (await db.connection()).execute(text("UPDATE review_decisions SET rung = 0 WHERE number = 6"))
    broken = await asyncio.to_thread(called, *check)
    assert (broken.exit_code, "changed outside the program, at entry 6" in broken.output) == (1, True)
    listed = await asyncio.to_thread(called, "cases", "check")
    assert (listed.exit_code, "entry 6 in the log of case" in listed.output) == (1, True)
    other = tmp_path / "other.json"
    other.write_bytes(resealed(RESULT.file, association_key(here.keys, 1, "North", date(2026, 11, 1))))
    unknown = await asyncio.to_thread(called, "verify", str(other), "--log", "--language", "en")
    assert (unknown.exit_code, "no such result" in unknown.output) == (1, True)


@pytest.mark.long("a result of another key is refused, and one of a stranger")
async def test_the_log_behind_a_result_is_checked_also_if_its_key_is_revoked(here: Installation, result: Path) -> None:
    (held,) = (held for held in keyring(here.keys).keys if held.association is not None)
    revoke(here.keys, held.public_key, TODAY)
    found = await asyncio.to_thread(called, "verify", str(result), "--log", "--language", "en")
    assert (found.exit_code, "and leads to this result" in found.stdout) == (4, True)


async def test_a_result_of_another_key_is_refused_unless_the_operator_trusts_it(here: Installation) -> None:
    note_keys(here.keys, [held for held in keyring(here.keys).keys if held.association is None])
    await here.restored(here.file)  # no association has a key here, so nobody can tell
    association_key(here.keys, 99, "South", TODAY)
    with pytest.raises(DatabaseUnusable, match="which is not a key of an association here"):
        await here.restored(here.file)
    await here.restored(here.file, unsealed=True)


@pytest.mark.long("a result of another key is refused, and one of a stranger")
async def test_a_backup_of_a_retired_key_needs_no_option(here: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    before = keyring(here.keys)
    retire(here.keys, TODAY)
    await here.restored(here.file)
    assert f"with which this installation sealed from {TODAY} until {TODAY}" in capsys.readouterr().out
    # Long before and long after its time it sealed nothing.
    for since, until in ((TODAY - timedelta(9), TODAY - timedelta(5)), (TODAY + timedelta(5), None)):
        held = next(each for each in before.keys if each.association is None)
        moved = type(held)(held.public_key, since, until)
        note_keys(here.keys, (moved, *(each for each in keyring(here.keys).keys if each.public_key != held.public_key)))
        with pytest.raises(DatabaseUnusable, match=f"and not on {TODAY}"):
            await here.restored(here.file)
        await here.restored(here.file, key=held.public_key.hex())


@pytest.mark.long("a result of another key is refused, and one of a stranger")
async def test_a_backup_of_a_revoked_key_is_refused(here: Installation) -> None:
    held = next(each for each in keyring(here.keys).keys if each.association is None)
    revoke(here.keys, held.public_key, TODAY)
    with pytest.raises(DatabaseUnusable, match=f"which was revoked on {TODAY}"):
        await here.restored(here.file)
    await here.restored(here.file, key=held.public_key.hex())


async def test_a_backup_of_a_stranger_is_refused(here: Installation, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    await make_backup(here.url, other, tmp_path / "elsewhere")
    with pytest.raises(DatabaseUnusable, match="which is not a key of this installation"):
        await here.restored(other)
