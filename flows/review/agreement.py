"""Says how far two reviewers agree who rated the same items: weighted kappa, its bounds, and where they differ.

Kappa is 1 if all ratings are the same, 0 if they are as near as by chance, and below 0 if they are further apart. It is Cohen's
weighted kappa (Cohen 1968, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
credit", Psychological Bulletin 70, 213-220) with linear weights: a difference of two rungs counts twice as much as one of one.
A rung is a star for its subdomain, so the weight is the number of stars that are in question. Quadratic weights would nearly
ignore the differences of one rung, which are the ones that reviewers have.

Both raters start from the same claim, so their rungs are near each other even if both lower items by chance. Kappa is therefore
given a second time, over the falls: how many rungs each of them took off. That one is near 0 for people who only guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist

from flows.standard.model import Standard

# With fewer items the bounds would be further apart than what kappa can be.
ITEMS_FOR_BOUNDS = 10
SURE = 0.95
Table = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class RatedItem:
    """An item that two people rated: the rung that was claimed, and the rung that each of them left (0..5)."""

    subdomain: str
    claimed: int
    first: int
    other: int

    @property
    def falls(self) -> tuple[int, int]:
        """How many rungs each of them took off the claim."""
        return self.claimed - self.first, self.claimed - self.other

    @property
    def apart(self) -> int:
        """By how many rungs the second rating is above the first one; below 0 if it is lower."""
        return self.other - self.first


@dataclass(frozen=True, slots=True)
class Kappa:
    """A kappa with its bounds, which hold it with 95 % confidence.

    `value` is None if no item was rated, or if both people gave the same number to all items. There are then no bounds either.
    There are none too if the items are too few, or if no item differs.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree about some items.

    `same`, `one_apart` and `more_apart` count the items by the difference of their rungs; `both_lowered` and `one_lowered` by
    how many of the two lowered them. `of_rungs` and `of_falls` are the two kappas.
    """

    items: int
    same: int
    one_apart: int
    more_apart: int
    both_lowered: int
    one_lowered: int
    of_rungs: Kappa
    of_falls: Kappa


@dataclass(frozen=True, slots=True)
class RatedCase:
    """A case that two officers rated: their numbers, that of the first reader first, and the items."""

    first: int
    other: int
    items: tuple[RatedItem, ...]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two officers agree over all cases that both rated. `cases` counts them."""

    one: int
    other: int
    cases: int
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class DomainDifference:
    """How two reviewers differ in one domain.

    `items` counts those that both rated, `same` those with the same rung, `above` and `below` the rungs that the second
    reviewer gave more and less.
    """

    domain: str
    items: int
    same: int
    above: int
    below: int


def agreement(items: Sequence[RatedItem]) -> Agreement:
    """Return how far the two ratings of these items agree. Items of several cases can be given together."""
    apart = Counter(min(abs(item.apart), 2) for item in items)
    lowered = Counter(sum(fall > 0 for fall in item.falls) for item in items)
    of_rungs = _kappa(Counter((item.first, item.other) for item in items))
    of_falls = _kappa(Counter(item.falls for item in items))
    return Agreement(len(items), apart[0], apart[1], apart[2], lowered[2], lowered[1], of_rungs, of_falls)


def of_pairs(cases: Sequence[RatedCase]) -> tuple[PairAgreement, ...]:
    """Return how far each pair of officers agrees, those with most items first. It does not matter who of them read first."""
    found: dict[tuple[int, int], list[RatedCase]] = {}
    for case in cases:
        is_turned = case.first > case.other
        items = tuple(replace(item, first=item.other, other=item.first) for item in case.items) if is_turned else case.items
        pair = min(case.first, case.other), max(case.first, case.other)
        found.setdefault(pair, []).append(replace(case, items=items))
    pairs = [
        PairAgreement(*pair, len(both), agreement([item for case in both for item in case.items]))
        for pair, both in found.items()
    ]
    return tuple(sorted(pairs, key=lambda each: (-each.agreement.items, each.one, each.other)))


def weighted_kappa(table: Table) -> float | None:
    """Return Cohen's kappa with linear weights; None if both gave one and the same rating to everything, or there is nothing.

    `table` says how often the first person gave one rung and the second person another. Kappa is 1 less the mean difference
    over the one to be expected if each had given their own ratings to items drawn at random.
    """
    number = sum(table.values())
    if not number:
        return None
    firsts, others = _totals(table, 0), _totals(table, 1)
    seen = sum(count * abs(first - other) for (first, other), count in table.items()) / number
    by_chance = sum(
        one * another * abs(first - other) for first, one in firsts.items() for other, another in others.items()
    ) / (number * number)
    return 1 - seen / by_chance if by_chance else None


def by_domain(standard: Standard, items: Sequence[RatedItem]) -> tuple[DomainDifference, ...]:
    """Return the differences in each domain that has rated items, in its order. Items of another edition are left out."""
    found = []
    for domain in standard.domains:
        codes = {subdomain.code for subdomain in domain.subdomains}
        here = [item for item in items if item.subdomain in codes]
        if here:
            above = sum(max(item.apart, 0) for item in here)
            below = sum(max(-item.apart, 0) for item in here)
            found.append(DomainDifference(domain.code, len(here), sum(not item.apart for item in here), above, below))
    return tuple(found)


def _kappa(table: Table) -> Kappa:
    """Return kappa and its bounds, found by leaving out one item after the other (the jackknife).

    It needs no assumption about how ratings are spread, and gives the same bounds each time. See Fleiss and Davies (1982),
    "Jackknifing functions of multinomial frequencies, with an application to a measure of concordance", American Journal of
    Epidemiology 115, 841-845.
    """
    value, number = weighted_kappa(table), sum(table.values())
    if value is None or value == 1 or number < ITEMS_FOR_BOUNDS:
        return Kappa(value)
    without: list[tuple[float, int]] = []
    for ratings, count in table.items():
        left = weighted_kappa({**table, ratings: count - 1})
        if left is None:
            return Kappa(value)
        without.append((left, count))
    mean = sum(left * count for left, count in without) / number
    error = sqrt((number - 1) / number * sum(count * (left - mean) ** 2 for left, count in without))
    reach = _student(number - 1) * error
    return Kappa(value, max(value - reach, -1.0), min(value + reach, 1.0))


def _student(freedom: int) -> float:
    """Return how many errors a mean of `freedom` + 1 numbers reaches to both sides, by the first terms of Student's series."""
    z = NormalDist().inv_cdf((1 + SURE) / 2)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def _totals(table: Table, place: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for ratings, count in table.items():
        found[ratings[place]] += count
    return found
