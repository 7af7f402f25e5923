"""Chooses what an officer sees of one institution's result, by its name and as far as it agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from flows.assessment.rating import Ratings
from flows.campaign.attempts import Attempt
from flows.campaign.visibility import Visibility


class ShownAttempt(Struct, frozen=True):
    """A finished self-check of one respondent, and what officers may see of this respondent."""

    attempt: Attempt
    ratings: Ratings
    level: Visibility


class NamedResult(Struct, frozen=True):
    """The result of an institution that agreed to show it. `ratings` is None if it shows its star alone."""

    star: int
    finished_at: datetime
    ratings: Ratings | None


def named_result(attempts: Iterable[ShownAttempt]) -> NamedResult | None:
    """Return the best of the self-checks that officers may see; None if there is none.

    Of several respondents only those count who agreed to show a star. The answers are those of the same self-check.
    """
    best: ShownAttempt | None = None
    for each in attempts:
        if each.level.is_named and (best is None or each.attempt.counts_before(best.attempt)):
            best = each
    if best is None:
        return None
    return NamedResult(best.attempt.star, best.attempt.finished_at, best.ratings if best.level >= Visibility.answers else None)
