"""`xingjie report`, `verify` and `key` as they are called."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from bot.commands.report import report_files
from bot.commands.verify import verified
from bot.documents.content.dossier import dossier
from bot.documents.sealed.keys import sealing_key
from bot.documents.sealed.seal import seal
from bot.operations.atomic_write import Unwritable, write_whole
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.standard.loader import shipped
from flows.typed_text import is_unseen
from tests.people.shipped_words import sentence
from tests.warm.starting import python

STANDARD = shipped()
PLAIN = json.dumps({"ratings": dict.fromkeys(STANDARD.codes, 2)})
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def words_once(wording: Wording, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words take long to read: here they are read already."""
    monkeypatch.setattr(Wording, "load", staticmethod(lambda *_: wording))


def sealed(folder: Path, name: str = "First centre", on: date = TODAY) -> bytes:
    made = dossier(STANDARD, dict.fromkeys(STANDARD.codes, Rating(2)), on, "zh", institution=name)
    return seal(made, sealing_key(folder), datetime(on.year, on.month, on.day, tzinfo=UTC))


def key_of(folder: Path) -> str:
    return sealing_key(folder).public_key().public_bytes_raw().hex()


def reported(
    files: list[Path],
    out: Path | None,
    *kinds: str,
    language: str = "en",
    name: str = "",
    day: str = "2026-11-24",
    key: str | None = None,
) -> str:
    return report_files(STANDARD, files, list(kinds) or ["card"], out, language, name, day, key, TODAY) or ""


@pytest.mark.long("the shorter tests of this file")
def test_the_command_makes_all_three_and_checks_what_it_is_given(tmp_path: Path) -> None:
    file = tmp_path / "center.json"
    file.write_bytes(sealed(tmp_path / "data", on=date.today()))

    def xingjie(*args: str, keys: str = "data") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DATA_DIR": str(tmp_path / keys)}
        return subprocess.run([*python("bot"), *args], capture_output=True, text=True, env=environment)

    run = xingjie("report", str(file), "--out", str(tmp_path / "out"), "--language", "en", keys="elsewhere")
    assert (run.returncode, run.stderr) == (0, "One sealed file is unaltered, but --key did not say whose key sealed it.\n")
    assert sorted(made.name for made in (tmp_path / "out").iterdir()) == ["center.pdf", "center.png", "center.xlsx"]
    key = xingjie("key").stdout.strip()
    run = xingjie("report", str(file), "--out", str(tmp_path / "out"), "--card", "--language", "en", "--key", key)
    assert (run.returncode, run.stderr) == (0, "")
    run = xingjie("verify", str(file), "--language", "en", keys="elsewhere")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("Unaltered, sealed by an unknown key: ")
    assert not (tmp_path / "elsewhere").exists()
    run = xingjie("verify", str(file), "--language", "en")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("True: ")
    run = xingjie("verify", str(file), "--key", key, "--language", "en")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("True: ")
    assert run.stdout.count("\n") == 1
    assert key in run.stdout


def test_verify_says_it_in_one_line_with_its_exit_code(tmp_path: Path) -> None:
    data = sealed(tmp_path / "data")
    file = tmp_path / "sealed.json"
    for content, code in ((data, 3), (data.replace(b'"level": 2', b'"level": 3', 1), 1), (data[:-9], 2)):
        file.write_bytes(content)
        for language in ("zh", "en"):
            found = verified(STANDARD, str(file), None, TODAY, language)
            assert (int(found.verdict), "\n" in found.says) == (code, False)
    assert int(verified(STANDARD, str(tmp_path / "none.json"), None, TODAY, "en").verdict) == 2
    assert "--key" in verified(STANDARD, str(file), "no key", TODAY, "en").says
    file.write_bytes(data)
    pinned = tmp_path / "key"
    pinned.write_text(key_of(tmp_path / "data") + "\n")
    assert int(verified(STANDARD, str(file), str(pinned), TODAY, "en").verdict) == 0


def test_a_broken_file_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.json").write_text(PLAIN)
    (folder / "b.json").write_text('{"ratings": {"nonsense": 1}}')
    (folder / "c.json").write_bytes(sealed(tmp_path / "data"))
    (folder / "d.json").write_bytes(sealed(tmp_path / "data").replace(b"First", b"Other"))
    (folder / "e.json").write_bytes(b'{"signature": "')
    (folder / "f.json").write_bytes(b"\xff")
    fault = reported([folder, tmp_path / "missing.json"], out, "card", "workbook")
    assert sorted(file.name for file in out.iterdir()) == ["a.png", "a.xlsx", "c.png", "c.xlsx"]
    assert capsys.readouterr().out == "Made 4 files from 2 sets of answers.\n"
    lines = fault.splitlines()
    assert len(lines) == 6
    assert "ratings.nonsense: is not a subdomain" in lines[1]
    assert "d.json: Altered" in lines[2]
    assert "e.json: Unreadable: not JSON" in lines[3]
    assert "f.json: is not UTF-8" in lines[4]
    assert "missing.json: there is no such file" in lines[5]


def test_a_fault_in_a_file_is_reported_in_the_chosen_language(tmp_path: Path) -> None:
    contents = {
        "a": '{\n"ratings": {,}}',
        "b": '{"ratings": {"nonsense": 1}}',
        "c": '{"ratings": {"risk-management": 6}}',
        "d": '{"ratings": {}, "edition": "x"}',
    }
    files = [tmp_path / f"{name}.json" for name in (*contents, "e")]
    for file, content in zip(files, contents.values(), strict=False):
        file.write_text(content)
    causes = [
        sentence("answers-in-line", line=2, fault=sentence("answers-no-json", column=13)),
        sentence("answers-at", where="ratings.nonsense", cause=sentence("answers-no-subdomain")),
        sentence("answers-at", where="ratings.risk-management", cause=sentence("answers-no-level")),
        sentence("answers-at", where="edition", cause=sentence("answers-edition", given="'x'", known="'zxgjxh-002-2023'")),
        sentence("file-missing"),
    ]
    fault = reported(files, tmp_path / "out", language="zh")
    assert fault.splitlines()[1:] == [
        sentence("batch-fault", file=str(file), cause=cause) for file, cause in zip(files, causes, strict=True)
    ]


def test_verify_says_why_a_file_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says = [verified(STANDARD, str(file), None, TODAY, "zh") for file in (tmp_path / "none.json", tmp_path)]
    assert [(int(found.verdict), found.says) for found in says] == [
        (2, sentence("verify-no-file", cause=sentence("file-missing"))),
        (2, sentence("verify-no-file", cause=sentence("file-folder"))),
    ]

    def refuse(number: int) -> None:
        def opened(*_: object) -> NoReturn:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr("builtins.open", opened)

    for number, words in ((errno.EACCES, sentence("file-forbidden")), (errno.EIO, os.strerror(errno.EIO))):
        refuse(number)
        assert verified(STANDARD, "x.json", None, TODAY, "zh").says == sentence("verify-no-file", cause=words)


def test_a_named_key_must_have_sealed_every_file(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_bytes(sealed(tmp_path / "data"))
    (tmp_path / "other.json").write_bytes(sealed(tmp_path / "elsewhere"))
    (tmp_path / "plain.json").write_text(PLAIN)
    out = tmp_path / "out"
    lines = reported([tmp_path], out, key=key_of(tmp_path / "data")).splitlines()
    assert [file.name for file in out.iterdir()] == ["mine.png"]
    assert "other.json: Not sealed with that key" in lines[1]
    assert "plain.json: --key is given, but this file is not sealed" in lines[2]
    assert "64 hexadecimal digits" in reported([tmp_path], out, key="no key")


def test_a_folder_may_hold_other_things_and_they_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.json", "b.JSON", "c.Json"):
        (tmp_path / name).write_text(PLAIN)
    for name in ("._a.json", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\0")
    assert reported([tmp_path], None) == ""
    assert sorted(made.name for made in tmp_path.glob("*.png")) == ["a.png", "b.png", "c.png"]
    assert capsys.readouterr() == ("Made 3 files from 3 sets of answers.\n", "")
    (tmp_path / "notes\x1b[2J.txt").write_text("x")
    (tmp_path / "more.json").mkdir()
    assert reported([tmp_path], None) == ""
    assert capsys.readouterr().err == (
        "2 files or folders were left out, because only files whose names end with .json are read: more.json, notes\\u{1b}[2J.txt\n"
    )


def test_the_name_of_a_file_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J\nMade 9 files\u202e.json"
    file.write_text("{}")
    fault = reported([file], tmp_path / "out")
    assert len(fault.splitlines()) == 2
    assert not any(is_unseen(character) for line in fault.splitlines() for character in line)
    assert "a\\u{1b}[2J\\u{a}Made 9 files\\u{202e}.json: ratings" in fault


def test_two_files_of_one_name_never_write_over_each_other(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.json").write_text(PLAIN)
    fault = reported([tmp_path / "one", tmp_path / "two"], tmp_path / "out")
    assert "would write over" in fault
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["x.png"]


@pytest.mark.parametrize(
    ("name", "day", "says"),
    [
        ("名" * 201, "", sentence("batch-name-long", count=201, most=200)),
        ("", "2026-02-30", sentence("batch-bad-date", given="2026-02-30")),
        ("", "2026-1", sentence("batch-bad-date", given="2026-1")),
        ("", "9999-12-31", sentence("batch-impossible-date", given="9999-12-31")),
        ("", "2022-12-31", sentence("batch-impossible-date", given="2022-12-31")),
        ("🏢🚀", "", sentence("batch-name-empty")),
        ("\u200b9️⃣", "", sentence("batch-name-empty")),
        ("   ", "", sentence("batch-name-empty")),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_made(tmp_path: Path, name: str, day: str, says: str) -> None:
    (tmp_path / "x.json").write_text(PLAIN)
    assert says in reported([tmp_path / "x.json"], tmp_path / "out", language="zh", name=name, day=day)
    assert not (tmp_path / "out").exists()


def test_characters_that_the_fonts_lack_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text(PLAIN)
    assert reported([tmp_path / "x.json"], tmp_path / "out", name="A🏢🚀") == ""
    assert "U+1F3E2, U+1F680" in capsys.readouterr().err
    assert (tmp_path / "out" / "x.png").stat().st_size > 10_000


@pytest.fixture
def no_room() -> Iterator[None]:
    """No file may grow above a page: what a write meets on a full disk, with another number."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_room")
def test_a_write_that_fails_leaves_nothing_behind_and_what_was_there_untouched(tmp_path: Path) -> None:
    file = tmp_path / "card.png"
    write_whole(file, b"before")
    with pytest.raises(Unwritable) as fault:
        write_whole(file, b"x" * 100_000)
    assert fault.value.cause == "too-large"
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("card.png", b"before")]


@pytest.mark.usefixtures("no_room")
def test_a_batch_that_cannot_write_says_so_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(PLAIN)
    out = tmp_path / "out"
    fault = reported([tmp_path / "x.json"], out, language="zh")
    assert sentence("batch-too-large", target=str(out / "x.png")) in fault
    assert list(out.iterdir()) == []


def test_a_full_disk_is_a_sentence_in_both_languages() -> None:
    """The system's number for a full disk, from the device that is always full."""
    with pytest.raises(OSError, match="No space left") as full, open("/dev/full", "wb", buffering=0) as device:
        device.write(b"x")
    from bot.operations.atomic_write import CAUSES

    cause = CAUSES[full.value.errno or 0]
    assert cause == "no-space"
    assert "the disk is full" in sentence(f"batch-{cause}", "en", target="card.png")
    assert "card.png" in sentence(f"batch-{cause}", "zh", target="card.png")
