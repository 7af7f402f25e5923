"""The card: one picture (PNG, 1080 × 1350) to show the boss, or to post in a group chat."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.speaker import Voice
from bot.documents.typst.qr_code import qr_rows
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.radar import Reach
from flows.assessment.scorecard import StarRange
from flows.standard.model import TOP


def card(dossier: Dossier, voice: Voice) -> TypstInput:
    """The card of a dossier, to be typeset as PNG."""
    return typst_input("card", card_data(dossier, voice))


def card_data(dossier: Dossier, voice: Voice) -> Data:
    """All that the card shows: nothing else changes it."""
    result = dossier.card
    goal_line = voice("document-goal-line", star=result.goal)
    return {
        "language": dossier.language,
        "brand": voice("document-brand"),
        "title": voice("document-title"),
        "institution": dossier.institution,
        "label": voice("document-reference"),
        "low": result.claimed.low,
        "high": result.claimed.high,
        "stars": voice.stars(result.claimed),
        "onward": next_star_sentence(dossier, voice),
        "lenses": [[voice(key), voice.stars(stars)] for key, stars in _lenses(dossier)],
        "goal": result.goal,
        "radar": radar(dossier, voice),
        "legend": [voice("document-in-place"), voice("document-with-under-way"), goal_line],
        "date": voice("document-assessed-on", date=voice.day(dossier.assessed_on)),
        "edition": dossier.standard.name,
        "disclaimer": voice("disclaimer"),
        "code": {"rows": qr_rows(dossier.address), "label": voice("document-scan")} if dossier.address else None,
    }


def _lenses(dossier: Dossier) -> list[tuple[str, StarRange]]:
    """The other lenses; what counts only with evidence is said once there is some."""
    lenses = [("document-with-under-way", dossier.card.under_way)]
    return [*lenses, ("document-evidenced", dossier.card.evidenced)] if dossier.has_evidence else lenses


def next_star_sentence(dossier: Dossier, voice: Voice) -> str:
    """The one sentence below the star: how many more to which star, or what decides it, or that all is reached."""
    result = dossier.card
    if not result.claimed.decided:
        return voice("document-open", count=len(result.open_questions))
    if result.claimed.low == TOP:
        return voice("document-keep")
    return voice("document-onward", count=len(dossier.steps), star=result.goal)


def radar(dossier: Dossier, voice: Voice) -> list[Data]:
    """One spoke a domain: its name, how far it reaches as claimed and with what is under way, and that in words."""
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    return [
        {
            "name": voice(reach.domain),
            "height": float(reach.height),
            "under_way": float(under_way.height),
            "words": _reached(reach, voice),
        }
        for reach, under_way in pairs
    ]


def _reached(reach: Reach, voice: Voice) -> str:
    if reach.star == TOP:
        return voice("document-stars", star=TOP)
    return voice("document-reach", star=reach.star, next=reach.star + 1, met=reach.met, required=reach.required)
