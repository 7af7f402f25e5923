"""Writes the picture card (PNG, 1080 × 1350 pixels) to show the boss, or to post in a group chat."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.review import verified_facts
from bot.documents.typst.qr_code import qr_rows
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.radar import Reach
from flows.assessment.rating import Lens
from flows.assessment.scorecard import what_decides
from flows.assessment.verified import lowered
from flows.standard.model import TOP


def card(dossier: Dossier, words: DocumentWords) -> TypstInput:
    """Return the card of a dossier, to be typeset as PNG."""
    return typst_input("card", card_data(dossier, words))


def card_data(dossier: Dossier, words: DocumentWords) -> Data:
    """Return everything that the card shows."""
    result = dossier.card
    goal_line = words("document-goal-line", star=result.goal)
    return {
        "language": dossier.language,
        "brand": words("document-brand"),
        "title": words("document-title"),
        "institution": dossier.institution,
        "campaign": campaign_line(dossier, words),
        **headline(dossier, words),
        "lenses": [[words.lens(lens), words.stars(stars)] for lens, stars in dossier.told if lens is not Lens.claimed]
        + [list(fact) for fact in verified_facts(dossier, words)],
        "goal": result.goal,
        "radar": radar(dossier, words),
        "legend": [words("document-in-place"), words.lens(Lens.under_way), goal_line],
        "date": words("document-assessed-on", date=words.day(dossier.assessed_on)),
        "edition": dossier.standard.name,
        "disclaimer": words("disclaimer"),
        "code": _code(dossier, words),
    }


def _code(dossier: Dossier, words: DocumentWords) -> Data | None:
    """Return the code that leads to the check page or to the first page, and what it is for; None without an address."""
    if not dossier.address:
        return None
    rows = qr_rows(dossier.address)
    if not dossier.check_number:
        return {"rows": rows, "label": words("document-scan"), "address": ""}
    # A code can lead anywhere, so the address can be read too.
    return {"rows": rows, "label": words("document-scan-check"), "address": dossier.address}


def campaign_line(dossier: Dossier, words: DocumentWords) -> str:
    """Return the line that names the campaign; "" if no campaign is named."""
    return words("document-campaign", campaign=dossier.campaign) if dossier.campaign else ""


def headline(dossier: Dossier, words: DocumentWords) -> Data:
    """Return the star, or the range at present, and the sentence below it."""
    return {
        "label": words("document-reference" if dossier.is_final else "document-at-present"),
        "low": dossier.stars.low,
        "high": dossier.stars.high,
        "stars": words.stars(dossier.stars),
        "onward": next_star_sentence(dossier, words),
    }


def next_star_sentence(dossier: Dossier, words: DocumentWords) -> str:
    """Return the sentence below the star: what the next star needs, or what decides the star, or that all are reached."""
    result = dossier.card
    if dossier.unsettled:
        return words("document-unsettled", count=dossier.unsettled)
    if not dossier.stars.decided:
        waiting = what_decides(dossier.standard, dossier.counting)
        unsure = sum(code in dossier.ratings for code in waiting)
        return words("document-unsure" if result.claimed.decided else "document-open", count=len(waiting), unsure=unsure)
    if result.claimed.low == TOP:
        fallen = len(lowered(dossier.standard, dossier.counting))
        return words("document-keep-lowered", count=fallen) if fallen else words("document-keep")
    return words("document-onward", count=len(dossier.steps), star=result.goal)


def radar(dossier: Dossier, words: DocumentWords) -> list[Data]:
    """Return one axis for each domain: its name, how far it reaches as claimed and with work under way, and that in words."""
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    return [
        {
            "name": words(reach.domain),
            "height": float(reach.height),
            "under_way": float(under_way.height),
            "words": _reached(reach, words),
        }
        for reach, under_way in pairs
    ]


def _reached(reach: Reach, words: DocumentWords) -> str:
    if reach.star == TOP:
        return words("document-stars", star=TOP)
    return words(
        "document-reach",
        open="no" if reach.star == reach.highest else "yes",
        star=reach.star,
        next=reach.star + 1,
        met=reach.met,
        required=reach.required,
    )
