"""All links of a campaign as one zip, read as an officer's computer reads it."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.documents.qr_picture import QrPicture, qr_png
from bot.web.desk.link_files import AT_MOST, file_names
from flows.campaign.roles import Role
from storage.campaigns.invitations import Way
from storage.campaigns.participations import Participations
from tests.people.desk_campaigns import imported_roster, made_channel, running_campaign
from tests.people.desk_visitor import DeskVisitor

YES = {"sure": "yes", "language": "en"}
HOSTILE = (
    "Institution,District\n"
    "=1+1,../../etc\n"
    "../../passwd,../../etc\n"
    '"<b>/stop</b> #eval(""x"")",C:\\CON\n'
    "a/b:c*d?e,C:\\CON\n"
    f"{'长' * 200},长\n"
    "Second  :  Help,North\n"
    "Second * Help,North\n"
    "CON,North\n"
)


def opened(packed: bytes) -> tuple[zipfile.ZipFile, list[list[str | None]]]:
    """The zip, and the rows of its sheet without the heads."""
    archive = zipfile.ZipFile(io.BytesIO(packed))
    assert archive.testzip() is None
    sheet = load_workbook(io.BytesIO(archive.read("Links.xlsx"))).active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    assert all(cell.data_type in ("s", "n") for row in cells for cell in row if cell.value is not None)
    assert all(isinstance(cell.value, str) for row in cells for cell in row if cell.value is not None)
    return archive, [[None if cell.value is None else str(cell.value) for cell in row] for row in cells[1:]]


async def test_each_institution_has_a_code_that_leads_to_it(ann: DeskVisitor, conversation: Conversation) -> None:
    address = await running_campaign(ann)
    await imported_roster(ann, address)
    status, saved, packed = await ann.download(f"{address}/links", f"{address}/links", of="institutions", kind="qr", **YES)
    assert status == 200
    assert saved.startswith("Self-check-Links-")
    archive, rows = opened(packed)
    assert [row[0] for row in rows] == ["First Help", "Second Help", "Third Help"]
    assert [row[1] for row in rows] == ["North", "North", "South"]
    assert [row[5] for row in rows] == [
        "01-North/0001-First Help.png",
        "01-North/0002-Second Help.png",
        "02-South/0001-Third Help.png",
    ]
    assert conversation.desk is not None
    people = Participations(conversation.desk.access.database)
    for name, _, _, link, _, file in rows:
        assert link
        assert file
        invited = await people.invited(link.rpartition("/")[2])
        assert invited is not None
        assert invited.institution == name
        assert archive.read(file) == qr_png(QrPicture(link))
    assert sorted(archive.namelist()) == sorted(["Links.xlsx", *(row[5] or "" for row in rows)])
    assert "exported · Self-check · links and posters" in await ann.page("/desk/log")


async def test_channels_come_with_their_codes_and_as_posters(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    await made_channel(ann, address, "=Group/<b>")
    status, _, packed = await ann.download(f"{address}/links", f"{address}/links", of="channels", kind="poster", **YES)
    assert status == 200
    archive, [row] = opened(packed)
    assert row[2] == "'=Group/<b>"
    assert row[4]
    assert row[5] == "0001-=Group b.pdf"
    text = PdfReader(io.BytesIO(archive.read("0001-=Group b.pdf"))).pages[0].extract_text().replace("\u200b", "")
    assert row[4] in text
    assert "=Group/<b>" in text
    assert (await ann.download(f"{address}/links", of="channels", kind="picture", **YES))[0] == 200


async def test_one_district_alone(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    await imported_roster(ann, address)
    _, _, packed = await ann.download(f"{address}/links", of="district:South", kind="qr", **YES)
    assert [row[0] for row in opened(packed)[1]] == ["Third Help"]


async def test_nothing_without_the_box_a_choice_or_a_link(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    for fields in (
        {"of": "channels", "kind": "qr"},
        {"of": "channels", "kind": "card", **YES},
        {"of": "channels", "kind": "qr", **YES},
        {"of": "nonsense", "kind": "qr", **YES},
        {"of": "district:'\0; --", "kind": "qr", **YES},
    ):
        status, _, page = await ann.download(f"{address}/links", **fields)
        assert status == 422
        assert b"Nothing was made" in page
    assert "exported" not in await ann.page("/desk/log")


@pytest.mark.long("the shorter tests of this file")
async def test_too_many_are_refused_before_anything_is_drawn(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    sheet = "Institution,District\n" + "".join(f"Help {number},North\n" for number in range(AT_MOST["poster"] + 1))
    await imported_roster(ann, address, sheet)
    status, _, page = await ann.download(f"{address}/links", of="institutions", kind="poster", **YES)
    assert status == 422
    assert b"more than one file holds" in page
    assert "exported" not in await ann.page("/desk/log")
    status, _, packed = await ann.download(f"{address}/links", of="institutions", kind="qr", **YES)
    assert status == 200
    assert len(opened(packed)[1]) == AT_MOST["poster"] + 1


async def test_hostile_names_are_text_in_the_sheet_and_safe_as_files(ann: DeskVisitor) -> None:
    address = await running_campaign(ann, name="=A/../<b>#x[")
    await imported_roster(ann, address, HOSTILE)
    status, saved, packed = await ann.download(f"{address}/links", of="institutions", kind="qr", **YES)
    assert status == 200
    assert "/" not in saved
    archive, rows = opened(packed)
    names = archive.namelist()
    assert len({name.casefold() for name in names}) == len(names) == len(rows) + 1
    for name in names:
        assert not name.startswith("/")
        for part in name.split("/"):
            assert not set(part) & set('\\:*?"<>|')
            assert part.strip(" .") == part
            assert len(part.encode()) <= 255
    assert "'=1+1" in [row[0] for row in rows]
    assert "'=A/../<b>#x[" not in names


def test_names_of_files_are_unique_and_unicode() -> None:
    ways = [Way(number, "", "", "t", 0, name, "\u202eexe.xé") for number, name in enumerate(("Café", "Café", "\u202e", ""))]
    assert file_names(ways, "png") == [
        "01-exe.xé/0001-Café.png",
        "01-exe.xé/0002-Café.png",
        "01-exe.xé/0003.png",
        "01-exe.xé/0004.png",
    ]


async def test_a_liaison_and_a_viewer_get_no_links(ann: DeskVisitor, other: DeskVisitor) -> None:
    address = await running_campaign(ann)
    await imported_roster(ann, address)
    await other.joins(await ann.invitation(Role.liaison, districts="North"), "Lee")
    assert (await other.download(f"{address}/links", of="institutions", kind="qr", **YES))[0] == 403
    assert f"{address.removeprefix('/')}/links" not in await other.page(f"{address}/ways")
