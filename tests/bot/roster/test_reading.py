"""Files as officers bring them: what is read, and the fault of those that cannot be."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.limits import FILE_BYTES
from bot.roster.reading import read_roster_file
from flows.campaign.roster.columns import find_columns
from flows.campaign.roster.preview import preview
from flows.campaign.roster.table import Line, MergedRange, Table
from tests.bot.roster.files import changed, garbled, ods, packed, xlsx

# One loop, and with it one process that reads the files.
pytestmark = pytest.mark.asyncio(loop_scope="module")
OLD_WORKBOOK = Path(__file__).with_name("roster.xls")
ROWS = [("Institution", "District"), ("First Help", "North"), (), ("Second Help", "South")]
LINES = (Line(1, ROWS[0]), Line(2, ROWS[1]), Line(4, ROWS[3]))
CSV = "Institution,District\r\nFirst Help,North\r\n\r\nSecond Help,South\r\n"
HELPS, NORTH = ("甲服务中心", "乙服务中心", "丙服务中心"), "北区"
SHEET = "xl/worksheets/sheet1.xml"


def rows_of(table: Table) -> list[tuple[str, str]]:
    """The names and districts of a sheet that has no problems."""
    columns = find_columns(table)
    assert columns is not None
    found = preview(table, columns)
    assert found.problems == ()
    return [(row.name, row.district) for row in found.rows]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(ROWS),
        ods(ROWS),
        CSV.encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("utf-16"),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode(),
        CSV.replace("\r\n", "\n").encode(),
    ],
    ids=["xlsx", "ods", "utf-8", "with a mark", "utf-16", "semicolons", "tabs", "unix lines"],
)
async def test_the_same_roster_in_every_format_is_the_same(data: bytes) -> None:
    table = await read_roster_file(data)
    assert table.lines == LINES
    assert rows_of(table) == [("First Help", "North"), ("Second Help", "South")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
async def test_chinese_text_is_read_in_every_encoding(encoding: str) -> None:
    table = await read_roster_file(f"机构名称,区县\r\n{HELPS[0]},{NORTH}\r\n".encode(encoding))
    assert rows_of(table) == [(HELPS[0], NORTH)]


async def test_an_old_workbook_is_read_with_its_merged_cells() -> None:
    table = await read_roster_file(OLD_WORKBOOK.read_bytes())
    assert table.merged == (MergedRange(2, 1, 3, 1),)
    assert rows_of(table) == [(HELPS[0], NORTH), (HELPS[1], NORTH), (HELPS[2], "")]
    assert table.lines[-1].at(2) == "2019"


async def test_the_first_sheet_that_holds_something_is_read_and_the_others_are_named() -> None:
    table = await read_roster_file(xlsx(ROWS, sheets_before=["Cover", "Notes"]))
    assert (table.sheet, table.other_sheets) == ("List", ("Cover", "Notes"))


async def test_numbers_and_days_are_read_as_a_person_reads_them() -> None:
    table = await read_roster_file(xlsx([("Name", 2019, 0.5, True, datetime.date(2026, 1, 31))]))
    assert table.lines[0].cells == ("Name", "2019", "0.5", "TRUE", "2026-01-31")


async def test_a_sheet_that_does_not_begin_in_the_corner_keeps_its_places() -> None:
    table = await read_roster_file(xlsx([(), ("", "", "Name"), ("", "", "First Help")]))
    assert [(line.number, line.at(2)) for line in table.lines] == [(2, "Name"), (3, "First Help")]


async def test_merged_cells_are_read() -> None:
    table = await read_roster_file(xlsx([*ROWS[:2], ("Second Help", "")], merged=["B2:B3"]))
    assert rows_of(table) == [("First Help", "North"), ("Second Help", "North")]


async def test_a_formula_counts_by_its_stored_result_and_is_named_without_one() -> None:
    formula = xlsx([("Name", "District"), ("=A5", "=#REF!"), ("=A6", "North")])
    stored = changed(formula, SHEET, '<c r="A3"><f>A6</f><v /></c>', '<c r="A3" t="str"><f>A6</f><v>Second Help</v></c>')
    table = await read_roster_file(
        changed(stored, SHEET, '<c r="B2"><f>#REF!</f><v /></c>', '<c r="B2" t="e"><f>#REF!</f><v>#REF!</v></c>')
    )
    assert table.without_result == {"A2", "B2"}
    assert table.lines[-1].at(0) == "Second Help"


async def test_a_million_empty_rows_do_not_count() -> None:
    far = changed(xlsx(ROWS), SHEET, "</sheetData>", '<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>')
    assert (await read_roster_file(far)).lines == LINES


async def test_a_hundred_thousand_rows_are_told_as_too_many() -> None:
    table = await read_roster_file(b"Name\n" + b"".join(b"Help %d\n" % number for number in range(100_000)))
    columns = find_columns(table)
    assert columns is not None
    assert [problem.kind for problem in preview(table, columns).problems] == ["too_many_rows"]


async def test_empty_sheets_are_an_empty_table() -> None:
    assert (await read_roster_file(xlsx([]))).lines == ()
    assert (await read_roster_file(b"\r\n\r\n")).lines == ()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileFault.empty),
        (b"x" * (FILE_BYTES + 1), FileFault.too_large),
        (b"%PDF-1.7\n\x00\x01", FileFault.not_a_table),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), FileFault.not_a_table),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024), FileFault.not_a_table),
        (packed({"word/document.xml": "<a/>"}), FileFault.not_a_table),
        (packed({"mimetype": "application/zip", "content.xml": "<a/>"}), FileFault.not_a_table),
        (xlsx(ROWS)[:-40], FileFault.damaged),
        (packed({"xl/workbook.xml": "no xml"}), FileFault.damaged),
        (garbled(ods(ROWS)), FileFault.damaged),
        (b'Name\n"First Help\n', FileFault.damaged),
        (b"\xff\xffName", FileFault.unknown_letters),
        (packed({f"{number}.xml": "" for number in range(65)}), FileFault.too_heavy),
        (packed({"xl/workbook.xml": bytes(21 * 1024 * 1024)}), FileFault.too_heavy),
        (b",".join([b"Name"] * 65), FileFault.too_wide),
        (ods(ROWS, '<table:table-cell table:number-rows-spanned="2"/>'), FileFault.merged_unseen),
        (ods(ROWS, manifest="<manifest:encryption-data/>"), FileFault.encrypted),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + b"\x22\x00\x02".ljust(64, b"\0"), FileFault.encrypted),
    ],
    ids=["empty", "large", "pdf", "picture", "compound", "docx", "zip", "cut off", "no xml", "garbled", "quote", "letters", "many parts", "zip bomb",
         "wide", "merged ods", "locked ods", "locked xlsx"],
)  # fmt: skip
async def test_a_file_without_a_roster_is_refused_with_its_fault(data: bytes, fault: FileFault) -> None:
    with pytest.raises(RosterFileRefused) as refused:
        await read_roster_file(data)
    assert refused.value.fault is fault


async def test_a_sheet_that_would_take_all_memory_or_all_time_is_too_heavy() -> None:
    """One cell in the first corner and one in the last: the reader makes room for every cell between."""
    corners = changed(xlsx(ROWS), SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(RosterFileRefused) as refused:
        await read_roster_file(corners)
    assert refused.value.fault is FileFault.too_heavy


async def test_a_file_that_is_not_read_in_time_is_too_heavy() -> None:
    with pytest.raises(RosterFileRefused) as refused:
        await read_roster_file(xlsx(ROWS), wait_s=0.0)
    assert refused.value.fault is FileFault.too_heavy
