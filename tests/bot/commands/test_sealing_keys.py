"""`xingjie key` and its commands, and what `verify` and `report` say of files of former keys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from bot.documents.content.dossier import dossier
from bot.documents.sealed.keyring import RING
from bot.documents.sealed.keys import sealing_key
from bot.documents.sealed.seal import seal
from tests.bot.documents.dossiers import MIXED, STANDARD
from tests.people.command_line import called


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the installation keeps its keys."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path, folder: Path) -> Path:
    """A file that the first key has sealed just now."""
    called("key")
    now, sealed = datetime.now(UTC), tmp_path / "center.json"
    sealed.write_bytes(seal(dossier(STANDARD, MIXED, now.date(), "en"), sealing_key(folder), now))
    return sealed


def verified(file: Path) -> Result:
    return called("verify", str(file), "--language", "en")


def test_the_key_is_shown_alone_on_its_line_and_listed_with_its_days(folder: Path) -> None:
    assert called("key", "list").stdout == "No key yet: `xingjie key` makes it.\n"
    assert not folder.exists()
    first = called("key").stdout
    assert bytes.fromhex(first.strip()) == sealing_key(folder).public_key().public_bytes_raw()
    assert called("key").stdout == first
    assert called("key", "list").stdout == f"{first.strip()}  from {datetime.now(UTC).date()}  until now\n"


def test_a_file_of_a_retired_key_stays_true_until_that_key_is_revoked(file: Path) -> None:
    first, today = called("key").stdout.strip(), datetime.now(UTC).date()
    assert verified(file).exit_code == 0
    assert called("key", "retire").exit_code == 0
    second = called("key").stdout.strip()
    assert first != second
    run = verified(file)
    assert (run.exit_code, run.stdout[:6]) == (0, "True: ")
    assert called("verify", str(file), "--key", second, "--language", "en").exit_code == 1
    assert called("key", "revoke", first).stdout == f"Revoked {first}: nothing that it sealed counts any more.\n"
    assert called("key").stdout.strip() == second
    lines = called("key", "list").stdout.splitlines()
    assert lines == [
        f"{first}  from {today}  until {today}  revoked {today}",
        f"{second}  from {today}  until now",
    ]
    run = verified(file)
    assert (run.exit_code, run.stderr.startswith("Not to be believed: ")) == (4, True)
    run = called("report", str(file), "--card", "--language", "en")
    assert (run.exit_code, "Not to be believed" in run.stderr) == (2, True)
    assert not file.with_suffix(".png").exists()


def test_revoking_the_key_in_use_puts_another_in_its_place() -> None:
    first = called("key").stdout.strip()
    says = called("key", "revoke", first).stdout
    second = called("key").stdout.strip()
    assert first != second
    assert says.splitlines()[1].startswith(f"This installation now seals with {second}. ")


@pytest.mark.parametrize(("typed", "says"), [("zz", "is not a public key"), ("00" * 32, "is not a key of this installation")])
def test_only_a_key_of_ours_is_revoked(typed: str, says: str) -> None:
    run = called("key", "revoke", typed)
    assert (run.exit_code, says in run.stderr) == (2, True)


def test_a_broken_list_ends_every_command_that_needs_it(folder: Path, file: Path) -> None:
    (folder / RING).write_text("broken")
    for args in (("verify", str(file)), ("key", "list"), ("key", "retire"), ("report", str(file))):
        run = called(*args)
        assert (run.exit_code, RING in run.stderr) == (2, True), args
