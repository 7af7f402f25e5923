"""A terminal of another encoding: a conversation goes on, and what cannot be shown is shown as what comes nearest."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.people.command_line import xingjie
from tests.warm.starting import python

CONTENT = Path(__file__).parents[3] / "docs" / "reference" / "content.md"


def said(encoding: str, given: bytes, *args: str, url: str) -> str:
    """What the command says in a terminal of that encoding; it must end well."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "DATABASE_URL": url}
    run = subprocess.run([*python("bot"), *args], input=given, capture_output=True, env=environment)
    assert (run.returncode, run.stderr) == (0, b"")
    return run.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "cp437"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chat_goes_on_in_any_encoding(sqlite_url: str, encoding: str, language: str) -> None:
    given = b"a\n/full\n3+\n\xff\xfe\x80\n/Help me\n/result\n"
    shown = said(encoding, given, "chat", "--language", language, url=sqlite_url)
    assert re.search(r"-- .*1\D+27", shown)
    if language == "en":
        assert "3+" in shown


def test_a_line_in_gbk_is_read_as_it_was_typed(sqlite_url: str) -> None:
    name = "曙光服务中心"
    shown = said(
        "gbk", f"a\n/full\n3\n/result\nd\na\n{name}\n/result\nd\n".encode("gbk"), "chat", "--language", "zh", url=sqlite_url
    )
    assert name in shown
    assert f'"name": "{name}"' in xingjie("chat", given="/MyData please\n", DATABASE_URL=sqlite_url).stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_document_is_the_same_in_any_terminal(tmp_path: Path, encoding: str) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "DATABASE_URL": url}
    run = subprocess.run([*python("bot"), "standard", "document"], capture_output=True, env=environment)
    assert run.stdout.decode() == CONTENT.read_text(encoding="utf-8")
    assert "27" in said(encoding, b"", "standard", "show", url=url)


@pytest.mark.long("the shorter tests of this file")
def test_a_line_in_the_terminal_needs_no_clock(tmp_path: Path) -> None:
    """A clock that was ahead has left a number of thirty days from now."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    xingjie("chat", "--language", "en", given="a\n/full\n3\n", DATABASE_URL=url)
    with closing(sqlite3.connect(tmp_path / "x.db")) as database, database:
        database.execute("UPDATE respondents SET heard = 99999999999999")
    shown = xingjie("chat", "--language", "en", given="3\n", DATABASE_URL=url).stdout
    assert re.search(r"Question\s3\sof\s27", shown)
