"""The words: complete in both languages; a fault is found with file, key and cause."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax.ast import Message
from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.keys import check_words, entries_of
from bot.words.compiled import compile_language
from bot.words.files import Words, read_file, read_words
from bot.words.folders import word_files
from bot.words.numbers import number
from bot.words.wording import LANGUAGES, LOCALES, BrokenWords, Wording, language_accepted, language_of
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.bot.words.rewriting import rewritten
from tests.people import languages
from tests.people.shipped_words import shipped_wording

# What is left around the stars of a sentence in the chat.
AROUND_STARS = " :："


def test_the_words_are_complete(words: Words) -> None:
    assert check_words(shipped(), words) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("zh/standard/strategy.ftl", "    .rung-3", "    .rung-7", "demand-management.rung-3: is missing"),
        ("en/standard/design.ftl", "    .why", "    .reason", "service-level.why: is missing"),
        ("zh/interface.ftl", "choice-back =", "choice-bakc =", "zh/interface.ftl: choice-back: is missing"),
        ("en/interface.ftl", "{ $count ->", "{ $number ->", "uses other variables"),
        ("en/interface.ftl", "welcome-title = R", "welcome-title R", "cannot be read"),
        ("en/interface.ftl", "choice-back = ", "choice-back = x\nchoice-back = ", "choice-back: occurs twice"),
    ],
)
def test_a_fault_is_found(words: Words, tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    text = (LOCALES / file).read_text(encoding="utf-8")
    assert old in text
    faults = check_words(shipped(), rewritten(words, file, text.replace(old, new), tmp_path))
    assert any(says in fault for fault in faults), faults[:5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_chat_and_documents_have_one_name_for_a_thing(wording: Wording, language: str) -> None:
    for lens in ("claimed", "under-way", "evidenced"):
        counted = {"count": 0} if lens == "evidenced" else {}
        in_chat = wording.say(phrase(f"reading-{lens}", stars="", **counted), language)
        assert in_chat.startswith(wording.say(phrase(f"report-lens-{lens}"), language))
    legend = wording.say(phrase("document-in-place"), language)
    assert legend == wording.say(phrase("report-lens-claimed"), language)
    for state in ("to_do", "doing", "done", "dropped"):
        in_chat = wording.say(phrase(f"state-{state}"), language)
        assert in_chat[1:].strip() == wording.say(phrase(f"report-state-{state.replace('_', '-')}"), language)


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.long("the shorter tests of this file")
def test_words_with_the_old_key_of_evidence_are_read(tmp_path: Path, language: str) -> None:
    shutil.copytree(LOCALES / language / "standard", tmp_path / language / "standard")
    for path in (tmp_path / language / "standard").rglob("*.ftl"):
        path.write_text(path.read_text(encoding="utf-8").replace(" .evidence-", " .proof-"), encoding="utf-8")
    assert not check_words(shipped(), read_words(tmp_path))
    key = phrase("strategic-decision.evidence-3")
    assert Wording.load(tmp_path).say(key, language) == shipped_wording().say(key, language)


def test_a_missing_key_is_named(wording: Wording) -> None:
    with pytest.raises(BrokenWords, match="no-such-key: is missing"):
        wording.say(phrase("no-such-key"), "en")


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


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ug-CN,zh-CN;q=0.9", "zh"),
        ("bo, zh-Hant-TW;q=0.3, fr;q=0.8", "zh"),
        ("en;q=0.2,zh-CN;q=0.9", "zh"),
        ("zh-CN;q=0.2,en-GB;q=0.9", "en"),
        ("zh,en", "zh"),
        ("en,zh", "en"),
        ("zh;q=0,en;q=0.1", "en"),
        ("zh;q=0,*", "en"),
        ("en;q=0", "zh"),
        ("zh-TW;q=0,zh-CN", "zh"),
        ("zh;q=0,en;q=0", "zh"),
        ("fr,de;q=0.5", "en"),
        ("fr,*;q=0.1", "en"),
        ("*", "zh"),
        ("", "zh"),
        (" EN-us ; Q=1.000 , ZH ; q=0.5 ", "en"),
        ("zh_CN", "zh"),
        ("en;q=2, zh", "zh"),
        ("en;q=nan, zh;q=0.1", "zh"),
        ("en;q=-1, zh;q=0.1", "zh"),
        ("en;;, ;q=1, zh;q=0.1, =", "zh"),
        (";,,;q=,q", "en"),
        ("<script>, zh", "zh"),
        ("x" * 100_000 + ",zh", "zh"),
        ("en," * 100_000, "en"),
    ],
)
def test_a_browser_gets_the_language_that_it_wants_most(header: str, language: str) -> None:
    assert language_accepted(header) == language


@given(st.one_of(st.text(max_size=200), st.text("zhenq=;,.*01- ", max_size=200)))
def test_any_header_leads_to_a_language(header: str) -> None:
    assert language_accepted(header) in LANGUAGES


def test_texts_among_the_variables_are_written_as_the_face_wants_them(wording: Wording) -> None:
    inner = phrase("notice-evidence-stale", date="/help")
    said = wording.say(inner, "en", echo=str.upper)
    assert "/HELP" in said
    assert said.replace("/HELP", "/help") == wording.say(inner, "en")
    nested = phrase("asking-title", domain=inner, subdomain=phrase("notice-tap"), number=1, total=2)
    assert said in wording.say(nested, "en", echo=str.upper)


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.long("the shorter tests of this file")
def test_text_that_needs_no_compiler_reads_as_compiled(words: Words, language: str) -> None:
    """Every key without anything put in, beside the same files compiled whole."""
    files = word_files(language).values()
    whole = FluentBundle(language, [FtlResource.from_file(str(file)) for file in files], use_isolating=False)
    plain = compile_language(language, words[language]).plain
    assert len(plain) > 1200
    assert plain == {key: whole.format(key)[0] for key in plain}


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long("every fifth key"))])
def test_words_with_variables_read_as_compiled_with_all(words: Words, language: str, step: int) -> None:
    """Every shipped key with variables, as a template or compiled when it is said, beside one compilation of them all."""
    files, wording = words[language], Wording(words)
    every = [(key, entry) for key, entry in entries_of(files).items() if entry.variables]
    assert len(every) > 450
    varied = dict(every[::step])
    names = {key.partition(".")[0] for key in varied}
    texts = [
        file.text[entry.span.start : entry.span.end]
        for file in files
        for entry in file.entries
        if isinstance(entry, Message) and entry.span is not None and entry.id.name in names
    ]
    whole = FluentBundle(language, [FtlResource("\n".join(texts))], use_isolating=False)
    for value in (1, 12_345, "x"):
        for key, entry in varied.items():
            args = {name: number(value) if isinstance(value, int) else value for name in entry.variables}
            read, faults = whole.format(key, args)
            assert not faults, f"{key}: {faults}"
            assert wording.say(phrase(key, **dict.fromkeys(entry.variables, value)), language) == read


def test_a_start_compiles_no_shipped_message(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def noted(language: str, resources: Sequence[FtlResource], **options: Any) -> Any:
        compiled.extend(f"{language} {resource.text}" for resource in resources)
        return FluentBundle(language, resources, **options)

    monkeypatch.setattr("bot.words.compiled.FluentBundle", noted)
    # Other tests of this process share what is compiled of the files themselves.
    wording = Wording({language: tuple(copy(file) for file in files) for language, files in words.items()})
    assert compiled == []
    for _ in range(2):
        wording.say(phrase("checkpoint-range", low=1, high=2), "en")
    assert len(compiled) == 1
    assert compiled[0].startswith("en checkpoint-range =")


@pytest.mark.parametrize("key", ["asking-title", "checkpoint-range"])
def test_a_missing_variable_is_named(wording: Wording, key: str) -> None:
    """The first is a template, the second is compiled."""
    with pytest.raises(BrokenWords, match=f"{key}: .*(subdomain|domain|low|high)"):
        wording.say(phrase(key), "en")


def own_words(folder: Path, text: str) -> Path:
    """Copy the shipped locales and add these English words."""
    (folder / "en").mkdir()
    (folder / "zh").mkdir()
    (folder / "en" / "own.ftl").write_text(text, encoding="utf-8")
    return folder


def test_words_that_quote_others_are_compiled_with_them(tmp_path: Path) -> None:
    text = "own-name = the bot\nown-greeting = This is { own-name }, { $who }.\n"
    wording = Wording({"en": (read_file("en/own.ftl", own_words(tmp_path, text) / "en" / "own.ftl"),)})
    assert wording.say(phrase("own-greeting", who="Li"), "en") == "This is the bot, Li."
    assert wording.say(phrase("own-name"), "en") == "the bot"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("own = a\nown = b\n", "own: Additional definition"),
        ("own\n", "Junk found"),
        ("own = { NOTHING($x) }\n", "Unknown function"),
        ("own = { -nobody }\n", "Unknown term"),
        ("own = { other }\nother = { own }\n", "Cyclic"),
        ("plain = a\n b\nown = { nobody }\n", r"own.ftl:3:9: Unknown message: nobody"),
    ],
)
def test_broken_words_stop_the_start(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BrokenWords, match=says):
        Wording({"en": (read_file("en/own.ftl", own_words(tmp_path, text) / "en" / "own.ftl"),)})
