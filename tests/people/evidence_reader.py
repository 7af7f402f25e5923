"""A reviewer who sees only the evidence of the claims they look at, and decides by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.assessment.rating import Ratings
from flows.assessment.scorecard import claimed_level
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.result import verified_star
from flows.review.selection import LookReason, Selection
from flows.standard.model import Standard
from tests.people.looks import to_look_at


def decided(ratings: Ratings, shown: Mapping[str, int], code: str) -> Decision:
    """Return the decision about one claim: lowered to what its evidence shows, else confirmed. It is never raised."""
    claimed = claimed_level(ratings, code)
    if shown[code] < claimed:
        return Decision(code, DecisionKind.lowered, shown[code], (Reason.lower_rung,))
    return Decision(code, DecisionKind.confirmed, claimed)


def decided_all(ratings: Ratings, shown: Mapping[str, int], codes: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions about these claims."""
    return tuple(decided(ratings, shown, code) for code in codes)


def reviewed(standard: Standard, ratings: Ratings, shown: Mapping[str, int], chosen: Selection) -> tuple[Decision, ...]:
    """Return the decisions of a whole review: the first claim that is still to be looked at, until there is none."""
    made: tuple[Decision, ...] = ()
    while looks := to_look_at(standard, ratings, chosen, made):
        made = (*made, decided(ratings, shown, looks[0].subdomain))
    return made


def reviewed_until_decided(
    standard: Standard, ratings: Ratings, shown: Mapping[str, int], chosen: Selection
) -> tuple[Decision, ...]:
    """Return the decisions of a hasty reviewer, who leaves the deciding claims as soon as one more rung changes nothing."""
    made: tuple[Decision, ...] = ()
    while looks := to_look_at(standard, ratings, chosen, made):
        if verified_star(standard, ratings, made).decided:
            looks = tuple(look for look in looks if look.why is not LookReason.deciding)
            if not looks:
                break
        made = (*made, decided(ratings, shown, looks[0].subdomain))
    return made
