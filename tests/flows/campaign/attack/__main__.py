"""`make attack`: plays many seeded campaigns and attacks each; prints what became certain, and fails if anything did.

Every second one is a period of reviews, or all with `--only reviews`. With `--through-database` campaigns and reviews are
stored, released and read as those of an installation are.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from random import Random
from time import monotonic

from storage.database import migrate
from tests.flows.campaign.attack.known_rules import Case, certain_views
from tests.flows.campaign.attack.population import Published, Shape, by_the_rules, campaign
from tests.flows.campaign.attack.review_attacker import found_in_reviews
from tests.flows.campaign.attack.review_periods import PeriodShape, PublishedReviews, period
from tests.flows.campaign.attack.review_periods import by_the_rules as reviews_by_the_rules
from tests.flows.campaign.attack.reviews_through_database import period_through_database
from tests.flows.campaign.attack.through_database import campaign_through_database
from tests.flows.campaign.attack.views import found_by_anybody
from tests.people.campaigners import CampaignDesk, campaign_desk
from tests.postgres import AT_HEAD, own, place

SUBDOMAINS = 27
CAMPAIGNS, REVIEWS = "campaigns", "reviews"
# In all, leaving, joining.
KNOWN_RULES = ((20, 0, 10), (20, 0, 11), (24, 0, 12), (20, 10, 0), (20, 1, 10), (21, 5, 5), (20, 2, 8), (22, 3, 9), (26, 4, 8))
SIZES, STORED_SIZES = (20, 30, 50, 100, 200, 500), (20, 30, 50, 100)


class Attack:
    """Attacks one campaign after the other, and counts."""

    def __init__(self, seed: int) -> None:
        self.first = self.seed = seed
        self.releases = self.broken = self.periods = self.review_releases = 0

    def shape(self, chance: Random, sizes: tuple[int, ...]) -> Shape:
        """Return what the next campaign is like."""
        return Shape(
            size=chance.choice(sizes),
            joining=chance.choice((4, 10, 12, 20, 60)),
            leaving=chance.choice((0, 2, 6, 12)),
            changing=chance.choice((0, 2, 5, 12)),
            named=chance.choice((0, 0.2, 0.5, 0.9)),
            releases=chance.randint(1, 6),
            has_roster=chance.random() < 0.8,
        )

    def attack(self, published: list[Published], shape: Shape, chance: Random) -> None:
        """Attack a campaign, and say what became certain."""
        self.releases += len(published)
        found = found_by_anybody(published, chance.sample(range(SUBDOMAINS), 5), chance, members=6) if published else []
        self.broken += bool(found)
        for finding in found:
            print(f"seed {self.seed}: {shape}: {finding}")
        self.seed += 1

    def period_shape(self, chance: Random, sizes: tuple[int, ...]) -> PeriodShape:
        """Return what the next period of reviews is like."""
        return PeriodShape(
            size=chance.choice(sizes),
            joining=chance.choice((4, 10, 12, 20, 60)),
            leaving=chance.choice((0, 2, 6, 12)),
            again=chance.choice((0, 2, 5, 12)),
            reviewers=chance.choice((1, 2, 3, 5, 8)),
            releases=chance.randint(1, 6),
        )

    def attack_reviews(self, published: list[PublishedReviews], shape: PeriodShape, chance: Random) -> None:
        """Attack a period of reviews, and say what became certain."""
        self.periods += 1
        self.review_releases += len(published)
        found = found_in_reviews(published, chance, claims=5, members=4) if published else []
        self.broken += bool(found)
        for finding in found:
            print(f"seed {self.seed}: {shape}: {finding}")
        self.seed += 1

    def is_about_reviews(self, only: str | None) -> bool:
        """Return whether the next round is about reviews: every second one, if nothing else was asked for."""
        return only == REVIEWS or (only is None and self.seed % 2 == 1)


def in_memory(attack: Attack, end: float, only: str | None) -> None:
    """Attack all worlds of some small campaigns, and then campaigns and reviews that are only played, until the time is over."""
    for case in KNOWN_RULES if only != REVIEWS else ():
        for is_closing in (False, True):
            views = certain_views(Case(*case), is_closing)
            attack.broken += bool(views)
            print(f"all worlds of {case}, {'closing' if is_closing else 'interim'}: {len(views)} views with something certain")
    while monotonic() < end:
        chance = Random(attack.seed)
        if attack.is_about_reviews(only):
            played = attack.period_shape(chance, SIZES)
            attack.attack_reviews(period(attack.seed, played, reviews_by_the_rules), played, chance)
            continue
        shape = attack.shape(chance, SIZES)
        attack.attack(campaign(attack.seed, shape, by_the_rules(shape.has_roster)), shape, chance)


async def through_database(attack: Attack, end: float, engine: str, only: str | None) -> None:
    """Attack campaigns and reviews that are stored, until the time is over."""
    with new_database(engine) as url:
        async with desk_over(url) as desk:
            while monotonic() < end:
                chance = Random(attack.seed)
                if attack.is_about_reviews(only):
                    played = attack.period_shape(chance, STORED_SIZES)
                    attack.attack_reviews(await period_through_database(desk, attack.seed, played), played, chance)
                    continue
                shape = attack.shape(chance, STORED_SIZES)
                attack.attack(await campaign_through_database(desk, attack.seed, shape), shape, chance)


@contextmanager
def new_database(engine: str) -> Iterator[str]:
    """An empty database of its own."""
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        if engine == "sqlite":
            yield f"sqlite:///{folder}/attack.db"
        else:
            os.chmod(folder, 0o711)
            with own(Path(folder) / "data") as server:
                server.psql(f"CREATE DATABASE {AT_HEAD};")
                yield str(server.get_uri(database=AT_HEAD))


@asynccontextmanager
async def desk_over(url: str) -> AsyncIterator[CampaignDesk]:
    """The desk over a new database."""
    await migrate(url)
    async with campaign_desk(url) as desk:
        yield desk


def main() -> int:
    """Attack until the minutes are over, and return 1 if anything hidden became certain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--through-database", nargs="?", const="sqlite", choices=("sqlite", "postgresql"))
    parser.add_argument("--only", choices=(CAMPAIGNS, REVIEWS))
    options = parser.parse_args()
    attack, end = Attack(options.seed), monotonic() + options.minutes * 60
    if options.through_database:
        asyncio.run(through_database(attack, end, options.through_database, options.only))
    else:
        in_memory(attack, end, options.only)
    played = attack.seed - attack.first - attack.periods
    print(
        f"{played} campaigns, {attack.releases} releases; {attack.periods} periods of reviews, {attack.review_releases} releases"
    )
    print(f"{attack.broken} times something was certain")
    return 1 if attack.broken else 0


sys.exit(main())
