"""Makes institutions with realistic rungs, and campaigns in which they join, leave and change between releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from flows.campaign.counted import Counted
from flows.campaign.next_release import next_release
from flows.campaign.release import Missing, Release
from flows.campaign.visibility import Visibility
from flows.standard.loader import shipped

DISTRICTS = (30, 20, 12, 9, 7, 6, 5, 4, 3, 2, 1, 1)
SUBDOMAINS = shipped().subdomains
Publish = Callable[[Sequence[Counted], Sequence[Release], bool], Release | Missing]


class Institution(Struct, frozen=True):
    """One institution with one set of answers; `name` stays when `answers` change."""

    name: int
    answers: int
    counted: Counted


class Published(Struct, frozen=True):
    """A release, and who took part in it: that much everybody may know."""

    release: Release
    members: tuple[Institution, ...]


class Shape(Struct, frozen=True):
    """What a campaign is like: its first size, the most that join and leave before each release, and the share seen by name."""

    size: int
    joining: int
    leaving: int
    changing: int
    named: float
    releases: int
    has_roster: bool = True


def counted(chance: Random, named: float) -> Counted:
    """Return one institution. Its rungs spread around how good it is, and its star follows from them by the rule."""
    quality = chance.gauss(2.8, 1.1)
    rungs = tuple(max(0, min(5, round(chance.gauss(quality + 0.4, 0.9)))) for _ in SUBDOMAINS)
    # A few weak subdomains decide the star. Institutions mend them first, so the second weakest counts here.
    star = sorted(one.ceiling(rung) for one, rung in zip(SUBDOMAINS, rungs, strict=True))[0]
    district = chance.choices([f"d{place}" for place in range(len(DISTRICTS))], DISTRICTS)[0]
    seen = chance.choice((Visibility.star, Visibility.answers)) if chance.random() < named else Visibility.status
    return Counted(star, rungs, district, seen)


def by_the_rules(has_roster: bool) -> Publish:
    """Return how releases are really made."""
    return lambda given, published, closing: next_release(given, published, has_roster=has_roster, is_closing=closing)


def campaign(seed: int, shape: Shape, publish: Publish) -> list[Published]:
    """Play a campaign, and return what was published. The last release closes it."""
    chance = Random(seed)
    now, found = first(chance, shape), list[Published]()
    for number in range(shape.releases):
        release = publish([one.counted for one in now], [one.release for one in found], number == shape.releases - 1)
        if isinstance(release, Release):
            found.append(Published(release, tuple(now)))
            now = [
                replace(one, counted=replace(one.counted, since=one.counted.since or release.number, was_counted=True))
                for one in now
            ]
        move(now, chance, shape, shape.size + number * shape.joining)
    return found


def first(chance: Random, shape: Shape) -> list[Institution]:
    """Return the institutions with which a campaign begins."""
    return [Institution(name, 0, counted(chance, shape.named)) for name in range(shape.size)]


def move(now: list[Institution], chance: Random, shape: Shape, name: int) -> None:
    """Let some institutions leave, others change their answers, and others join; these are named from `name` on."""
    chance.shuffle(now)
    del now[: chance.randint(0, shape.leaving)]
    for place in range(min(chance.randint(0, shape.changing), len(now))):
        old = now[place]
        other = replace(
            counted(chance, 0), district=old.counted.district, seen=old.counted.seen, was_counted=old.counted.was_counted
        )
        now[place] = Institution(old.name, old.answers + 1, other)
    for number in range(chance.randint(shape.joining // 2, shape.joining)):
        now.append(Institution(name + number, 0, counted(chance, shape.named)))
