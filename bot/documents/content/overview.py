"""All subdomains at a glance: a row of cells a domain, each with the rung that it stands on."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.speaker import Voice
from bot.documents.typst.typst_input import Data
from flows.assessment.rating import Lens, Rating
from flows.standard.model import Subdomain


def overview(dossier: Dossier, voice: Voice) -> Data:
    """Return the overview: its title, what its colours mean, and the cells of each domain in the standard's order."""
    return {
        "title": voice("report-overview"),
        "hint": voice("report-overview-hint", star=dossier.card.goal),
        "domains": [
            {"name": voice(domain.code), "cells": [_cell(dossier, sub, voice) for sub in domain.subdomains]}
            for domain in dossier.standard.domains
        ],
    }


def _cell(dossier: Dossier, sub: Subdomain, voice: Voice) -> Data:
    rating = dossier.counting.get(sub.code)
    needs = dossier.card.goal if dossier.card.goal in sub.stars else 0
    level = rating.read(Lens.claimed) if rating is not None and rating.names_rung else None
    return {
        "name": voice(sub.code),
        "level": level,
        "sign": _sign(rating, voice),
        "lacks": level is not None and level < needs,
    }


def _sign(rating: Rating | None, voice: Voice) -> str:
    """What is in a cell: a rung, with a sign if the next one is under way, or why there is none."""
    if rating is None:
        return "–"
    if rating.not_applicable:
        return "/"
    if rating.unsure:
        return voice("report-sign-unsure")
    return f"{rating.level}+" if rating.under_way else str(rating.level)
