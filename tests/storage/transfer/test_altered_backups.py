"""An altered backup is refused and leaves nothing behind; a good one yields rows only."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.errors import DatabaseUnusable
from storage.schema import METADATA
from storage.tables import RatingRow
from storage.transfer.backup import back_up, restore
from storage.transfer.manifest import TABLE
from storage.transfer.plausible_values import odd_column
from tests.people.respondents import filled
from tests.storage.transfer.backup_files import altered, held, names, summed_again, xingjie

RAISED = "UPDATE ratings SET level = 4"
TRIGGER = "CREATE TRIGGER better AFTER INSERT ON ratings BEGIN UPDATE ratings SET level = 5; END"


ALTERED = {
    "an answer": (altered(RAISED), "not those that were backed up"),
    "a row less": (altered("DELETE FROM changes WHERE rowid = (SELECT min(rowid) FROM changes)"), "not those"),
    "a row more": (
        altered("INSERT INTO institutions SELECT id + 1, 'New', '', 1, seen_at FROM respondents LIMIT 1"),
        "not those that were backed up",
    ),
    "a trigger": (altered(TRIGGER), "'better' is not made by"),
    "a view": (altered("CREATE VIEW best AS SELECT 5"), "'best' is not made by"),
    "a table": (altered("CREATE TABLE notes (text)"), "'notes' is not made by"),
    "a view in the place of a table": (
        altered("ALTER TABLE ratings RENAME TO old", "CREATE VIEW ratings AS SELECT * FROM old"),
        "is not made by",
    ),
    "a column that is computed": (altered("ALTER TABLE plans ADD COLUMN x AS (star + 1)"), "'plans' is not made by"),
    "no sums": (altered(f"DROP TABLE {TABLE}"), "its own description cannot be read"),
    "a sum less": (altered(f"DELETE FROM {TABLE} WHERE name = 'sum ratings'"), "its own description cannot be read"),
    "a line more": (altered(f"INSERT INTO {TABLE} VALUES ('x', 'y')"), "says more of itself"),
    "text for a number": (altered("UPDATE ratings SET level = 'high'"), "altered"),
    "text for a day": (altered("UPDATE respondents SET seen_at = 'soon'"), "values that cannot be read"),
}


async def test_an_altered_backup_is_refused(database_url: str, tmp_path: Path, subtests: pytest.Subtests) -> None:
    sound = tmp_path / "sound.db"
    await filled(database_url)
    await back_up(database_url, sound)
    before = await held(database_url)
    for number, (how, (alter, says)) in enumerate(ALTERED.items()):
        with subtests.test(how):
            folder = tmp_path / str(number)
            folder.mkdir()
            file = Path(shutil.copy(sound, folder / "b.db"))
            alter(file)
            with pytest.raises(DatabaseUnusable, match=says):
                await restore(database_url, file, replace=True)
            assert await held(database_url) == before
            with pytest.raises(DatabaseUnusable, match=says):
                await restore(f"sqlite:///{folder / 'new' / 'x.db'}", file, replace=False)
            assert names(folder, "*") == ["b.db"]


NAMED: dict[str, Any] = {"unsure": False, "not_applicable": ""}
NEVER_WRITTEN = (
    ("UPDATE ratings SET level = 6", "ratings.level"),
    ("UPDATE ratings SET under_way = 1, level = 5", "ratings.under_way"),
    ("UPDATE respondents SET stage = 'winning'", "respondents.stage"),
    ("UPDATE respondents SET timezone = '../../etc/passwd'", "respondents.timezone"),
    ("UPDATE respondents SET mode = 'easy'", "respondents.mode"),
    ("UPDATE respondents SET turn = -1", "respondents.turn"),
    ("UPDATE respondents SET seen_at = '0001-01-01 00:00:00.000000'", "respondents.seen_at"),
    ("UPDATE changes SET after = '9'", "changes.after"),
    ("UPDATE changes SET after = '2+ '", "changes.after"),
    ("UPDATE changes SET before = '2+ 6a'", "changes.before"),
    (
        "INSERT INTO evidence SELECT id, 1, 'demand-management', 'x', 3, NULL, NULL, NULL, 'f', 1, 't', 's', 'web:../x', '' "
        "FROM respondents LIMIT 1",
        "evidence.file_place",
    ),
    (
        "INSERT INTO evidence SELECT id, 1, 'demand-management', 'x', 3, NULL, NULL, NULL, '', 0, '', '', '', '3ba' "
        "FROM respondents LIMIT 1",
        "evidence.shows",
    ),
)


@pytest.mark.long("the shorter tests of this file")
async def test_values_that_xingjie_never_writes_are_refused_even_if_the_sums_match(
    sqlite_url: str, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    sound = tmp_path / "sound.db"
    await filled(sqlite_url)
    await back_up(sqlite_url, sound)
    for number, (statement, column) in enumerate(NEVER_WRITTEN):
        with subtests.test(statement):
            file = Path(shutil.copy(sound, tmp_path / f"{number}.db"))
            altered(statement)(file)
            await summed_again(file)
            with pytest.raises(DatabaseUnusable, match=column):
                await restore(f"sqlite:///{tmp_path / 'new' / 'x.db'}", file, replace=False)
            assert names(tmp_path, "new*") == []


@pytest.mark.long("the shorter tests of this file")
async def test_rows_without_their_respondent_are_refused(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    await filled(database_url)
    await back_up(database_url, file)
    before = await held(database_url)
    altered("INSERT INTO plans VALUES (1, 3, '2026-11-01')")(file)
    await summed_again(file)
    with pytest.raises(DatabaseUnusable, match="the copy failed"):
        await restore(database_url, file, replace=True)
    assert await held(database_url) == before


@pytest.mark.parametrize(
    ("answer", "odd"),
    [
        ({"level": 2, "verified": None}, None),
        ({"level": 2, "verified": 2}, None),
        ({"level": 2, "verified": 3}, "ratings.verified"),
        ({"level": 2, "verified": -1}, "ratings.verified"),
        ({"level": 2, "unsure": True, "verified": 1}, "ratings.verified"),
        ({"level": 0, "not_applicable": "none", "verified": 5}, None),
        ({"level": 0, "not_applicable": "none", "verified": 6}, "ratings.verified"),
    ],
)
def test_a_review_above_its_claim_was_never_written(answer: dict[str, Any], odd: str | None) -> None:
    """The database refuses it too, but a backup can come from a file without its constraints."""
    row = RatingRow(respondent_id=1, assessment=1, subdomain="x", under_way=False, ticked="", **NAMED | answer).model_dump()
    assert odd_column(METADATA.tables["ratings"], [row]) == odd


async def test_foreign_tables_and_triggers_are_not_backed_up(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    live = Path(sqlite_url.removeprefix("sqlite:///"))
    altered(TRIGGER, "CREATE TABLE notes (text)")(live)
    await back_up(sqlite_url, tmp_path / "b.db")
    with closing(sqlite3.connect(tmp_path / "b.db")) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type != 'index'")}
    assert TABLE in found
    assert not found & {"better", "notes"}


async def test_a_planted_link_does_not_redirect_a_backup(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    other = tmp_path / "other"
    other.write_text("mine")
    for name in ("b.db.part", ".b.db.part", "b.db-journal"):
        (tmp_path / name).symlink_to(other)
    await back_up(sqlite_url, tmp_path / "b.db")
    assert other.read_text() == "mine"
    (tmp_path / "c.db").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DatabaseUnusable, match="exists already"):
        await back_up(sqlite_url, tmp_path / "c.db")


@pytest.mark.long("the shorter tests of this file")
async def test_a_seal_reveals_an_alteration_with_matching_sums(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file, home, elsewhere = tmp_path / "b.db", tmp_path / "home", tmp_path / "elsewhere"
    made = xingjie(sqlite_url, "backup", str(file), data=home)
    key = made.stdout.split()[-1].strip(".")
    assert (made.returncode, len(key)) == (0, 64), made.stderr

    def put(*options: str, data: Path) -> tuple[int, str]:
        ran = xingjie(sqlite_url, "restore", "--replace", *options, str(file), data=data)
        return ran.returncode, ran.stdout.splitlines()[-1] if ran.stdout else ran.stderr

    assert put(data=home)[0] == 0
    code, says = put(data=elsewhere)  # a new machine without a key
    assert (code, f"sealed with the key {key}" in says, "no key here" in says) == (0, True, True)
    assert not elsewhere.exists()
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    assert put("--key", other, data=home)[0] == 2
    assert put("--key", key, data=elsewhere)[0] == 0
    before = await held(sqlite_url)
    altered(RAISED)(file)
    await summed_again(file)
    code, says = put(data=home)
    assert (code, "not sealed" in says) == (2, True)
    assert await held(sqlite_url) == before
    code, says = put("--unsealed", data=home)  # the operator accepts it, and reads what that means
    assert (code, "only damage by accident is ruled out" in says) == (0, True)


async def test_a_seal_of_other_rows_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = tmp_path / "b.db"
    assert xingjie(sqlite_url, "backup", str(file), data=tmp_path).returncode == 0
    with closing(sqlite3.connect(file)) as connection:
        seal = connection.execute(f"SELECT * FROM {TABLE} WHERE name IN ('key', 'signature')").fetchall()
    altered(RAISED)(file)
    await summed_again(file)
    altered(*(f"INSERT INTO {TABLE} VALUES ('{name}', '{value}')" for name, value in seal))(file)
    ran = xingjie(sqlite_url, "restore", "--replace", "--unsealed", str(file), data=tmp_path)
    assert (ran.returncode, "its seal is not true" in ran.stderr) == (2, True)


async def test_a_backup_without_a_key_says_so(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    (tmp_path / "seal-key.pem").write_text("no key")
    made = xingjie(sqlite_url, "backup", str(tmp_path / "b.db"), data=tmp_path)
    assert (made.returncode, "not sealed" in made.stdout) == (0, True), made.stderr
