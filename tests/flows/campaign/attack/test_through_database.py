"""Nobody can be certain of anything hidden in campaigns that are stored and released as those of an installation are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from msgspec.structs import replace

from flows.campaign import next_release as next_release_rules
from flows.campaign import partition
from flows.campaign.counted import Counted
from flows.campaign.next_release import next_release
from flows.campaign.release import Missing, Release
from flows.campaign.visibility import Visibility
from storage.campaigns import release_making
from tests.flows.campaign.attack.attacker import Attacker
from tests.flows.campaign.attack.naive import unrounded
from tests.flows.campaign.attack.population import Published, Shape
from tests.flows.campaign.attack.through_database import campaign_through_database
from tests.flows.campaign.attack.views import found_by_anybody, officer, outsider
from tests.people.campaigners import campaign_desk

pytestmark = pytest.mark.long("the attacks on campaigns in memory")
SHAPES = (
    Shape(26, 14, 2, 4, 0.4, 2),
    Shape(40, 20, 2, 2, 0.8, 1),
    Shape(22, 14, 2, 2, 0, 2, has_roster=False),
)


async def played(url: str, seed: int, shape: Shape) -> list[Published]:
    async with campaign_desk(url) as desk:
        return await campaign_through_database(desk, seed, shape)


@pytest.mark.parametrize("seed", range(len(SHAPES)))
async def test_nothing_hidden_is_certain(database_url: str, seed: int) -> None:
    published, chance = await played(database_url, seed, SHAPES[seed]), Random(seed)
    assert published
    assert found_by_anybody(published, chance.sample(range(27), 3), chance, members=3) == []


async def test_officers_know_whom_they_took_away_by_name(sqlite_url: str) -> None:
    published = await played(sqlite_url, 1, SHAPES[1])
    known = officer(published).known
    assert all(0 < len(named) < len(one.members) for named, one in zip(known, published, strict=True))


async def test_exact_figures_at_any_time_are_broken(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def naive(given: Sequence[Counted], before: Sequence[Release], **_: object) -> Release:
        return unrounded(given, before, False)

    monkeypatch.setattr(release_making, "next_release", naive)
    published = await played(sqlite_url, 1, Shape(24, 1, 0, 0, 0, 4))
    assert list(outsider(published).findings([]))


async def test_small_classes_are_broken(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check before a release would hold it back: both rules have to be broken for the attack to find something."""
    monkeypatch.setattr(partition, "LEAST", 1)
    monkeypatch.setattr(next_release_rules, "is_safe", lambda _: True)
    published = await played(sqlite_url, 1, Shape(24, 0, 0, 0, 0.3, 1))
    assert found_by_anybody(published, [1], Random(1), members=4)


async def test_figures_that_forget_what_officers_know_are_broken(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(given: Sequence[Counted], before: Sequence[Release], **rules: bool) -> Release | Missing:
        return next_release([replace(one, seen=Visibility.counts) for one in given], before, **rules)

    monkeypatch.setattr(release_making, "next_release", forgetful)
    published = await played(sqlite_url, 3, SHAPES[1])
    who = Attacker(published, lambda one: one.counted.seen >= Visibility.star)
    assert list(who.findings(range(5)))
