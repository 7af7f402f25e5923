"""Writes why a reviewer lowered the claim from which a step begins."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.text_width import shortened
from flows.interview.plan.lowered_steps import reason_lines


def why_lowered(dossier: Dossier, code: str, words: DocumentWords) -> str:
    """Return the reasons, a line each; "" if the claim was not lowered, or nobody may read why."""
    found = next((each for each in dossier.lowered if each.subdomain == code), None)
    return "\n".join(map(words.of, reason_lines(found))) if found is not None else ""


def why_lowered_in_short(dossier: Dossier, code: str, words: DocumentWords, letters: int) -> str:
    """Return the reasons in one line of at most `letters` narrow letters."""
    return shortened(words("review-report-joint").join(why_lowered(dossier, code, words).split("\n")), letters)
