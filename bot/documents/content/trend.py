"""Writes the trend: a picture (PNG, 1080 × 1080 pixels) of the stars of the finished assessments, oldest first."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier, Milestone
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.changes import TREND_AT_MOST
from flows.assessment.scorecard import StarRange


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
            "reviewed": words("report-lens-verified") if any(each.verified is not None for each in points) else "",
            "edition": dossier.standard.name,
            "disclaimer": words("disclaimer"),
        },
    )


def _point(milestone: Milestone) -> Data:
    stars, verified, day = milestone.stars, milestone.verified, milestone.finished_on.isoformat()
    return {
        "low": stars.low,
        "high": stars.high,
        "words": _stars(stars),
        "day": day[5:],
        "year": day[:4],
        "reviewed": None if verified is None else {"low": verified.low, "high": verified.high, "words": _stars(verified)},
    }


def _stars(stars: StarRange) -> str:
    return f"{stars.low}★" if stars.decided else f"{stars.low}–{stars.high}★"
