"""Documents after a review: they tell the verified star from the claimed one, and name what was not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.content.card import card_data
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.fingerprint import dossier_fingerprint
from bot.documents.content.front_page import what_to_build
from bot.documents.content.report import report_data
from bot.documents.content.sheets import answers_sheet, gaps_sheet, plan_sheet
from bot.documents.content.workbook import workbook
from bot.words.wording import Wording
from flows.assessment.rating import Lens, Rating
from flows.review.decisions import Reason
from flows.review.result import Difference
from tests.bot.documents.dossiers import STANDARD, level, made
from tests.people.languages import LANGUAGES

CONFIRMED, LOWERED = STANDARD.codes[0], STANDARD.ticked(1)[0].code
REVIEWED = {**level(3), CONFIRMED: Rating(3, verified=3), LOWERED: Rating(3, verified=1)}


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest, wording: Wording) -> DocumentWords:
    return DocumentWords(wording, request.param)


def test_the_card_names_both_stars_only_after_a_review(words: DocumentWords) -> None:
    before, after = (card_data(made(ratings, words.language), words)["lenses"] for ratings in (level(3), REVIEWED))
    assert [name for name, _ in after] == [*(name for name, _ in before), words.lens(Lens.verified)]
    assert words("document-stars", star=3) in after[-1][1]


def test_the_report_marks_every_answer_as_reviewed_or_self_checked(words: DocumentWords) -> None:
    before, after = (report_data(made(ratings, words.language), words) for ratings in (level(3), REVIEWED))
    marks = {sub["name"]: sub["mark"] for part in after["body"]["domains"] for sub in part["subdomains"]}
    rung = words("report-rung", rung=3)
    assert marks[words(CONFIRMED)] == words("report-reviewed", mark=rung, rung=3, sign="✓")
    assert marks[words(LOWERED)] == words("report-reviewed", mark=rung, rung=1, sign="↓")
    assert list(marks.values()).count(words("report-not-looked-at", mark=rung)) == len(STANDARD.codes) - 2
    assert len(after["front"]["remarks"]) == len(before["front"]["remarks"]) + 1
    assert words("report-rule-verified") in after["rule"]["paragraphs"]
    assert words("report-rule-verified") not in before["rule"]["paragraphs"]


def test_the_overview_has_a_sign_for_each_reviewed_answer(words: DocumentWords) -> None:
    view = report_data(made(REVIEWED, words.language), words)["front"]["overview"]
    signs = [cell["sign"] for domain in view["domains"] for cell in domain["cells"]]
    assert sorted(set(signs)) == ["3", "3↓", "3✓"]


def test_the_workbook_has_a_column_of_its_own(words: DocumentWords) -> None:
    before, after = (made(ratings, words.language) for ratings in (level(3), REVIEWED))
    head = words("workbook-verified")
    assert head not in [column.head for column in answers_sheet(before, words).columns]
    sheet = answers_sheet(after, words)
    place = [column.head for column in sheet.columns].index(head)
    assert [row[place] for row in sheet.rows if row[place] is not None] == [3, 1]
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    summary = workbook(after, words).summary
    assert summary is not None
    assert words.lens(Lens.verified) in dict(summary.facts)


def test_five_claimed_stars_are_held_back_by_what_was_lowered(words: DocumentWords) -> None:
    kept, fallen = (level(5, **{LOWERED.replace("-", "_"): Rating(5, verified=rung)}) for rung in (5, 2))
    for ratings, title in ((kept, words("report-holds-nothing")), (fallen, words("report-holds", star=5))):
        front = report_data(made(ratings, words.language), words)["front"]
        assert front["holds"]["title"] == title
    assert front["holds"]["items"] == [words("report-held-reviewed", subdomain=words(LOWERED), level=2)]
    assert [row[0] for row in front["decisions"]["rows"]] == [words(LOWERED)]
    assert front["onward"] == words("document-keep-lowered", count=1)


def test_what_was_lowered_is_a_gap_to_a_star_that_is_claimed(words: DocumentWords) -> None:
    rows = gaps_sheet(made(REVIEWED, words.language), words).rows
    assert [row[:5] for row in rows if row[0] == 3] == [(3, 1, words(LOWERED), 1, 3)]


def test_the_plan_says_why_a_claim_was_lowered_only_if_the_reviewer_said_so(words: DocumentWords) -> None:
    plain = made(REVIEWED, words.language, planned=True)
    said = Difference(LOWERED, 3, 1, (Reason.out_of_date,), (), "=1+1 The list is of 2024")
    told = replace(plain, lowered=(said,))
    before, after = plan_sheet(plain, words), plan_sheet(told, words)
    assert len(after.columns) == len(before.columns) + 1
    place = [column.head for column in after.columns].index(words("workbook-lowered-because"))
    cells = {row[1]: row[place] for row in after.rows}
    assert cells[words(LOWERED)] == "\n".join(
        (words("own-reason-out_of_date"), words("own-words", words="=1+1 The list is of 2024"))
    )
    assert not any(cell for name, cell in cells.items() if name != words(LOWERED))
    rows = [row[0] for row in what_to_build(told, words)["rows"]]
    assert any(words("own-reason-out_of_date") in row for row in rows)
    assert words("report-verified-step", subdomain=words(LOWERED)) in [row[0] for row in what_to_build(plain, words)["rows"]]
    assert dossier_fingerprint(plain) != dossier_fingerprint(told)
