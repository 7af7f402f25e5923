"""Turns a reviewer's decisions into the verified star, says until when it is valid, and what differs from the claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.assessment.ageing import renewals
from flows.assessment.evidence import months_later
from flows.assessment.rating import EVIDENCE_FROM, Lens, Rating, Ratings
from flows.assessment.scorecard import StarRange, claimed_level
from flows.assessment.verified import stars_after_review
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.selection import claims, latest
from flows.standard.criteria import Criterion
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that was lowered: the rung claimed and the rung verified (0..5), and what the reviewer said."""

    subdomain: str
    claimed: int
    verified: int
    reasons: tuple[Reason, ...]
    not_shown: tuple[Criterion, ...]
    text: str


def verified_star(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> StarRange:
    """Return the stars that the decisions leave: `high` if what is undecided is true, `low` if all of it falls (see `fallen`).

    It is never above the claimed star, and missing answers count as rung 0. It is decided as soon as every deciding claim is
    decided. So it is also the preview while a reviewer works: the stars that are possible if nothing else is lowered by more
    than that. Add a decision that is not made yet to see what it would change.
    """
    return stars_after_review(standard, reviewed_ratings(standard, ratings, decisions))


def reviewed_ratings(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> Ratings:
    """Return the answers with what the decisions confirm of each, as issuing stores them (`Rating.verified`)."""
    rungs = _rungs(standard, ratings, decisions)
    return {code: rating.with_verified(rungs.get(code)) for code, rating in ratings.items()}


def differences(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> tuple[Difference, ...]:
    """Return the claims that were lowered, in the standard's order."""
    made = latest(decisions)
    lowered = [(code, rung, made[code]) for code, rung in _rungs(standard, ratings, decisions).items() if rung is not None]
    return tuple(
        Difference(code, claimed_level(ratings, code), rung, decision.reasons, decision.not_shown, decision.text)
        for code, rung, decision in lowered
        if rung < claimed_level(ratings, code)
    )


def valid_until(standard: Standard, ratings: Ratings, decisions: Sequence[Decision], issued_on: date, *, months: int) -> date:
    """Return the first day on which the result is no longer valid: `months` after the issue, or earlier if evidence ends.

    Evidence counts here if the verified star needs it: the star would be lower if its claim counted as without evidence, and at
    least one rung lower than verified. How long evidence counts follows from the edition (see `flows.assessment.ageing`).
    """
    star = verified_star(standard, ratings, decisions).low
    rungs = _rungs(standard, ratings, decisions)
    ends = [(day, code) for day, code in renewals(standard, ratings, issued_on) if code in rungs]
    needed = [day for day, code in ends if standard.ceilings[code][_without_evidence(ratings[code], rungs[code])] < star]
    return min([months_later(issued_on, months), *needed])


def remind_on(until: date, issued_on: date, *, days: int) -> date:
    """Return the day of the reminder: `days` before the validity ends, or the day of issue if that is later."""
    return max(issued_on, until - timedelta(days=days))


def _rungs(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> dict[str, int | None]:
    """Return the rung that counts for each claim (0..5), or None if it is undecided. It is never above the claimed rung."""
    made = latest(decisions)
    return {code: _rung(claimed_level(ratings, code), made.get(code)) for code in claims(standard, ratings)}


def _rung(claimed: int, decision: Decision | None) -> int | None:
    if decision is None or not decision.is_final:
        return None
    if decision.kind is DecisionKind.lowered and decision.rung is not None:
        return min(claimed, decision.rung)
    return claimed


def _without_evidence(rating: Rating, verified: int | None) -> int:
    """Return the rung that a claim still shows when its evidence has ended."""
    counted = rating.read(Lens.claimed) if verified is None else verified
    return max(0, min(counted - 1, EVIDENCE_FROM - 1))
