"""Holds the reviews that a release counts, and what is kept of them when the release is out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct


class CountedReview(Struct, frozen=True):
    """One institution with its latest issued review: its class in each table.

    `readers` are the numbers of the officers who read this case: they know all of it. `since` is the number of the first
    release that counted exactly this review; None if no release did. Then `was_counted` says whether the latest release counted
    another review of the same institution.
    """

    classes: tuple[int, ...]
    readers: frozenset[int]
    since: int | None = None
    was_counted: bool = False


class Unread(Struct, frozen=True):
    """What remains after one reader has subtracted the cases that they read.

    `sizes` is how many they did not read, by the first release that counted them (1, 2, …). `known` has, for each table, how
    many of those that they read are at or below each cut.
    """

    reader: int
    sizes: tuple[int, ...]
    known: tuple[tuple[int, ...], ...]


class ReviewCohort(Struct, frozen=True):
    """What is kept of the institutions of a release: how many, not which. `unread` has one part for each reader."""

    sizes: tuple[int, ...]
    unread: tuple[Unread, ...]

    @property
    def size(self) -> int:
        """All institutions of the release."""
        return sum(self.sizes)

    def part(self, reader: int | None) -> Unread | None:
        """Return what remains for a reader; None if they read none of these cases, so that all remain."""
        return next((each for each in self.unread if each.reader == reader), None)

    def sizes_for(self, reader: int | None) -> tuple[int, ...]:
        """Return the sizes that remain for a reader; `None` is somebody who read nothing."""
        part = self.part(reader)
        return self.sizes if part is None else part.sizes


def readers_of(counted: Iterable[CountedReview]) -> tuple[int, ...]:
    """Return the numbers of all who read any of these cases."""
    return tuple(sorted({reader for one in counted for reader in one.readers}))


def cohort_of(counted: Sequence[CountedReview], number: int, tops: Sequence[int]) -> ReviewCohort:
    """Return what is kept of the institutions that release `number` counts; `tops` are the last classes of its tables."""
    return ReviewCohort(_sizes(counted, number), tuple(_unread(counted, number, tops, each) for each in readers_of(counted)))


def _unread(counted: Sequence[CountedReview], number: int, tops: Sequence[int], reader: int) -> Unread:
    read = [one for one in counted if reader in one.readers]
    known = tuple(tuple(sum(one.classes[place] <= cut for one in read) for cut in range(top)) for place, top in enumerate(tops))
    return Unread(reader, _sizes([one for one in counted if reader not in one.readers], number), known)


def _sizes(counted: Iterable[CountedReview], number: int) -> tuple[int, ...]:
    found = Counter(one.since or number for one in counted)
    return tuple(found[first] for first in range(1, number + 1))
