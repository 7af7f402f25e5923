"""Classes are merged until each holds enough, with the least loss."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign.partition import Span, merge, row

COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([6, 7, 8, 9, 5, 5], [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        ([6, 7, 8, 9, 5, 0], [(0, 0), (1, 1), (2, 2), (3, 3), (4, 5)]),
        ([1, 4, 9, 4, 1, 1], [(0, 1), (2, 2), (3, 5)]),
        ([30, 0, 0, 0, 0, 0], []),
        ([26, 4, 0, 0, 0, 0], []),
    ],
)
def test_stars(counts: list[int], classes: list[Span]) -> None:
    assert merge(counts, counts, 5) == tuple(classes)


def test_a_class_is_large_enough_without_the_named_ones_too() -> None:
    assert merge([10, 10], [10, 4], 5) == ()
    assert merge([10, 10], [10, 5], 5) == ((0, 0), (1, 1))
    assert merge([10, 10], [0, 0], 5) == ((0, 0), (1, 1))


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([2, 2, 2, 5, 3, 2], ((0, 2), (3, 3), (4, 5))),
        ([2, 2, 2, 4, 3, 2], ((0, 2), (3, 5))),
        ([1, 1, 2, 9, 9, 9], ()),
        ([0, 0, 0, 30, 0, 0], ()),
    ],
)
def test_rows_are_cut_at_rung_3(counts: list[int], classes: tuple[Span, ...]) -> None:
    assert row(counts, counts, 5) == classes


@given(COUNTS, st.sampled_from([1, 5, 10]))
def test_no_other_merge_loses_less(pairs: list[tuple[int, int]], at_least: int) -> None:
    unnamed, counts = [pair[0] for pair in pairs], [sum(pair) for pair in pairs]
    allowed = [spans for spans in every_merge(len(counts)) if holds(spans, counts, unnamed, at_least)]
    best = min(allowed, key=lambda spans: (loss(spans, counts), spans), default=())
    assert merge(counts, unnamed, at_least) == (best if len(best) > 1 else ())


def every_merge(size: int) -> list[tuple[Span, ...]]:
    cuts = [cut for number in range(size) for cut in combinations(range(1, size), number)]
    return [tuple((first, end - 1) for first, end in zip((0, *cut), (*cut, size), strict=True)) for cut in cuts]


def holds(spans: tuple[Span, ...], counts: list[int], unnamed: list[int], at_least: int) -> bool:
    looks = [counts, unnamed] if sum(unnamed) else [counts]
    return all(sum(look[first : last + 1]) >= at_least for look in looks for first, last in spans)


def loss(spans: tuple[Span, ...], counts: list[int]) -> int:
    return sum(sum(counts[first : last + 1]) ** 2 for first, last in spans)
