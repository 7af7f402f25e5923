"""Writes what a reviewer confirmed, beside what was claimed."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from flows.assessment.rating import Lens, Rating
from flows.assessment.verified import is_lowered, lowered, not_looked_at

# What an answer bears in a cell: confirmed, or confirmed at a lower rung.
CONFIRMED, LOWERED = "✓", "↓"


def verified_facts(dossier: Dossier, words: DocumentWords) -> list[tuple[str, str]]:
    """Return the name of the verified star, and the star with the claimed one; nothing if no answer was reviewed."""
    if dossier.verified is None:
        return []
    stars, claimed = words.stars(dossier.verified), words.stars(dossier.stars)
    return [(words.lens(Lens.verified), words("document-verified", stars=stars, claimed=claimed))]


def review_remark(dossier: Dossier, words: DocumentWords) -> str:
    """Return the verified star, and how much was looked at and lowered, in one sentence; "" if no answer was reviewed."""
    if dossier.verified is None:
        return ""
    return words(
        "report-verified",
        stars=words.stars(dossier.verified),
        claimed=words.stars(dossier.stars),
        count=sum(rating.verified is not None for rating in dossier.ratings.values()),
        lowered=len(lowered(dossier.standard, dossier.ratings)),
        left=len(not_looked_at(dossier.standard, dossier.ratings)),
    )


def sign_of_review(rating: Rating) -> str:
    """Return the sign of what a reviewer said of an answer; "" if nobody looked at it."""
    if rating.verified is None:
        return ""
    return LOWERED if is_lowered(rating) else CONFIRMED


def mark_after_review(dossier: Dossier, rating: Rating, mark: str, words: DocumentWords) -> str:
    """Return the mark of an answer with what a reviewer confirmed of it. Without any review, it stays as it is."""
    if dossier.verified is None:
        return mark
    if rating.verified is None:
        return words("report-not-looked-at", mark=mark) if rating.read(Lens.claimed) else mark
    return words("report-reviewed", mark=mark, sign=sign_of_review(rating), rung=rating.verified)
