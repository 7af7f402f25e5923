"""Which answers lack proof today, and which of them hold the evidenced star below the claimed one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from flows.assessment.ageing import as_of
from flows.assessment.evidence import is_stale
from flows.assessment.rating import PROVEN_FROM, Lens, Rating, Ratings
from flows.assessment.scorecard import star_range
from flows.standard.model import Standard


class Standing(StrEnum):
    """How an answer of a rung that asks for proof stands on a day."""

    proven = "proven"
    missing = "missing"
    outgrown = "outgrown"
    stale = "stale"


def asks_for_proof(rating: Rating | None) -> bool:
    """Whether an answer stands on a rung that the evidenced lens counts only with proof."""
    return rating is not None and rating.names_rung and rating.level >= PROVEN_FROM


def standing(standard: Standard, rating: Rating, today: date) -> Standing:
    """Whether an answer is proven on that day; if not: nothing was named, or for a lower rung, or it is past its period."""
    if rating.evidence is None:
        return Standing.missing
    if is_stale(standard, rating.evidence, today):
        return Standing.stale
    return Standing.proven if rating.evidence.rung >= rating.level else Standing.outgrown


def unproven(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """The codes, in the standard's order, of answers that count for less through the evidenced lens on that day."""
    return tuple(
        code
        for code in standard.codes
        if asks_for_proof(ratings.get(code)) and standing(standard, ratings[code], today) is not Standing.proven
    )


def stale(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """The codes, in the standard's order, of answers that count for less because their evidence is past its period."""
    old = {code for code, rating in ratings.items() if rating.evidence and is_stale(standard, rating.evidence, today)}
    return tuple([code for code in standard.codes if code in old and asks_for_proof(ratings[code])]) if old else ()


def holding_back(standard: Standard, ratings: Ratings, today: date) -> tuple[str, ...]:
    """The codes, in the standard's order, whose proof brings the evidenced star up to the claimed one."""
    star = star_range(standard, ratings, Lens.claimed).low
    counting = as_of(standard, ratings, today)
    return tuple(
        code
        for code, ceiling in standard.ceilings.items()
        if code in counting and ceiling[counting[code].read(Lens.evidenced)] < star
    )
