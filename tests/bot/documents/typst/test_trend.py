"""The trend as a picture: compared with a golden one, for a past that rises, falls, and leaves something open."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier, dossier
from bot.documents.content.trend import trend
from bot.documents.typst.render import render_typst
from bot.words.wording import Wording
from flows.assessment.rating import Rating, Ratings
from flows.dialogue import phrase
from tests.bot.documents.dossiers import INSTITUTION, STANDARD, TODAY, level
from tests.bot.documents.typst.golden_pictures import MEAN_AT_MOST, far_off

OPEN: Ratings = {code: rating for code, rating in level(4).items() if code != "service-level"}
PAST: tuple[tuple[date, Ratings], ...] = (
    (date(2024, 3, 1), level(1)),
    (date(2024, 9, 12), level(2)),
    (date(2025, 3, 1), level(0)),
    (date(2026, 6, 1), OPEN),
    (TODAY, level(5)),
    (TODAY, level(3)),
)


def drawn(subject: Dossier, wording: Wording) -> Image.Image:
    picture = Image.open(io.BytesIO(render_typst(trend(subject, DocumentWords(wording, subject.language)))))
    assert (picture.format, picture.size) == ("PNG", (1080, 1080))
    return picture.convert("RGB")


def test_the_trend_looks_as_it_did(wording: Wording) -> None:
    """Two self-checks on one day are two points; what is still open is a beam above what is certain."""
    subject = dossier(STANDARD, level(3), TODAY, "zh", institution=INSTITUTION, past=PAST)
    assert far_off(drawn(subject, wording), "trend-zh") < MEAN_AT_MOST
    assert far_off(drawn(dossier(STANDARD, level(3), TODAY, "en", past=PAST[:2]), wording), "trend-en") < MEAN_AT_MOST


def test_the_reviewed_star_has_a_shape_of_its_own(wording: Wording) -> None:
    """It is a diamond with its number, beside the claimed star, and named in the picture."""
    reviewed: Ratings = {code: Rating(3, verified=1) for code in level(3)}
    part: Ratings = {code: Rating(2, verified=2) if code == "service-level" else rating for code, rating in level(2).items()}
    past = ((date(2025, 3, 1), level(2)), (date(2025, 9, 1), part), (date(2026, 3, 1), reviewed))
    subject = dossier(STANDARD, level(3), TODAY, "en", past=past)
    assert far_off(drawn(subject, wording), "trend-reviewed-en") < MEAN_AT_MOST
    assert wording.say(phrase("report-lens-verified"), "en") in trend(subject, DocumentWords(wording, "en")).data


def test_a_long_history_shows_the_latest_runs(wording: Wording) -> None:
    shown = trend(dossier(STANDARD, level(3), TODAY, "en", past=PAST * 3), DocumentWords(wording, "en"))
    assert shown == trend(dossier(STANDARD, level(3), TODAY, "en", past=(PAST * 3)[-8:]), DocumentWords(wording, "en"))
    assert "last 8 self-checks" in shown.data
