"""How far two people agree: kappa by hand, by a published example, at its limits, and what it cannot tell."""

from __future__ import annotations

from random import Random

import pytest

from flows.review.agreement import (
    ITEMS_FOR_BOUNDS,
    DomainDifference,
    Kappa,
    RatedCase,
    RatedItem,
    agreement,
    by_domain,
    of_pairs,
    weighted_kappa,
)
from flows.standard.loader import shipped
from tests.flows.review.agreement_simulation import guessed, played, rated

# Ten items: the claim, and the rungs that the first and the second person left.
BY_HAND = [(3, 3, 3), (3, 3, 2), (3, 2, 2), (4, 4, 4), (4, 3, 4), (2, 2, 2), (2, 1, 2), (5, 3, 3), (1, 1, 1), (3, 0, 2)]
# Husbands and wives who said independently how often they enjoy something, of four answers: Agresti (1990), Categorical Data
# Analysis, page 366. The R package vcd prints for it, with equal spacing: weighted kappa 0.2374, standard error 0.07832; its
# unweighted kappa is 0.1293.
AGRESTI = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))


def items(triples: list[tuple[int, int, int]]) -> list[RatedItem]:
    return [RatedItem(f"s-{place}", *triple) for place, triple in enumerate(triples)]


def test_kappa_as_computed_by_hand() -> None:
    """The differences are 0 1 0 0 1 0 1 0 0 2: five in ten items, so 0.5 on average.

    The first person gave the rungs 0 1 2 3 4 to 1, 2, 2, 4 and 1 items, the second to 0, 1, 5, 2 and 2. If each had given theirs
    at random, the difference would be the sum over all pairs of (count x count x difference) / 100:

    rung 0: 1 x (1x1 + 5x2 + 2x3 + 2x4) = 25
    rung 1: 2 x (1x0 + 5x1 + 2x2 + 2x3) = 30
    rung 2: 2 x (1x1 + 5x0 + 2x1 + 2x2) = 14
    rung 3: 4 x (1x2 + 5x1 + 2x0 + 2x1) = 36
    rung 4: 1 x (1x3 + 5x2 + 2x1 + 2x0) = 15

    That is 120 / 100 = 1.2, and kappa is 1 - 0.5 / 1.2 = 0.5833.
    """
    found = agreement(items(BY_HAND))
    assert found.of_rungs.value == pytest.approx(1 - 0.5 / 1.2)
    assert (found.items, found.same, found.one_apart, found.more_apart) == (10, 6, 3, 1)
    # Lowered by both: (3, 2, 2), (5, 3, 3) and (3, 0, 2); by one: (3, 3, 2), (4, 3, 4) and (2, 1, 2).
    assert (found.both_lowered, found.one_lowered) == (3, 3)


def test_kappa_of_what_is_taken_off_as_computed_by_hand() -> None:
    """The first person took off 0 0 1 0 1 0 1 2 0 3, the second 0 1 1 0 0 0 0 2 0 1; the differences are the same as above.

    0, 1, 2 and 3 rungs: the first 5, 3, 1 and 1 times, the second 6, 3, 1 and 0 times. By chance:

    0: 5 x (6x0 + 3x1 + 1x2) = 25
    1: 3 x (6x1 + 3x0 + 1x1) = 21
    2: 1 x (6x2 + 3x1 + 1x0) = 15
    3: 1 x (6x3 + 3x2 + 1x1) = 25

    That is 86 / 100, and kappa is 1 - 0.5 / 0.86 = 0.4186.
    """
    assert agreement(items(BY_HAND)).of_falls.value == pytest.approx(1 - 0.5 / 0.86)


def test_kappa_of_a_published_example() -> None:
    table = {(row, column): count for row, line in enumerate(AGRESTI) for column, count in enumerate(line)}
    assert weighted_kappa(table) == pytest.approx(0.2374, abs=0.00005)
    everybody = [RatedItem("x", 5, *pair) for pair, count in table.items() for _ in range(count)]
    found = agreement(everybody).of_rungs
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    # The jackknife comes as near to the published error of 0.07832 as its own formula allows: Student's factor for 91 is 1.987.
    assert (found.high - found.low) / 2 / 1.987 == pytest.approx(0.07832, rel=0.02)


@pytest.mark.parametrize(
    ("triples", "kappa"),
    [
        ([], None),
        ([(3, 3, 3)], None),
        # Both gave rung 2 to everything: there is nothing to tell apart.
        ([(3, 2, 2)] * 12, None),
        # One of them did, the other did not: as near as by chance.
        ([(3, 3, 3), (3, 2, 3), (3, 1, 3)], 0.0),
        ([(3, 3, 3), (2, 2, 2)], 1.0),
        # Always the opposite: further apart than by chance.
        ([(3, 3, 0), (3, 0, 3)], -1.0),
    ],
)
def test_kappa_at_its_limits(triples: list[tuple[int, int, int]], kappa: float | None) -> None:
    found = agreement(items(triples)).of_rungs
    assert found.value == (None if kappa is None else pytest.approx(kappa))
    assert (found.low, found.high) == (None, None)


def test_bounds_are_given_from_ten_items_on_and_if_something_differs() -> None:
    few = items(BY_HAND)[: ITEMS_FOR_BOUNDS - 1]
    assert agreement(few).of_rungs.low is None
    found = agreement(items(BY_HAND)).of_rungs
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < found.value < found.high <= 1
    same = agreement(items([(claim, first, first) for claim, first, _ in BY_HAND])).of_rungs
    assert same == Kappa(1.0)


def test_the_order_of_the_two_changes_nothing() -> None:
    found, turned = (agreement(items(way)) for way in (BY_HAND, _turned(BY_HAND)))
    assert found == turned


def test_the_cases_of_a_pair_count_together_in_either_order() -> None:
    ben_first, cat_first = RatedCase(1, 2, tuple(items(BY_HAND))), RatedCase(2, 1, tuple(items(_turned(BY_HAND))))
    other = RatedCase(1, 3, tuple(items(BY_HAND[:3])))
    pair, last = of_pairs([other, cat_first, ben_first])
    assert (pair.one, pair.other, pair.cases, pair.agreement.items) == (1, 2, 2, 20)
    assert pair.agreement == agreement([*items(BY_HAND), *items(BY_HAND)])
    assert (last.one, last.other, last.cases) == (1, 3, 1)


def test_differences_are_added_up_for_each_domain_and_items_of_another_edition_left_out() -> None:
    standard = shipped()
    one, two = standard.domains[0], standard.domains[1]
    given = [
        RatedItem(one.subdomains[0].code, 3, 3, 1),
        RatedItem(one.subdomains[1].code, 3, 1, 2),
        RatedItem(two.subdomains[0].code, 3, 3, 3),
        RatedItem("of-another-edition", 3, 3, 0),
    ]
    assert by_domain(standard, given) == (DomainDifference(one.code, 2, 0, 1, 2), DomainDifference(two.code, 1, 1, 0, 0))


def test_kappa_of_rungs_is_high_for_people_who_guess_and_that_of_falls_is_not() -> None:
    found = agreement(guessed(4000, Random(1)))
    assert found.of_rungs.value is not None
    assert found.of_falls.value is not None
    assert found.of_rungs.value > 0.6
    assert abs(found.of_falls.value) < 0.05


def test_the_bounds_hold_the_true_kappa_about_as_often_as_they_say() -> None:
    row = played(23, 0.7, range(100))
    assert 0.9 <= row.held <= 1
    # Four cases together tell about twice as much as one.
    assert played(92, 0.7, range(40)).reach == pytest.approx(row.reach / 2, rel=0.15)


def test_the_same_seed_rates_the_same() -> None:
    assert rated(20, 0.7, Random(3)) == rated(20, 0.7, Random(3))


def _turned(triples: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [(claim, other, first) for claim, first, other in triples]
