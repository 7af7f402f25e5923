"""How the words are written: each fault, planted in a copy of the words, is found with file, key and cause."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.checks.keys import HOLE, entries_of
from bot.checks.similarity import check_similarity
from bot.checks.style import check_style, traditional
from bot.commands.standard_check import check_all
from bot.words.files import Words
from bot.words.wording import LOCALES
from flows.standard.loader import load, shipped
from tests.bot.words.rewriting import rewritten
from tests.validity.example_edition import EDITION


def faults_in(words: Words, *languages: str) -> list[str]:
    """The faults of some words, in these languages."""
    all_entries = {language: entries_of(words[language]) for language in languages}
    return [*check_style(all_entries), *check_similarity(shipped(), all_entries)]


def planted(file: str, message: str, attribute: str, words: str) -> str:
    """The text of a file in which one message, or its attribute, reads otherwise."""
    head, found, tail = (LOCALES / file).read_text(encoding="utf-8").partition(f"\n{message} =")
    assert found, message
    key = r"\A( )[^\n]*" if not attribute else rf"(\n    \.{attribute} = )[^\n]*"
    changed, count = re.subn(key, lambda match: match[1] + words, tail, count=1)
    assert count == 1
    return head + found + changed


def test_the_words_are_well_written(words: Words) -> None:
    assert faults_in(words, *words) == []


@pytest.mark.parametrize(
    ("file", "message", "attribute", "instead", "cause"),
    [
        ("zh/standard/design.ftl", "service-level", "rung-3", "企" * 41, "has 41 characters, 40 at most"),
        ("en/standard/design.ftl", "service-level", "rung-3", "w" * 151, "has 151 characters, 150 at most"),
        ("zh/standard/design.ftl", "service-level", "why", "企业要看SLA。", "has a Latin word that is not in foreign.txt: SLA"),
        ("en/standard/design.ftl", "service-level", "why", "Companies need 承诺.", "has Chinese in it: 承诺"),
        ("zh/standard/design.ftl", "service-level", "why", "讲定了,企业才好安排。", "has half-width punctuation beside Chinese: 讲定了,企业才好"),
        ("zh/interface.ftl", "row-line", "", "{ $name }:{ $value }", "has half-width punctuation beside Chinese: { }:{ }"),
        ("zh/standard/design.ftl", "service-level", "why", '讲定了"几天"再办。', 'has a straight quote: "'),
        ("en/standard/design.ftl", "service-level", "why", "It's settled.", "has a straight quote: '"),
        ("en/standard/design.ftl", "service-level", "why", "Settled\u202e.\x1b[2J", "has an invisible character: U+001B"),
        ("zh/standard/design.ftl", "service-level", "why", "發布后照办。", "has a traditional character: 發"),
        ("zh/standard/design.ftl", "service-level", "why", "近 12 个月都照办。", "has a space beside Chinese: 近 12"),
        ("zh/documents.ftl", "report-held-more", "", "后面还有 { $count } 项。", "has a space beside Chinese: 后面还有 { }"),
        # Inside a choice, too, in the variant that comes last.
        ("zh/interface.ftl", "stars-range", "", "{ $low ->\n    [0] 无\n   *[other] { $low }至ABC{ $high }\n }", "a Latin word that is not in foreign.txt: ABC"),
    ],
)  # fmt: skip
def test_a_fault_of_writing_is_found(
    words: Words, tmp_path: Path, file: str, message: str, attribute: str, instead: str, cause: str
) -> None:
    key = f"{message}.{attribute}" if attribute else message
    found = faults_in(rewritten(words, file, planted(file, message, attribute, instead), tmp_path), file.partition("/")[0])
    assert any(fault.startswith(f"{file}: {key}: ") and cause in fault for fault in found), found


@pytest.mark.parametrize(
    ("language", "attribute", "instead", "repeats"),
    [
        # A rung that only words the one below otherwise.
        ("zh", "rung-2", "企业来办事，我们有人事先讲明几天办好、办到什么程度，哪怕只用口头。", "service-level.rung-1"),
        # The same rung of another subdomain, under the formula that all share.
        ("zh", "rung-5", "第4阶之上，我们公开了带着员工转型的办法，近24个月有外部机构照它完成自身调整。", "organisational-change.rung-5"),
        ("en", "rung-5", "All of rung 4, and we have published our way of bringing staff through change; others reorganised by it in the past 24 months.", "organisational-change.rung-5"),
        ("en", "evidence-3", "The one method for changes, an effects table and a training sign-in sheet, and the latest record of hearing views.", "organisational-change.evidence-3"),
        # A step, and a sign, of any other subdomain.
        ("zh", "build-2b", "拿1项正在办的诊断活动补齐任务单，照单办到底。", "project-management.build-2c"),
        ("en", "done-4", "The minutes of the latest change of direction state the forecast figures they used.", "strategic-decision.done-4"),
    ],
)  # fmt: skip
def test_repeated_sentences_are_found(
    words: Words, tmp_path: Path, language: str, attribute: str, instead: str, repeats: str
) -> None:
    file, key = f"{language}/standard/design.ftl", f"service-level.{attribute}"
    found = faults_in(rewritten(words, file, planted(file, "service-level", attribute, instead), tmp_path), language)
    assert any("says nearly what" in fault and key in fault and repeats in fault for fault in found), found
    assert all("says nearly what" in fault for fault in found), found


def test_a_choice_is_read_in_all_its_variants(words: Words) -> None:
    entries = entries_of(words["en"])
    assert entries["stars-range"].readings == (f"{HOLE} to {HOLE}",)
    assert "no star yet" in entries["stars"].readings
    assert len(entries["report-held-unknown"].readings) == 1
    assert len(entries["report-build"].readings) == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [("显著", []), ("乾坤", []), ("宫商角徵羽", []), ("餅乾", ["餅", "乾"]), ("徵求", ["徵"]), ("答覆", ["覆"])],
)
def test_a_character_is_traditional_in_its_word(text: str, found: list[str]) -> None:
    assert traditional(text) == found


@pytest.mark.long("the shorter tests of this file")
def test_a_screen_too_long_and_a_button_too_wide_are_found(tmp_path: Path) -> None:
    """In a small edition, whose screens are few."""
    locales = tmp_path / "locales"
    shutil.copytree(EDITION, locales)
    path = locales / "zh" / "standard" / "reception.ftl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    .evidence-1 = ", "    .evidence-1 = " + "近3个月的记录，" * 600, 1), encoding="utf-8")
    shipped_text = (LOCALES / "zh" / "interface.ftl").read_text(encoding="utf-8")
    label = "‹" + "返" * 30
    wide = re.sub(r"(?m)^choice-return = .*", f"choice-return = {label}", shipped_text)
    (locales / "zh" / "interface.ftl").write_text(wide, encoding="utf-8")
    found = check_all(load(EDITION / "edition.toml"), locales)
    assert any("screen explain: the text has" in fault for fault in found)
    assert any(f"the button “{label[:4]}" in fault for fault in found)
