"""Nobody who has all releases about reviews can be certain of anything hidden; and the attacks do find what naive figures show."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flows.campaign.attack.review_attacker import CLAIMS, ReviewAttacker, ReviewFinding, found_in_reviews, reader
from tests.flows.campaign.attack.review_periods import (
    PeriodShape,
    PublishedReviews,
    by_the_rules,
    forgetful,
    period,
    unrounded,
)

SHAPES = st.builds(
    PeriodShape,
    size=st.integers(20, 60) | st.integers(60, 300),
    joining=st.sampled_from([4, 10, 12, 20, 60]),
    leaving=st.sampled_from([0, 3, 12]),
    again=st.sampled_from([0, 2, 12]),
    reviewers=st.integers(1, 8),
    releases=st.integers(1, 4),
)
ONE_MORE = PeriodShape(40, 1, 0, 0, 3, 8)


@pytest.mark.parametrize("periods", [4, pytest.param(20, marks=pytest.mark.long("four periods"))])
def test_nothing_hidden_is_certain(periods: int) -> None:
    @settings(max_examples=periods, deadline=None, derandomize=True)
    @given(SHAPES, st.integers(0, 10**6))
    def holds(shape: PeriodShape, seed: int) -> None:
        published = period(seed, shape, by_the_rules)
        if published:
            assert found_in_reviews(published, Random(seed), claims=2, members=2) == []

    holds()


def outsider(published: list[PublishedReviews]) -> ReviewAttacker:
    return ReviewAttacker("outsider", published, lambda _: False, False)


def test_exact_figures_at_any_time_are_broken() -> None:
    assert list(outsider(period(1, ONE_MORE, unrounded)).findings(CLAIMS[:3]))


def test_figures_that_forget_what_reviewers_know_are_broken() -> None:
    """With two reviewers each subtracts half of all: what remains is small, and some class of it is empty."""
    shape = PeriodShape(24, 0, 0, 0, 2, 1)
    found = list[ReviewFinding]()
    for seed in range(6):
        published = period(seed, shape, forgetful)
        for number in (1, 2):
            found += ReviewAttacker("reviewer", published, reader(number), False).findings(CLAIMS)
    assert found
