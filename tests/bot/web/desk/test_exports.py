"""What officers take away, opened as their computers open it: every number is one of the release, every name is only text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.documents.xlsx.cells import RISKY
from flows.campaign.gaps import shared_gaps
from flows.campaign.release import Release
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.standard.loader import shipped
from tests.people.desk_answers import HOSTILE, SIZE, AnsweredCampaign, answered_campaign, names
from tests.people.desk_visitor import DeskVisitor, first_invitation
from tests.people.shipped_words import sentence

STANDARD = shipped()
YES = {"sure": "yes", "language": "en"}
Row = Sequence[object]


def workbook(file: bytes) -> dict[str, list[Row]]:
    """The sheets of a workbook by name, each with its heads; no cell holds a formula."""
    sheets: dict[str, list[Row]] = {}
    for sheet in load_workbook(io.BytesIO(file)).worksheets:
        cells = list(sheet.iter_rows())
        assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "d"}
        sheets[sheet.title] = [[cell.value for cell in row] for row in cells]
    return sheets


def table(file: bytes) -> list[dict[str, str]]:
    """The rows of a CSV as a spreadsheet reads it; no cell begins as a formula does."""
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row.values() if cell.lstrip(" ").startswith(RISKY)]
    return rows


def words(key: str, **values: str | int) -> str:
    return sentence(key, "en", **values)


def split(release: Release, table: int | None) -> set[tuple[int, int]]:
    """The printed counts of stars, or of a subdomain, each with its share in percent."""
    found = release.stars if table is None else release.subdomains[table]
    return {(count, release.percent(count)) for count in found.counts}


async def released(ann: DeskVisitor, conversation: Conversation, **changed: str) -> tuple[AnsweredCampaign, Release]:
    """A campaign in which 20 institutions finished, and its first release."""
    campaign = await answered_campaign(ann, conversation, **changed)
    await campaign.answer(names()[:10], 2)
    await campaign.answer(names()[10:20], 3)
    return campaign, await campaign.release()


@pytest.mark.long("the shorter tests of this file")
async def test_the_figures_are_those_of_the_release(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign, release = await released(ann, conversation)
    page = f"{campaign.address}/exports"
    status, saved, file = await ann.download(f"{page}/figures", page, format="xlsx", release="1", **YES)
    assert status == 200
    assert saved.startswith("Self-check-Figures, release 1-")
    sheets = workbook(file)
    assert list(sheets) == ["About these figures", "Stars", "Subdomains", "Districts", "Shared gaps"]
    assert {(row[2], row[3]) for row in sheets["Stars"][1:]} == split(release, None) == {(10, 50)}
    for place, code in enumerate(STANDARD.codes):
        shown = {(row[2], row[3]) for row in sheets["Subdomains"][1:] if row[0] == words(code)}
        assert shown == split(release, place)
    assert sheets["Districts"][1][1] == words("figures-too-few")
    gaps = [(row[1], row[3], row[4]) for row in sheets["Shared gaps"][1:]]
    assert gaps == [(words(gap.code), gap.count, gap.percent) for gap in shared_gaps(release, STANDARD.subdomains)]
    for name in ("Stars", "Subdomains", "Districts", "Shared gaps"):
        for row in sheets[name][1:]:
            assert list(row[-5:-4]) + list(row[-3:]) == [1, "rounded to 5", "self-checked", STANDARD.edition]
    status, _, file = await ann.download(f"{page}/figures", page, format="csv", release="1", **YES)
    assert status == 200
    rows = table(file)
    stars = {(int(row["Institutions"]), int(row["Share in %"])) for row in rows if row["Table"] == "Stars"}
    assert stars == split(release, None)
    assert {row["Source"] for row in rows} == {"self-checked"}
    assert {row["Edition"] for row in rows} == {STANDARD.edition}
    assert len(rows) == sum(len(sheets[name]) - 1 for name in ("Stars", "Subdomains", "Districts", "Shared gaps"))
    assert "exported · Self-check · figures" in await ann.page("/desk/log")


@pytest.mark.long("the shorter tests of this file")
async def test_each_row_shows_what_its_institution_agreed_to(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    for level, name in zip(Visibility, names(), strict=False):
        await campaign.answer([name], 3, level)
    page = f"{campaign.address}/exports"
    status, _, file = await ann.download(f"{page}/rows", page, format="xlsx", **YES)
    assert status == 200
    [(_, sheet)] = workbook(file).items()
    assert len(sheet) == SIZE + 1
    heads = [str(head) for head in sheet[0]]
    assert heads[12:] == [words(code) for code in STANDARD.codes]
    by_name = {str(row[0]).lstrip("'"): row for row in sheet[1:]}
    assert set(by_name) == set(names())
    counts, status_only, star, answers = (by_name[name] for name in HOSTILE)
    for row in (counts, status_only):
        assert row[2] == "has a result"
        assert not any(cell is not None for cell in (*row[8:10], *row[12:]))
    assert star[8] == answers[8] == 3
    assert not any(star[12:])
    assert list(answers[12:]) == [3] * len(STANDARD.codes)
    for row in sheet[1:]:
        assert list(row[10:12]) == ["self-checked", STANDARD.edition]
    _, _, file = await ann.download(f"{page}/rows", page, format="csv", district="North", state="result", **YES)
    assert [row["Institution"] for row in table(file)] == ["../../../help", "<b>/stop</b> help"]


@pytest.mark.long("the shorter tests of this file")
async def test_who_withdrew_is_in_no_file_any_more(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    await campaign.answer(names()[:2], 3, Visibility.answers)
    await campaign.desk.people.withdraw(campaign.who(names()[0]), campaign.number)
    page = f"{campaign.address}/exports"
    for kind in ("xlsx", "csv"):
        _, _, file = await ann.download(f"{page}/rows", page, format=kind, **YES)
        rows = next(iter(workbook(file).values()))[1:] if kind == "xlsx" else [list(row.values()) for row in table(file)]
        shown = {str(row[0]).lstrip("'"): row for row in rows}
        assert [cell for cell in shown[names()[0]][7:10] if cell] == []
        assert [cell for cell in shown[names()[0]][12:] if cell] == []
        assert str(shown[names()[1]][8]) == "3"


@pytest.mark.long("the shorter tests of this file")
async def test_a_campaign_that_shows_no_answers_has_no_columns_for_them(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation, "star")
    await campaign.answer(names()[:1], 3, Visibility.answers)
    page = f"{campaign.address}/exports"
    _, _, file = await ann.download(f"{page}/rows", page, format="xlsx", **YES)
    [(_, sheet)] = workbook(file).items()
    assert len(sheet[0]) == 12
    assert [row[8] for row in sheet[1:] if row[8] is not None] == [3]


@pytest.mark.long("the shorter tests of this file")
async def test_the_closing_report_has_the_figures_of_the_latest_release_and_names_nobody(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    campaign, _ = await released(ann, conversation)
    page = f"{campaign.address}/report"
    assert "The report is there when the campaign is over" in await ann.page(page)
    assert (await ann.download(page, page.removesuffix("/report"), format="pdf", **YES))[0] == 409
    await campaign.close()
    assert "It is made from release 1" in await ann.page(page)
    status, saved, file = await ann.download(page, page, format="xlsx", **YES)
    assert status == 200
    assert saved.startswith("Self-check-Closing report of a self-check-")
    sheets = workbook(file)
    told = {str(row[0]): str(row[1]) for row in sheets["About these figures"][1:]}
    assert told["Institutions asked"] == str(SIZE)
    assert told["Finished"] == "20 (83 % of those asked)"
    assert told["Counted in the figures"] == "20 (rounded to 5)"
    assert "k = 5" in told["Smallest class"]
    assert told["Source"] == "Self-checked, not confirmed by anybody"
    assert all(row[7] for row in sheets["Shared gaps"][1:])
    assert len(sheets["Shared gaps"]) == 11
    for language in ("en", "zh"):
        status, _, file = await ann.download(page, page, format="pdf", sure="yes", language=language)
        assert status == 200
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).replace("\u200b", "")
        assert sentence("figures-self-checked", language) in text
        assert "k = 5" in text
        assert not [name for name in names() if name in text]
        everything = text + "".join(str(cell) for sheet in sheets.values() for row in sheet for cell in row)
        assert "Help 0" not in everything
        assert "/stop" not in everything
    assert "exported · Self-check · closing report" in await ann.page("/desk/log")


@pytest.mark.long("the shorter tests of this file")
async def test_nothing_without_the_box_a_format_or_a_release(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    page = f"{campaign.address}/exports"
    for path, fields in (
        ("rows", {"format": "xlsx"}),
        ("rows", {"format": "pdf", **YES}),
        ("rows", YES),
        ("figures", {"format": "csv", "release": "1"}),
        ("figures", {"format": "csv", "release": "1", **YES}),
        ("figures", {"format": "csv", "release": "x" * 50, **YES}),
    ):
        status, _, answer = await ann.download(f"{page}/{path}", page, **fields)
        assert status == 422, (path, fields)
        assert b"Nothing was made" in answer
    await campaign.close()
    status, _, answer = await ann.download(f"{campaign.address}/report", page, format="pdf", **YES)
    assert status == 409
    assert b"No report was made" in answer
    assert "exported" not in await ann.page("/desk/log")


@pytest.mark.long("the shorter tests of this file")
async def test_hostile_names_of_campaigns_and_districts_are_text_in_every_file(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    hostile = '=HYPERLINK("x")/../#panic("y") <b>'
    campaign, _ = await released(ann, conversation, name=hostile)
    await campaign.close()
    page = f"{campaign.address}/exports"
    for path, kind in (("exports/rows", "xlsx"), ("exports/rows", "csv"), ("exports/figures", "xlsx"), ("exports/figures", "csv"),
                       ("report", "xlsx"), ("report", "pdf")):  # fmt: skip
        status, saved, file = await ann.download(f"{campaign.address}/{path}", page, format=kind, release="1", **YES)
        assert status == 200, (path, kind)
        assert PurePosixPath(saved).name == saved
        assert not set(saved) & set('\\:*?"<>|')
        if kind == "xlsx":
            workbook(file)
        elif kind == "csv":
            table(file)
        else:
            assert hostile in PdfReader(io.BytesIO(file)).pages[0].extract_text().replace("\u200b", "").replace("\n", " ")


@pytest.mark.parametrize("role", [Role.liaison, Role.reviewer])
@pytest.mark.long("the shorter tests of this file")
async def test_lesser_roles_take_nothing_away(
    ann: DeskVisitor, other: DeskVisitor, conversation: Conversation, role: Role
) -> None:
    campaign, _ = await released(ann, conversation)
    await campaign.close()
    await other.joins(await ann.invitation(role, districts="North"), "Lee")
    for path in ("exports/rows", "exports/figures", "report", "links"):
        status, _, _ = await other.download(f"{campaign.address}/{path}", format="xlsx", release="1", of="institutions", **YES)
        assert status == 403
    assert "/exports" not in await other.page(campaign.address)


@pytest.mark.long("what a viewer may see, in test_routes.py")
async def test_a_viewer_takes_figures_away_and_no_names(
    ann: DeskVisitor, other: DeskVisitor, conversation: Conversation
) -> None:
    campaign, _ = await released(ann, conversation)
    await other.joins(await ann.invitation(Role.viewer), "Vera")
    page = f"{campaign.address}/exports"
    html = await other.page(page)
    assert "Help 01" not in html
    assert "/exports/rows" not in html
    assert (await other.download(f"{page}/figures", page, format="csv", release="1", **YES))[0] == 200
    assert (await other.download(f"{page}/rows", page, format="csv", **YES))[0] == 403


@pytest.mark.long("the shorter tests of this file")
async def test_another_association_takes_nothing_away(ann: DeskVisitor, other: DeskVisitor, conversation: Conversation) -> None:
    campaign, _ = await released(ann, conversation)
    await campaign.close()
    await other.joins(await first_invitation(conversation, "South"), "Sue")
    for path in ("exports/rows", "exports/figures", "report", "links"):
        status, _, file = await other.download(
            f"{campaign.address}/{path}", format="xlsx", release="1", of="channels", kind="qr", **YES
        )
        assert status == 404
        assert b"Help" not in file
