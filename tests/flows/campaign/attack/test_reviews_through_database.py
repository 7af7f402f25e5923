"""Nobody can be certain of anything hidden in reviews that are stored and released as those of an installation are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from flows.campaign.release import Missing
from flows.review_figures.counted import CountedReview
from flows.review_figures.release import ReviewRelease
from storage.review_figures import release_making
from tests.flows.campaign.attack.review_attacker import CLAIMS, ReviewAttacker, found_in_reviews
from tests.flows.campaign.attack.review_periods import PeriodShape, PublishedReviews, unrounded
from tests.flows.campaign.attack.reviews_through_database import period_through_database
from tests.people.campaigners import campaign_desk

pytestmark = pytest.mark.long("the attacks on reviews in memory")
SHAPES = (PeriodShape(30, 14, 2, 4, 1, 3), PeriodShape(60, 20, 4, 3, 3, 2))


async def played(url: str, seed: int, shape: PeriodShape) -> list[PublishedReviews]:
    async with campaign_desk(url) as desk:
        return await period_through_database(desk, seed, shape)


@pytest.mark.parametrize("seed", range(len(SHAPES)))
async def test_nothing_hidden_is_certain(database_url: str, seed: int) -> None:
    published = await played(database_url, seed, SHAPES[seed])
    assert published
    assert any(table.table.spans for each in published for table in each.release.tables)
    assert found_in_reviews(published, Random(seed), claims=3, members=3) == []


async def test_exact_figures_at_any_time_are_broken(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def naive(given: Sequence[CountedReview], _: object, before: Sequence[ReviewRelease], **__: object) -> ReviewRelease:
        return unrounded(given, before, False)

    monkeypatch.setattr(release_making, "next_review_release", naive)
    monkeypatch.setattr(release_making, "missing", lambda *_: Missing(0, 0))
    published = await played(sqlite_url, 1, PeriodShape(24, 2, 0, 0, 1, 5))
    assert list(ReviewAttacker("outsider", published, lambda _: False, False).findings(CLAIMS[:3]))
