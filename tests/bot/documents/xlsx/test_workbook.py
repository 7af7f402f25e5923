"""The workbook, read back by another library: its tables, and that nothing in it can become a formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.workbook import workbook as contents
from bot.documents.xlsx.cells import cell
from bot.documents.xlsx.heights import LINE_PT, height, lines
from bot.documents.xlsx.render import render_workbook
from bot.words.wording import Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens, Rating, Ratings
from flows.dialogue import phrase
from tests.bot.documents.dossiers import CATALOGUE, CHECKLIST, INSTITUTION, LEDGER, MIXED, PERSON, STANDARD, TODAY, level, made

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A0"]
# A spreadsheet takes the wide equals sign for a formula too.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "＝")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def workbook(dossier: Dossier, words: DocumentWords) -> bytes:
    return render_workbook(contents(dossier, words))


def test_the_summary_names_a_campaign_that_wants_it(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    for name, said in (("=1+1", [("Campaign", "'=1+1")]), ("", [])):
        book = opened(workbook(replace(made(MIXED, "en"), campaign=name), words))
        rows = list(book.worksheets[0].iter_rows(max_col=2, values_only=True))
        assert [row for row in rows if row[0] == "Campaign"] == said
        assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows(max_col=2) for cell in row)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables(language: str, wording: Wording) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(made(MIXED, language, INSTITUTION, planned=True), DocumentWords(wording, language)))
    )
    summary, answers, evidence, gaps, plan, criteria, changed = book.worksheets
    assert len(summary._charts) == 1
    assert (wording.say(phrase("workbook-institution"), language), INSTITUTION) in summary.iter_rows(
        max_col=2, values_only=True
    )
    assert [sheet.freeze_panes for sheet in book.worksheets[1:]] == ["C2", "B2", "D2", "C2", "C2", "C2"]
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book.worksheets[1:])
    assert answers.max_row == 28
    named = {row[3] for row in evidence.iter_rows(min_row=2, values_only=True)}
    assert {LEDGER, CATALOGUE, CHECKLIST} <= named
    assert next(row[0] for row in gaps.iter_rows(min_row=2, values_only=True)) == 2
    assert plan.cell(2, 6).value == PERSON
    assert criteria.max_row == 1 + sum(len(rung) for sub in STANDARD.subdomains for rung in sub.criteria)
    assert changed.max_row == 1 + len(made(MIXED, planned=True).changed)
    assert plan.cell(2, 7).value == datetime(2027, 3, 15)
    assert all(sheet.column_dimensions["B"].width > 8 for sheet in book.worksheets)


def hides(sheet: Any, column: int) -> bool:
    """Whether a column is hidden, or empty beside hidden ones."""
    hidden = [at for at in range(1, sheet.max_column + 1) if sheet.column_dimensions[get_column_letter(at)].hidden]
    return bool(hidden) and column >= hidden[0] - 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_prints_a_page_wide_and_no_text_is_cut(language: str, wording: Wording) -> None:
    book = opened(workbook(made(MIXED, language, "中" * 200, planned=True), DocumentWords(wording, language)))
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        shown = [column for column in range(1, sheet.max_column + 1) if not hides(sheet, column)]
        assert sheet.print_area.endswith(f"${get_column_letter(shown[-1])}${sheet.max_row}")
    summary, *tables = book.worksheets
    assert (summary.page_setup.orientation, summary.page_setup.fitToHeight) == ("portrait", None)
    assert {(sheet.page_setup.orientation, sheet.page_setup.fitToHeight) for sheet in tables} == {("landscape", 0)}
    for sheet in tables:
        for row in sheet.iter_rows():
            needed = max(lines(str(item.value or ""), sheet.column_dimensions[item.column_letter].width) for item in row)
            assert sheet.row_dimensions[row[0].row].height >= needed * LINE_PT
    assert summary.row_dimensions[3].height > 6 * LINE_PT


@pytest.mark.parametrize(
    ("text", "width", "takes"),
    [
        ("", 10, 1),
        ("一二三四五", 10, 1),
        ("一二三四五六", 10, 2),
        ("a\nb", 10, 2),
        ("Continual service improvement", 16, 2),
        ("x" * 50, 10, 5),
        ("服务" * 100, 40, 11),
        # A word that is wider than its column begins on a line of its own, and is broken there.
        ("see annex " + "contract_2026_0115_" * 5, 40, 4),
    ],
)
def test_how_many_lines_a_text_takes(text: str, width: int, takes: int) -> None:
    assert lines(text, width) == takes
    assert height([(text, width), ("x", 1)]) == takes * LINE_PT + 3
    assert height([("w" * 18_000, 20)]) == 409


def test_numbers_are_aligned_like_text(wording: Wording) -> None:
    answers = opened(workbook(made(MIXED), DocumentWords(wording, "zh"))).worksheets[1]
    assert (answers.cell(2, 3).value, answers.cell(2, 3).alignment.horizontal) == (3, "left")


def test_a_step_from_an_unknown_rung_does_not_say_zero(wording: Wording) -> None:
    ratings = {**dict.fromkeys(STANDARD.codes[1:], Rating(0)), STANDARD.codes[-1]: Rating(unsure=True)}
    answers, _, gaps, plan, _ = contents(made(ratings, "en"), DocumentWords(wording, "en")).sheets
    assert (answers.rows[0][4], answers.rows[1][4], answers.rows[-1][4]) == (None, 0, None)
    asked = {row[2]: row[3] for row in gaps.rows}
    words = DocumentWords(wording, "en")
    assert asked[words(STANDARD.codes[0])] == "not answered"
    assert asked[words(STANDARD.codes[-1])] == "unsure"
    assert {row[2] for row in plan.rows} == {0}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_becomes_a_formula(text: str, wording: Wording) -> None:
    ratings = level(
        3, risk_management=Rating(not_applicable=text), service_quality=Rating(3, evidence=Evidence(text, 3, TODAY))
    )
    data = workbook(made(ratings, "en", text), DocumentWords(wording, "en"))
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for item in row:
                assert item.data_type != "f"
                assert not isinstance(item.value, str) or not item.value.lstrip(" ").startswith(FORMULA_BEGINS)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert cell("a\x00b\ud800c\uffffd\nе") == "abcd\nе"
    assert len(cell("x" * 40_000)) < 32_768


def test_the_same_dossier_gives_the_same_bytes(wording: Wording) -> None:
    assert workbook(made(MIXED), DocumentWords(wording, "zh")) == workbook(made(MIXED), DocumentWords(wording, "zh"))


@pytest.mark.parametrize(
    ("ratings", "is_over", "stars"),
    [
        (level(3), True, ("3 stars", "3 stars")),
        (
            MIXED,
            True,
            ("At present: 1 to 2 stars", "At present: 1 to 3 stars", "At present: 1 to 2 stars"),
        ),
        (dict(list(level(0).items())[:9]), True, ("No star yet", "No star yet")),
        (dict(list(level(0).items())[:9]), False, ("At present: No star yet", "At present: No star yet")),
    ],
)
def test_the_summary_names_the_possible_stars_through_each_lens(
    wording: Wording, ratings: Ratings, is_over: bool, stars: tuple[str, ...]
) -> None:
    words = DocumentWords(wording, "en")
    summary = contents(replace(made(ratings, "en"), is_over=is_over), words).summary
    assert summary is not None
    facts = dict(summary.facts)
    lenses = (Lens.claimed, Lens.under_way, Lens.evidenced)[: len(stars)]
    assert tuple(facts[words.lens(lens)] for lens in lenses) == stars
    assert (words.lens(Lens.evidenced) in facts) == (len(stars) == 3)


def test_each_criterion_says_whether_it_is_met(wording: Wording) -> None:
    codes = STANDARD.codes
    ratings = {
        codes[0]: Rating(1, under_way=True, ticked="2a"),
        codes[1]: Rating(unsure=True),
        codes[2]: Rating(unsure=True, ticked="1a"),
    }
    words = DocumentWords(wording, "en")
    *_, criteria = contents(made(ratings, "en"), words).sheets
    is_met = {(row[1], row[3]): row[5] for row in criteria.rows}
    first = words(codes[0])
    assert [is_met[first, code] for code in ("1.a", "2.a", "2.b", "5.a")] == ["yes", "yes", "no", "no"]
    assert is_met[words(codes[1]), "1.a"] == "unsure"
    assert [is_met[words(codes[2]), code] for code in ("1.a", "1.b")] == ["yes", "unsure"]
    assert is_met[words(codes[3]), "1.a"] == "not answered"


def test_a_step_that_has_part_of_its_rung_says_what_is_missing(wording: Wording) -> None:
    code = STANDARD.codes[0]
    ratings = {**dict.fromkeys(STANDARD.codes, Rating(2)), code: Rating(2, under_way=True, ticked="3a")}
    words = DocumentWords(wording, "en")
    _, _, gaps, *_ = contents(made(ratings, "en"), words).sheets
    meaning = {(row[0], row[2]): row[8] for row in gaps.rows}
    lacking = [words(one.words) for one in STANDARD.subdomain(code).criteria_of(3)[1:]]
    assert meaning[3, words(code)] == f"Still missing for rung 3: {'; '.join(lacking)}."
    assert meaning[3, words(STANDARD.codes[1])] == words(f"{STANDARD.codes[1]}.rung-3")


def test_each_criterion_names_the_evidence_that_shows_it(wording: Wording) -> None:
    code = "demand-management"
    part, whole = Evidence(LEDGER, 3, TODAY, shows="3a"), Evidence(LEDGER, 3, TODAY)
    words = DocumentWords(wording, "en")
    for evidence, shown, state in ((part, "", "some criteria only"), (whole, LEDGER, "sufficient")):
        sheets = contents(made({code: Rating(3, evidence=evidence)}, "en"), words).sheets
        shown_by = {row[3]: row[6] for row in sheets[-1].rows if row[1] == words(code)}
        assert [shown_by[name] for name in ("1.a", "3.a", "3.b", "4.a")] == [LEDGER, LEDGER, shown, ""]
        (row,) = sheets[1].rows
        assert (row[2], row[5]) == (state, "3.a" if evidence is part else "")
