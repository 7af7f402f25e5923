"""Figures at the desk: what a release prints and nothing else, which release is chosen, and two side by side."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import pytest
from sqlalchemy import update

from bot.conversation.conversation import Conversation
from flows.campaign.release import DistrictGroup, Release, Table
from flows.campaign.roles import Role
from flows.standard.loader import shipped
from storage.campaign_tables import CampaignRow
from tests.people.desk_campaigns import made_campaign, running_campaign
from tests.people.desk_visitor import DeskVisitor, first_invitation
from tests.people.releases import THREE, TWO, printed_numbers, release, store_release

STANDARD = shipped()
STARS = Table(((0, 1), (2, 2), (3, 5)), (45, 35, 60))
DISTRICTS = (DistrictGroup(("<b>East</b>",), 30, 20), DistrictGroup(("", "West"), 50, 40))
TAGS = re.compile(r"<[^>]*>")
# What the page says of its edition, its columns and its advice has numbers, too.
NO_FIGURES = re.compile(
    r'<head>.*?</head>|<ul class="bullets">.*?</ul>|<thead>.*?</thead>|<h[1-3].*?</h[1-3]>|<nav.*?</nav>|<p.*?</p>|<caption.*?</caption>'
    r"|<title.*?</title>|<figcaption.*?</figcaption>|<label.*?</label>|<option.*?</option>",
    re.DOTALL,
)
RUNG = re.compile(r"(below rung|above rung|rung) \d( and above)?|(up to )?\d stars?( and more)?")


def some_release(number: int, shift: int = 0) -> Release:
    """A release with rows of all kinds: three ways, two ways, and too few to split."""
    rows = [
        Table(THREE, (5 * (place % 7) + 20 + shift, 30, 90 - 5 * (place % 7) - shift))
        if place % 3 == 0
        else Table(TWO, (5 * (place % 5) + 25 + shift, 115 - 5 * (place % 5) - shift))
        if place % 3 == 1
        else Table()
        for place in range(len(STANDARD.subdomains))
    ]
    return release(STARS, rows, districts=DISTRICTS, number=number)


@dataclass(frozen=True)
class Shown:
    """A page of figures: the cells of its tables, and all numbers outside of its sentences."""

    tables: dict[str, list[list[str]]]
    numbers: set[int]
    drawings: list[str]


def read(page: str) -> Shown:
    main = page[page.index("<main>") : page.index("</main>")]
    tables = {}
    for section, name in re.findall(r'(<section aria-labelledby="(\w+)">.*?</section>)', main, re.DOTALL):
        body = re.search(r"<tbody>(.*?)</tbody>", section, re.DOTALL)
        rows = re.findall(r"<tr>(.*?)</tr>", body[1] if body else "", re.DOTALL)
        tables[name] = [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]
    plain = RUNG.sub("", text_of(NO_FIGURES.sub("", main)))
    return Shown(tables, {int(number) for number in re.findall(r"\d+", plain)}, re.findall(r"<svg.*?</svg>", main, re.DOTALL))


def text_of(html: str) -> str:
    return " ".join(entities.unescape(TAGS.sub(" ", html)).split())


async def published(conversation: Conversation, ann: DeskVisitor, *shown: Release, **fields: str) -> str:
    """A running campaign of all questions with these releases; its address."""
    assert conversation.desk is not None
    address = await running_campaign(ann, **{"run": "full", **fields})
    for place, each in enumerate(shown):
        number = int(address.rpartition("/")[2])
        await store_release(conversation.desk.access.database, number, each, day=10 + place, is_closing=place == 1)
    return address


async def test_every_number_on_the_page_is_one_that_the_release_prints(conversation: Conversation, ann: DeskVisitor) -> None:
    shown = some_release(1)
    page = read(await ann.page(f"{await published(conversation, ann, shown)}/figures"))
    assert page.numbers <= printed_numbers(shown)
    assert len(page.numbers) > 20


async def test_the_tables_hold_what_the_release_prints(conversation: Conversation, ann: DeskVisitor) -> None:
    shown = some_release(1)
    tables = read(await ann.page(f"{await published(conversation, ann, shown)}/figures")).tables
    assert tables["stars"] == [["up to 1 star", "45", "30 %"], ["2 stars", "35", "25 %"], ["3 stars and more", "60", "45 %"]]
    assert tables["districts"] == [
        ["<b>East</b>", "30 (60 %)", "20 (40 %)"],
        ["no district given, West", "50 (55 %)", "40 (45 %)"],
    ]
    rows = tables["subdomains"]
    assert len(rows) == len(STANDARD.subdomains)
    first = [int(row[1].split()[0]) for row in rows if row[1][0].isdigit()]
    assert first == sorted(first, reverse=True)
    assert [row[1] for row in rows[len(first) :]] == ["Too few to split"] * 9
    assert sorted(len(row) for row in rows) == [2] * 9 + [3] * 9 + [4] * 9
    assert len(tables["gaps"]) == 10


async def test_each_table_is_drawn_with_a_title_and_without_a_style(conversation: Conversation, ann: DeskVisitor) -> None:
    shown = some_release(1)
    page = await ann.page(f"{await published(conversation, ann, shown)}/figures")
    drawings = [drawing for drawing in read(page).drawings if 'role="img"' in drawing]
    assert len(drawings) == 4
    for drawing in drawings:
        labelled = re.search(r'aria-labelledby="([\w-]+)"', drawing)
        assert labelled
        assert f'<title id="{labelled[1]}">' in drawing
    assert "style=" not in page
    widths = [float(width) for width in re.findall(r'class="only" x="0.0%" y="[\d.]+em" width="([\d.]+)%"', drawings[0])]
    assert [round(width * shown.total / 100) for width in widths] == list(shown.stars.counts)


async def test_a_release_says_what_it_is_made_of_and_each_gap_brings_its_advice(
    conversation: Conversation, ann: DeskVisitor
) -> None:
    page = text_of(await ann.page(f"{await published(conversation, ann, some_release(1))}/figures"))
    for said in (
        "Release 1 of 2026-11-10",
        "140 institutions counted; counts are rounded",
        "not confirmed",
        "at least 5",
        f"Standard: {STANDARD.name}",
    ):
        assert said in page.replace("\xa0", " ")
    assert STANDARD.edition not in page
    assert page.count("How to tell it is done") == 10


async def test_an_earlier_release_can_be_chosen_and_an_unknown_one_is_the_latest(
    conversation: Conversation, ann: DeskVisitor
) -> None:
    first, second = some_release(1), some_release(2, 5)
    address = f"{await published(conversation, ann, first, second)}/figures"
    for query, number in (("", 2), ("?release=1", 1), ("?release=2", 2), ("?release=3", 2), ("?release=x", 2)):
        page = await ann.page(address + query)
        assert read(page).numbers <= printed_numbers((first, second)[number - 1]), query
        assert f'?release={number}" aria-current="true"' in page
        assert ("closing release" in page) == (number == 2)


async def test_before_the_first_release_the_page_says_what_it_waits_for(conversation: Conversation, ann: DeskVisitor) -> None:
    draft, running = await made_campaign(ann), await running_campaign(ann, first_at="50")
    for address, count in ((draft, 20), (running, 50)):
        page = await ann.page(f"{address}/figures")
        assert f"from {count} institutions on" in page
        assert "<table" not in page
        assert "/compare" not in page
    assert (await ann.post(f"{running}/close", page=running, sure="yes"))[0] == 303
    assert "once a day" in await ann.page(f"{running}/figures")


async def test_a_release_with_nothing_to_split_says_so(conversation: Conversation, ann: DeskVisitor) -> None:
    shown = release(Table(), [Table()] * len(STANDARD.subdomains), at_least=10)
    page = await ann.page(f"{await published(conversation, ann, shown)}/figures")
    assert read(page).numbers == set()
    assert page.count("Too few to split") == len(STANDARD.subdomains) * 2 + 2
    assert "anybody could answer" in page


async def test_a_campaign_of_another_edition_shows_no_rows(conversation: Conversation, ann: DeskVisitor) -> None:
    assert conversation.desk is not None
    address = await published(conversation, ann, some_release(1))
    async with conversation.desk.access.database.writing() as db:
        await db.exec(update(CampaignRow).values(edition="older"))
    tables = read(await ann.page(f"{address}/figures")).tables
    assert set(tables) == {"stars", "districts"}
    assert "Standard: older" in await ann.page(f"{address}/figures")


async def test_two_releases_of_a_campaign_side_by_side(conversation: Conversation, ann: DeskVisitor) -> None:
    first, second = some_release(1), some_release(2, 10)
    address = await published(conversation, ann, first, second)
    page = await ann.page(f"{address}/compare")
    shown = read(page)
    assert shown.tables["stars"] == [
        ["up to 1 star", "30 %", "30 %"],
        ["2 stars", "25 %", "25 %"],
        ["3 stars and more", "45 %", "45 %"],
    ]
    assert shown.tables["subdomains"][0][1:] == ["15 % → 20 %", "20 % → 20 %", "65 % → 55 %"]
    assert shown.tables["subdomains"][2][1:] == ["The two have no class in common"]
    assert shown.tables["districts"][0][1:] == ["40 %", "40 %"]
    assert shown.numbers <= printed_numbers(first) | printed_numbers(second)
    assert "rounded in the same way" in page


async def test_a_campaign_is_compared_with_the_one_that_it_cites(conversation: Conversation, ann: DeskVisitor) -> None:
    assert conversation.desk is not None
    before = await published(conversation, ann, some_release(1))
    status, place = await ann.post(f"{before}/copy", page=before)
    assert status == 303
    after = "/desk/campaigns/" + place.rpartition("campaigns/")[2].partition("/")[0]
    await store_release(conversation.desk.access.database, int(after.rpartition("/")[2]), some_release(1, 5))
    page = await ann.page(f"{after}/compare")
    assert read(page).tables["subdomains"][0][1:] == ["15 % → 20 %", "20 % → 20 %", "65 % → 60 %"]
    assert f'value="{before.rpartition("/")[2]}-1" selected' in page


async def test_campaigns_about_other_subdomains_cannot_be_compared(conversation: Conversation, ann: DeskVisitor) -> None:
    some = release(STARS, [Table(TWO, (20, 120))] * len(STANDARD.ticked(2)))
    before = await published(conversation, ann, some, run="target-2")
    after = await published(conversation, ann, some_release(1))
    names = [f"{address.rpartition('/')[2]}-1" for address in (before, after)]
    page = await ann.page(f"{after}/compare?before={names[0]}&after={names[1]}")
    assert "different subdomains" in page
    assert "<table" not in page


async def test_one_release_alone_is_compared_with_nothing(conversation: Conversation, ann: DeskVisitor) -> None:
    page = await ann.page(f"{await published(conversation, ann, some_release(1))}/compare")
    assert "Two releases are needed" in page
    assert "<select" not in page


async def test_releases_of_another_association_cannot_be_chosen(
    conversation: Conversation, ann: DeskVisitor, other: DeskVisitor
) -> None:
    north = await published(conversation, ann, some_release(1), some_release(2, 10))
    await other.joins(await first_invitation(conversation, "South"), "Sue")
    south = await published(conversation, other, some_release(1))
    wanted = f"{north.rpartition('/')[2]}-1"
    page = await other.page(f"{south}/compare?before={wanted}&after={wanted}")
    # The form of the language leads back to the address that was typed.
    assert wanted not in page.replace(f"?before={wanted}&amp;after={wanted}", "")
    assert (await other.get(f"{north}/compare"))[0] == 404
    assert (await other.get(f"{north}/figures"))[0] == 404


@pytest.mark.parametrize("role", [Role.administrator, Role.viewer, Role.liaison, Role.reviewer])
async def test_the_overview_and_the_campaign_lead_to_figures_if_one_may_see_them(
    conversation: Conversation, ann: DeskVisitor, other: DeskVisitor, role: Role
) -> None:
    address = await running_campaign(ann)
    await other.joins(await ann.invitation(role), "Ben")
    for page in (await other.page(), await other.page(address)):
        assert (f"{address.lstrip('/')}/figures" in page) == (role in (Role.administrator, Role.viewer))
