"""Nobody who has all releases can be certain of anything that is hidden; and the attacks do find what naive figures show."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.campaign.counted import Remainder
from flows.campaign.interval_check import certainties
from tests.flows.campaign.attack.attacker import Attacker
from tests.flows.campaign.attack.naive import recovered_small_cells, rounded_at_any_time, unrounded
from tests.flows.campaign.attack.population import Publish, Published, Shape, by_the_rules, campaign
from tests.flows.campaign.attack.views import found_by_anybody, officer, outsider

SHAPES = st.builds(
    Shape,
    size=st.integers(20, 60) | st.integers(60, 500),
    joining=st.sampled_from([4, 10, 12, 20, 60]),
    leaving=st.sampled_from([0, 3, 12]),
    changing=st.sampled_from([0, 2, 12]),
    named=st.sampled_from([0, 0.2, 0.5, 0.9]),
    releases=st.integers(1, 4),
    has_roster=st.booleans(),
)
ONE_MORE = Shape(40, 1, 0, 0, 0, 12)


@pytest.mark.parametrize("campaigns", [5, pytest.param(15, marks=pytest.mark.long("five campaigns"))])
def test_nothing_hidden_is_certain(campaigns: int) -> None:
    @settings(max_examples=campaigns, deadline=None, derandomize=True)
    @given(SHAPES, st.integers(0, 10**6))
    def holds(shape: Shape, seed: int) -> None:
        chance = Random(seed)
        published = campaign(seed, shape, by_the_rules(shape.has_roster))
        if published:
            assert found_by_anybody(published, chance.sample(range(27), 2), chance, members=2) == []

    holds()


@pytest.mark.parametrize("seed", range(4))
def test_nothing_can_be_recovered_by_rank(seed: int) -> None:
    published = campaign(seed, Shape(60, 20, 2, 0, 0.3, 3), by_the_rules(True))
    for who in (outsider(published), officer(published)):
        assert by_rank(who, published) == []


def by_rank(who: Attacker, published: list[Published]) -> list[object]:
    return list(who.recovered("stars", [one.release.stars for one in published], who.star_program()))


def test_unrounded_figures_are_broken_by_rank() -> None:
    published = campaign(1, ONE_MORE, unrounded)
    assert by_rank(outsider(published), published)


@pytest.mark.parametrize("publish", [unrounded, rounded_at_any_time])
def test_figures_at_any_time_are_broken_by_intervals(publish: Publish) -> None:
    assert any(list(outsider(campaign(seed, ONE_MORE, publish)).findings([])) for seed in range(10))


def test_hidden_small_cells_are_broken_by_intervals() -> None:
    tables = [campaign(seed, Shape(60, 0, 0, 0, 0, 1), unrounded)[0].members for seed in range(10)]
    assert any(recovered_small_cells(members) for members in tables)


@pytest.mark.long("the shorter tests of this file")
def test_the_check_of_the_engine_finds_what_the_attacks_find() -> None:
    for seed in range(12):
        published = campaign(seed, Shape(40, 3, 1, 0, 0.3, 5), rounded_at_any_time)
        releases = [one.release for one in published]
        found = {finding.remainder for finding in certainties(releases) if not finding.table.isdigit()}
        for remainder, who in ((Remainder.everybody, outsider(published)), (Remainder.without_star, officer(published))):
            assert remainder in found or not list(who.findings([]))
