"""Turns a reviewer's decisions into the verified star, says until when it is valid, and what differs from the claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.assessment.ageing import renewals
from flows.assessment.evidence import months_later
from flows.assessment.rating import EVIDENCE_FROM, Lens, Rating, Ratings
from flows.assessment.roadmap import UNANSWERED
from flows.assessment.scorecard import claimed_level
from flows.assessment.tally import StarRange
from flows.assessment.verified import lowered, stars_after_review
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.selection import latest
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


def with_decisions(ratings: Ratings, decisions: Sequence[Decision]) -> Ratings:
    """Return the answers with the rung that each final decision leaves, for the verified lens.

    No rung is above the claimed one. If several decisions are about one subdomain, the last one counts.
    """
    made = latest(decisions)
    final = {code: decision for code, decision in made.items() if code in ratings and decision.is_final}
    return {**ratings, **{code: ratings[code].with_verified(_rung(ratings, decision)) for code, decision in final.items()}}


def verified_star(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> StarRange:
    """Return the stars that the decisions leave: `high` if what is undecided is true, `low` if all of it falls (see `fallen`).

    It is never above the claimed star. A missing answer counts as rung 0, because what is handed in does not change. The star
    is decided as soon as every deciding claim is. So this is also the preview while a reviewer works: add a decision that is
    not made yet to see what it would change.
    """
    claimed = {code: ratings.get(code, UNANSWERED) for code in standard.codes}
    return stars_after_review(standard, with_decisions(claimed, decisions))


def differences(standard: Standard, ratings: Ratings, decisions: Sequence[Decision]) -> tuple[Difference, ...]:
    """Return the claims that were lowered, in the standard's order."""
    made = latest(decisions)
    return tuple(
        Difference(
            row.subdomain,
            row.claimed,
            row.verified,
            made[row.subdomain].reasons,
            made[row.subdomain].not_shown,
            made[row.subdomain].text,
        )
        for row in lowered(standard, with_decisions(ratings, decisions))
    )


def valid_until(
    standard: Standard, ratings: Ratings, decisions: Sequence[Decision], issued_on: date, rules: ReviewRules = DEFAULT
) -> date:
    """Return the first day on which the result is no longer valid: `valid_months` after the issue, or earlier if evidence ends.

    Evidence counts here if the verified star needs it: the star would be lower if its claim counted as without evidence, and at
    least one rung lower than verified. How long evidence counts follows from the edition (see `flows.assessment.ageing`).
    """
    needed = [day for day, _ in _needed_evidence(standard, ratings, decisions, issued_on)]
    return min([months_later(issued_on, rules.valid_months), *needed])


def ending_evidence(
    standard: Standard, ratings: Ratings, decisions: Sequence[Decision], issued_on: date, until: date
) -> tuple[str, ...]:
    """Return the subdomains because of whose evidence a result ends on the day `until`, in the standard's order.

    () if its evidence counts for longer: then the months of validity are over.
    """
    ends = {code for day, code in _needed_evidence(standard, ratings, decisions, issued_on) if day == until}
    return tuple(code for code in standard.codes if code in ends)


def remind_on(until: date, issued_on: date, rules: ReviewRules = DEFAULT) -> date:
    """Return the day of the reminder before the validity ends, or the day of issue if that is later."""
    return max(issued_on, until - timedelta(days=rules.remind_calendar_days_before))


def _needed_evidence(
    standard: Standard, ratings: Ratings, decisions: Sequence[Decision], issued_on: date
) -> list[tuple[date, str]]:
    """Return the evidence that the verified star needs: the day on which each stops counting, and its subdomain."""
    star = verified_star(standard, ratings, decisions).low
    verified = with_decisions(ratings, decisions)
    ends = [(day, code) for day, code in renewals(standard, ratings, issued_on) if code in standard]
    return [(day, code) for day, code in ends if standard.ceilings[code][_without_evidence(verified[code])] < star]


def _rung(ratings: Ratings, decision: Decision) -> int:
    claimed = claimed_level(ratings, decision.subdomain)
    if decision.kind is DecisionKind.lowered and decision.rung is not None:
        return min(claimed, decision.rung)
    return claimed


def _without_evidence(rating: Rating) -> int:
    """Return the rung that a claim still shows when its evidence has ended."""
    return max(0, min(rating.read(Lens.verified) - 1, EVIDENCE_FROM - 1))
