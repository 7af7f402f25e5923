"""A roster as officers bring it: what is taken, and every problem by its cell."""

from __future__ import annotations

import pytest

from flows.campaign.roster.columns import Columns, find_columns
from flows.campaign.roster.names import normalised
from flows.campaign.roster.preview import ProblemKind, RosterRefused, RosterRow, preview, taken
from flows.campaign.roster.table import Line, MergedRange, Table, cell_name, column_name

HEADS = ("Institution", "District", "Contact", "Note")


def sheet(*rows: tuple[str, ...], **more: object) -> Table:
    """The heads in row 1, and the rows below; an empty row is left out, as a reader of files does."""
    lines = tuple(Line(number, cells) for number, cells in enumerate((HEADS, *rows), 1) if any(cells))
    return Table("Sheet1", lines, **more)  # type: ignore[arg-type]


def problems(table: Table) -> list[tuple[str, str]]:
    columns = find_columns(table)
    assert columns is not None
    return [(problem.kind.value, problem.place) for problem in preview(table, columns).problems]


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_as_spreadsheet_programs_do(column: int, letters: str) -> None:
    assert column_name(column) == letters
    assert cell_name(7, column) == f"{letters}7"


def test_every_row_is_taken_with_its_number() -> None:
    table = sheet(("First Help", "North", "office", ""), (), ("Second Help", "South"))
    found = preview(table, Columns(1, 0, 1, 2, 3))
    assert taken(found) == (RosterRow(2, "First Help", "North", "office"), RosterRow(4, "Second Help", "South"))


def test_heads_are_found_below_a_title_and_in_other_words() -> None:
    lines = (Line(1, ("List of 2026",)), Line(3, ("", "所属区县", "单位名称*", "")), Line(4, ("1", "North", "First Help")))
    columns = find_columns(Table("", lines))
    assert columns == Columns(3, 2, 1)
    assert [row.name for row in preview(Table("", lines), columns).rows] == ["First Help"]


def test_unknown_heads_leave_the_choice_to_the_officer() -> None:
    assert find_columns(Table("", (Line(1, ("who", "whence")), Line(2, ("First Help", "North"))))) is None
    assert find_columns(Table("", ())) is None


def test_columns_that_are_not_taken_are_named() -> None:
    table = Table("", (Line(1, ("Name", "Founded", "Name")), Line(2, ("First Help", "1999", "FH"))))
    columns = find_columns(table)
    assert columns is not None
    assert preview(table, columns).ignored == (("B", "Founded"), ("C", "Name"))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("", "North"), ("name_missing", "A2")),
        (("——", "North"), ("name_without_words", "A2")),
        (("#REF!", "North"), ("error_value", "A2")),
        (("First Help", "#N/A"), ("error_value", "B2")),
        (("First Help", "n" * 201), ("too_long", "B2")),
        (("First Help", "North", "Ann 138 0013 8000"), ("phone_numbers", "C")),
        (("First Help", "North", "", "0755-82345678"), ("phone_numbers", "D")),
        (("First Help", "North", "", "11010519491231002X"), ("identity_numbers", "D")),
        (("First Help", "North", "", "１１０１０５１９４９１２３１００２Ｘ"), ("identity_numbers", "D")),
    ],
)
def test_a_problem_names_its_cell_and_nothing_is_taken(row: tuple[str, ...], problem: tuple[str, str]) -> None:
    table = sheet(row, ("Second Help", "South"))
    assert problems(table) == [problem]
    with pytest.raises(RosterRefused):
        taken(preview(table, Columns(1, 0, 1, 2, 3)))


@pytest.mark.parametrize("note", ["91440300MA5DXXXX1A", "123456789012345678", "2026-01-31", "10086", "founded 1999, 12 people"])
def test_other_numbers_are_not_personal(note: str) -> None:
    """Among them a credit code of an institution, and eighteen digits whose day or check character is wrong."""
    assert problems(sheet(("First Help", "North", "", note))) == []


def test_personal_numbers_are_told_once_a_column_and_never_quoted() -> None:
    table = sheet(("First Help", "", "13800138000"), ("Second Help", "", "13900139000"))
    found = preview(table, Columns(1, 0, 1, 2, 3))
    assert [(problem.kind, problem.value) for problem in found.problems] == [(ProblemKind.phone_numbers, "C2")]


def test_all_problems_are_told_at_once() -> None:
    table = sheet(("", "North"), ("First Help", "#N/A"), ("", "South"))
    assert problems(table) == [("name_missing", "A2"), ("error_value", "B3"), ("name_missing", "A4")]


def test_a_formula_without_a_result_is_a_problem_even_if_the_row_seems_empty() -> None:
    table = Table("", (Line(1, HEADS), Line(2, ("First Help",)), Line(3, ("",))), without_result=frozenset({"A3", "G9"}))
    assert problems(table) == [("without_result", "A3")]
    # A reader gives no line for a row in which nothing is left.
    without_its_line = Table(
        "", (Line(1, HEADS), Line(2, ("First Help",)), Line(4, ("Next",))), without_result=frozenset({"A3"})
    )
    assert problems(without_its_line) == [("without_result", "A3")]


def test_a_merged_district_counts_for_each_of_its_rows_and_a_merged_name_is_a_problem() -> None:
    rows = (("First Help", "North"), ("Second Help", ""), ("Third Help", "South"))
    districts = sheet(*rows, merged=(MergedRange(2, 1, 3, 1),))
    assert [row.district for row in taken(preview(districts, Columns(1, 0, 1)))] == ["North", "North", "South"]
    names = sheet(("First Help", "North"), ("", "South"), merged=(MergedRange(2, 0, 3, 0),))
    assert problems(names) == [("name_merged", "A2"), ("name_merged", "A3")]


def test_a_sheet_with_heads_alone_or_with_too_many_rows_is_refused() -> None:
    assert problems(sheet()) == [("no_rows", "")]
    assert problems(sheet(*((f"Help {number}",) for number in range(5_000)))) == []
    assert problems(sheet(*((f"Help {number}",) for number in range(5_001)))) == [("too_many_rows", "")]


def test_invisible_characters_are_removed_and_told() -> None:
    table = sheet(("First\u202e Help\u200b", "North"), ("  Second \u00a0 Help ", "South"))
    found = preview(table, Columns(1, 0, 1))
    assert [row.name for row in found.rows] == ["First Help", "Second Help"]
    assert found.cleaned == ("A2",)


@pytest.mark.parametrize(
    "other",
    [
        "First Help(North)",
        "ＦＩＲＳＴ　Ｈｅｌｐ（North）",
        "first help 【north】",
        "First\u200b Help [North]",
        "FirstHelp(North)",
    ],
)
def test_a_name_in_another_writing_is_the_same(other: str) -> None:
    assert normalised("First Help (North)") == normalised(other)
    assert normalised("First Help (South)") != normalised(other)


def test_rows_with_the_same_name_are_shown_side_by_side_and_the_officer_decides() -> None:
    table = sheet(("First Help (A)", "North"), ("Second Help", "South"), ("first help（Ａ）", "East"))
    found = preview(table, Columns(1, 0, 1))
    assert [[row.row for row in group] for group in found.same_names] == [[2, 4]]
    assert [row.row for row in taken(found)] == [2, 3, 4]
    assert [row.row for row in taken(found, frozenset({4}))] == [2, 3]
    for left_out in ({2, 4}, {3}, {99}):
        with pytest.raises(RosterRefused):
            taken(found, frozenset(left_out))
