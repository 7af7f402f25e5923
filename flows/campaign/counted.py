"""Holds the institutions that a release counts, and what is kept of them when the release is out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import accumulate

from msgspec import Struct

from flows.campaign.visibility import Visibility

STARS = range(6)
# The last class below the cut: two stars and below, rung 2 and below, rung 3 and below.
BELOW_3, BELOW_4 = 2, 3


class Counted(Struct, frozen=True):
    """One institution that finished, with its best attempt.

    `rungs` are those of the subdomains that the campaign asks about, in the order of the edition. `seen` is the widest level at
    which an officer could ever see these answers: it does not fall when the institution withdraws its name, because people
    remember. `since` is the number of the first release that counted exactly these answers; None if no release did. Then
    `was_counted` says whether the latest release counted other answers of the same institution.
    """

    star: int
    rungs: tuple[int, ...]
    district: str
    seen: Visibility = Visibility.counts
    since: int | None = None
    was_counted: bool = False


class Remainder(IntEnum):
    """The institutions that remain after a reader has subtracted those that they know by name.

    An outsider subtracts nobody, an officer those whose answers they see, or all whose star they see. A star tells
    something about rungs. So an officer who sees a star is treated as if they knew the rungs as well.
    """

    everybody = 0
    without_answers = 1
    without_star = 2


class Sizes(Struct, frozen=True):
    """How many institutions are in each remainder, by the first release that counted them (1, 2, …)."""

    everybody: tuple[int, ...]
    without_answers: tuple[int, ...]
    without_star: tuple[int, ...]

    def of(self, remainder: Remainder) -> tuple[int, ...]:
        """Return the sizes of one remainder."""
        return (self.everybody, self.without_answers, self.without_star)[remainder]


class Known(Struct, frozen=True):
    """How many of the institutions outside a remainder are at or below each cut: officers know them by name.

    `stars` has a number for each star but 5, `subdomains` a pair for each subdomain: below rung 3, and below rung 4.
    """

    stars: tuple[int, ...]
    subdomains: tuple[tuple[int, int], ...]


class DistrictCohort(Struct, frozen=True):
    """One district's part of a cohort; `known_below` are those below three stars whose star officers see."""

    district: str
    sizes: Sizes
    known_below: int


class Cohort(Struct, frozen=True):
    """What is kept of the institutions of a release: how many, not which.

    `without_answers` and `without_star` say what officers know by name and can subtract.
    """

    sizes: Sizes
    without_answers: Known
    without_star: Known
    districts: tuple[DistrictCohort, ...]

    def known(self, remainder: Remainder) -> Known | None:
        """Return what officers subtract to get this remainder; None if nothing."""
        return (None, self.without_answers, self.without_star)[remainder]

    @property
    def size(self) -> int:
        """All institutions of the release."""
        return sum(self.sizes.everybody)


def remains_in(seen: Visibility, remainder: Remainder) -> bool:
    """Return whether institutions that are seen at this level remain after the subtraction."""
    return seen < (Visibility.answers + 1, Visibility.answers, Visibility.star)[remainder]


def cohort_of(counted: Sequence[Counted], number: int) -> Cohort:
    """Return what is kept of the institutions that release `number` counts."""
    by_district: dict[str, list[Counted]] = {}
    for one in counted:
        by_district.setdefault(one.district, []).append(one)
    return Cohort(
        _sizes(counted, number),
        _known(counted, Remainder.without_answers),
        _known(counted, Remainder.without_star),
        tuple(
            DistrictCohort(
                name,
                _sizes(members, number),
                sum(one.star <= BELOW_3 and not remains_in(one.seen, Remainder.without_star) for one in members),
            )
            for name, members in sorted(by_district.items())
        ),
    )


def _sizes(counted: Iterable[Counted], number: int) -> Sizes:
    found = Counter((one.seen, one.since or number) for one in counted)
    return Sizes(
        *(
            tuple(
                sum(found[seen, first] for seen in Visibility if remains_in(seen, remainder)) for first in range(1, number + 1)
            )
            for remainder in Remainder
        )
    )


def _known(counted: Sequence[Counted], remainder: Remainder) -> Known:
    outside = [one for one in counted if not remains_in(one.seen, remainder)]
    stars = Counter(one.star for one in outside)
    columns = zip(*(one.rungs for one in outside), strict=True) if outside else ((),) * len(counted[0].rungs)
    return Known(
        tuple(accumulate(stars[star] for star in STARS[:-1])),
        tuple((sum(rung <= BELOW_3 for rung in column), sum(rung <= BELOW_4 for rung in column)) for column in columns),
    )
