"""Tells what the evidence of each answer is worth on a day, and which answers hold the evidenced star back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from flows.assessment.ageing import as_of
from flows.assessment.evidence import is_stale
from flows.assessment.rating import EVIDENCE_FROM, Lens, Rating, Ratings
from flows.assessment.scorecard import star_range
from flows.assessment.shown import counted_rung
from flows.standard.model import Standard


class EvidenceState(StrEnum):
    """What the evidence of one answer is worth on a day.

    `not_needed`: the answer names no rung, or one below EVIDENCE_FROM. `missing`: no evidence is named. `lower_rung`: the
    evidence covers only a lower rung than the answer. `in_part`: it is for the answer's rung, and shows only part of it.
    `stale`: it is past its period. `sufficient`: it covers the answer.
    """

    not_needed = "not_needed"
    missing = "missing"
    lower_rung = "lower_rung"
    in_part = "in_part"
    stale = "stale"
    sufficient = "sufficient"

    @property
    def lacks_evidence(self) -> bool:
        """Whether the answer counts for less through the evidenced lens than as claimed."""
        return self not in (EvidenceState.not_needed, EvidenceState.sufficient)


def needs_evidence(rating: Rating | None) -> bool:
    """Return whether the evidenced lens counts an answer in full only with evidence."""
    return rating is not None and rating.names_rung and rating.level >= EVIDENCE_FROM


def can_have_evidence(rating: Rating | None) -> bool:
    """Return whether evidence can be named for an answer: it names a rung above 0. A reviewer may ask for it."""
    return rating is not None and rating.names_rung and rating.level > 0


def evidence_state(standard: Standard, code: str, rating: Rating | None, today: date) -> EvidenceState:
    """Return what the evidence of an answer to `code` is worth on that day; an unanswered subdomain (None) needs none."""
    if rating is None or not needs_evidence(rating):
        return EvidenceState.not_needed
    return evidence_worth(standard, code, rating, today)


def evidence_worth(standard: Standard, code: str, rating: Rating, today: date) -> EvidenceState:
    """Return what the evidence of an answer that names a rung is worth on that day, also below EVIDENCE_FROM."""
    if rating.evidence is None:
        return EvidenceState.missing
    if is_stale(standard, rating.evidence, today):
        return EvidenceState.stale
    if rating.evidence.rung < rating.level:
        return EvidenceState.lower_rung
    is_enough = counted_rung(standard.subdomain(code), rating.evidence) >= rating.level
    return EvidenceState.sufficient if is_enough else EvidenceState.in_part


def codes_lacking_evidence(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """Return the codes, in the standard's order, of answers that count for less through the evidenced lens on that day."""
    return tuple(code for code in standard.codes if evidence_state(standard, code, ratings.get(code), today).lacks_evidence)


def codes_with_stale_evidence(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """Return the codes, in the standard's order, of answers that count for less because their evidence is past its period."""
    old = {code for code, rating in ratings.items() if rating.evidence and is_stale(standard, rating.evidence, today)}
    return tuple([code for code in standard.codes if code in old and needs_evidence(ratings[code])]) if old else ()


def holding_back(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """Return the codes, in the standard's order, whose evidence would raise the evidenced star to the claimed one."""
    star = star_range(standard, ratings, Lens.claimed).low
    counting = as_of(standard, ratings, today)
    return tuple(
        code
        for code, ceiling in standard.ceilings.items()
        if code in counting and ceiling[counting[code].read(Lens.evidenced)] < star
    )
