"""The picture of a release: compared with golden ones, and with nothing in it but what the release prints."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.release_picture import release_data, release_picture
from bot.documents.typst.render import render_typst
from bot.words.wording import Wording
from flows.campaign.release import Release, Table
from tests.bot.documents.dossiers import STANDARD
from tests.bot.documents.typst.golden_pictures import MEAN_AT_MOST, far_off
from tests.people.releases import THREE, TWO, release

MADE_ON = date(2026, 11, 29)
ROWS = [Table(THREE, (5 * (place % 9) + 10, 20, 75 - 5 * (place % 9))) for place in range(len(STANDARD.subdomains))]
FULL = release(Table(tuple((star, star) for star in range(6)), (15, 20, 30, 20, 10, 10)), ROWS, number=3)
NEARLY_NOTHING = release(Table(), [Table()] * len(ROWS), at_least=10)


def drawn(shown: Release, campaign: str, words: DocumentWords) -> Image.Image:
    content = release_picture(shown, MADE_ON, campaign, STANDARD.name, STANDARD.subdomains, words)
    return Image.open(io.BytesIO(render_typst(content))).convert("RGB")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "shown"), [("full", FULL), ("too-few", NEARLY_NOTHING)])
def test_the_releases_look_as_they_did(name: str, shown: Release, language: str, wording: Wording) -> None:
    picture = drawn(shown, "Self-check 2026", DocumentWords(wording, language))
    assert picture.size == (1080, 1350)
    assert far_off(picture, f"release-{name}-{language}") < MEAN_AT_MOST


def test_its_bars_are_the_printed_counts(wording: Wording) -> None:
    data = release_data(FULL, MADE_ON, "Self-check", STANDARD.name, STANDARD.subdomains, DocumentWords(wording, "en"))
    counts = [round(bar["part"] * FULL.total) for bar in data["stars"]["bars"]]
    assert counts == list(FULL.stars.counts)
    assert [bar["words"] for bar in data["stars"]["bars"]] == [f"{n} ({FULL.percent(n)}\xa0%)" for n in FULL.stars.counts]
    printed = {table.to(cut) for table in FULL.subdomains for cut in (2, 3)}
    assert {round(bar["part"] * FULL.total) for bar in data["gaps"]["bars"]} <= printed
    assert len(data["gaps"]["bars"]) == 10


@pytest.mark.parametrize("foreign", ["W" * 80, "中" * 80, '#[] $x$ "quoted" \\ // @cite *b* _i_ #panic()', "\u202eabc\u0007"])
def test_whatever_officers_call_a_campaign_it_stays_one_picture(foreign: str, wording: Wording) -> None:
    shown = release(Table(TWO, (20, 20)), [Table(TWO, (20, 20))] * len(ROWS))
    assert drawn(shown, foreign, DocumentWords(wording, "zh")).size == (1080, 1350)
