"""What nobody has said of a subdomain: no document may fill it with a rung, though the arithmetic has to count one."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.speaker import Voice
from flows.assessment.rating import Rating


def why_unknown(rating: Rating | None, voice: Voice) -> str:
    """Why no rung is known, where none is: not answered, or unsure; "" where an answer says it."""
    if rating is None:
        return voice("document-unanswered")
    return voice("mark-unsure") if rating.unsure else ""


def rung_or_why(dossier: Dossier, code: str, rung: int, voice: Voice) -> str | int:
    """The rung that a step begins from, or why it is not known."""
    return rung or why_unknown(dossier.ratings.get(code), voice) or rung
