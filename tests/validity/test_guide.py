"""The guide for associations, done exactly as it says: its commands run, its changes made, its answers compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.warm.starting import python

REPOSITORY = Path(__file__).parents[2]
GUIDE = REPOSITORY / "docs" / "how-to" / "use-your-own-words.md"
BLOCK = re.compile(r"^( *)```(\w+)(?: (\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SECOND_PART = "## Another structure"
COPIED = ("locales", "flows/standard/editions", "tests/validity/edition")


def blocks(begins: str) -> Iterator[tuple[str, str, str]]:
    """Yield every fenced block of the page from some words on: its kind, the words behind the kind, its text."""
    page = GUIDE.read_text(encoding="utf-8")
    for indent, kind, about, text in BLOCK.findall(page, page.index(begins)):
        yield kind, about, dedent(text) if not indent else "".join(line[len(indent) :] for line in text.splitlines(True))


def change(path: Path, diff: str) -> None:
    """Make the change of a diff: what is taken out, or what follows, must occur there exactly once."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


# The first part checks all screens of the shipped structure, which takes most of the time.
@pytest.mark.parametrize(
    "begins",
    [
        pytest.param(SECOND_PART, id="another-structure"),
        pytest.param("", marks=pytest.mark.long("the part with another structure"), id="whole"),
    ],
)
def test_the_guide_does_what_it_says(tmp_path: Path, begins: str) -> None:
    for folder in COPIED:
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    command = tmp_path / "bin" / "xingjie"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.join(python("bot"))} "$@"\n')
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("STANDARD_FILE", "LOCALES_DIR")}
    environment = {
        **kept,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
    }
    said, kinds = "", set[str]()
    for kind, about, text in blocks(begins):
        kinds.add(kind)
        match kind:
            case "sh":
                run = subprocess.run(
                    ["sh", "-e"], input=text, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
                )
                said = run.stdout + run.stderr
                assert (run.returncode != 0) == (about == "fails"), said
            case "diff":
                change(tmp_path / about, text)
            case "ini":
                (tmp_path / about).write_text(text, encoding="utf-8")
            case "text":
                for line in text.splitlines():
                    assert line in said
    assert kinds == {"sh", "diff", "ini", "text"}
