"""Somebody who knows all rules lists every world there can be, lets the engine publish in each, and compares: nothing is certain.

There is one table: lower, as claimed, not looked at. A reviewer knows the reviews that they read, so those are the same in all
worlds. Worlds that look alike are possible together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from flows.review_figures.counted import CountedReview
from flows.review_figures.interval_check import is_safe
from flows.review_figures.measures import Kind, Measure
from flows.review_figures.next_release import may_be_exact
from flows.review_figures.release import ReviewRelease, draft

ROW = (Measure(Kind.subdomain, "s-a", 2),)
Row = tuple[int, int, int]


def rows(size: int) -> list[Row]:
    return [(first, second, size - first - second) for first in range(size + 1) for second in range(size + 1 - first)]


def reviews(row: Row, reader: int) -> list[CountedReview]:
    return [CountedReview((place,), frozenset({reader})) for place, count in enumerate(row) for _ in range(count)]


def seen(
    read: Row, staying: int, leaving: int, joining: int, is_closing: bool
) -> Iterator[tuple[object, tuple[Row, Row, Row]]]:
    """Yield what is seen in each world; reviewer 1 read `read`, and reviewer 2 the others."""
    passed: dict[object, bool] = {}
    for stay in rows(staying):
        for leave in rows(leaving):
            before = [*reviews(read, 1), *reviews(stay, 2)]
            first = draft([*before, *reviews(leave, 2)], ROW, (), False)
            for join in rows(joining):
                now = [*(replace(one, since=1, was_counted=True) for one in before), *reviews(join, 2)]
                second = draft(now, ROW, (first,), is_closing and may_be_exact(now, first))
                view = (first.tables, second.tables)
                if view not in passed:
                    passed[view] = is_safe((first, second))
                yield (view if passed[view] else None), (stay, leave, join)


def certain(read: Row, staying: int, leaving: int, joining: int, is_closing: bool) -> list[object]:
    """Return what makes certain on which side of a cut a group is that reviewer 1 did not read."""
    by_view: dict[object, list[tuple[Row, Row, Row]]] = defaultdict(list)
    for view, world in seen(read, staying, leaving, joining, is_closing):
        by_view[view].append(world)
    assert any(view is not None for view in by_view)
    return [
        (view, group, cut)
        for view, worlds in by_view.items()
        if view is not None
        for group, size in enumerate((staying, leaving, joining))
        for cut in ((1, 2) if size else ())
        if {sum(world[group][:cut]) for world in worlds} in ({0}, {size})
    ]


@pytest.mark.parametrize(
    ("read", "staying", "leaving", "joining", "is_closing"),
    [
        ((5, 5, 0), 10, 0, 2, False),
        pytest.param((4, 6, 0), 12, 0, 10, False, marks=pytest.mark.long("the first of these cases")),
        pytest.param((4, 6, 0), 11, 0, 10, True, marks=pytest.mark.long("the first of these cases")),
        pytest.param((9, 1, 2), 10, 3, 5, False, marks=pytest.mark.long("the first of these cases")),
    ],
)
def test_a_reviewer_who_knows_all_rules_is_not_certain_of_any_side(
    read: Row, staying: int, leaving: int, joining: int, is_closing: bool
) -> None:
    assert certain(read, staying, leaving, joining, is_closing) == []


def test_the_comparison_does_find_what_exact_figures_show() -> None:
    """Without rounding and without the check two that come are found."""
    before = reviews((5, 5, 0), 1)

    def shown(join: Row) -> ReviewRelease:
        first = draft([*before, *reviews((5, 5, 0), 2)], ROW, (), True)
        now = [replace(one, since=1, was_counted=True) for one in [*before, *reviews((5, 5, 0), 2)]]
        return draft([*now, *reviews(join, 2)], ROW, (first,), True)

    assert len({shown(join).tables for join in rows(2)}) > 1
    assert not is_safe((draft([*before, *reviews((5, 5, 0), 2)], ROW, (), True), shown((2, 0, 0))))
