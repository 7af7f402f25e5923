"""What faces read from releases: shared gaps, comparisons, and a respondent beside the others."""

from __future__ import annotations

from flows.campaign.comparison import Change, GroupChange, comparison
from flows.campaign.gaps import shared_gaps
from flows.campaign.others import Place, you_and_others
from flows.campaign.release import DistrictGroup, Table
from flows.standard.loader import shipped
from tests.people.releases import THREE, TWO, release

SUBDOMAINS = shipped().subdomains


def rows(first: Table, second: Table) -> list[Table]:
    return [first, second, *[Table()] * (len(SUBDOMAINS) - 2)]


def test_gaps_below_3_while_the_middle_is_below_three_stars() -> None:
    given = release(Table(TWO, (25, 15)), rows(Table(TWO, (10, 30)), Table(THREE, (20, 10, 10))))
    found = [(gap.code, gap.rung, gap.count, gap.percent) for gap in shared_gaps(given, SUBDOMAINS)]
    assert found == [(SUBDOMAINS[1].code, 3, 20, 50), (SUBDOMAINS[0].code, 3, 10, 25)]


def test_gaps_below_4_after_that_if_the_row_is_cut_there() -> None:
    given = release(Table(TWO, (15, 25)), rows(Table(TWO, (10, 30)), Table(THREE, (5, 20, 15))))
    found = [(gap.code, gap.rung, gap.count) for gap in shared_gaps(given, SUBDOMAINS)]
    assert found == [(SUBDOMAINS[1].code, 4, 25), (SUBDOMAINS[0].code, 3, 10)]


def test_at_most_ten_gaps_in_the_order_of_the_edition_among_equals() -> None:
    given = release(Table(TWO, (25, 15)), [Table(TWO, (20, 20))] * len(SUBDOMAINS))
    ticked = [one.code for one in SUBDOMAINS if 3 in one.stars]
    assert [gap.code for gap in shared_gaps(given, SUBDOMAINS)] == ticked[:10]


def test_two_releases_are_compared_in_the_classes_that_both_have() -> None:
    group = DistrictGroup(("a",), 10, 10), DistrictGroup(("b", "c"), 10, 10)
    later = DistrictGroup(("a",), 10, 30), DistrictGroup(("b",), 10, 10)
    before = release(Table(THREE, (10, 10, 20)), rows(Table(TWO, (10, 30)), Table(TWO, (20, 20))), districts=group)
    after = release(Table(TWO, (31, 29)), rows(Table(THREE, (30, 20, 10)), Table()), True, later)
    found = comparison(before, after)
    assert not found.is_exact
    assert found.stars == (Change((0, 2), 25, 50), Change((3, 5), 75, 50))
    assert found.subdomains[0] == (Change((0, 2), 25, 50), Change((3, 5), 75, 50))
    assert found.subdomains[1] == ()
    assert found.districts == (GroupChange(("a",), 50, 75),)


def test_two_exact_releases_are_compared_exactly() -> None:
    one, other = (release(Table(TWO, counts), rows(Table(), Table()), True) for counts in ((20, 20), (19, 21)))
    assert comparison(one, other).stars == (Change((0, 2), 50, 48), Change((3, 5), 50, 52))


def test_a_respondent_sees_the_latest_release_only() -> None:
    old = release(Table(), rows(Table(), Table()))
    latest = release(Table(TWO, (10, 30)), rows(Table(THREE, (10, 10, 20)), Table()))
    found = you_and_others((old, latest), 3, (5, *[0] * (len(SUBDOMAINS) - 1)))
    assert found is not None
    assert found.star == Place(TWO, (25, 75), 1)
    assert found.subdomains[0] == Place(THREE, (25, 25, 50), 2)
    assert found.subdomains[1] is None
    assert found == you_and_others((latest,), 3, (5, *[0] * (len(SUBDOMAINS) - 1)))
    assert you_and_others((), 3, ()) is None
