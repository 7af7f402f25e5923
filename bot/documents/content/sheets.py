"""Writes the workbook's four tables, row by row."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.lowered_steps import why_lowered
from bot.documents.content.steps import star_to_build, steps_to_build, what_is_left
from bot.documents.content.unanswered import rung_or_why, why_unknown
from bot.documents.xlsx.workbook_content import Column, Sheet, Value
from flows.assessment.evidence import Evidence, counts_until
from flows.assessment.evidence_state import EvidenceState, evidence_state
from flows.assessment.plan import StepState
from flows.assessment.rating import Lens
from flows.assessment.roadmap import roadmap
from flows.assessment.ticks import criteria_in
from flows.standard.model import TOP


def columns_of(words: DocumentWords, **widths: int) -> tuple[Column, ...]:
    """Return columns by the names of their heads, each with its width in characters."""
    return tuple(
        Column(words(f"workbook-{name.replace('_', '-')}"), width, name == "state", name == "due")
        for name, width in widths.items()
    )


def answers_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return all subdomains in the standard's order: from which star each is needed, the answer, and what it means."""
    rows: list[tuple[Value, ...]] = []
    for sub in dossier.standard.subdomains:
        rating = dossier.ratings.get(sub.code)
        base = (words(sub.domain), words(sub.code), sub.stars[0], words(f"{sub.code}.question"))
        review = (rating.verified if rating else None,) if dossier.verified else ()
        if rating is None or rating.unsure:
            rows.append((*base, None, *review, None, why_unknown(rating, words), ""))
        elif rating.not_applicable:
            rows.append((*base, None, *review, None, words("mark-not-applicable"), rating.not_applicable))
        else:
            under_way = words("workbook-yes") if rating.under_way else ""
            rows.append((*base, rating.level, *review, under_way, words(f"{sub.code}.rung-{rating.level}"), ""))
    review_width = {"verified": 14} if dossier.verified else {}
    columns = columns_of(
        words, domain=16, subdomain=22, needed_from=10, question=44, rung=8, **review_width, under_way=10, meaning=60, reason=30
    )
    return Sheet(words("workbook-answers"), columns, tuple(rows))


def evidence_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """List the evidence of each answer, how long it counts, and the least evidence that the answer needs."""
    rows: list[tuple[Value, ...]] = []
    for code in (code for code in dossier.standard.codes if code in dossier.ratings):
        rating = dossier.ratings[code]
        state = evidence_state(dossier.standard, code, rating, dossier.today)
        level, evidence = rating.read(Lens.claimed), rating.evidence
        if evidence is None and state is EvidenceState.not_needed:
            continue
        known: tuple[Value, ...] = (None,) * 8
        if evidence:
            file = evidence.file
            known = (
                evidence.what, evidence.rung, _shows(code, evidence), evidence.in_force, evidence.last_used, evidence.named_on,
                counts_until(dossier.standard, evidence), file.name if file else "",
            )  # fmt: skip
        verdict = words(f"workbook-evidence-{state.value.replace('_', '-')}")
        rows.append((words(code), level, verdict, *known, words(f"{code}.evidence-{level}") if level else ""))
    columns = columns_of(
        words, subdomain=22, rung=8, evidence_state=14, what=40, covers_rung=10, shows=14, in_force=12, last_used=12, named=12,
        until=14, file=24, least=50,
    )  # fmt: skip
    return Sheet(words("workbook-evidence"), columns, tuple(rows), frozen=1)


def _shows(code: str, evidence: Evidence) -> str:
    """Return the criteria that evidence names, such as `3.a, 3.c`; "" if it shows its whole rung."""
    named = sorted(criteria_in(code, evidence.shows), key=lambda one: one.letter)
    return ", ".join(f"{one.rung}.{one.letter}" for one in named)


def gaps_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return what every higher star still needs, rung by rung, in the order of advice."""
    rows: list[tuple[Value, ...]] = []
    # A claim that a reviewer lowered is a gap to stars that are reached as claimed.
    reached = dossier.card.claimed.low if dossier.card.verified is None else dossier.card.verified.low
    for star in range(reached + 1, TOP + 1):
        for number, step in enumerate(roadmap(dossier.standard, dossier.counting, star), 1):
            sub = dossier.standard.subdomain(step.subdomain)
            rows.append(
                (
                    star,
                    number,
                    words(step.subdomain),
                    rung_or_why(dossier, step.subdomain, step.from_rung, words),
                    step.to_rung,
                    words(f"effort-{step.effort.name}"),
                    words("workbook-yes") if step.under_way else "",
                    words.names(sub.builds_on),
                    what_is_left(dossier, step.subdomain, step.to_rung, words),
                    words(f"{step.subdomain}.done-{step.to_rung}"),
                )
            )
    columns = columns_of(
        words, star=8, number=8, subdomain=22, from_rung=8, to_rung=8, effort=10, under_way=10, builds_on=28, meaning=60,
        sign=44,
    )  # fmt: skip
    return Sheet(words("workbook-gaps"), columns, tuple(rows), frozen=3)


def plan_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return the plan; without one, the steps to the next star with empty cells for person and day."""
    rows: list[tuple[Value, ...]] = []
    for number, step in enumerate(steps_to_build(dossier), 1):
        state = step.state or StepState.to_do
        rows.append(
            (
                number,
                words(step.subdomain),
                rung_or_why(dossier, step.subdomain, step.from_rung, words),
                step.to_rung,
                words(f"effort-{step.effort.name}"),
                step.person,
                step.due,
                words(f"report-state-{state.value.replace('_', '-')}"),
                step.reason if state is StepState.dropped else "",
                *((why_lowered(dossier, step.subdomain, words),) if dossier.lowered else ()),
                "\n".join(_first_steps(step.subdomain, step.from_rung, step.to_rung, words)),
            )
        )
    lowered_width = {"lowered_because": 40} if dossier.lowered else {}
    columns = columns_of(
        words, number=8, subdomain=22, from_rung=8, to_rung=8, effort=10, person=16, due=12, state=12, dropped_because=24,
        **lowered_width, how=80,
    )  # fmt: skip
    return Sheet(words("workbook-plan", star=star_to_build(dossier)), columns, tuple(rows))


def _first_steps(code: str, from_rung: int, to_rung: int, words: DocumentWords) -> list[str]:
    """Return the first steps of every rung on the way."""
    steps = [
        (rung, words.maybe(f"{code}.build-{rung}{letter}")) for rung in range(from_rung + 1, to_rung + 1) for letter in "abc"
    ]
    return [words("workbook-step", rung=rung, words=step) for rung, step in steps if step]
