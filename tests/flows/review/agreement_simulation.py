"""Lets two reviewers rate many cases and prints how much kappa tells, by the number of items and by how well they read.

`python -m tests.flows.review.agreement_simulation` plays 1000 comparisons for each row, with seed 1. The same options always
print the same figures.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

from flows.review.agreement import RatedItem, agreement

# The rungs that institutions claim, as often as here, and how far a claim that is too high is above the truth.
CLAIMS, TOO_HIGH_BY = (1, 2, 2, 3, 3, 3, 4, 5), (1, 1, 2)
INFLATED = 0.3
# How many items stand for the truth about two people.
ENDLESS = 40_000
# One case has some 14 to 27 items that must be looked at; 92 and 184 are four and eight cases.
ITEMS, READING = (10, 15, 23, 46, 92, 184), (0.9, 0.7, 0.4)
GUESSED_LOWER = 0.25


@dataclass(frozen=True)
class Row:
    """Many comparisons of two people: their true kappas, what was found, how far its bounds reach, and how often they hold it."""

    of_rungs: float
    of_falls: float
    found: float
    lowest: float
    highest: float
    reach: float
    held: float


def rated(number: int, reads: float, random: Random) -> list[RatedItem]:
    """Two reviewers rate items. Each reads the truth with this probability, and is a rung beside it otherwise."""
    return [_item(reads, random) for _ in range(number)]


def guessed(number: int, random: Random) -> list[RatedItem]:
    """Two reviewers rate items without looking: each lowers a quarter of them by one rung, by chance."""
    made = []
    for _ in range(number):
        claimed = random.choice(CLAIMS)
        first, other = (claimed - (random.random() < GUESSED_LOWER) for _ in range(2))
        made.append(RatedItem("x", claimed, first, other))
    return made


def played(number: int, reads: float, seeds: Sequence[int]) -> Row:
    """Compare two people once for each seed, over this many items."""
    truth = agreement(rated(ENDLESS, reads, Random(0)))
    assert truth.of_rungs.value is not None
    assert truth.of_falls.value is not None
    found, reaches, held = [], [], []
    for seed in seeds:
        kappa = agreement(rated(number, reads, Random(f"{seed} {number}"))).of_rungs
        if kappa.value is None:
            continue
        found.append(kappa.value)
        if kappa.low is not None and kappa.high is not None:
            reaches.append((kappa.high - kappa.low) / 2)
            held.append(kappa.low <= truth.of_rungs.value <= kappa.high)
    found.sort()
    twentieth = len(found) // 20
    return Row(
        truth.of_rungs.value,
        truth.of_falls.value,
        mean(found),
        found[twentieth],
        found[-1 - twentieth],
        mean(reaches),
        mean(held),
    )


def _item(reads: float, random: Random) -> RatedItem:
    claimed = random.choice(CLAIMS)
    true = max(claimed - random.choice(TOO_HIGH_BY), 0) if random.random() < INFLATED else claimed

    def rating() -> int:
        seen = true if random.random() < reads else true + random.choice((-1, 1))
        return min(max(seen, 0), claimed)

    return RatedItem("x", claimed, rating(), rating())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comparisons", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.comparisons)
    print("| reads right | kappa of rungs | of falls | items | found, on average | nine in ten are within | bounds | hold it |")
    print("|" + "---:|" * 8)
    for reads in READING:
        for number in ITEMS:
            row = played(number, reads, seeds)
            within = f"{row.lowest:.2f} to {row.highest:.2f}"
            cells = f"{row.of_rungs:.2f} | {row.of_falls:.2f} | {number} | {row.found:.2f} | {within} | ±{row.reach:.2f}"
            print(f"| {reads:.0%} | {cells} | {row.held:.0%} |")
    by_chance = agreement(guessed(ENDLESS, Random(options.seed)))
    print(f"\nBoth lower by chance: kappa of rungs {by_chance.of_rungs.value:.2f}, of falls {by_chance.of_falls.value:.2f}.")


if __name__ == "__main__":
    main()
