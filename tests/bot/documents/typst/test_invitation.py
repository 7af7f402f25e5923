"""Poster and picture of a campaign: compared with golden ones, one page whatever officers type."""

from __future__ import annotations

import io
from dataclasses import replace as with_fields
from datetime import date

import pytest
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.invitation import picture, poster
from bot.documents.typst.render import render_typst
from bot.documents.typst.typst_input import TypstInput
from bot.words.wording import Wording
from flows.campaign.codes import code_of
from flows.campaign.invitation import Invitation
from flows.campaign.visibility import Visibility
from tests.bot.documents.dossiers import STANDARD, TODAY
from tests.bot.documents.typst.golden_pictures import MEAN_AT_MOST, far_off

CHANNEL = Invitation(
    "Self-check 2026",
    "Jiading Association",
    "We would like to know where our members are and which support they need most.",
    Visibility.star,
    STANDARD.codes[:10],
    "https://xingjie.example.org/c/7Qm2x9LdV0sTn4Kc8yHp3w",
    "xingjie.example.org",
    code_of(123_456_789),
    date(2026, 12, 31),
    "WeChat group",
)
INSTITUTION = replace(
    CHANNEL, code="", channel="", institution="Fair Hands Centre", closes_on=None, visibility=Visibility.counts
)


def drawn(content: TypstInput) -> Image.Image:
    return Image.open(io.BytesIO(render_typst(content))).convert("RGB")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "invitation"), [("channel", CHANNEL), ("institution", INSTITUTION)])
def test_the_invitations_look_as_they_did(name: str, invitation: Invitation, language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    posted = drawn(picture(invitation, STANDARD.name, words))
    assert posted.size == (1080, 1350)
    assert far_off(posted, f"invitation-{name}-{language}") < MEAN_AT_MOST
    # Without a day the poster is typeset as a picture.
    printed = drawn(with_fields(poster(invitation, STANDARD.name, words, TODAY), day=None))
    assert far_off(printed, f"poster-{name}-{language}") < MEAN_AT_MOST


def read(invitation: Invitation, wording: Wording) -> str:
    made = PdfReader(io.BytesIO(render_typst(poster(invitation, STANDARD.name, DocumentWords(wording, "en"), TODAY))))
    assert len(made.pages) == 1
    return " ".join(made.pages[0].extract_text().replace("\u200b", "").split())


def test_the_poster_says_who_asks_what_they_see_until_when_and_how_to_take_part(wording: Wording) -> None:
    text = read(CHANNEL, wording)
    for said in (
        "Jiading Association asks your institution to take part",
        "Self-check 2026",
        "sees how far you are and your star, but not your answers",
        "Open until 31 December 2026",
        "Or open xingjie.example.org and type the code",
        f"{CHANNEL.code[:3]} {CHANNEL.code[3:]}",
        "WeChat group",
        "not an official rating",
    ):
        assert said in text


def test_the_poster_of_an_institution_has_its_own_link_and_no_code(wording: Wording) -> None:
    text = read(INSTITUTION, wording)
    assert "Only for Fair Hands Centre" in text
    assert "type the code" not in text
    assert "Open until" not in text


@pytest.mark.parametrize(
    "foreign", ["W" * 300, "中" * 300, '#[] $x$ "quoted" \\ // @cite *b* _i_ #panic()', "\u202eabc\u0007", "<b>&amp;"]
)
def test_whatever_officers_type_it_stays_one_page_and_text(foreign: str, wording: Wording) -> None:
    typed = replace(CHANNEL, campaign=foreign, association=foreign, welcome=foreign * 3, channel=foreign)
    read(typed, wording)
    assert drawn(picture(typed, STANDARD.name, DocumentWords(wording, "zh"))).size == (1080, 1350)
