"""What the docs link to and name is there: pages, headings, files, tests, settings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from flows.commands import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'(?:\]\(|<img src=")([^)\s"]+)')
FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
FOLDERS = ("bot", "flows", "storage", "tests", "benchmarks", "locales", "deploy", "docs", ".ci")
FILE = re.compile(rf"(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*<>{{}}-]*")
SOURCES = (*FOLDERS, "Makefile", "Dockerfile", "compose.yaml", ".env.example", "pyproject.toml")


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def spans(page: Path) -> list[str]:
    """Return what is in backticks on a page, without fenced blocks."""
    return SPAN.findall(FENCED.sub("", page.read_text(encoding="utf-8")))


@cache
def sources() -> str:
    """Return the text of all code, scripts and settings."""
    files = [file for name in SOURCES for file in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))]
    endings = {".py", ".c", ".toml", ".yaml", ".yml", ".ftl", ".typ", ".example", ".sh", ""}
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file() and file.suffix in endings)


@cache
def words() -> frozenset[str]:
    """Return every word of the sources."""
    return frozenset(re.findall(r"\w+", sources().casefold()))


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_index_of_decisions_lists_each_once_in_order() -> None:
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d+) \| (.+?) \|", text, re.MULTILINE)
    assert listed == re.findall(r"^## (\d+)\. (.+)$", text, re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))


def test_the_map_of_the_code_names_every_room() -> None:
    rooms = {
        f"`{folder}/{init.parent.name}`"
        for folder in ("flows", "storage", "bot")
        for init in ROOT.glob(f"{folder}/*/__init__.py")
    }
    text = (ROOT / "docs" / "explanation" / "layers.md").read_text(encoding="utf-8")
    assert sorted(room for room in rooms if room not in text) == []


def test_the_reference_names_every_command_of_the_chat() -> None:
    text = (ROOT / "docs" / "reference" / "interview.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`/{name}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_is_named_exists(page: Path) -> None:
    files = [re.sub(r"<\w+>|\{\w+\}", "*", name) for span in spans(page) for name in FILE.findall(span.partition("::")[0])]
    assert not [file for file in files if not list(ROOT.glob(file.rstrip("/.")))]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_test_setting_and_constant_that_is_named_exists(page: Path) -> None:
    names = {name for span in spans(page) for name in re.findall(r"\btest_\w+(?!\w*\.py)\b|\b[A-Z]{2,}_[A-Z_]+\b", span)}
    assert sorted(name for name in names if name.casefold() not in words()) == []
