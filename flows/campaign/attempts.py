"""Reads what an institution's finished self-checks give to the figures of a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from flows.assessment.rating import Lens, Ratings
from flows.assessment.scorecard import star_range
from flows.campaign.asked import asked_subdomains, highest_star
from flows.campaign.campaign import Campaign
from flows.standard.model import Standard


class Attempt(Struct, frozen=True):
    """One finished self-check: its star, the rungs of the subdomains that the campaign asks about, and when it was finished."""

    star: int
    rungs: tuple[int, ...]
    finished_at: datetime

    def counts_before(self, other: Attempt) -> bool:
        """Return whether this attempt counts and not the other: it has a higher star, or the same and is later."""
        return (self.star, self.finished_at) > (other.star, other.finished_at)


def best_attempt(campaign: Campaign, standard: Standard, finished: Iterable[tuple[Ratings, datetime]]) -> Attempt | None:
    """Return the attempt by which somebody counts, of their finished self-checks and when each was; None if none fits."""
    best = None
    for ratings, finished_at in finished:
        attempt = attempt_of(campaign, standard, ratings, finished_at)
        if attempt is not None and (best is None or attempt.counts_before(best)):
            best = attempt
    return best


def attempt_of(campaign: Campaign, standard: Standard, ratings: Ratings, finished_at: datetime) -> Attempt | None:
    """Return what the answers of a finished self-check give; None if one is missing that the campaign asks for.

    An unsure answer counts as rung 0, and one that does not apply as rung 5, as everywhere. Without the answers that a shorter
    run leaves out, the star is the one that is certain.
    """
    asked = asked_subdomains(campaign, standard)
    if not all(subdomain.code in ratings for subdomain in asked):
        return None
    star = star_range(standard, ratings, Lens.claimed).low
    rungs = tuple(ratings[subdomain.code].read(Lens.claimed) for subdomain in asked)
    return Attempt(min(star, highest_star(campaign)), rungs, finished_at)
