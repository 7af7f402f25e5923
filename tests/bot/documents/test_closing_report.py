"""The closing report: every number is printed by the release, and it stays readable whatever the names and however few classes."""

from __future__ import annotations

import io
from datetime import date

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from bot.documents.content.closing_report import ClosingFacts, ReleaseDay, closing_data, closing_report, closing_workbook
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.release_sheets import flat_table, release_workbook, shown_release
from bot.documents.typst.render import render_typst
from bot.words.wording import COMMAS, Wording
from flows.assessment.question_order import Mode
from flows.campaign.asked import asked_subdomains
from flows.campaign.campaign import Campaign
from flows.campaign.gaps import shared_gaps
from flows.campaign.release import DistrictGroup, Release, Table
from tests.bot.documents.dossiers import STANDARD
from tests.people.campaigners import DRAFT
from tests.people.releases import THREE, TWO, release

DAY = date(2026, 11, 29)
CAMPAIGN = replace(DRAFT, mode=Mode.full, edition=STANDARD.edition, started_on=date(2026, 9, 1), closed_on=date(2026, 11, 28))
ROWS = [Table(THREE, (5 * (place % 9) + 10, 20, 75 - 5 * (place % 9))) for place in range(len(STANDARD.subdomains))]
GROUPS = (DistrictGroup(("North",), 20, 15), DistrictGroup(("East", "West"), 40, 30))
STARS = Table(tuple((star, star) for star in range(6)), (15, 20, 30, 20, 10, 10))
FULL = release(STARS, ROWS, districts=GROUPS, number=3)
NEARLY_NOTHING = release(Table(), [Table()] * len(ROWS), at_least=10)
HOSTILE = ("W" * 80, "长" * 80, '#[] $x$ "quoted" \\ // @cite *b* _i_ #panic()', "=1+1 <b>/stop</b>", "\u202eabc\u0007")


def facts(
    shown: Release,
    campaign: Campaign = CAMPAIGN,
    asked: int | None = 240,
    finished: int | None = 118,
    association: str = "North",
) -> ClosingFacts:
    days = (ReleaseDay(1, date(2026, 10, 1), False), ReleaseDay(shown.number, DAY, shown.is_exact))
    return ClosingFacts(campaign, association, asked, finished, days, shown_release(shown, DAY, campaign, STANDARD))


def text_of(given: ClosingFacts, words: DocumentWords) -> tuple[str, int]:
    """The text of the PDF without marks and line ends, and how many pages it has."""
    pages = PdfReader(io.BytesIO(render_typst(closing_report(given, STANDARD, words, DAY)))).pages
    return "".join(page.extract_text() for page in pages).replace("\u200b", "").replace("\n", " "), len(pages)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_bar_and_every_number_is_of_the_release(wording: Wording, language: str) -> None:
    words = DocumentWords(wording, language)
    data = closing_data(facts(FULL), STANDARD, words)
    assert [round(bar["part"] * FULL.total) for bar in data["stars"]["bars"]] == list(STARS.counts)
    by_name = {row["name"]: [bar["words"] for bar in row["bars"]] for row in data["subdomains"]["rows"]}
    for subdomain, table in zip(STANDARD.subdomains, FULL.subdomains, strict=True):
        printed = [words("figures-cell", count=count, percent=FULL.percent(count)) for count in table.counts]
        assert by_name[words(subdomain.code)] == printed
    groups = [[bar["words"] for bar in row["bars"]] for row in data["districts"]["rows"]]
    assert groups == [
        [words("figures-cell", count=count, percent=FULL.percent(count, group.below + group.from_3)) for count in counts]
        for group in GROUPS
        for counts in [(group.below, group.from_3)]
    ]
    gaps = shared_gaps(FULL, STANDARD.subdomains)
    assert [item["name"] for item in data["gaps"]["items"]] == [words(gap.code) for gap in gaps]
    assert sum(len(item["names"].split(COMMAS[language])) for item in data["offers"]["items"]) == len(gaps)
    for row in [*data["subdomains"]["rows"], *data["districts"]["rows"]]:
        assert sum(bar["part"] for bar in row["bars"]) == pytest.approx(1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_say_how_they_were_made(wording: Wording, language: str) -> None:
    words = DocumentWords(wording, language)
    text, pages = text_of(facts(FULL), words)
    assert pages <= 6
    for said in ("240", "118", "k = 5", STANDARD.edition, words.day(date(2026, 10, 1)), words.day(DAY)):
        assert said in text
    assert words("figures-self-checked") in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_that_are_too_small_say_so(wording: Wording, language: str) -> None:
    words = DocumentWords(wording, language)
    text, pages = text_of(facts(NEARLY_NOTHING), words)
    assert pages <= 3
    # Without a roster anybody could answer: nobody was asked by name.
    assert words("closing-open") in text
    assert "k = 10" in text
    assert "240" not in text
    rows = closing_workbook(facts(NEARLY_NOTHING), STANDARD, words, DAY).sheets[2].rows
    assert {row[1] for row in rows} == {words("figures-too-few")}


def test_after_the_names_were_deleted_the_report_is_still_made(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    text, _ = text_of(facts(FULL, asked=None, finished=None), words)
    assert "No longer kept" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_things_are_called_they_are_only_text(wording: Wording, hostile: str) -> None:
    words = DocumentWords(wording, "zh")
    groups = (DistrictGroup((hostile,), 20, 15), DistrictGroup(("", *("区" * 60 for _ in range(30))), 40, 30))
    shown = release(STARS, ROWS, districts=groups)
    given = facts(shown, replace(CAMPAIGN, name=hostile), association=hostile)
    text, pages = text_of(given, words)
    assert pages <= 8
    if hostile.isascii() and hostile.isprintable():
        assert hostile.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("mode", [Mode.quick, Mode.target])
def test_a_campaign_that_asks_less_has_fewer_rows(wording: Wording, mode: Mode) -> None:
    campaign = replace(CAMPAIGN, mode=mode, target=2 if mode is Mode.target else 0)
    asked = asked_subdomains(campaign, STANDARD)
    shown = release(Table(TWO, (60, 45)), ROWS[: len(asked)])
    data = closing_data(facts(shown, campaign), STANDARD, DocumentWords(wording, "en"))
    assert len(data["subdomains"]["rows"]) == len(asked) < len(STANDARD.subdomains)


def test_an_edition_that_is_not_ours_has_stars_and_districts_alone(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    shown = shown_release(FULL, DAY, replace(CAMPAIGN, edition="older"), STANDARD)
    sheets = {sheet.name: sheet.rows for sheet in release_workbook(shown, words).sheets}
    assert len(sheets["Stars"]) == len(STARS.counts)
    assert sheets["Subdomains"] == sheets["Shared gaps"] == ()
    assert {row[-1] for row in flat_table(shown, words).rows} == {"older"}
