"""Releases about reviews: when there is one, what it holds, and that nothing below the threshold is ever shown."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.campaign.partition import LEAST, merge, merge_all, ways
from flows.campaign.release import Missing
from flows.review_figures.counted import CountedReview, readers_of
from flows.review_figures.interval_check import certainties, is_safe
from flows.review_figures.measures import Kind, Measure
from flows.review_figures.next_release import may_be_exact, next_review_release
from flows.review_figures.release import ReviewRelease, draft, protectable
from tests.flows.review_figures.invented import MEASURES, review

ROW = (Measure(Kind.subdomain, "s-a", 2),)
NOBODY = frozenset[int]()


def reviews(*classes: int, readers: frozenset[int] = NOBODY) -> list[CountedReview]:
    """One institution for each class of a single table."""
    return [CountedReview((each,), readers) for each in classes]


def after(given: Sequence[CountedReview], number: int = 1) -> list[CountedReview]:
    return [replace(one, since=one.since or number, was_counted=True) for one in given]


def released(
    given: Sequence[CountedReview], published: Sequence[ReviewRelease] = (), is_closing: bool = False
) -> ReviewRelease:
    made = next_review_release(given, ROW, published, is_closing=is_closing)
    assert isinstance(made, ReviewRelease)
    return made


TWENTY = reviews(*[0] * 6, *[1] * 8, *[2] * 6)


def test_the_first_release_needs_20_and_the_next_10_more() -> None:
    assert next_review_release(TWENTY[:17], ROW, ()) == Missing(3, 0)
    assert next_review_release(TWENTY, ROW, (), first_at=50) == Missing(30, 0)
    first = released(TWENTY)
    now = after(TWENTY)
    assert next_review_release(now, ROW, (first,)) == Missing(0, 10)
    assert next_review_release([*now, *reviews(0, 1, 2, 0)], ROW, (first,)) == Missing(0, 6)
    assert next_review_release([*now, *reviews(*[0, 1] * 5)], ROW, (first,), waited=1) == Missing(0, 10)


@pytest.mark.parametrize(
    ("counts", "spans", "printed"),
    [
        ((6, 8, 6), ((0, 0), (1, 1), (2, 2)), (5, 10, 5)),
        ((7, 9, 4), ((0, 0), (1, 2)), (5, 15)),
        ((4, 8, 8), (), ()),
        ((20, 0, 0), (), ()),
        ((5, 0, 15), ((0, 0), (1, 2)), (5, 15)),
    ],
)
def test_classes_are_merged_until_each_holds_five(
    counts: tuple[int, int, int], spans: tuple[tuple[int, int], ...], printed: tuple[int, ...]
) -> None:
    [shown] = released(reviews(*(place for place, count in enumerate(counts) for _ in range(count)))).tables
    assert (shown.table.spans, shown.table.counts) == (spans, printed)


def test_each_class_holds_five_of_those_that_a_reviewer_did_not_read() -> None:
    read, unread = frozenset({11}), frozenset({12})
    few = [*reviews(*[0] * 4, *[1] * 8, readers=unread), *reviews(*[0] * 6, *[1] * 12, readers=read)]
    [shown] = released(few).tables
    assert shown.table.spans == ()
    enough = [*few, *reviews(0, readers=unread)]
    [shown] = released(enough).tables
    assert shown.table.spans == ((0, 0), (1, 2))


def test_what_one_busy_reviewer_did_not_read_is_left_out_while_it_is_too_little() -> None:
    busy = reviews(*[0] * 10, *[1] * 14, readers=frozenset({11}))
    other = reviews(*[0] * 9, readers=frozenset({12}))
    assert protectable([*busy, *other]) == busy
    more = [*busy, *other, *reviews(1, readers=frozenset({12}))]
    assert protectable(more) == more
    assert protectable(busy) == busy
    assert protectable([]) == []


def test_a_table_never_gets_finer_and_one_that_was_lost_is_not_split_again() -> None:
    first = released(reviews(*[0] * 10, *[1] * 8, *[2] * 4))
    assert first.tables[0].table.spans == ((0, 0), (1, 2))
    now = after(reviews(*[0] * 10, *[1] * 8, *[2] * 4))
    second = draft([*now, *reviews(*[2] * 20)], ROW, (first,), False)
    assert second.tables[0].table.spans == ((0, 0), (1, 2))
    lost = draft(now[8:], ROW, (first,), False)
    assert lost.tables[0].table.spans == ()
    assert draft([*now, *reviews(*[2] * 20)], ROW, (first, lost), False).tables[0].table.spans == ()


def test_a_closing_release_is_exact_if_enough_moved() -> None:
    first = released(TWENTY)
    now = after(TWENTY)
    ten, four = reviews(*[0] * 4, *[1] * 3, *[2] * 3), reviews(0, 1, 0, 1)
    assert released([*now, *ten], (first,), True).is_exact
    assert not may_be_exact([*now[6:], *four], first)
    assert may_be_exact(now, None)
    known = [replace(one, readers=frozenset({11})) for one in reviews(*[0, 1] * 5)]
    assert may_be_exact([*now, *known], first)
    assert not may_be_exact([*now, *known[:6], *four], first)


def test_a_release_waits_if_it_would_make_somebody_certain() -> None:
    """Ten more come, all of them as claimed: their number alone would tell it."""
    before = reviews(*[0] * 10, *[1] * 20)
    first = draft(before, ROW, (), True)
    given = [*after(before), *reviews(*[1] * 10)]
    assert not is_safe((first, draft(given, ROW, (first,), True)))
    assert next_review_release(given, ROW, (first,), is_closing=True) == Missing(0, 10)
    [found, *_] = certainties((first, draft(given, ROW, (first,), True)))
    assert (found.measure, found.cut, found.group) == (ROW[0], 0, (2, 2))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 80), st.integers(1, 6), st.booleans())
def test_nothing_below_the_threshold_is_shown(seed: int, size: int, reviewers: int, is_exact: bool) -> None:
    chance = Random(seed)
    given_reviews = protectable([review(chance, reviewers) for _ in range(size)])
    if not given_reviews:
        return
    shown = draft(given_reviews, MEASURES, (), is_exact)
    for place, each in enumerate(shown.tables):
        for (first, last), count in zip(each.table.spans, each.table.counts, strict=True):
            inside = [one for one in given_reviews if first <= one.classes[place] <= last]
            assert len(inside) >= LEAST
            assert count >= LEAST
            for reader in readers_of(given_reviews):
                unread = sum(reader not in one.readers for one in inside)
                assert unread >= LEAST or all(reader in one.readers for one in given_reviews)
        assert len(each.table.spans) != 1
        assert not each.table.spans or (each.table.spans[0][0], each.table.spans[-1][1]) == (0, each.measure.top)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 60), st.integers(1, 4), st.integers(0, 3))
def test_two_releases_with_one_more_institution_between_them_never_come(
    seed: int, size: int, reviewers: int, leave: int
) -> None:
    """Nobody can subtract two releases between which one institution came, left or was reviewed again."""
    chance = Random(seed)
    given_reviews = [review(chance, reviewers) for _ in range(size)]
    first = next_review_release(protectable(given_reviews), MEASURES, ())
    if isinstance(first, Missing):
        return
    now = [*after(given_reviews)[leave:], review(chance, reviewers)]
    for is_closing in (False, True):
        following = next_review_release(protectable(now), MEASURES, (first,), is_closing=is_closing)
        assert isinstance(following, Missing) or len(protectable(now)) - len(protectable(given_reviews)) not in range(-9, 10)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=3))
def test_two_and_three_classes_are_cut_after_the_first_one(pairs: list[tuple[int, int]]) -> None:
    counts, unread = [a + b for a, b in pairs], [b for _, b in pairs]
    spans = ways(counts, [unread], LEAST)
    assert spans in ((), ((0, 0), (1, 2)), ((0, 0), (1, 1), (2, 2)), ((0, 0), (1, 1)))
    for first, last in spans:
        assert sum(counts[first : last + 1]) >= LEAST
        assert sum(unread[first : last + 1]) >= LEAST or not sum(unread)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=6, max_size=6))
def test_one_remainder_is_merged_as_in_a_campaign(pairs: list[tuple[int, int]]) -> None:
    counts, unread = [a + b for a, b in pairs], [b for _, b in pairs]
    assert merge_all(counts, [unread], LEAST) == merge(counts, unread, LEAST)
    assert merge_all(counts, [], LEAST) == merge(counts, counts, LEAST)
