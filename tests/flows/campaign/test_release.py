"""Releases: when there is one, what it holds, and how it is rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.campaign.counted import Counted, Remainder
from flows.campaign.next_release import next_release
from flows.campaign.release import Missing, Release, draft, may_release
from flows.campaign.rounding import between_sums, nearest, share
from flows.campaign.visibility import Visibility


def institutions(*stars: int, district: str = "a", seen: Visibility = Visibility.counts) -> list[Counted]:
    """Return one institution for each star, with its star as its rung in two subdomains."""
    return [Counted(star, (star, star), district, seen) for star in stars]


def counted_by(release: Release, given: list[Counted]) -> list[Counted]:
    return [replace(one, since=one.since or release.number, was_counted=True) for one in given]


TWENTY = institutions(*[1] * 10, *[3] * 10)


def test_the_first_release_needs_20() -> None:
    assert may_release(TWENTY[:17], None) == Missing(3, 0)
    assert may_release(TWENTY, None).is_nothing
    assert may_release(TWENTY, None, first_at=100) == Missing(80, 0)
    with pytest.raises(ValueError, match="at least 20"):
        may_release(TWENTY, None, first_at=19)


def test_the_next_release_needs_10_that_are_new_changed_or_withdrawn() -> None:
    first = draft(TWENTY, (), True, False)
    now = counted_by(first, TWENTY)
    assert may_release(now, first) == Missing(0, 10)
    assert may_release([*now, *institutions(1, 2)], first) == Missing(0, 8)
    assert may_release([*now[3:], *institutions(1, 2, 3)], first) == Missing(0, 4)
    changed = [replace(one, star=2, since=None) for one in now[:4]]
    assert may_release([*changed, *now[4:]], first) == Missing(0, 6)
    assert may_release([*now, *institutions(*range(5), *range(5))], first).is_nothing


def test_each_wait_asks_for_ten_more() -> None:
    first = draft(TWENTY, (), True, False)
    now = [*counted_by(first, TWENTY), *institutions(*[1] * 12)]
    assert may_release(now, first, waited=1) == Missing(0, 8)


def test_running_sums_are_rounded_and_classes_are_what_is_between() -> None:
    assert between_sums((7, 7, 7)) == (5, 10, 5)
    assert [nearest(count) for count in (0, 2, 3, 7, 8, 22)] == [0, 0, 5, 5, 10, 20]
    assert [share(count, 30, False) for count in (5, 10, 15)] == [15, 35, 50]
    assert share(1, 3, True) == 33
    assert share(0, 0, False) == 0


@given(st.lists(st.integers(5, 60), min_size=2, max_size=6))
def test_rounded_classes_add_up_and_none_is_empty(counts: list[int]) -> None:
    printed = between_sums(counts)
    assert sum(printed) == nearest(sum(counts))
    assert all(count >= 5 and count % 5 == 0 for count in printed)


def test_an_interim_release_is_rounded_and_a_closing_one_exact() -> None:
    given = institutions(*[1] * 11, *[3] * 12)
    interim, closing = (next_release(given, (), has_roster=True, is_closing=closing) for closing in (False, True))
    assert isinstance(interim, Release)
    assert isinstance(closing, Release)
    assert (interim.is_exact, interim.total, interim.stars.counts) == (False, 25, (10, 15))
    assert (closing.is_exact, closing.total, closing.stars.counts) == (True, 23, (11, 12))
    assert closing.subdomains[0].spans == ((0, 2), (3, 5))


def test_a_closing_release_keeps_the_last_one_if_fewer_than_10_changed() -> None:
    first = draft(TWENTY, (), True, False)
    now = [*counted_by(first, TWENTY), *institutions(*[1] * 9)]
    assert next_release(now, (first,), has_roster=True, is_closing=True) == Missing(0, 1)


def test_there_is_no_release_if_all_joiners_would_be_certain() -> None:
    # 22 of one star are printed as 20, and 33 as 35: so at least 11 of the 11 joiners have one star.
    first = draft(institutions(*[1] * 22, *[3] * 10), (), True, False)
    now = counted_by(first, institutions(*[1] * 22, *[3] * 10))
    assert isinstance(next_release([*now, *institutions(*[1] * 11)], (first,), has_roster=True), Missing)
    assert isinstance(next_release([*now, *institutions(*[1] * 13)], (first,), has_roster=True), Release)


def test_tables_get_coarser_but_never_finer() -> None:
    first = draft(institutions(*[1] * 10, *[3] * 10), (), True, False)
    second = draft(institutions(*range(6), *range(6), *[0, 1, 2, 3, 4, 5] * 10), (first,), True, False)
    assert first.stars.spans == second.stars.spans
    assert first.subdomains[0].spans == second.subdomains[0].spans == ((0, 2), (3, 5))
    third = draft(institutions(*[1] * 40, 4), (first, second), True, False)
    fourth = draft(institutions(*range(6), *[0, 1, 2, 3, 4, 5] * 10), (first, second, third), True, False)
    assert third.stars.spans == fourth.stars.spans == ()
    assert third.subdomains[0].spans == fourth.subdomains[0].spans == ()


def test_a_table_that_was_never_split_may_be_split_later() -> None:
    first = draft(institutions(*[1] * 20), (), True, False)
    second = draft(institutions(*[1] * 20, *[3] * 20), (first,), True, False)
    assert first.stars.spans == ()
    assert second.stars.spans == ((0, 1), (2, 5))


def test_groups_of_districts_do_not_come_apart() -> None:
    def all_of(**sizes: int) -> list[Counted]:
        return [one for name, size in sizes.items() for one in institutions(*[1, 3] * size, district=name)]

    first = draft(all_of(a=15, b=6, c=6), (), True, False)
    second = draft(all_of(a=15, b=20, c=20, d=30), (first,), True, False)
    assert {group.districts for group in first.districts} == {("a",), ("b", "c")}
    assert {group.districts for group in second.districts} == {("a",), ("b", "c"), ("d",)}


def test_without_a_roster_a_class_holds_10() -> None:
    given = institutions(*[1] * 9, *[3] * 30)
    assert draft(given, (), True, True).stars.spans
    assert not draft(given, (), False, True).stars.spans


def test_one_star_seen_by_name_beside_answers_seen_by_name_is_protected_in_rows() -> None:
    # All have names. One shows its star only, so its rungs would be what is left after subtraction.
    given = [*institutions(*[1] * 14, *[3] * 15, seen=Visibility.answers), *institutions(3, seen=Visibility.star)]
    release = draft(given, (), True, True)
    assert release.stars.spans
    assert release.subdomains[0].spans == ()


def test_only_sizes_and_named_sums_are_kept() -> None:
    given = [*institutions(*[1] * 20, *[3] * 20), *institutions(2, 5, seen=Visibility.star)]
    first = draft(given, (), True, False)
    second = draft([*counted_by(first, given)[5:], *institutions(*[1] * 12)], (first,), True, False)
    cohort = second.cohort
    assert cohort.sizes.of(Remainder.everybody) == (37, 12)
    assert cohort.sizes.of(Remainder.without_star) == (35, 12)
    assert cohort.sizes.of(Remainder.without_answers) == (37, 12)
    assert cohort.without_star.stars == (0, 0, 1, 1, 1)
    assert cohort.without_star.subdomains == ((1, 1), (1, 1))
