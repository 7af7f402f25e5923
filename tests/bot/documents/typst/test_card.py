"""The card: pictures compared with golden ones; every name is visible."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from bot.documents.content.card import card, card_data
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.typst.render import render_typst
from bot.words.wording import Wording
from flows.assessment.rating import Rating, Ratings
from flows.assessment.scorecard import possible_stars
from flows.campaign.campaign import NAME_AT_MOST
from tests.bot.documents.dossiers import INSTITUTION, MIXED, STANDARD, level, made
from tests.bot.documents.typst.golden_pictures import MEAN_AT_MOST, far_off

OPEN: Ratings = {code: Rating(3) for code in STANDARD.codes[:12]}
# Nearly as long as the name of a campaign may be: two lines on the card.
LONG_CAMPAIGN = "二〇二六年度嘉定区中小企业公共服务机构服务能力自查活动（含街镇工作站、园区服务点和行业协会），由区协会组织开展，请各机构据实填答，自查结果只作参考不作评比"
CASES: dict[str, Dossier] = {
    "none-zh": made(level(0)),
    "open-en": made(OPEN, "en", "Jiading Service Centre"),
    "mixed-zh": made(MIXED, "zh", INSTITUTION),
    "five-en": made(level(5), "en"),
    "campaign-zh": replace(made(MIXED, "zh", INSTITUTION), campaign=LONG_CAMPAIGN),
    "campaign-en": replace(made(level(5), "en"), campaign="Self-check of services 2026"),
}


def drawn(dossier: Dossier, wording: Wording) -> Image.Image:
    picture = Image.open(io.BytesIO(render_typst(card(dossier, DocumentWords(wording, dossier.language)))))
    assert (picture.format, picture.size) == ("PNG", (1080, 1350))
    return picture.convert("RGB")


@pytest.mark.parametrize("case", CASES)
def test_the_card_looks_as_it_did(case: str, wording: Wording) -> None:
    """After a change that is meant, run `WRITE_GOLDEN=1 make test` and look at what has changed."""
    assert far_off(drawn(CASES[case], wording), f"card-{case}") < MEAN_AT_MOST


def test_another_star_is_another_picture(wording: Wording, monkeypatch: pytest.MonkeyPatch) -> None:
    # It looks at a golden picture of another star, and must not put its own in that place.
    monkeypatch.delenv("WRITE_GOLDEN", raising=False)
    assert far_off(drawn(made(level(1)), wording), "card-none-zh") > MEAN_AT_MOST


NAMES = ["喆堃垚㛃𬭎", "🏢🚀", "中" * 200, "W" * 200, '#[] $x$ "quoted" \\ // @cite *b* _i_', "\u202eabc\u0007"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_campaign_is_visible_and_in_its_place(name: str, wording: Wording) -> None:
    subject = made(MIXED, "zh", INSTITUTION)
    named, blank = (drawn(replace(subject, campaign=each), wording) for each in (name[:NAME_AT_MOST], "\u3000"))
    changed = ImageChops.difference(named, blank).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert (left >= 72, top >= 118, right <= 1008, bottom <= 174) == (True,) * 4


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_visible(name: str, wording: Wording) -> None:
    named, unnamed = drawn(made(MIXED, "zh", name), wording), drawn(made(MIXED, "zh", " "), wording)
    band = (72, 142, 1008, 270)
    shown = ImageChops.difference(named.crop(band), unnamed.crop(band))
    assert shown.getbbox() is not None
    # Below the name nothing has moved.
    rest = (0, 290, 1080, 1350)
    assert ImageChops.difference(named.crop(rest), unnamed.crop(rest)).getbbox() is None


def test_the_card_says_how_many_more_to_which_star(wording: Wording) -> None:
    voice = DocumentWords(wording, "en")
    said = {case: card_data(made(CASES[case].ratings, "en"), voice)["onward"] for case in list(CASES)[:4]}
    assert said == {
        "none-zh": voice("document-onward", count=10, star=1),
        "open-en": voice("document-open", count=14, unsure=0),
        "mixed-zh": voice("document-unsure", count=1, unsure=1),
        "five-en": voice("document-keep"),
    }


def test_the_card_says_a_range_at_present_while_an_answer_is_unsure_or_missing(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    for ratings in (MIXED, OPEN):
        dossier = made(ratings, "en")
        data = card_data(dossier, words)
        possible = possible_stars(STANDARD, ratings)
        assert not possible.decided
        assert (data["low"], data["high"], data["label"]) == (possible.low, possible.high, words("document-at-present"))
        assert data["stars"] == words.stars(possible)
    assert card_data(made(level(3), "en"), words)["label"] == words("document-reference")


@pytest.mark.parametrize(
    ("answered", "is_over", "label"),
    [(27, True, "Reference"), (27, False, "Reference"), (26, True, "Reference"), (26, False, "At present")],
)
def test_in_the_middle_of_a_self_check_the_star_holds_at_present(
    wording: Wording, answered: int, is_over: bool, label: str
) -> None:
    ratings = dict(list(level(0).items())[:answered])
    subject = replace(made(ratings, "en"), is_over=is_over)
    assert subject.stars.decided
    assert card_data(subject, DocumentWords(wording, "en"))["label"] == label


def test_the_card_leads_to_the_page_if_it_has_an_address(wording: Wording) -> None:
    words, address = DocumentWords(wording, "en"), "https://xingjie.example.org"
    assert card_data(made(MIXED, "en"), words)["code"] is None
    code = card_data(replace(made(MIXED, "en"), address=address), words)["code"]
    assert [len(row) for row in code["rows"]] == [len(code["rows"])] * len(code["rows"])
    # The three corners by which a reader finds the code, and no fourth.
    corners = [
        [row[:7] for row in code["rows"][:7]],
        [row[-7:] for row in code["rows"][:7]],
        [row[:7] for row in code["rows"][-7:]],
    ]
    assert all(corner == corners[0] and all(corner[0]) for corner in corners)
    assert [row[-7:] for row in code["rows"][-7:]] != corners[0]


def test_only_what_has_evidence_is_said_once_there_is_some(wording: Wording) -> None:
    words = DocumentWords(wording, "en")
    assert [name for name, _ in card_data(made(level(3), "en"), words)["lenses"]] == [words("report-lens-under-way")]
    assert len(card_data(made(MIXED, "en"), words)["lenses"]) == 2
