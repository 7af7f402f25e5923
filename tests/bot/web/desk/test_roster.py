"""A roster is uploaded, checked, shown with what it changes, and imported; its file is not stored."""

from __future__ import annotations

import html as entities
import re

import pytest

from bot.roster.faults import FileFault
from bot.roster.limits import FILE_BYTES
from bot.roster.reading import read_roster_file
from bot.web.cookies import Signer
from bot.web.desk.carried_sheet import CARRIED_S, CarriedSheets
from bot.words.wording import LANGUAGES, Wording
from flows.campaign.roster.columns import find_columns
from flows.campaign.roster.preview import ProblemKind
from flows.campaign.roster.table import Line, Table
from flows.dialogue import phrase
from tests.bot.roster.files import xlsx
from tests.people.desk_campaigns import carried, made_campaign
from tests.people.desk_visitor import DeskVisitor
from tests.people.visitor import field

HEADS = ("Institution", "District", "Contact", "Notes")
SHEET = xlsx([HEADS, ("First Help", "North", "office", ""), ("Second Help", "South", "", "new")])


async def checked(ann: DeskVisitor, address: str, file: bytes, status: int = 200) -> str:
    """Upload a file; the page that comes back."""
    found, page = await ann.upload(f"{address}/roster/upload", f"{address}/roster", file)
    assert found == status, page
    return page


async def take(ann: DeskVisitor, address: str, page: str, **fields: str) -> tuple[int, str]:
    return await ann.upload(f"{address}/roster/take", f"{address}/roster", None, **{**carried(page), **fields})


async def imported(ann: DeskVisitor, address: str, file: bytes) -> None:
    assert (await take(ann, address, await checked(ann, address, file)))[0] == 303


async def test_a_list_is_shown_with_what_it_changes_and_then_imported(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    page = await checked(ann, address, SHEET)
    assert "2 new" in page
    assert "no roster" in await ann.page(address)
    assert (await take(ann, address, page))[0] == 303
    assert "2 institutions on the roster" in await ann.page(address)
    assert "imported a roster" in await ann.page("/desk/log")
    again = await checked(ann, address, xlsx([HEADS, ("First Help", "East", "office"), ("Third Help",)]))
    for said in ("1 new", "1 changed", "1 not in this list; they stay", "Second Help"):
        assert said in again
    assert (await take(ann, address, again))[0] == 303
    assert "3 institutions on the roster" in await ann.page(address)


async def test_every_problem_is_named_by_its_cell_and_nothing_can_be_taken(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    page = await checked(
        ann, address, xlsx([HEADS, ("A Help", "x" * 201), ("", "North"), ("#N/A", ""), ("D Help", "", "13800138000")]), 422
    )
    for place in ("B2", "A3", "A4", "C5"):
        assert place in page
    assert "4 problems" in page
    assert 'name="shown"' not in page
    assert "13800138000" not in re.sub(r'value="[^"]*"', "", page)


async def test_columns_with_other_heads_are_picked(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    page = await checked(ann, address, xlsx([("Who", "Place", "Web"), ("First Help", "North", "-")]))
    assert "Which column holds what?" in page
    fields = {"column-name": "0", "column-district": "1", "column-contact": "", "column-note": ""}
    same = await take(ann, address, page, **{**fields, "column-district": "0"})
    assert "Which column holds what?" in same[1]
    status, page = await take(ann, address, page, **fields)
    assert status == 200
    assert "These columns are not imported: C (Web)" in page
    assert (await take(ann, address, page))[0] == 303


async def test_same_names_are_side_by_side_and_the_officer_decides(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    page = await checked(ann, address, xlsx([HEADS, ("Help (A)", "North"), ("Help（A）", "South"), ("Other",)]))
    assert "Leave out row 2" in page
    assert "Leave out row 3" in page
    assert (await take(ann, address, page, **{"out-2": "yes", "out-3": "yes"}))[0] == 422
    # The differences are others without row 3, so they are shown before anything is imported.
    status, page = await take(ann, address, page, **{"out-3": "yes"})
    assert status == 422
    assert "2 new" in page
    assert "no roster" in await ann.page(address)
    assert (await take(ann, address, page, **{"out-3": "yes"}))[0] == 303
    assert "2 institutions on the roster" in await ann.page(address)


async def test_what_changed_meanwhile_is_shown_again(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    page = await checked(ann, address, SHEET)
    await imported(ann, address, xlsx([HEADS, ("First Help", "West")]))
    status, page = await take(ann, address, page)
    assert status == 422
    assert "1 new" in page
    assert "1 changed" in page


async def test_a_sheet_that_was_altered_or_is_of_another_campaign_is_refused(ann: DeskVisitor) -> None:
    address, second = await made_campaign(ann), await made_campaign(ann, name="Second")
    page = await checked(ann, address, SHEET)
    sheet = carried(page)["sheet"]
    for wrong in (sheet[:9] + ("A" if sheet[9] != "A" else "B") + sheet[10:], sheet[:-1], "", "a.b.c", "." * 5):
        assert (await take(ann, address, page, sheet=wrong))[0] == 409
    assert (await take(ann, second, page))[0] == 409


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"", FileFault.empty),
        (b"a" * (FILE_BYTES + 1), FileFault.too_large),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), FileFault.not_a_table),
        (SHEET[: len(SHEET) // 2], FileFault.damaged),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_with_its_cause(
    ann: DeskVisitor, wording: Wording, file: bytes, fault: FileFault
) -> None:
    address = await made_campaign(ann)
    said = wording.say(phrase(f"desk-roster-fault-{fault}"), "en")
    assert said in entities.unescape(await checked(ann, address, file, 422))


async def test_without_a_file_nothing_is_checked(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    status, page = await ann.upload(f"{address}/roster/upload", f"{address}/roster")
    assert status == 422
    assert "choose a file first" in page


async def test_an_upload_from_elsewhere_is_refused(ann: DeskVisitor, other: DeskVisitor) -> None:
    address = await made_campaign(ann)
    path = f"{address}/roster/upload"
    assert (await ann.send_file(path, SHEET, token="0" * 64))[0] == 403
    assert (await ann.send_file(path, SHEET))[0] == 403
    assert (await other.send_file(path, SHEET, token=field(await ann.page(), "token")))[0] == 303


async def test_the_template_is_recognised_in_both_languages(ann: DeskVisitor) -> None:
    for language in LANGUAGES:
        await ann.post("/desk/language", language=language)
        async with ann.client.get("/desk/roster-template") as response:
            table = await read_roster_file(await response.read())
        columns = find_columns(table)
        assert columns is not None
        assert len(columns.taken) == len(HEADS)


async def test_foreign_cells_are_only_text(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    name = '=HYPERLINK("https://example.org") <img src=x>'
    page = await checked(ann, address, f'机构名称,<b>head</b>\n"{name.replace(chr(34), chr(34) * 2)}",x'.encode())
    assert "<img" not in page.replace('<img class="qr"', "")
    assert "&lt;img src=x&gt;" in page
    assert "<b>head" not in page


def test_a_sheet_is_bound_to_its_session_its_campaign_and_an_hour() -> None:
    now = [1_000_000.0]
    sheets = CarriedSheets(Signer(bytes(32)), lambda: now[0])
    table = Table("List", (Line(1, ("Name",)), Line(2, ("A",))))
    packed = sheets.packed(table, "session", 7)
    assert sheets.unpacked(packed, "session", 7) == table
    assert sheets.unpacked(packed, "other", 7) is None
    assert sheets.unpacked(packed, "session", 8) is None
    assert CarriedSheets(Signer(bytes(31) + b"1")).unpacked(packed, "session", 7) is None
    now[0] += CARRIED_S + 1
    assert sheets.unpacked(packed, "session", 7) is None


def test_every_problem_and_every_fault_has_a_sentence(wording: Wording) -> None:
    for language in LANGUAGES:
        for kind in ProblemKind:
            assert wording.say(phrase(f"desk-roster-problem-{kind}", value="B7"), language)
        for fault in FileFault:
            assert wording.say(phrase(f"desk-roster-fault-{fault}"), language)
