"""Says why a rung is unknown: a document must not show one that nobody chose, though the arithmetic has to count one."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from flows.assessment.rating import Rating


def why_unknown(rating: Rating | None, words: DocumentWords) -> str:
    """Return why the rung is unknown (not answered, or unsure); "" if an answer gives it."""
    if rating is None:
        return words("document-unanswered")
    return words("mark-unsure") if rating.unsure else ""


def rung_or_why(dossier: Dossier, code: str, rung: int, words: DocumentWords) -> str | int:
    """Return the rung that a step begins from, or why it is unknown."""
    return rung or why_unknown(dossier.ratings.get(code), words) or rung
