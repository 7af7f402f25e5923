"""The words of criteria: each fault, planted in a copy of the words, is found with file, key and cause."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.checks.criteria import JOINERS, check_criteria
from bot.checks.keys import check_words, entries_of
from bot.checks.one_fact import ONE_FACT
from bot.words.files import Words, read_words
from bot.words.wording import LANGUAGES, LOCALES, Wording
from flows.dialogue import phrase
from flows.standard.loader import load, shipped
from tests.bot.words.rewriting import rewritten
from tests.validity.example_edition import EDITION

SUBDOMAIN = "demand-management"
FILE = "standard/criteria/strategy.ftl"


def faults_in(words: Words) -> list[str]:
    """The faults of the criteria in some words."""
    return check_criteria(shipped(), {language: entries_of(files) for language, files in words.items()})


def planted(language: str, attribute: str, instead: str | None) -> str:
    """The text of the file in which one attribute of the criteria reads otherwise, or is missing."""
    head, found, tail = (LOCALES / language / FILE).read_text(encoding="utf-8").partition(f"\n{SUBDOMAIN}-criteria =")
    line = "" if instead is None else f"\n    .{attribute} = {instead}"
    changed, count = re.subn(rf"\n    \.{attribute} = [^\n]*", lambda _: line, tail, count=1)
    assert found
    assert count == 1
    return head + found + changed


def test_the_criteria_are_well_written(words: Words) -> None:
    assert faults_in(words) == []


def test_every_subdomain_of_the_shipped_edition_has_criteria() -> None:
    assert [sub.code for sub in shipped().subdomains if not sub.criteria] == []
    assert shipped().waived_for_very_small == ()


@pytest.mark.parametrize(
    ("language", "attribute", "instead", "cause"),
    [
        ("zh", "rung-2a", "企" * 25, "has 25 characters, 24 at most"),
        ("en", "rung-2a", "w" * 111, "has 111 characters, 110 at most"),
        ("zh", "rung-2a-shown", "企" * 21, "has 21 characters, 20 at most"),
        ("en", "rung-2a-shown", "w" * 91, "has 91 characters, 90 at most"),
        ("zh", "rung-2a", "有登记办法和登记表", "joins two facts: 和"),
        ("zh", "rung-2a", "有登记办法并照做", "joins two facts: 并"),
        ("zh", "rung-2a", "有登记办法且照做", "joins two facts: 且"),
        ("zh", "rung-2a", "有登记办法以及登记表", "joins two facts: 以及"),
        ("zh", "rung-2a", "有登记办法；有登记表", "joins two facts: ；"),
        ("en", "rung-2a", "We have a rule and a form", "joins two facts: and"),
        ("en", "rung-2a", "We have a rule as well as a form", "joins two facts: as well as"),
        ("en", "rung-2a", "We have a rule; we have a form", "joins two facts: ;"),
        ("zh", "rung-3a", "第2阶之上，登记办法管到全部服务", "names a rung or a star: 第2阶"),
        ("en", "rung-3a", "All of rung 2, for all our services", "names a rung or a star: rung"),
        # Another fact of the same rung, and one of another rung, in nearly the same words.
        ("zh", "rung-2a", "主要服务都用现成的需求登记表格", "2b: says nearly what demand-management-criteria.rung-2a says"),
        ("zh", "rung-3a", "企业的需要都照办法逐条记进台账", "3a: says nearly what demand-management-criteria.rung-2c says"),
        ("en", "rung-4c", "Each need is then logged in a register by the rule", "4c: says nearly what demand-management-criteria.rung-2c says"),
    ],
)  # fmt: skip
def test_a_fault_is_found(words: Words, tmp_path: Path, language: str, attribute: str, instead: str, cause: str) -> None:
    found = faults_in(rewritten(words, f"{language}/{FILE}", planted(language, attribute, instead), tmp_path))
    assert any(fault.startswith(f"{language}/{FILE}: {SUBDOMAIN}-criteria.rung-") and cause in fault for fault in found), found


@pytest.mark.parametrize("attribute", ["rung-4b", "rung-4b-shown"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_criterion_is_found(words: Words, tmp_path: Path, language: str, attribute: str) -> None:
    changed = rewritten(words, f"{language}/{FILE}", planted(language, attribute, None), tmp_path)
    assert check_words(shipped(), changed) == [f"{language}/{FILE}: {SUBDOMAIN}-criteria.{attribute}: is missing"]


def test_a_criterion_that_the_edition_does_not_have_is_found(words: Words, tmp_path: Path) -> None:
    text = planted("zh", "rung-4b", "有目标\n    .rung-4x = 有目标")
    found = check_words(shipped(), rewritten(words, f"zh/{FILE}", text, tmp_path))
    assert f"zh/{FILE}: {SUBDOMAIN}-criteria.rung-4x: is not a key of this edition" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exception_is_needed_and_has_a_reason(words: Words, language: str) -> None:
    entries = entries_of(words[language])
    facts = [entries[item.words].readings[0] for sub in shipped().subdomains for rung in sub.criteria for item in rung]
    for name, reason in ONE_FACT[language].items():
        assert JOINERS[language].search(name)
        assert reason
        assert any(name in fact.casefold() for fact in facts), name


@pytest.mark.long("one fault of each kind, in shipped words")
def test_own_criteria_replace_ours(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copytree(LOCALES / language / "standard", tmp_path / language / "standard")
    (tmp_path / "en" / FILE).write_text(planted("en", "rung-2a", "A rule is in writing"), encoding="utf-8")
    assert check_words(shipped(), read_words(tmp_path)) == []
    assert Wording.load(tmp_path).say(phrase(f"{SUBDOMAIN}-criteria.rung-2a"), "en") == "A rule is in writing"


@pytest.mark.long("one fault of each kind, in shipped words")
def test_own_words_of_an_earlier_version_have_our_criteria(tmp_path: Path, wording: Wording) -> None:
    for language in LANGUAGES:
        shutil.copytree(LOCALES / language / "standard", tmp_path / language / "standard")
        shutil.rmtree(tmp_path / language / "standard" / "criteria")
    assert check_words(shipped(), read_words(tmp_path)) == []
    key = phrase(f"{SUBDOMAIN}-criteria.rung-2a")
    assert Wording.load(tmp_path).say(key, "en") == wording.say(key, "en")


def test_an_edition_without_criteria_needs_no_words_for_them() -> None:
    assert check_words(load(EDITION / "edition.toml"), read_words(EDITION)) == []
