"""`make attack`: plays many seeded campaigns and attacks each; prints what became certain, and fails if anything did."""

from __future__ import annotations

import argparse
import sys
from random import Random
from time import monotonic

from tests.flows.campaign.attack.known_rules import Case, certain_views
from tests.flows.campaign.attack.population import Shape, by_the_rules, campaign
from tests.flows.campaign.attack.views import found_by_anybody

SUBDOMAINS = 27
# In all, leaving, joining.
KNOWN_RULES = ((20, 0, 10), (20, 0, 11), (24, 0, 12), (20, 10, 0), (20, 1, 10), (21, 5, 5), (20, 2, 8), (22, 3, 9), (26, 4, 8))


def main() -> int:
    """Attack until the minutes are over, and return 1 if anything hidden became certain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end, seed, releases, broken = monotonic() + options.minutes * 60, options.seed, 0, 0
    for case in KNOWN_RULES:
        for is_closing in (False, True):
            views = certain_views(Case(*case), is_closing)
            broken += bool(views)
            print(f"all worlds of {case}, {'closing' if is_closing else 'interim'}: {len(views)} views with something certain")
    while monotonic() < end:
        chance = Random(seed)
        shape = Shape(
            size=chance.choice((20, 30, 50, 100, 200, 500)),
            joining=chance.choice((4, 10, 12, 20, 60)),
            leaving=chance.choice((0, 2, 6, 12)),
            changing=chance.choice((0, 2, 5, 12)),
            named=chance.choice((0, 0.2, 0.5, 0.9)),
            releases=chance.randint(1, 6),
            has_roster=chance.random() < 0.8,
        )
        published = campaign(seed, shape, by_the_rules(shape.has_roster))
        releases += len(published)
        if published:
            found = found_by_anybody(published, chance.sample(range(SUBDOMAINS), 5), chance, members=6)
            broken += bool(found)
            for finding in found:
                print(f"seed {seed}: {shape}: {finding}")
        seed += 1
    print(f"{seed - options.seed} campaigns, {releases} releases; {broken} times something was certain")
    return 1 if broken else 0


sys.exit(main())
