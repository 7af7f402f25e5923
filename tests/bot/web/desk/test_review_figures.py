"""What reviews show at the desk: what a release prints and nothing else, to those who may see it, on pages and in files."""

from __future__ import annotations

import csv
import html as entities
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from bot.documents.xlsx.cells import RISKY
from flows.campaign.release import Table
from flows.campaign.roles import Role
from flows.review_figures.measures import DAYS_UP_TO, Kind
from flows.review_figures.release import MeasureTable, ReviewRelease
from storage.database import Database
from tests.flows.review_figures.invented import MEASURES
from tests.people.desk_visitor import DeskVisitor, first_invitation
from tests.people.languages import LANGUAGES
from tests.people.review_releases import printed_by, review_release, store_reviews
from tests.people.shipped_words import sentence

PAGE = "/desk/review-figures"
TAGS = re.compile(r"<[^>]*>")
# Sentences and heads have numbers too: those of the rules, and days.
NO_FIGURES = re.compile(
    r'<ul class="bullets">.*?</ul>|<thead>.*?</thead>|<h[1-3].*?</h[1-3]>|<nav.*?</nav>|<p.*?</p>|<caption.*?</caption>'
    r"|<title.*?</title>|<label.*?</label>|<option.*?</option>|<legend.*?</legend>",
    re.DOTALL,
)
CLASSES = re.compile(r"(up to )?\d+( to \d+)? working days( and more)?|(fewer than )?\d items( and more)? sent back")
FEW = ReviewRelease(
    1,
    False,
    5,
    25,
    tuple(
        MeasureTable(
            measure,
            {
                Kind.subdomain: Table(((0, 0), (1, 1), (2, 2)), (5, 15, 5)),
                Kind.asked: Table(((0, 0), (1, 2)), (15, 10)),
                Kind.days: Table(((0, 1), (2, 2), (3, 5)), (10, 10, 5)),
            }.get(measure.kind, Table()),
        )
        for measure in MEASURES
    ),
    review_release(40).cohort,
)


def database_of(conversation: Conversation) -> Database:
    assert conversation.desk is not None
    return conversation.desk.access.database


def main_of(page: str) -> str:
    return page[page.index("<main>") : page.index("</main>")]


def rows(page: str, section: str) -> list[list[str]]:
    """The cells of a table."""
    part = re.search(rf'<section aria-labelledby="{section}">(.*?)</section>', page, re.DOTALL)
    assert part
    body = re.search(r"<tbody>(.*?)</tbody>", part[1], re.DOTALL)
    found = re.findall(r"<tr>(.*?)</tr>", body[1] if body else "", re.DOTALL)
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in found]


def text_of(html: str) -> str:
    return " ".join(entities.unescape(TAGS.sub(" ", html)).split())


async def taken(visitor: DeskVisitor, **fields: str) -> tuple[int, bytes]:
    """Take a release away as a file."""
    status, _, content = await visitor.download(f"{PAGE}/file", **fields)
    return status, content


async def test_every_number_on_the_page_is_one_that_the_release_prints(conversation: Conversation, ann: DeskVisitor) -> None:
    shown = review_release()
    await store_reviews(database_of(conversation), shown)
    plain = CLASSES.sub("", text_of(NO_FIGURES.sub("", main_of(await ann.page(PAGE)))))
    numbers = {int(number) for number in re.findall(r"\d+", plain)}
    assert numbers <= printed_by(shown)
    assert len(numbers) > 15


async def test_the_tables_say_what_the_release_prints(conversation: Conversation, ann: DeskVisitor) -> None:
    await store_reviews(database_of(conversation), FEW)
    page = await ann.page(PAGE)
    assert rows(page, "claims")[0][1:] == ["5 (20 %)", "15 (60 %)", "5 (20 %)", "75 %"]
    assert rows(page, "asked") == [["nothing sent back", "15", "60 %"], ["one item and more sent back", "10", "40 %"]]
    assert rows(page, "days") == [
        ["up to 15 working days", "10", "40 %"],
        ["16 to 20 working days", "10", "40 %"],
        ["21 working days and more", "5", "20 %"],
    ]
    assert "The one in the middle (median): 16 to 20 working days." in text_of(page)
    assert [row[1:] for row in rows(page, "reasons")] == [["Too few to split"]] * 8
    assert rows(page, "second") == rows(page, "objection") == []
    assert DAYS_UP_TO[1] == 15


async def test_each_drawing_has_a_title_and_the_page_has_no_style(conversation: Conversation, ann: DeskVisitor) -> None:
    await store_reviews(database_of(conversation), review_release(300))
    page = await ann.page(PAGE)
    drawings = re.findall(r'<svg class="chart" role="img" aria-labelledby="([\w-]+)"', page)
    assert drawings == [f"{name}-drawing" for name in ("claims", "asked", "reasons", "days", "second", "objection")]
    assert all(f'<title id="{name}">' in page for name in drawings)
    assert "style=" not in page


async def test_before_the_first_release_the_page_shows_what_will_come_and_no_number_of_reviews(
    conversation: Conversation, ann: DeskVisitor
) -> None:
    page = text_of(main_of(await ann.page(PAGE)))
    assert sentence("desk-review-figures-none", "en") in page
    await store_reviews(database_of(conversation))
    page = main_of(await ann.page(PAGE))
    assert sentence("desk-review-figures-preview", "en") in text_of(page)
    for name in ("claims", "asked", "reasons", "days", "second", "objection"):
        assert sentence(f"review-figures-{name}", "en") in text_of(page)
    assert {int(number) for number in re.findall(r"\d+", text_of(page))} <= {20, 2026, 1, 2, 3, 4, 5}
    assert "<form" not in page


async def test_a_release_is_chosen_by_its_address(conversation: Conversation, ann: DeskVisitor) -> None:
    first, second = review_release(40, seed=2), review_release(60, seed=3, number=2)
    period = await store_reviews(database_of(conversation), first, second)
    await store_reviews(database_of(conversation), review_release(20, seed=4), begins_on=date(2025, 1, 1))
    latest = await ann.page(PAGE)
    assert "60 institutions counted" in latest
    assert "40 institutions counted" in await ann.page(f"{PAGE}?release={period}-1")
    assert "60 institutions counted" in await ann.page(f"{PAGE}?release=nothing")
    assert len(re.findall(r'href="[^"]*\?release=\d+-\d', latest)) == 3


async def test_who_may_not_see_figures_and_other_associations_see_nothing(
    conversation: Conversation, ann: DeskVisitor, other: DeskVisitor
) -> None:
    period = await store_reviews(database_of(conversation), review_release())
    for role in (Role.reviewer, Role.liaison):
        await other.joins(await ann.invitation(role, districts="North"), f"A {role}")
        assert (await other.get(PAGE))[0] == 403
        assert (await other.get(f"{PAGE}?release={period}-1"))[0] == 403
        assert f'href="{PAGE}"' not in await other.page("/desk")
    await other.joins(await first_invitation(conversation, "South"), "Sue")
    page = await other.page(f"{PAGE}?release={period}-1")
    assert "institutions counted" not in page
    status, page = await other.post(f"{PAGE}/file", sure="yes", format="csv", release=f"{period}-1", language="en")
    assert (status, sentence("desk-review-figures-no-release", "en") in text_of(page)) == (422, True)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_workbook_the_table_and_the_report_hold_the_same_numbers(
    conversation: Conversation, ann: DeskVisitor, language: str
) -> None:
    shown = review_release()
    period = await store_reviews(database_of(conversation), shown)
    given = {"sure": "yes", "release": f"{period}-1", "language": language}
    status, book = await taken(ann, format="xlsx", **given)
    assert status == 200
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(book)).worksheets]
    counts = sum(len(each.table.counts) or 1 for each in shown.tables)
    assert sum(len(sheet) - 1 for sheet in sheets[1:]) == counts
    assert {row[2] for row in sheets[1][1:] if row[2] is not None} <= printed_by(shown)
    status, text = await taken(ann, format="csv", **given)
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert len(lines) - 1 == counts
    assert not [cell for line in lines for cell in line if cell.lstrip(" ").startswith(RISKY)]
    status, report = await taken(ann, format="pdf", **given)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(report)).pages]
    read = "".join(pages).replace("\u200b", "").replace("\n", "")
    assert sentence("review-figures-claims", language) in read
    assert sentence("review-figures-disclaimer", language)[:20] in read
    assert len(pages) == 2


async def test_a_file_needs_its_box_and_a_known_format(conversation: Conversation, ann: DeskVisitor) -> None:
    period = await store_reviews(database_of(conversation), review_release())
    for fields, why in (
        ({"format": "csv", "release": f"{period}-1"}, "desk-export-unsure"),
        ({"sure": "yes", "format": "exe", "release": f"{period}-1"}, "desk-export-wrong"),
        ({"sure": "yes", "format": "csv", "release": f"{period}-9"}, "desk-review-figures-no-release"),
        ({"sure": "yes", "format": "csv", "release": "²-1"}, "desk-review-figures-no-release"),
        ({"sure": "yes", "format": "csv"}, "desk-review-figures-no-release"),
    ):
        status, page = await ann.post(f"{PAGE}/file", **fields)
        assert (status, sentence(why, "en") in text_of(page)) == (422, True), fields
