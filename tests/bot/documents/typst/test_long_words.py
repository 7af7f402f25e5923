"""Long words (names of files, names without a space): broken within their cell, on the page and on the pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from bot.documents.content.card import card
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.report import report
from bot.documents.content.trend import trend
from bot.documents.typst.breaking import LONG, MAY_BREAK, breakable
from bot.documents.typst.render import _compiler, _source, render_typst
from bot.documents.typst.typst_input import TypstInput
from bot.score.strict_reader import answers_of
from bot.words.wording import Wording
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating, Ratings
from tests.bot.documents.dossiers import STANDARD, TODAY, level
from tests.bot.documents.typst.long_names import FILE, LONG_NAME, WIDE_NAME, dossier_of
from tests.people.languages import LANGUAGES

PUNCTUATION = "“（" * 100
MARGIN_PT = 19 / 25.4 * 72


def long_everywhere(words: str) -> Ratings:
    """Answers whose evidence, file and reason are these words."""
    file = Attachment(words[:196] + ".pdf", 1024, "application/pdf", "a" * 64, "x")
    evidence = Evidence(words[:200], 1, TODAY, date(2026, 1, 5), date(2026, 9, 1), file)
    return {
        **{code: Rating(1, evidence=evidence) for code in STANDARD.codes},
        "risk-management": Rating(not_applicable=words[:200]),
    }


def pages(written: TypstInput) -> list[Image.Image]:
    """A report's pages as pictures, a pixel a point."""
    drawn = _compiler().compile(_source(written), format="png", ppi=72)
    assert isinstance(drawn, list)
    return [Image.open(io.BytesIO(page or b"")).convert("RGB") for page in drawn]


def is_blank(picture: Image.Image) -> bool:
    return picture.getcolors(maxcolors=1) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["", LONG_NAME, WIDE_NAME, PUNCTUATION, "ー" * 200, "a" * 200])
def test_nothing_runs_off_a_page(typed: str, language: str, wording: Wording) -> None:
    ratings = long_everywhere(typed) if typed else answers_of(STANDARD, FILE.read_bytes()).ratings
    whole = replace(dossier_of(ratings, language, typed[:200], typed[:60] or "王喆"), campaign=typed[:80])
    for page in pages(report(whole, DocumentWords(wording, language))):
        assert is_blank(page.crop((round(page.width - MARGIN_PT) + 1, 0, page.width, page.height)))


@pytest.mark.parametrize("typed", [LONG_NAME[:200], WIDE_NAME, "中" * 200, PUNCTUATION])
@pytest.mark.parametrize(
    ("write", "band"), [(card, (72, 142, 1008, 270)), (trend, (72, 122, 1008, 186))], ids=["card", "trend"]
)
def test_a_name_on_a_picture_is_whole(
    typed: str, write: Callable[[Dossier, DocumentWords], TypstInput], band: tuple[int, int, int, int], wording: Wording
) -> None:
    """Nothing touches the edge of its box: at an edge it would be cut."""
    words = DocumentWords(wording, "zh")

    def drawn(name: str) -> Image.Image:
        return Image.open(io.BytesIO(render_typst(write(dossier_of(level(2), "zh", name), words)))).convert("RGB").crop(band)

    name = ImageChops.difference(drawn(typed), drawn(" ")).getbbox()
    assert name is not None
    left, top, right, bottom = name
    assert left >= 0
    assert top > 0
    assert right < band[2] - band[0]
    assert bottom < band[3] - band[1]


def test_what_people_copy_from_the_page_is_what_it_was(wording: Wording) -> None:
    whole = dossier_of(answers_of(STANDARD, FILE.read_bytes()).ratings, name=LONG_NAME)
    pdf = PdfReader(io.BytesIO(render_typst(report(whole, DocumentWords(wording, "en")))))
    assert content_hash(STANDARD) in pdf.pages[-1].extract_text()
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).endswith(LONG_NAME)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", [""]),
        ("short_name_2026.pdf", ["short_name_2026.pdf"]),
        ("x" * (LONG - 1), ["x" * (LONG - 1)]),
        ("x" * 26, ["x" * 8, "x" * 8, "x" * 8, "xx"]),
        ("service_catalogue_board_hall.jpg", ["service_", "catalogu", "e_board_", "hall.", "jpg"]),
        ("a" * 20 + " " + "b" * 20, ["a" * 20 + " " + "b" * 20]),
        ("甲乙丙丁" * 50, ["甲乙丙丁" * 50]),
        ("e\u0301" * 20, ["e\u0301" * 4] * 5),
        ("x" * 30 + "-whole-", ["x" * 30 + "-whole-"]),
    ],
)
def test_where_a_line_may_end(text: str, pieces: list[str]) -> None:
    assert breakable(text, kept_whole=("-whole-",)) == MAY_BREAK.join(pieces)
