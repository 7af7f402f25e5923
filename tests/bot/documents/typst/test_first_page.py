"""Page one of the report, measured in the PDF: the verdict, all subdomains and three decisions, in letters that one can read."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.report import report, report_data
from bot.documents.typst.breaking import MAY_BREAK
from bot.documents.typst.render import render_typst
from bot.score.strict_reader import answers_of
from bot.words.wording import Wording
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import Fall
from tests.bot.documents.dossiers import CHECKLIST, CHECKLIST_FILE, LEFT_OUT_BECAUSE, MIXED, STANDARD, evidenced, level
from tests.bot.documents.typst.long_names import FILE, LONG_NAME, WIDE_NAME, dossier_of
from tests.bot.documents.typst.placed_text import Placed, placed
from tests.people.languages import LANGUAGES

SMALLEST_PT, SENTENCE_PT = 8.0, 10.5
RADAR_PT = 9 / 2.54 * 72
# The page's edge, with the disclaimer and the number.
FOOT_PT = 24 / 25.4 * 72
FIRST = [sub.code for sub in STANDARD.subdomains if 1 in sub.stars]
SECOND = [sub.code for sub in STANDARD.subdomains if 2 in sub.stars]
# As many remarks as there can be.
REMARKED: Ratings = {
    **dict.fromkeys(FIRST, Rating(0)),
    FIRST[0]: evidenced(3, used=date(2025, 12, 20)),
    FIRST[1]: Rating(unsure=True),
    FIRST[2]: Rating(unsure=True),
    "risk-management": Rating(not_applicable=LEFT_OUT_BECAUSE),
}
# As many signs and remarks as a review can bring.
REVIEWED: Ratings = {
    code: rating.with_verified(None if number % 3 else rating.read(Lens.claimed) * (number % 2))
    for number, (code, rating) in enumerate({**level(4), **REMARKED}.items())
}
RUNS: dict[str, Ratings] = {
    "quick": dict.fromkeys(FIRST, Rating(0)),
    "quick-unsure": dict.fromkeys(FIRST, Rating(unsure=True)),
    "quick-two-stars": dict.fromkeys([*FIRST, *SECOND], Rating(1)),
    "target": dict.fromkeys([sub.code for sub in STANDARD.subdomains if {1, 2, 3} & set(sub.stars)], Rating(2, under_way=True)),
    "full": MIXED,
    "full-four": level(4),
    "full-five": level(5),
    "one": {FIRST[0]: Rating(1)},
    "remarked": REMARKED,
    "reviewed": REVIEWED,
    "long-names": answers_of(STANDARD, FILE.read_bytes()).ratings,
}
NAMES = {
    "": "王喆",
    "嘉定区中小企业服务中心": "王喆",
    LONG_NAME[:200]: "Shanghai_SME_" * 4,
    WIDE_NAME: "W" * 60,
    "中" * 200: "中" * 60,
}

IDS = ["none", "short", "long", "wide", "chinese"]
LONG = pytest.mark.long("a short and a wide name, and the runs that fill the page most or least")
SHORT = {"嘉定区中小企业服务中心", WIDE_NAME, "quick", "quick-unsure", "full", "remarked", "long-names"}


def dossier_with(run: str, language: str, name: str) -> Dossier:
    whole = replace(dossier_of(RUNS[run], language, name, NAMES[name]), campaign=name[:80])
    return replace(whole, fall=Fall(0, date(2026, 12, 24))) if run == "remarked" else whole


def bare(text: str) -> str:
    return "".join(text.replace(MAY_BREAK, "").split())


def pages_of(whole: Dossier, words: DocumentWords) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(render_typst(report(whole, words)))).pages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in SHORT else LONG) for name in NAMES], ids=IDS)
@pytest.mark.parametrize("run", [pytest.param(run, marks=[] if run in SHORT else LONG) for run in RUNS])
def test_page_one_holds_verdict_subdomains_and_decisions(run: str, name: str, language: str, wording: Wording) -> None:
    words, whole = DocumentWords(wording, language), dossier_with(run, language, name)
    front: Any = report_data(whole, words)["front"]
    texts = [text for text in placed(pages_of(whole, words)[0]) if text.y > FOOT_PT]
    assert min(text.size for text in texts) >= SMALLEST_PT
    read = bare("".join(text.text for text in texts))
    for said in (name, front["stars"], front["onward"], *front["remarks"], front["decisions"]["title"]):
        assert bare(said) in read, said
    # In the order of reading: the overview, then the decisions.
    overview, decisions = read[read.index(bare(front["overview"]["title"])) :].split(bare(front["decisions"]["title"]))
    for domain in front["overview"]["domains"]:
        assert all(bare(cell["name"] + cell["sign"]) in overview for cell in domain["cells"])
    rows = front["decisions"]["rows"]
    assert len(rows) == min(3, len(whole.steps))
    for subdomain, _, person, due in rows:
        assert bare(person) in decisions
        assert all(bare(said) in decisions for said in (subdomain, due))
    assert decisions.count(bare(NAMES[name])) == len(rows)


def columns(texts: list[Placed]) -> dict[int, list[Placed]]:
    found = defaultdict(list)
    for text in texts:
        found[round(text.x)].append(text)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("run", "name"), [("remarked", WIDE_NAME), ("remarked", "中" * 200), ("target", ""), ("full-four", "")]
)
def test_no_line_of_page_one_touches_another(run: str, name: str, language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    for column in columns(placed(pages_of(dossier_with(run, language, name), words)[0])).values():
        heights = sorted(text.y for text in column)
        assert all(upper - lower >= SMALLEST_PT for lower, upper in pairwise(heights) if upper > lower)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_large_enough_for_a_meeting(language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    whole = dossier_with("full", language, "")
    data: Any = report_data(whole, words)
    small = bare(data["disclaimer"] + data["front"]["overview"]["hint"])
    pages = pages_of(whole, words)
    for text in (text for page in pages for text in placed(page)):
        assert text.size >= SMALLEST_PT
        ends = text.text.endswith("。" if language == "zh" else ".") and len(text.text) > len(CHECKLIST_FILE) + len("No.")
        if ends and CHECKLIST not in text.text and bare(text.text) not in small:
            assert text.size >= SENTENCE_PT, text


def widest_pentagon(page: PageObject) -> float:
    """Return the width in points of the widest closed drawing of five corners."""
    widest, corners = 0.0, list[float]()

    def visit(operator: bytes, operands: list[Any], cm: list[float], *_: Any) -> None:
        nonlocal widest, corners
        if operator == b"m":
            corners = []
        if operator in (b"m", b"l"):
            corners.append(cm[0] * float(operands[0]))
        if operator == b"h" and len(corners) == 5:
            widest = max(widest, max(corners) - min(corners))

    page.extract_text(visitor_operand_before=visit)
    return widest


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_five_domains_are_drawn_nine_centimetres_wide(language: str, wording: Wording) -> None:
    pages = pages_of(dossier_with("full", language, ""), DocumentWords(wording, language))
    assert max(map(widest_pentagon, pages)) >= RADAR_PT
