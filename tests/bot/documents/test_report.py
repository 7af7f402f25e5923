"""The report: what a reader finds in it, and that it is a tagged PDF/A-2b."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.dossier import Dossier
from bot.documents.edition import content_hash
from bot.documents.report import report as contents
from bot.documents.typesetting import typeset
from bot.documents.voice import Voice
from bot.wording import Wording
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.bot.documents.conftest import MIXED, level, made


def report(dossier: Dossier, voice: Voice) -> bytes:
    return typeset(contents(dossier, voice))


def read(data: bytes) -> list[str]:
    """The text of each page, without blanks and line ends: where a line breaks is the page's own affair."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("name", ['")))#panic("甲")//', '\\")))#panic("乙")//', "\\u{41}\\n#data.title", '"\\\\"'])
def test_a_name_is_shown_as_it_is_and_never_carried_out(name: str, wording: Wording) -> None:
    pages = read(report(made(MIXED, "zh", name), Voice(wording, "zh")))
    assert all(re.sub(r"\s+", "", name) in page for page in pages)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_says_it_all(language: str, wording: Wording) -> None:
    data = report(made(MIXED, language, "嘉定喆堃垚㛃𬭎服务中心🏢", planned=True), Voice(wording, language))
    pages = read(data)

    def has(text: str, *where: int) -> bool:
        wanted = re.sub(r"\s+", "", text)
        return any(wanted in pages[number] for number in (where or range(len(pages))))

    def words(key: str, **args: str | int) -> str:
        return wording.say(phrase(key, **args), language)

    assert has("嘉定喆堃垚㛃𬭎服务中心〓", 0)
    assert has(words("document-date", year="2027", month=3, day="15"), 0)
    assert has("王喆", 0)
    assert has(words("service-level"), 0)
    for code in shipped().codes:
        assert has(words(code)), code
    assert has("质检表.pdf")
    assert has(words("report-proof-stale", rung=3, until=words("document-date", year="2026", month=10, day="1"), known="yes"))
    for part in ("unsure", "left-out", "contradictions", "unproven"):
        assert has(words(f"report-ask-{part}"), len(pages) - 1, len(pages) - 2), part
    assert has("由上级单位统一负责")
    assert has(content_hash(shipped()))
    assert has("U+1F3E2")
    for number in range(len(pages)):
        assert has(words("disclaimer"), number)
        assert has(f"{number + 1} / {len(pages)}", number)


def test_the_report_is_a_tagged_archive(wording: Wording) -> None:
    reader = PdfReader(io.BytesIO(report(made(MIXED), Voice(wording, "zh"))))
    catalogue: Any = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert str(catalogue["/Lang"]).startswith("zh")
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.1)


@pytest.mark.parametrize("rung", [0, 5])
def test_the_ends_of_the_scale(rung: int, wording: Wording) -> None:
    pages = read(report(made(level(rung)), Voice(wording, "zh")))
    assert "离1星：从第0阶到第1阶" in "".join(pages) if rung == 0 else "守住5星" in pages[0]


def test_nothing_answered_is_a_report_too(wording: Wording) -> None:
    assert "还有27题未答" in read(report(made({}), Voice(wording, "zh")))[0]


def test_the_same_dossier_gives_the_same_bytes(wording: Wording) -> None:
    assert report(made(MIXED), Voice(wording, "zh")) == report(made(MIXED), Voice(wording, "zh"))
