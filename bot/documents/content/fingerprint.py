"""Identifies documents: two dossiers with the same fingerprint give the same document."""

from __future__ import annotations

import hashlib

from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash


def card_fingerprint(dossier: Dossier) -> str:
    """Return the fingerprint of what a card shows: the answers that count, the day, the language, the names, the check page,
    and what several people have not settled."""
    answers = [(code, dossier.counting[code]) for code in dossier.standard.codes if code in dossier.counting]
    names = (dossier.institution, dossier.campaign)
    shown = (dossier.stars, dossier.together)
    return _digest(
        content_hash(dossier.standard), dossier.language, names, dossier.assessed_on, dossier.check_number, answers, shown
    )


def dossier_fingerprint(dossier: Dossier) -> str:
    """Return the fingerprint of everything that a dossier was made from."""
    answers = [(code, dossier.ratings[code]) for code in dossier.standard.codes if code in dossier.ratings]
    return _digest(
        card_fingerprint(dossier), dossier.today, answers, dossier.plan, dossier.history, dossier.changed, dossier.lowered
    )


def _digest(*parts: object) -> str:
    # Only frozen values are hashed, and their repr holds every field.
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()
