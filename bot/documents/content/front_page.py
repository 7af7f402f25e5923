"""Writes the report's first page, for the boss: the star, what holds it back, what to build and by when."""

from __future__ import annotations

from bot.documents.content.card import campaign_line, headline, radar
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.first_page_room import has_room
from bot.documents.content.lowered_steps import why_lowered_in_short
from bot.documents.content.overview import overview
from bot.documents.content.review import review_remark
from bot.documents.content.steps import StepToBuild, star_to_build, steps_to_build, what_is_left
from bot.documents.content.unanswered import rung_or_why, why_unknown
from bot.documents.typst.typst_input import Data
from flows.assessment.plan import StepState
from flows.assessment.scorecard import claimed_level
from flows.assessment.verified import counted_level, is_lowered
from flows.institution.words import together_line
from flows.interview.recheck.change_lines import change_lines

STEPS_SHOWN = 27
DECISIONS = 3
# Of what holds a star, as many as fit beside the radar.
HELD_SHOWN = 8
HISTORY_SHOWN = 5
# How much of a reviewer's reasons a step has room for, in narrow letters.
WHY_LETTERS = 90


def front_page(dossier: Dossier, words: DocumentWords) -> Data:
    """Return everything that the first page shows."""
    result = dossier.card
    steps, remarks = steps_to_build(dossier), _remarks(dossier, words)
    decisions = _decisions(dossier, steps, words)
    head = (dossier.institution, campaign_line(dossier, words), " ".join(remarks))
    return {
        **headline(dossier, words),
        "goal": result.goal,
        "domains": words("report-domains"),
        "radar": radar(dossier, words),
        "lenses": [
            {"name": words.lens(lens), "stars": words.stars(stars), "low": stars.low, "high": stars.high}
            for lens, stars in dossier.told
        ],
        "remarks": remarks,
        "holds": _holds(dossier, words),
        "overview": overview(dossier, words),
        "decisions": {**decisions, "sentences": has_room(head, decisions["rows"])},
    }


def what_to_build(dossier: Dossier, words: DocumentWords) -> Data:
    """Return the table of all steps to the next star or the plan's, for the page after the first."""
    steps = steps_to_build(dossier)
    return {
        "title": words("report-build", star=star_to_build(dossier), count=len(steps)) if steps else words("keep-title"),
        "heads": [words(f"report-head-{name}") for name in ("number", "subdomain", "rungs", "effort", "person", "due")],
        "rows": [_row(dossier, step, words) for step in steps[:STEPS_SHOWN]],
        "note": _note(dossier, steps, words),
        "history": _history(dossier, words),
    }


def _decisions(dossier: Dossier, steps: tuple[StepToBuild, ...], words: DocumentWords) -> Data:
    """Return the first few steps as decisions for a meeting: what, who, by when. A missing name or day leaves room to write."""
    open_steps = [step for step in steps if step.state not in (StepState.done, StepState.dropped)][:DECISIONS]
    return {
        "title": words("report-decisions", count=len(open_steps)) if open_steps else words("keep-title"),
        "heads": [words(f"report-decision-{name}") for name in ("what", "person", "due")],
        "rows": [
            [
                words(step.subdomain),
                what_is_left(dossier, step.subdomain, step.to_rung, words),
                step.person,
                words.day(step.due) if step.due else "",
            ]
            for step in open_steps
        ],
        "note": "" if open_steps else words("keep-what", count=len(dossier.standard.subdomains)),
    }


def _holds(dossier: Dossier, words: DocumentWords) -> Data:
    codes = _holding(dossier)
    return {
        "title": words("report-holds", star=dossier.card.goal) if codes else words("report-holds-nothing"),
        "items": [_held(dossier, code, words) for code in codes[:HELD_SHOWN]],
        "more": words("report-held-more", count=len(codes) - HELD_SHOWN) if len(codes) > HELD_SHOWN else "",
    }


def _holding(dossier: Dossier) -> tuple[str, ...]:
    """Return what keeps the next star closed. If five stars are claimed, only claims that a reviewer lowered can."""
    if dossier.card.blocking:
        return dossier.card.blocking
    lowered = {step.subdomain for step in dossier.steps}
    return tuple(code for code in dossier.standard.codes if code in lowered)


def _held(dossier: Dossier, code: str, words: DocumentWords) -> str:
    why = why_unknown(dossier.ratings.get(code), words)
    if why:
        return words("report-held-unknown", subdomain=words(code), why=why)
    if is_lowered(dossier.counting.get(code)):
        return words("report-held-reviewed", subdomain=words(code), level=counted_level(dossier.counting, code))
    return words("report-held", subdomain=words(code), level=claimed_level(dossier.counting, code))


def _row(dossier: Dossier, step: StepToBuild, words: DocumentWords) -> list[str]:
    name = _name(dossier, step, words)
    due = words.day(step.due) if step.due else words("report-no-day")
    if step.state:
        due = words("report-due", date=due, state=words(f"report-state-{step.state.value.replace('_', '-')}"))
    return [
        name,
        words("report-rungs", low=rung_or_why(dossier, step.subdomain, step.from_rung, words), high=step.to_rung),
        words(f"effort-{step.effort.name}"),
        step.person or words("report-nobody"),
        due,
    ]


def _name(dossier: Dossier, step: StepToBuild, words: DocumentWords) -> str:
    name = words(step.subdomain)
    if is_lowered(dossier.ratings.get(step.subdomain)):
        why = why_lowered_in_short(dossier, step.subdomain, words, WHY_LETTERS)
        return words("report-lowered-step", subdomain=name, why=why) if why else words("report-verified-step", subdomain=name)
    return words("report-under-way", subdomain=name) if step.under_way else name


def _note(dossier: Dossier, steps: tuple[StepToBuild, ...], words: DocumentWords) -> str:
    if not steps:
        return words("keep-what", count=len(dossier.standard.subdomains))
    parts = []
    if len(steps) > STEPS_SHOWN:
        parts.append(words("report-more", count=len(steps) - STEPS_SHOWN))
    if dossier.plan is None:
        parts.append(words("report-no-plan"))
    return words("report-joined", first=parts[0], second=parts[1]) if len(parts) == 2 else "".join(parts)


def _remarks(dossier: Dossier, words: DocumentWords) -> list[str]:
    """Return what limits or endangers the star, each in one sentence."""
    result, remarks = dossier.card, [line for line in (review_remark(dossier, words),) if line]
    if dossier.together is not None:
        remarks.append(words.of(together_line("report-together", dossier.together)))
    if dossier.fall:
        remarks.append(words("report-fall", star=dossier.fall.star, date=words.day(dossier.fall.on)))
    if dossier.unanswered:
        remarks.append(
            words("result-unanswered" if dossier.stars.decided else "result-unanswered-open", count=len(dossier.unanswered))
        )
    if result.unsure:
        remarks.append(words("report-unsure", count=len(result.unsure)))
    if result.left_out:
        remarks.append(words("report-left-out", count=len(result.left_out)))
    return remarks


def _history(dossier: Dossier, words: DocumentWords) -> Data | None:
    if len(dossier.history) < 2:
        return None
    return {
        "title": words("report-history"),
        "items": [[words.day(item.finished_on), words.stars(item.stars)] for item in dossier.history[-HISTORY_SHOWN:]],
        "changed": words("report-changed", date=words.day(dossier.history[-2].finished_on)) if dossier.changed else "",
        "lines": [words.of(line) for line in change_lines(dossier.changed, len(dossier.changed))],
    }
