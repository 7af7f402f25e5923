"""The report's first page, for whoever decides: the star, what holds it, what to build, by when."""

from __future__ import annotations

from bot.documents.content.card import next_star_sentence, radar
from bot.documents.content.dossier import Dossier
from bot.documents.content.overview import overview
from bot.documents.content.speaker import Voice
from bot.documents.content.steps import StepToBuild, star_to_build, to_build
from bot.documents.content.unanswered import rung_or_why, why_unknown
from bot.documents.typst.typst_input import Data
from flows.assessment.plan import StepState
from flows.assessment.scorecard import StarRange, claimed_level

STEPS_SHOWN = 27
DECISIONS = 3
# Of what holds a star, as many as fit beside the radar.
HELD_SHOWN = 8
HISTORY_SHOWN = 5


def front_page(dossier: Dossier, voice: Voice) -> Data:
    """All that the first page shows."""
    result = dossier.card
    steps = to_build(dossier)
    return {
        "label": voice("document-reference"),
        "low": result.claimed.low,
        "high": result.claimed.high,
        "stars": voice.stars(result.claimed),
        "onward": next_star_sentence(dossier, voice),
        "goal": result.goal,
        "radar": radar(dossier, voice),
        "lenses": [
            {"name": voice(f"report-lens-{name}"), "stars": voice.stars(stars), "low": stars.low, "high": stars.high}
            for name, stars in _lenses(dossier)
        ],
        "remarks": _remarks(dossier, voice),
        "holds": _holds(dossier, voice),
        "overview": overview(dossier, voice),
        "decisions": _decisions(dossier, steps, voice),
    }


def what_to_build(dossier: Dossier, voice: Voice) -> Data:
    """Return the table of all steps to the next star or the plan's, for the page after the first."""
    steps = to_build(dossier)
    return {
        "title": voice("report-build", star=star_to_build(dossier), count=len(steps)) if steps else voice("keep-title"),
        "heads": [voice(f"report-head-{name}") for name in ("number", "subdomain", "rungs", "effort", "person", "due")],
        "rows": [_row(dossier, step, voice) for step in steps[:STEPS_SHOWN]],
        "note": _note(dossier, steps, voice),
        "history": _history(dossier, voice),
    }


def _decisions(dossier: Dossier, steps: tuple[StepToBuild, ...], voice: Voice) -> Data:
    """The first few steps as decisions for a meeting: what, who, until when. Nobody's name and day leave room to write."""
    open_steps = [step for step in steps if step.state not in (StepState.done, StepState.dropped)][:DECISIONS]
    return {
        "title": voice("report-decisions", count=len(open_steps)) if open_steps else voice("keep-title"),
        "heads": [voice(f"report-decision-{name}") for name in ("what", "person", "due")],
        "rows": [
            [
                voice(step.subdomain),
                voice(f"{step.subdomain}.rung-{step.to_rung}"),
                step.person,
                voice.day(step.due) if step.due else "",
            ]
            for step in open_steps
        ],
        "note": "" if open_steps else voice("keep-what", count=len(dossier.standard.subdomains)),
    }


def _lenses(dossier: Dossier) -> list[tuple[str, StarRange]]:
    """The lenses in the order in which every document and face names them; the last once there is evidence."""
    result = dossier.card
    lenses = [("claimed", result.claimed), ("under-way", result.under_way)]
    return [*lenses, ("evidenced", result.evidenced)] if dossier.has_evidence else lenses


def _holds(dossier: Dossier, voice: Voice) -> Data:
    result = dossier.card
    return {
        "title": voice("report-holds", star=result.goal) if result.blocking else voice("report-holds-nothing"),
        "items": [_held(dossier, code, voice) for code in result.blocking[:HELD_SHOWN]],
        "more": voice("result-more", count=len(result.blocking) - HELD_SHOWN) if len(result.blocking) > HELD_SHOWN else "",
    }


def _held(dossier: Dossier, code: str, voice: Voice) -> str:
    why = why_unknown(dossier.ratings.get(code), voice)
    if why:
        return voice("report-held-unknown", subdomain=voice(code), why=why)
    return voice("report-held", subdomain=voice(code), level=claimed_level(dossier.counting, code))


def _row(dossier: Dossier, step: StepToBuild, voice: Voice) -> list[str]:
    name = voice("report-under-way", subdomain=voice(step.subdomain)) if step.under_way else voice(step.subdomain)
    due = voice.day(step.due) if step.due else voice("report-no-day")
    if step.state:
        due = voice("report-due", date=due, state=voice(f"report-state-{step.state.value.replace('_', '-')}"))
    return [
        name,
        voice("report-rungs", low=rung_or_why(dossier, step.subdomain, step.from_rung, voice), high=step.to_rung),
        voice(f"effort-{step.effort.name}"),
        step.person or voice("report-nobody"),
        due,
    ]


def _note(dossier: Dossier, steps: tuple[StepToBuild, ...], voice: Voice) -> str:
    if not steps:
        return voice("keep-what", count=len(dossier.standard.subdomains))
    parts = []
    if len(steps) > STEPS_SHOWN:
        parts.append(voice("report-more", count=len(steps) - STEPS_SHOWN))
    if dossier.plan is None:
        parts.append(voice("report-no-plan"))
    return voice("report-joined", first=parts[0], second=parts[1]) if len(parts) == 2 else "".join(parts)


def _remarks(dossier: Dossier, voice: Voice) -> list[str]:
    """What limits or endangers the star, each in one sentence."""
    result, remarks = dossier.card, []
    if dossier.fall:
        remarks.append(voice("report-fall", star=dossier.fall.star, date=voice.day(dossier.fall.on)))
    if dossier.unanswered:
        remarks.append(voice("result-unanswered", count=len(dossier.unanswered)))
    if result.unsure:
        remarks.append(voice("report-unsure", count=len(result.unsure)))
    if result.left_out:
        remarks.append(voice("report-left-out", count=len(result.left_out)))
    return remarks


def _history(dossier: Dossier, voice: Voice) -> Data | None:
    if len(dossier.history) < 2:
        return None
    return {
        "title": voice("report-history"),
        "items": [[voice.day(item.finished_on), voice.stars(item.stars)] for item in dossier.history[-HISTORY_SHOWN:]],
    }
