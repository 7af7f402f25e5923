"""Tests assert keys, stages and English: Chinese words may be rewritten without a test that fails for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.people.shipped_words import shipped_words

HERE = Path(__file__).parent
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# A character can also be written by its number or its name.
ESCAPE = re.compile(r"\\[uUN]")
# From this many characters on, a text in a test and in the shipped words is a quotation.
QUOTED = 4
# Tests of the words themselves: Chinese is what they are given, and what they find in it.
ABOUT_WORDS = frozenset(
    {
        "bot/checks/test_style.py",
        "test_chinese_text.py",
        "transcripts/test_transcripts.py",
        "validity/test_document.py",
        "validity/test_validity.py",
    }
)


def texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of every text with Chinese characters in a part of a program."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and CHINESE.search(part.value):
            yield part.lineno, part.value


def asserted(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the Chinese texts that decide whether a test passes: in `assert`, in `until(…)`, in `raises(…)` and in `while`."""
    for node in ast.walk(tree):
        called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Assert) or called in ("until", "raises"):
            yield from texts(node)
        elif isinstance(node, ast.While | ast.If):
            yield from texts(node.test)


def found_in(source: str, shipped: str = "") -> list[tuple[int, str]]:
    """Return line and text of every Chinese text that a test asserts, or that quotes the shipped words."""
    if not (CHINESE.search(source) or ESCAPE.search(source)):
        return []
    tree = ast.parse(source)
    quoted = {(line, text) for line, text in texts(tree) if len(CHINESE.findall(text)) >= QUOTED and text in shipped}
    return sorted(quoted | set(asserted(tree)))


def test_no_test_asserts_chinese_text() -> None:
    shipped = "\n".join(file.text for file in shipped_words()["zh"])
    found = {
        str(path.relative_to(HERE)): texts
        for path in HERE.rglob("*.py")
        if (texts := found_in(path.read_text(encoding="utf-8"), shipped))
    }
    assert {file: texts for file, texts in found.items() if file not in ABOUT_WORDS} == {}


@pytest.mark.parametrize(
    "source",
    [
        "assert '已存' in screen",
        "await api.until(lambda: '已存' in screen)",
        "while '已存' not in screen: pass",
        "says = '名称已存好'",
    ],
)
def test_chinese_text_that_decides_is_found(source: str) -> None:
    assert found_in(source, "notice-named = 名称已存好，之后的文件都会写上。")


@pytest.mark.parametrize("source", ["typed = '三家'", "NAME = '中心'; assert NAME in screen", "assert 'stored' in screen"])
def test_typed_text_may_be_chinese(source: str) -> None:
    assert not found_in(source, "about = 三家")
