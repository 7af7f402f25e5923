"""Plays periods of reviews: institutions are reviewed, reviewed again, or gone, between releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from flows.campaign.release import Missing
from flows.review_figures.counted import CountedReview
from flows.review_figures.next_release import next_review_release
from flows.review_figures.release import ReviewRelease, draft, protectable
from tests.flows.review_figures.invented import MEASURES, review

PublishReviews = Callable[[Sequence[CountedReview], Sequence[ReviewRelease], bool], ReviewRelease | Missing]


class Reviewed(Struct, frozen=True):
    """One institution with one review; `name` stays when there is another review."""

    name: int
    case: int
    counted: CountedReview


class PublishedReviews(Struct, frozen=True):
    """A release, and who was counted in it: that much everybody may know."""

    release: ReviewRelease
    members: tuple[Reviewed, ...]


class PeriodShape(Struct, frozen=True):
    """What a period is like: how many come before each release at most, how many leave, and how many reviewers there are."""

    size: int
    joining: int
    leaving: int
    again: int
    reviewers: int
    releases: int


def by_the_rules(given: Sequence[CountedReview], before: Sequence[ReviewRelease], closing: bool) -> ReviewRelease | Missing:
    """Publish as releases are really made."""
    return next_review_release(given, MEASURES, before, is_closing=closing)


def unrounded(given: Sequence[CountedReview], before: Sequence[ReviewRelease], closing: bool) -> ReviewRelease:
    """Publish exact figures at any time."""
    return draft(given, MEASURES, before, True)


def forgetful(given: Sequence[CountedReview], before: Sequence[ReviewRelease], closing: bool) -> ReviewRelease | Missing:
    """Publish by the rules, but forget what reviewers know."""
    return by_the_rules([replace(one, readers=frozenset()) for one in given], before, closing)


def period(seed: int, shape: PeriodShape, publish: PublishReviews) -> list[PublishedReviews]:
    """Play a period, and return what was published. The last release closes it."""
    chance = Random(seed)
    now = [Reviewed(name, 0, review(chance, shape.reviewers)) for name in range(shape.size)]
    found = list[PublishedReviews]()
    for number in range(shape.releases):
        kept = {id(one) for one in protectable([each.counted for each in now])}
        members = [each for each in now if id(each.counted) in kept]
        closing = number == shape.releases - 1
        release = publish([one.counted for one in members], [one.release for one in found], closing)
        if isinstance(release, ReviewRelease):
            found.append(PublishedReviews(release, tuple(members)))
            inside = {one.name for one in members}
            now = [_after(one, release.number, one.name in inside) for one in now]
        _move(now, chance, shape, shape.size + number * shape.joining)
    return found


def _after(one: Reviewed, number: int, was_counted: bool) -> Reviewed:
    since = (one.counted.since or number) if was_counted else None
    return replace(one, counted=replace(one.counted, since=since, was_counted=was_counted))


def _move(now: list[Reviewed], chance: Random, shape: PeriodShape, name: int) -> None:
    """Let some results be rescinded or forgotten, let others be reviewed again, and let new ones come."""
    chance.shuffle(now)
    del now[: chance.randint(0, shape.leaving)]
    for place in range(min(chance.randint(0, shape.again), len(now))):
        old = now[place]
        fresh = replace(review(chance, shape.reviewers), was_counted=old.counted.was_counted)
        now[place] = Reviewed(old.name, old.case + 1, fresh)
    for number in range(chance.randint(shape.joining // 2, shape.joining)):
        now.append(Reviewed(name + number, 0, review(chance, shape.reviewers)))
