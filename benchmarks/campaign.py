"""`python -m benchmarks.campaign`: what releases keep of their tables, how often they wait, and how long one takes.

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

from flows.campaign.counted import Counted
from flows.campaign.next_release import next_release
from flows.campaign.release import Missing, Release, draft, may_release
from flows.campaign.visibility import Visibility
from flows.standard.loader import shipped

SIZES = (20, 30, 50, 100, 200, 500)
# How many of 100 institutions are in each district: a few large ones and many small ones.
DISTRICTS = (30, 20, 12, 9, 7, 6, 5, 4, 3, 2, 1, 1)
MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")
SUBDOMAINS = shipped().subdomains


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--campaigns", type=int, default=60)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = "\n".join((*kept(options.campaigns), "", *early(options.campaigns), "", *waits(options.campaigns), "", *speed()))
    if options.out:
        page = options.out.read_text(encoding="utf-8")
        before, rest = page.split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        options.out.write_text(f"{before}{MARKS[0]}\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")
    else:
        print(text)


def institutions(seed: int, size: int, named: float = 0) -> list[Counted]:
    """Return institutions whose rungs spread around how good each is; stars follow from the rungs by the rule."""
    chance = Random(seed)  # noqa: S311 - a population to repeat, not a secret
    found = []
    for _ in range(size):
        quality = chance.gauss(3.2, 1.1)
        rungs = tuple(max(0, min(5, round(chance.gauss(quality, 0.9)))) for _ in SUBDOMAINS)
        star = min(one.ceiling(rung) for one, rung in zip(SUBDOMAINS, rungs, strict=True))
        district = chance.choices(range(len(DISTRICTS)), DISTRICTS)[0]
        seen = Visibility.star if chance.random() < named else Visibility.counts
        found.append(Counted(star, rungs, f"d{district}", seen))
    return found


def kept(campaigns: int) -> list[str]:
    """Return the table of what one release keeps, by the number of institutions."""
    lines = [
        "| institutions | classes of stars | two-way rows | three-way rows | rows of 10 each (no roster) | district groups |",
        "|---|---|---|---|---|---|",
    ]
    for size in SIZES:
        releases = [draft(institutions(seed, size), (), True, False) for seed in range(campaigns)]
        open_ones = [draft(institutions(seed, size), (), False, False) for seed in range(campaigns)]
        lines.append(
            f"| {size} | {_classes(releases):.1f} | {_rows(releases, 2)} | {_rows(releases, 3)} | {_rows(open_ones, 2)} "
            f"| {mean(len(release.districts) for release in releases):.1f} |"
        )
    return lines


def early(campaigns: int) -> list[str]:
    """Return the table of what a release of 500 keeps, by the size of the first release of the same campaign."""
    lines = [
        "| first release at | classes of stars at 500 | two-way rows | three-way rows | district groups |",
        "|---|---|---|---|---|",
    ]
    for size in SIZES:
        releases = []
        for seed in range(campaigns):
            given = institutions(seed, 500)
            first = (draft(given[:size], (), True, False),) if size < len(given) else ()
            releases.append(draft(given, first, True, False))
        lines.append(
            f"| {size} | {_classes(releases):.1f} | {_rows(releases, 2)} | {_rows(releases, 3)} "
            f"| {mean(len(release.districts) for release in releases):.1f} |"
        )
    return lines


def waits(campaigns: int) -> list[str]:
    """Return how often the check holds a release back: 15 join and up to 2 leave before each of five releases."""
    lines = [
        "| first release at | seen by name | releases held back | closing releases held back | closing ones that are exact |",
        "|---|---|---|---|---|",
    ]
    for size in (20, 100, 300):
        for named in (0.0, 0.3):
            tried, held, closed, exact = 0, 0, 0, 0
            for seed in range(campaigns):
                outcome = _played(seed, size, named)
                tried += len(outcome) - 1
                held += outcome[:-1].count("held")
                closed += outcome[-1] == "held"
                exact += outcome[-1] == "exact"
            lines.append(f"| {size} | {named:.0%} | {held / tried:.0%} | {closed / campaigns:.0%} | {exact / campaigns:.0%} |")
    return lines


def speed() -> list[str]:
    """Return how long the third release of a campaign takes, with the check, in seconds."""
    lines = ["| institutions | seconds for a release with its check |", "|---|---|"]
    for size in (500, 5_000, 50_000):
        given, published = institutions(1, size, 0.3), list[Release]()
        for share in (0.5, 0.8):
            part = given[: int(size * share)]
            published.append(draft(part, published, True, False))
            given[: len(part)] = [replace(one, since=one.since or len(published)) for one in part]
        begun = perf_counter()
        next_release(given, published, has_roster=True, is_closing=True)
        lines.append(f"| {size:,} | {perf_counter() - begun:.2f} |")
    return lines


def _played(seed: int, size: int, named: float) -> list[str]:
    chance = Random(seed)  # noqa: S311 - a population to repeat, not a secret
    found, published = list[str](), list[Release]()
    everybody = institutions(seed, size + 300, named)
    given, later = everybody[:size], everybody[size:]
    waited = 0
    for number in range(5):
        is_closing = number == 4
        missing = may_release(given, published[-1] if published else None, waited=0 if is_closing else waited)
        if missing.is_nothing:
            release = next_release(given, published, has_roster=True, is_closing=is_closing, waited=waited)
            if isinstance(release, Missing):
                waited += 1
                found.append("held")
            else:
                waited = 0
                published.append(release)
                given = [replace(one, since=one.since or release.number) for one in given]
                found.append("exact" if release.is_exact else "rounded")
        for _ in range(chance.randint(0, 2)):
            given.pop(chance.randrange(len(given)))
        given, later = [*given, *later[:15]], later[15:]
    return found


def _classes(releases: Sequence[Release]) -> float:
    return mean(len(release.stars.spans) for release in releases)


def _rows(releases: Sequence[Release], least: int) -> str:
    return f"{mean(len(table.spans) >= least for release in releases for table in release.subdomains):.0%}"


if __name__ == "__main__":
    main()
