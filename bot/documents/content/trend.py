"""Writes the trend: a picture (PNG, 1080 × 1080 pixels) of the stars of the finished assessments, oldest first."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier, Milestone
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.changes import TREND_AT_MOST


def trend(dossier: Dossier, words: DocumentWords) -> TypstInput:
    """Return the trend of a dossier with a past, to be typeset as PNG."""
    points = dossier.history[-TREND_AT_MOST:]
    return typst_input(
        "trend",
        {
            "language": dossier.language,
            "brand": words("document-brand"),
            "title": words("history-trend", count=len(points)),
            "institution": dossier.institution,
            "points": [_point(each) for each in points],
            "edition": dossier.standard.name,
            "disclaimer": words("disclaimer"),
        },
    )


def _point(milestone: Milestone) -> Data:
    stars, day = milestone.stars, milestone.finished_on.isoformat()
    words = f"{stars.low}★" if stars.decided else f"{stars.low}–{stars.high}★"
    return {"low": stars.low, "high": stars.high, "words": words, "day": day[5:], "year": day[:4]}
