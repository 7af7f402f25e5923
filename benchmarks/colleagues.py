"""Counts the items on the compare page of four colleagues, over many institutions made from a seed.

`python -m benchmarks.colleagues` prints them for people who know their institution well, typically, or badly. Each person names
the true rung of a subdomain with some chance, else one that is one or two rungs off, or is not sure. Each domain is answered by
two people, as by default. The same options always print the same figures.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from random import Random
from statistics import mean

from flows.institution.comparison import Vote, compared
from flows.institution.division import Division, divided
from flows.standard.loader import shipped
from flows.standard.model import TOP, Standard

PEOPLE = (1, 2, 3, 4)
GOAL = 10


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How often a person names the true rung, one that is one rung off, one that is two off, or is not sure; of 100."""

    name: str
    true: int
    one_off: int
    two_off: int
    unsure: int


KNOWLEDGE = (
    Knowledge("know it well", 90, 6, 1, 3),
    Knowledge("typical", 80, 13, 2, 5),
    Knowledge("know it badly", 65, 20, 5, 10),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The items on one compare page: all, and those on which the star depends."""

    items: int
    on_star: int


def main() -> None:
    """Print a line for each kind of people."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--institutions", type=int, default=2000)
    given = options.parse_args()
    standard = shipped()
    print(f"{given.institutions} institutions, seed {given.seed}, {len(PEOPLE)} people, two for each domain")
    for knowledge in KNOWLEDGE:
        pages = counted(standard, knowledge, given.seed, given.institutions)
        items = sorted(page.items for page in pages)
        within = sum(each <= GOAL for each in items) / len(items)
        print(
            f"{knowledge.name:14} items: median {items[len(items) // 2]}, mean {mean(items):.1f}, "
            f"p90 {items[len(items) * 9 // 10]}; at most {GOAL}: {within:.0%}; "
            f"the star depends on {mean(page.on_star for page in pages):.1f}"
        )


def counted(standard: Standard, knowledge: Knowledge, seed: int, institutions: int) -> list[Counted]:
    """Return what the compare page of each institution holds."""
    random = Random(seed)  # noqa: S311 - a simulation that repeats
    return [_page(standard, knowledge, random) for _ in range(institutions)]


def _page(standard: Standard, knowledge: Knowledge, random: Random) -> Counted:
    star = random.randint(1, TOP)
    truth = {code: min(TOP, max(0, star + random.choice((-1, 0, 0, 0, 1)))) for code in standard.codes}
    votes = [
        _vote(number, sub.code, truth[sub.code], knowledge, random)
        for domain, people in divided(standard, Division.by_domain, PEOPLE).items()
        for sub in standard.domain(domain).subdomains
        for number in people
    ]
    items = compared(standard, votes, {})
    return Counted(len(items), sum(item.changes_star for item in items))


def _vote(number: int, code: str, true: int, knowledge: Knowledge, random: Random) -> Vote:
    weights = (knowledge.true, knowledge.one_off, knowledge.two_off, knowledge.unsure)
    (off,) = random.choices((0, 1, 2, None), weights)
    if off is None:
        return Vote(number, code, 0, unsure=True)
    return Vote(number, code, min(TOP, max(0, true + random.choice((-off, off)))))


if __name__ == "__main__":
    main()
