"""`python -m benchmarks.review_figures`: what releases about reviews keep of their tables, and how often they wait.

It writes Markdown tables to the place that `--out` names, between two marks; else to the terminal.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter

from msgspec.structs import replace

from benchmarks.campaign import MARKS
from flows.campaign.release import Missing, missing
from flows.review_figures.counted import CountedReview
from flows.review_figures.measures import Kind
from flows.review_figures.next_release import next_review_release
from flows.review_figures.release import ReviewRelease, draft, protectable
from tests.flows.review_figures.invented import MEASURES, review

SIZES, REVIEWERS = (20, 30, 50, 100, 200), (1, 3, 6)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--periods", type=int, default=30)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = "\n".join((*kept(options.periods), "", *waits(options.periods), "", *speed()))
    if options.out:
        page = options.out.read_text(encoding="utf-8")
        before, rest = page.split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        options.out.write_text(f"{before}{MARKS[0]}\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")
    else:
        print(text)


def reviews(seed: int, size: int, reviewers: int) -> list[CountedReview]:
    """Return invented reviews, as many as a release can count of this size."""
    chance = Random(seed)  # noqa: S311 - a population to repeat, not a secret
    return protectable([review(chance, reviewers) for _ in range(size)])


def kept(periods: int) -> list[str]:
    """Return the table of what one release keeps, by the number of institutions and of reviewers."""
    lines = [
        "| institutions | reviewers | counted | rows with a share confirmed | rows with “lower” only | reasons | days |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size in SIZES:
        for reviewers in REVIEWERS:
            given = [reviews(seed, size, reviewers) for seed in range(periods)]
            made = [draft(each, MEASURES, (), False) for each in given]
            lines.append(
                f"| {size} | {reviewers} | {mean(map(len, given)):.0f} | {_split(made, Kind.subdomain, 3)} "
                f"| {_split(made, Kind.subdomain, 2)} | {_split(made, Kind.reason, 2)} | {_classes(made):.1f} |"
            )
    return lines


def waits(periods: int) -> list[str]:
    """Return the table of releases that the check holds back, when ten to twenty more are reviewed before each."""
    lines = ["| first release at | reviewers | releases held back |", "|---:|---:|---:|"]
    for size in (20, 100):
        for reviewers in REVIEWERS:
            tried = held = 0
            for seed in range(periods):
                both = _period(seed, size, reviewers)
                tried, held = tried + both[0], held + both[1]
            lines.append(f"| {size} | {reviewers} | {held / max(tried, 1):.0%} |")
    return lines


def speed() -> list[str]:
    """Return how long one release with its check takes."""
    lines = ["| institutions | seconds for a release with its check |", "|---:|---:|"]
    for size in (100, 500):
        given = reviews(1, size, 6)
        begun = perf_counter()
        next_review_release(given, MEASURES, ())
        lines.append(f"| {size} | {perf_counter() - begun:.2f} |")
    return lines


def _period(seed: int, size: int, reviewers: int) -> tuple[int, int]:
    """Play four releases; how many had enough reviews, and how many of those were held back."""
    chance = Random(seed)  # noqa: S311
    now, published = [review(chance, reviewers) for _ in range(size)], list[ReviewRelease]()
    tried = held = 0
    for _ in range(4):
        counted = protectable(now)
        enough = missing(counted, published[-1].cohort.size if published else None).is_nothing
        made = next_review_release(counted, MEASURES, published)
        tried, held = tried + enough, held + (enough and isinstance(made, Missing))
        if isinstance(made, ReviewRelease):
            published.append(made)
            inside = {id(one) for one in counted}
            now = [replace(one, since=one.since or made.number, was_counted=True) if id(one) in inside else one for one in now]
        now += [review(chance, reviewers) for _ in range(chance.randint(10, 20))]
    return tried, held


def _split(made: Sequence[ReviewRelease], kind: Kind, ways: int) -> str:
    found = [len(each.table.spans) == ways for release in made for each in release.tables if each.measure.kind is kind]
    return f"{mean(found):.0%}"


def _classes(made: Sequence[ReviewRelease]) -> float:
    return mean(len(each.table.spans) for release in made for each in release.tables if each.measure.kind is Kind.days)


if __name__ == "__main__":
    main()
