"""Adds up all answers at once, for results that need many stars and lists. `scorecard.star_range` is the readable rule.

An answer closes some stars through each lens, and puts its subdomain on some lists. Both are sets, and a set is written as the
bits of one whole number. So adding an answer is a single `|`, and reading a star or a list costs the same for any number of
answers. Which stars an answer closes comes from `Subdomain.ceiling` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flows.assessment.rating import ALWAYS_READ, READINGS, Ratings, Reading
from flows.standard.model import STARS, TOP, Standard

# The lowest bits are fields of closed stars, one bit for each star. Each lens has two fields: one counts missing answers as
# 0, the other as 5. Above the fields are rows of subdomains, one bit for each subdomain. First comes a row for each star: the
# subdomains that keep it closed as claimed. Then come the rows of the lists. The verified lens has no field, because nearly all
# answers have no review: `flows.assessment.verified` reads it, if the last list names an answer that has one.
FIELD = TOP + 1
PAIR = 2 * FIELD
GIVEN = 1 | 1 << FIELD  # a star that is closed whatever is missing: a bit in both fields of a lens
ROWS = PAIR * len(ALWAYS_READ)
UNSURE, LEFT_OUT, MISSING, REVIEWED = TOP + 1, TOP + 2, TOP + 3, TOP + 4
NOTHING = Reading(0, 0, 0, 0)

Effects = dict[Reading | None, int]


@dataclass(frozen=True, slots=True)
class StarRange:
    """The stars (0..5) that are still possible: `low` if every missing answer were 0, `high` if every one were 5."""

    low: int
    high: int

    @property
    def decided(self) -> bool:
        """Whether no missing answer can change the star."""
        return self.low == self.high


def tally(standard: Standard, ratings: Ratings) -> int:
    """Return the sum of all answers, for all lenses and lists. Codes that the edition does not know are ignored."""
    total = 0
    for code, effects in _effects(standard):
        if code in ratings:
            total |= effects[ratings[code].reading]
        else:
            total |= effects[None]
    return total


def stars_in(total: int) -> tuple[StarRange, ...]:
    """Return the star range through each lens of ALWAYS_READ, in that order."""
    return _stars(total & (1 << ROWS) - 1)


# Cached: few combinations of stars occur, and looking one up is cheaper than building it.
@lru_cache(maxsize=4096)
def _stars(fields: int) -> tuple[StarRange, ...]:
    closed = [fields >> place & (1 << FIELD) - 1 for place in range(0, ROWS, FIELD)]
    low, high = ([_below(field) for field in closed[first::2]] for first in (0, 1))
    return tuple(map(StarRange, low, high))


def _below(closed: int) -> int:
    """Return the star below the lowest closed one."""
    return next((star - 1 for star in STARS if closed >> star & 1), TOP)


@lru_cache(maxsize=8)
def _effects(standard: Standard) -> tuple[tuple[str, Effects], ...]:
    """Return, for each subdomain, what each reading does to the sum, and under None what a missing answer does."""
    return tuple((code, _effects_of(standard, code)) for code in standard.codes)


def _effects_of(standard: Standard, code: str) -> Effects:
    bit, width = standard.bits[code], len(standard.codes)
    closed = [[star for star in STARS if star > ceiling] for ceiling in standard.ceilings[code]]

    def fields(reading: Reading) -> int:
        return sum(1 << place * PAIR + star for place, lens in enumerate(ALWAYS_READ) for star in closed[reading.through(lens)])

    def rows(level: int, *lists: int) -> int:
        return sum(bit << row * width for row in (*closed[level], *lists)) << ROWS

    effects: Effects = {None: fields(NOTHING) | rows(0, MISSING)}
    for reading in READINGS:
        lists = [UNSURE] * reading.unsure + [LEFT_OUT] * reading.left_out + [REVIEWED] * reading.reviewed
        effects[reading] = fields(reading) * GIVEN | rows(reading.claimed, *lists)
    return effects
