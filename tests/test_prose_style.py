"""Docs, comments, docstrings and names of tests keep to the voice that CONTRIBUTING.md describes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prose_style import find_in

# Every page at the root and every folder stays free of findings.
HELD = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "DECISIONS.md",
    ".ci",
    "benchmarks",
    "bot",
    "deploy",
    "docs",
    "flows",
    "locales",
    "storage",
    "tests",
)


@pytest.mark.parametrize("place", HELD)
def test_the_prose_is_easy_to_read(place: str) -> None:
    assert not [str(finding) for finding in find_in(place)]


@pytest.mark.parametrize(
    ("page", "line", "text"),
    [
        ("# Title\n\nAsk whoever\nknows.\n", 3, "whoever"),
        ("A card that\nstands\nhere.\n", 2, "stands"),
        ("| a | there is no file\n| b | is no folder |\n", 2, "is no folder"),
        ("- one\n- of her\n", 2, "her"),
        ("Where a page is old, say so.\n", 1, "Where a page is old,"),
        ("It waits, for it is\nslow.\n", 1, "for it"),
        (f"{'Word. ' * 100}\n", 1, "a paragraph of 599 characters"),
        (f"{'word ' * 25}.\n", 1, "25.0 words a sentence on average"),
    ],
)
def test_a_finding_names_its_line(tmp_path: Path, page: str, line: int, text: str) -> None:
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    assert [(found.line, found.text) for found in find_in("page.md", tmp_path)] == [(line, text)]


@pytest.mark.parametrize(
    "page", ["It stands for `whoever`.\n", "```sh\nanew\n```\n", "The file where it is kept.\n", "他们自己决定。anewly\n"]
)
def test_plain_words_and_code_are_left_alone(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    assert not find_in("page.md", tmp_path)


def test_comments_docstrings_and_test_names_are_read(tmp_path: Path) -> None:
    source = '"""Made anew."""\n\nname = "whoever"\n\n\ndef test_whoever_asks() -> None:\n    # It is told\n    # by name.\n    pass\n'
    (tmp_path / "page.py").write_text(source, encoding="utf-8")
    assert [(found.line, found.text) for found in find_in("page.py", tmp_path)] == [
        (1, "anew"),
        (6, "whoever"),
        (7, "is told by"),
    ]
