"""All subdomains at a glance: a row of cells a domain, each with its rung."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.review import sign_of_review
from bot.documents.typst.typst_input import Data
from flows.assessment.rating import Lens, Rating
from flows.standard.model import Subdomain


def overview(dossier: Dossier, words: DocumentWords) -> Data:
    """Return the overview: its title, what its colours mean, and the cells of each domain in the standard's order."""
    return {
        "title": words("report-overview"),
        "hint": _hint(dossier, words),
        "reviewed": dossier.verified is not None,
        "domains": [
            {"name": words(domain.code), "cells": [_cell(dossier, sub, words) for sub in domain.subdomains]}
            for domain in dossier.standard.domains
        ],
    }


def _hint(dossier: Dossier, words: DocumentWords) -> str:
    hint = words("report-overview-hint", star=dossier.card.goal)
    return hint if dossier.verified is None else words("report-joined", first=hint, second=words("report-overview-reviewed"))


def _cell(dossier: Dossier, sub: Subdomain, words: DocumentWords) -> Data:
    rating = dossier.counting.get(sub.code)
    needs = dossier.card.goal if dossier.card.goal in sub.stars else 0
    level = rating.read(Lens.claimed) if rating is not None and rating.names_rung else None
    return {
        "name": words(sub.code),
        "level": level,
        "sign": _sign(rating, words),
        "lacks": level is not None and level < needs,
    }


def _sign(rating: Rating | None, words: DocumentWords) -> str:
    """Return the text of a cell: a rung, with a sign if the next one is under way, or the reason why there is none."""
    if rating is None:
        return "–"
    return _answer(rating, words) + sign_of_review(rating)


def _answer(rating: Rating, words: DocumentWords) -> str:
    if rating.not_applicable:
        return "/"
    if rating.unsure:
        return words("report-sign-unsure")
    return f"{rating.level}+" if rating.under_way else str(rating.level)
