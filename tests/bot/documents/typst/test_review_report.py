"""The report of a review, measured in the PDF: two pages that say everything, whatever was lowered and however long the names."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import ReviewFacts, review_data, review_report
from bot.documents.fair_queue import Asker
from bot.documents.renderer import Renderer
from bot.documents.typst.breaking import MAY_BREAK
from bot.documents.typst.qr_code import qr_rows
from bot.documents.typst.render import render_typst
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from flows.review.decisions import Reason
from flows.review.selection import deciding, needed
from flows.review.states import CaseState
from tests.bot.documents.dossiers import STANDARD
from tests.bot.documents.review_reports import LONGEST_WORDS, MANY_WORDS, MIXED, SEED, every_fall, lowered, on_day, reported
from tests.bot.documents.typst.placed_text import Placed, placed
from tests.people.languages import LANGUAGES

SMALLEST_PT = 8.0
# The page's edge, with the disclaimer and the number.
FOOT_PT = 17 / 25.4 * 72
FIVE = dict.fromkeys(STANDARD.codes, Rating(5))
THREE = dict.fromkeys(STANDARD.codes, Rating(3))
WORDS = "Only the list of last year was shown."
FALL = lowered("demand-management", 2, WORDS, Reason.out_of_date, Reason.criterion_not_shown, facts=2)
CHECK_PAGE = "https://xingjie.example.org/check/AbCdEfGhIjKlMnOpQrStUv"
FEW = reported(THREE, (FALL,), institution="First Help", association="North")
WIDEST = reported(FIVE, every_fall(MANY_WORDS), institution="W" * 200, association="中" * 200)
CASES = {
    "few": FEW,
    "none": reported(),
    "second": reported(FIVE),
    "widest": WIDEST,
    "longest": reported(FIVE, every_fall(LONGEST_WORDS), institution="中" * 200, association="W" * 200),
    "published": replace(WIDEST, check_page=CHECK_PAGE),
    "one word": reported(FIVE, every_fall("W" * 1000), institution="a" * 200, association="_" * 200),
}
SHORT = ("few", "longest")
NAMES = [*SHORT, *(pytest.param(each, marks=pytest.mark.long("two of the cases")) for each in CASES if each not in SHORT)]


def bare(text: str) -> str:
    return "".join(text.replace(MAY_BREAK, "").split())


def pages_of(facts: ReviewFacts, words: DocumentWords) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(render_typst(review_report(facts, STANDARD, words)))).pages)


def read(page: PageObject) -> str:
    return bare("".join(text.text for text in placed(page) if text.y > FOOT_PT))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_two_pages_hold_everything_in_letters_that_one_can_read(name: str, language: str, wording: Wording) -> None:
    words, facts = DocumentWords(wording, language), CASES[name]
    data: Any = review_data(facts, STANDARD, words)
    pages = pages_of(facts, words)
    assert len(pages) == 2
    assert min(text.size for page in pages for text in placed(page)) >= SMALLEST_PT
    first, second = map(read, pages)
    for said in (facts.institution, facts.association, data["headline"], data["range"], data["state"], data["unverified"]):
        assert bare(said) in first, said
    for item in data["differences"]["items"]:
        assert bare(item["name"] + item["rungs"] + item["reasons"]) in first, item["name"]
    for domain in data["table"]["domains"]:
        assert bare(domain["name"]) in second
        assert all(bare("".join(row)) in second for row in domain["rows"])
    for note in data["notes"]:
        assert bare(note["title"] + note["text"] + note["seed"]) in second


def columns(texts: list[Placed]) -> list[list[float]]:
    found = defaultdict(set)
    for text in texts:
        found[round(text.x)].add(round(text.y, 1))
    return [sorted(heights) for heights in found.values()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_touches_another_or_the_foot(name: str, language: str, wording: Wording) -> None:
    for page in pages_of(CASES[name], DocumentWords(wording, language)):
        for heights in columns(placed(page)):
            assert all(upper - lower >= SMALLEST_PT for lower, upper in pairwise(heights))
            assert all(height > FOOT_PT or height < FOOT_PT - SMALLEST_PT / 2 for height in heights)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reviewer_wrote_is_whole_or_says_where_the_rest_is(language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    whole, cut = read(pages_of(FEW, words)[0]), read(pages_of(WIDEST, words)[0])
    assert bare(WORDS) in whole
    assert all(bare(words(criterion.words)) in whole for criterion in FALL.not_shown)
    assert bare(words("review-report-cut")) not in whole
    assert bare(words("review-report-cut")) in cut


def test_half_of_all_lowered_leaves_room_for_words(wording: Wording) -> None:
    few = tuple(lowered(code, 4, MANY_WORDS) for code in STANDARD.codes[:6])
    first = read(pages_of(reported(FIVE, few), DocumentWords(wording, "en"))[0])
    assert first.count(bare("The list of last year was shown, that of this year was not.")) >= len(few)


@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_can_repeat_the_draw_from_what_is_printed(language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    facts = reported(MIXED)
    data: Any = review_data(facts, STANDARD, words)
    rows = [row for domain in data["table"]["domains"] for row in domain["rows"]]
    assert SEED in read(pages_of(facts, words)[1])
    star = 0
    others = [row[1] for row in rows if row[4] != words("review-report-look-nothing")]
    others = [code for code in others if code not in deciding(STANDARD, MIXED, star)]
    lots = sorted(others, key=lambda code: (not needed(STANDARD, code, star), sha256(f"{SEED}/{code}".encode()).digest()))
    drawn = [row[1] for row in rows if row[4] == words("review-report-look-drawn")]
    assert sorted(lots[: len(drawn)]) == sorted(drawn)
    assert len(drawn) == facts.rules.sampled_items


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [CaseState.opinion, CaseState.objected, CaseState.ready])
def test_an_opinion_says_that_it_is_not_issued(state: CaseState, language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    first = read(pages_of(reported(THREE, (FALL,), state), words)[0])
    assert bare(words("review-report-preliminary")) in first
    assert bare(words("review-report-issued")) not in first.replace(bare(words("review-report-preliminary")), "")


def test_the_check_page_is_printed_in_one_piece_with_its_code(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    facts = replace(FEW, check_page=CHECK_PAGE)
    assert CHECK_PAGE in pages_of(facts, words)[0].extract_text()
    assert review_data(facts, STANDARD, words)["check"] == qr_rows(CHECK_PAGE)
    assert review_data(FEW, STANDARD, words)["check"] is None
    assert bare(words("review-report-check-page")) not in read(pages_of(FEW, words)[0])


def test_a_confirmed_name_is_not_called_unverified(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    first = read(pages_of(replace(FEW, is_confirmed=True), words)[0])
    assert bare(words("review-report-name-confirmed")) in first
    assert bare(words("review-report-name")) not in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_that_no_longer_counts_says_so(language: str, wording: Wording) -> None:
    words, result = DocumentWords(wording, language), FEW.case.result
    assert result is not None
    late = on_day(FEW, result.valid_until)
    rescinded = replace(FEW, case=replace(FEW.case, result=replace(result, rescinded="W" * 1000)))
    superseded = replace(FEW, case=replace(FEW.case, result=replace(result, superseded_by="case 2")))
    last = words.day(result.valid_until - timedelta(days=1))
    for facts, said in (
        (on_day(FEW, result.valid_until - timedelta(days=1)), words("review-report-valid", last=last)),
        (late, words("review-report-expired", last=last)),
        (rescinded, words("review-report-rescinded", reason="W" * 10)),
        (superseded, words("review-report-superseded")),
    ):
        pages = pages_of(facts, words)
        assert len(pages) == 2
        assert bare(said) in read(pages[0])


def test_readers_are_named_by_role_alone(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    for facts, seats in (
        (CASES["second"], ("first", "second")),
        (reported(THREE, (FALL,), CaseState.objected), ("first", "objection")),
    ):
        data: Any = review_data(facts, STANDARD, words)
        _, readers = data["facts"]["named"]
        assert readers[1] == "; ".join(words(f"review-report-reader-{seat}") for seat in seats)


def test_a_case_without_an_opinion_has_no_report(wording: Wording) -> None:
    unread = replace(FEW, case=replace(FEW.case, state=CaseState.in_review))
    with pytest.raises(ValueError, match="in_review"):
        review_report(unread, STANDARD, DocumentWords(wording, "en"))


async def test_the_renderer_makes_it_as_other_documents(renderer: Renderer, wording: Wording) -> None:
    made = await renderer.typeset(review_report(FEW, STANDARD, DocumentWords(wording, "zh")), Asker("ann", "desk"))
    assert made.startswith(b"%PDF")
