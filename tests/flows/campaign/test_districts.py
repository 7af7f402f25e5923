"""Districts are grouped until every class of every group holds at least ten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign.districts import DistrictCount, groups

CELL = st.integers(0, 30)


def district(name: str, below: int, from_3: int, named: int = 0) -> DistrictCount:
    return DistrictCount(name, below, from_3, max(below - named, 0), max(from_3 - named, 0))


@pytest.mark.parametrize(
    ("given_districts", "expected"),
    [
        ([("a", 20, 20), ("b", 15, 15), ("c", 6, 6), ("d", 5, 5)], (("a",), ("b",), ("c", "d"))),
        ([("a", 20, 20), ("b", 15, 15), ("c", 12, 3)], (("a",), ("b", "c"))),
        ([("a", 20, 20), ("b", 35, 9), ("c", 9, 1), ("d", 9, 0)], (("a",), ("b", "c", "d"))),
        ([("a", 20, 20)], ()),
        ([("a", 20, 20), ("b", 1, 1)], ()),
        ([("a", 9, 9), ("b", 9, 9)], ()),
        ([], ()),
    ],
)
def test_groups(given_districts: list[tuple[str, int, int]], expected: tuple[tuple[str, ...], ...]) -> None:
    assert groups(district(*given) for given in given_districts) == expected


@given(st.lists(st.tuples(CELL, CELL, st.integers(0, 3)), max_size=8))
def test_every_district_is_in_one_group_and_every_class_holds_ten(cells: list[tuple[int, int, int]]) -> None:
    all_of = {f"d{place}": district(f"d{place}", *cell) for place, cell in enumerate(cells)}
    found = groups(all_of.values())
    assert not found or sorted(name for group in found for name in group) == sorted(all_of)
    for group in found:
        members = [all_of[name] for name in group]
        assert sum(one.below for one in members) >= 10
        assert sum(one.from_3 for one in members) >= 10
        assert sum(one.size for one in members) >= 20
