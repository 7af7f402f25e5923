"""The words: complete in both languages; a fault is found with file, key and cause."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.lexicon import check_words
from bot.wording import LOCALES, BrokenWords, Wording, language_of
from flows.dialogue import phrase
from flows.standard.loader import shipped


def test_the_words_are_complete() -> None:
    assert check_words(shipped()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("zh/standard/strategy.ftl", "    .rung-3", "    .rung-7", "demand-management.rung-3: is missing"),
        ("en/standard/design.ftl", "    .why", "    .reason", "service-level.why: is missing"),
        ("zh/interface.ftl", "choice-back =", "choice-bakc =", "zh/interface.ftl: choice-back: is missing"),
        ("en/interface.ftl", "{ $count ->", "{ $number ->", "uses other variables"),
        ("en/interface.ftl", "welcome-title = X", "welcome-title X", "cannot be read"),
        ("en/interface.ftl", "choice-back = ", "choice-back = x\nchoice-back = ", "choice-back: stands twice"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    shutil.copytree(LOCALES, tmp_path / "locales")
    path = tmp_path / "locales" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    faults = check_words(shipped(), tmp_path / "locales")
    assert any(says in fault for fault in faults), faults[:5]


def test_a_missing_key_is_named() -> None:
    with pytest.raises(BrokenWords, match="no-such-key: is missing"):
        Wording.load().say(phrase("no-such-key"), "en")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-hans", "zh"),
        ("zh-hant", "zh"),
        ("ZH_tw", "zh"),
        ("en-GB", "en"),
        ("de", "en"),
        (None, "zh"),
        ("", "zh"),
    ],
)
def test_every_tag_has_its_language(tag: str | None, language: str) -> None:
    assert language_of(tag) == language
