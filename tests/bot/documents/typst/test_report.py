"""The report: what a reader finds in it, and that it is a tagged PDF/A-2b."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.report import report as contents
from bot.documents.content.report import report_data
from bot.documents.typst.render import render_typst
from bot.words.wording import Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, Ratings
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.bot.documents.dossiers import (
    CHECKLIST_FILE,
    INSTITUTION,
    LEFT_OUT_BECAUSE,
    MIXED,
    PERSON,
    STANDARD,
    TODAY,
    level,
    made,
)

# gold.lighten(25%) of the template.
GOLD = [0.89, 0.73, 0.38]
# What the report shows for a character that its fonts lack.
MISSING = "〓"


def report(dossier: Dossier, words: DocumentWords) -> bytes:
    return render_typst(contents(dossier, words))


def read(data: bytes) -> list[str]:
    """The text of each page, without blanks and line ends: where a line breaks is the page's own affair."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("name", ['")))#panic("甲")//', '\\")))#panic("乙")//', "\\u{41}\\n#data.title", '"\\\\"'])
def test_a_name_is_shown_as_it_is_and_never_carried_out(name: str, wording: Wording) -> None:
    pages = read(report(made(MIXED, "zh", name), DocumentWords(wording, "zh")))
    assert all(re.sub(r"\s+", "", name) in page for page in pages)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_says_it_all(language: str, wording: Wording) -> None:
    data = report(made(MIXED, language, f"{INSTITUTION}🏢", planned=True), DocumentWords(wording, language))
    pages = read(data)

    def has(text: str, *where: int) -> bool:
        wanted = re.sub(r"\s+", "", text)
        return any(wanted in pages[number] for number in (where or range(len(pages))))

    def words(key: str, **args: str | int) -> str:
        return wording.say(phrase(key, **args), language)

    assert has(f"{INSTITUTION}{MISSING}", 0)
    assert has(words("document-date", year="2027", month=3, day="15"), 0)
    assert has(PERSON, 0)
    assert has(words("service-level"), 0)
    for code in shipped().codes:
        assert has(words(code)), code
    assert has(CHECKLIST_FILE)
    assert has(
        words("report-evidence-stale", rung=3, until=words("document-date", year="2026", month=10, day="1"), known="yes")
    )
    for part in ("unsure", "left-out", "contradictions", "lacking-evidence"):
        assert has(words(f"report-ask-{part}"), *range(3, len(pages))), part
    assert has(LEFT_OUT_BECAUSE)
    assert has(content_hash(shipped()))
    assert has("U+1F3E2")
    for number in range(len(pages)):
        assert has(words("disclaimer"), number)
        assert has(f"{number + 1} / {len(pages)}", number)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_evidence_in_part_names_what_it_leaves_out(wording: Wording, language: str) -> None:
    """At its subdomain, and among what to bring to the assessor."""
    part = Rating(3, evidence=Evidence("Rules", 3, TODAY, shows="3a"))
    words, ladder = DocumentWords(wording, language), STANDARD.subdomain("demand-management")
    data = report_data(made({ladder.code: part}, language), words)
    (page,) = [each for domain in data["body"]["domains"] for each in domain["subdomains"]]
    said = words.left_out(ladder, part.evidence) if part.evidence else ""
    assert all(words(one.words) in said for one in ladder.criteria_of(3)[1:])
    assert words(ladder.criteria_of(3)[0].words) not in said
    assert page["evidence"]["state"].endswith(said)
    assert not page["evidence"]["good"]
    assert [words(ladder.code), said] in [item for group in data["questions"]["groups"] for item in group["items"]]


def test_the_report_is_a_tagged_archive(wording: Wording) -> None:
    reader = PdfReader(io.BytesIO(report(made(MIXED), DocumentWords(wording, "zh"))))
    catalogue: Any = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert str(catalogue["/Lang"]).startswith("zh")
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.1)


@pytest.mark.parametrize("rung", [0, 5])
def test_the_ends_of_the_scale(rung: int, wording: Wording) -> None:
    voice = DocumentWords(wording, "zh")
    pages = read(report(made(level(rung)), voice))
    if rung == 0:
        assert voice("report-gap", star=1, low=0, high=1) in "".join(pages)
    else:
        assert voice("keep-title") in pages[0]


def test_nothing_answered_is_a_report_too(wording: Wording) -> None:
    voice = DocumentWords(wording, "zh")
    assert voice("result-unanswered-open", count=27) in read(report(made({}), voice))[0]


SAID: Ratings = level(1, service_level=Rating(unsure=True), risk_management=Rating(not_applicable=LEFT_OUT_BECAUSE))
UNSAID: Ratings = {code: rating for code, rating in SAID.items() if code != "service-catalogue"}


def entry(ratings: Ratings, code: str, words: DocumentWords) -> dict[str, Any]:
    """What the report says of one subdomain that has an answer."""
    found: dict[str, Any] = next(
        sub
        for domain in report_data(made(ratings, words.language), words)["body"]["domains"]
        for sub in domain["subdomains"]
        if sub["name"] == words(code)
    )
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_without_a_rung_is_given_none(language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    data = report_data(made(UNSAID, language), words)
    assert data["body"]["unanswered"] == words("report-unanswered", count=1, names=words("service-catalogue"))
    cells = [cell for domain in data["front"]["overview"]["domains"] for cell in domain["cells"]]
    assert [(cell["name"], cell["sign"]) for cell in cells if cell["level"] is None] == [
        (words("risk-management"), "/"),
        (words("service-catalogue"), "–"),
        (words("service-level"), words("report-sign-unsure")),
    ]
    unsure = entry({**UNSAID, "service-catalogue": Rating(unsure=True)}, "service-catalogue", words)
    assert (unsure["mark"], unsure["rung"]) == (words("mark-unsure"), words("report-find-out"))
    assert (unsure["gap"], unsure["next"]["title"]) == (words("report-gap-unsure", star=1), words("report-next-if", rung=1))
    left_out = entry(SAID, "risk-management", words)
    assert (left_out["rung"], left_out["next"]) == (LEFT_OUT_BECAUSE, None)
    none = entry({**SAID, "service-catalogue": Rating(0)}, "service-catalogue", words)
    assert (none["rung"], none["next"]["title"]) == (words("service-catalogue.rung-0"), words("report-next", rung=1))


def test_a_blocking_subdomain_says_if_its_rung_is_unknown(wording: Wording) -> None:
    ratings = {**UNSAID, "service-investment": Rating(unsure=True), "service-quality": Rating(0)}
    data = report_data(made(ratings, "en"), DocumentWords(wording, "en"))
    front = data["front"]
    assert front["holds"]["title"] == "What holds back 1 star"
    assert set(front["holds"]["items"]) == {
        "Service catalogue (not answered)",
        "Service investment (unsure)",
        "Service quality (rung\u00a00)",
    }
    assert {(row[0], row[1]) for row in data["build"]["rows"]} == {
        ("Service catalogue", "not answered→1"),
        ("Service investment", "unsure→1"),
        ("Service quality", "0→1"),
    }


def test_a_rung_and_its_number_stay_on_one_line(wording: Wording) -> None:
    items = report_data(made(level(0), "en"), DocumentWords(wording, "en"))["front"]["holds"]["items"]
    assert all(item.endswith("(rung\u00a00)") for item in items)


def golden(reader: PdfReader) -> int:
    """How many ladders have golden cells."""
    found = 0

    def visit(operator: bytes, operands: list[Any], *_: Any) -> None:
        nonlocal found
        found += operator == b"scn" and [round(float(part), 2) for part in operands] == GOLD

    for page in reader.pages[1:]:
        page.extract_text(visitor_operand_before=visit)
    return found


def test_a_subdomain_that_the_next_star_does_not_need_lacks_nothing(wording: Wording) -> None:
    asked = [sub.code for sub in STANDARD.subdomains if 1 in sub.stars]
    for answer in (Rating(0), Rating(unsure=True)):
        data = report(made(dict.fromkeys(asked, answer)), DocumentWords(wording, "zh"))
        assert golden(PdfReader(io.BytesIO(data))) == len(asked) == 10


def walked(node: Any) -> Iterator[str]:
    """The tags of a structure, from the top."""
    found = node.get_object()
    if isinstance(found, list):
        for child in found:
            yield from walked(child)
    elif isinstance(found, dict):
        yield from [found["/S"]] if "/S" in found else []
        yield from walked(found["/K"]) if "/K" in found else ()


def test_every_table_has_its_heads_and_no_head_is_empty(wording: Wording) -> None:
    reader = PdfReader(io.BytesIO(report(made(MIXED, planned=True), DocumentWords(wording, "zh"))))
    data = report_data(made(MIXED), DocumentWords(wording, "zh"))
    domains = [domain["name"] for domain in data["front"]["overview"]["domains"]]
    heads = [*domains, *data["front"]["decisions"]["heads"], *data["build"]["heads"]]
    assert all(heads)
    tags = list(walked(reader.root_object["/StructTreeRoot"]))
    assert tags.count("/Table") == 3
    assert tags.count("/TH") == len(heads)


def test_the_same_dossier_gives_the_same_bytes(wording: Wording) -> None:
    assert report(made(MIXED), DocumentWords(wording, "zh")) == report(made(MIXED), DocumentWords(wording, "zh"))
