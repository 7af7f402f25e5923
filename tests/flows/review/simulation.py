"""Plays many reviews and prints how much a reviewer looks at, and how often the star that is issued is wrong.

`python -m tests.flows.review.simulation` plays 500 institutions for each star and share of inflation, with seed 1. The same
options always print the same figures.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import star_range
from flows.review.decisions import Decision
from flows.review.result import verified_star
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.selection import claims, needed, selection
from flows.standard.loader import shipped
from flows.standard.model import STARS, Standard
from tests.people.claimants import GOOD_ONLY, MIXED, Claimant, EvidenceQuality, claimant
from tests.people.evidence_reader import decided_all, reviewed, reviewed_until_decided

INFLATIONS = (0.0, 0.05, 0.1, 0.3, 0.5)
OTHERS = DEFAULT.sampled_items
# By how many rungs a claim can be too high.
ONE_RUNG, UP_TO_THREE = (1,), (1, 2, 3)
TABLES = {"All evidence is good": GOOD_ONLY, "Some evidence is thin or deceiving": MIXED}


@dataclass
class Count:
    """How often a way of choosing gave a star that is too high or too low."""

    too_high: int = 0
    too_low: int = 0

    def add(self, issued: int, true: int) -> None:
        """Count one result."""
        self.too_high += issued > true
        self.too_low += issued < true


@dataclass
class Cell:
    """All reviews of one star and one share of inflation."""

    looked_at: list[int]
    selected: Count
    blind: Count
    everything: Count
    hasty: Count


def played(
    standard: Standard,
    star: int,
    inflation: float,
    seeds: Sequence[int],
    qualities: dict[EvidenceQuality, int],
    too_high_by: tuple[int, ...] = UP_TO_THREE,
    others: int = OTHERS,
) -> Cell:
    """Play one review for each seed, in the four ways."""
    cell = Cell([], Count(), Count(), Count(), Count())
    for seed in seeds:
        who = claimant(standard, star, inflation, seed, qualities, too_high_by)
        claimed = claims(standard, who.ratings)
        true = true_star(standard, who)
        chosen = selection(standard, who.ratings, str(seed), ReviewRules(sampled_items=others))
        made = reviewed(standard, who.ratings, who.shown, chosen)
        drawn = Random(seed).sample(claimed, len(made))
        cell.looked_at.append(len(made))
        cell.selected.add(issued(standard, who, made), true)
        cell.blind.add(issued(standard, who, decided_all(who.ratings, who.shown, drawn)), true)
        cell.everything.add(issued(standard, who, decided_all(who.ratings, who.shown, claimed)), true)
        hasty = reviewed_until_decided(standard, who.ratings, who.shown, chosen)
        cell.hasty.add(issued(standard, who, hasty), true)
    return cell


def true_star(standard: Standard, who: Claimant) -> int:
    """Return the star of what is true."""
    return star_range(standard, {code: Rating(rung) for code, rung in who.true.items()}, Lens.claimed).low


def issued(standard: Standard, who: Claimant, made: Sequence[Decision]) -> int:
    """Return the star that these decisions leave. What was not looked at counts as claimed, as in the result."""
    return verified_star(standard, who.ratings, made).high


def table(number: int, first: int, others: int, qualities: dict[EvidenceQuality, int]) -> list[str]:
    """Return the rows of a Markdown table: one for each star and share of inflation."""
    head = "| star claimed | claims too high | looked at, of 27 | at most | (a) selected | (b) blind | (c) all | (d) hasty |"
    rows = [head, "|" + "---:|" * 8]
    for star in STARS:
        for inflation in INFLATIONS:
            cell = played(shipped(), star, inflation, range(first, first + number), qualities, others=others)
            mean, most = sum(cell.looked_at) / number, max(cell.looked_at)
            ways = [_shares(count, number) for count in (cell.selected, cell.blind, cell.everything, cell.hasty)]
            rows.append(f"| {star} | {inflation:.0%} | {mean:.1f} | {most} | {' | '.join(ways)} |")
    return rows


def found(number: int, first: int, others: int) -> list[str]:
    """Return the rows of a Markdown table: how often one claim that the star needs, but that does not decide, is drawn."""
    rows = ["| star claimed | such claims | one of them is drawn |", "|---:|---:|---:|"]
    for star in STARS[:-1]:
        drawn = all_of_them = 0
        for seed in range(first, first + number):
            ratings = claimant(shipped(), star, 0, seed, GOOD_ONLY).ratings
            chosen = selection(shipped(), ratings, str(seed), ReviewRules(sampled_items=others))
            rest = [
                code for code in claims(shipped(), ratings) if code not in chosen.deciding and needed(shipped(), code, star)
            ]
            drawn += len(set(rest) & set(chosen.drawn))
            all_of_them += len(rest)
        rows.append(f"| {star} | {all_of_them / number:.1f} | {drawn / all_of_them:.0%} |")
    return rows


def _shares(count: Count, number: int) -> str:
    return f"{count.too_high / number:.1%} / {count.too_low / number:.1%}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--institutions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--others", type=int, default=OTHERS, help="how many claims are drawn beside the deciding ones")
    options = parser.parse_args()
    print(
        "A claim that the star needs, but that does not decide:",
        "",
        *found(options.institutions, options.seed, options.others),
        "",
        sep="\n",
    )
    print("Wrong stars are given as too high / too low.")
    for name, qualities in TABLES.items():
        print("", f"{name}:", "", *table(options.institutions, options.seed, options.others, qualities), sep="\n")


if __name__ == "__main__":
    main()
