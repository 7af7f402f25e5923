"""Groups districts for the table "below three stars / three stars and above"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from flows.campaign.partition import LEAST_BY_DISTRICT, holds

SMALLEST = 2 * LEAST_BY_DISTRICT
OTHERS_AT_LEAST = 2


class DistrictCount(Struct, frozen=True):
    """The institutions of one district, below three stars and from three stars on; and those of them without a name.

    An institution is unnamed if no officer sees its result with its name.
    """

    district: str
    below: int
    from_3: int
    unnamed_below: int
    unnamed_from_3: int

    @property
    def size(self) -> int:
        """All counted institutions of the district."""
        return self.below + self.from_3


def groups(districts: Iterable[DistrictCount]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of districts, each by name; the last is "other districts" if it has several; () if too few.

    A district with fewer than 20 institutions, or fewer than 10 in one of its two classes, goes into "other districts". Those
    are at least two, and hold as many; else the smallest of the rest joins them. A group is never left without its classes,
    because the table of stars would give them away by subtraction.
    """
    ordered = sorted(districts, key=lambda district: (-district.size, district.district))
    own = [district for district in ordered if _holds([district])]
    others = [district for district in ordered if not _holds([district])]
    while others and own and not (len(others) >= OTHERS_AT_LEAST and _holds(others)):
        others.append(own.pop())
    found: list[tuple[str, ...]] = [(district.district,) for district in own]
    if others:
        found.append(tuple(sorted(district.district for district in others)))
    return tuple(found) if len(found) > 1 else ()


def _holds(group: Sequence[DistrictCount]) -> bool:
    classes = [sum(district.below for district in group), sum(district.from_3 for district in group)]
    unnamed = [sum(district.unnamed_below for district in group), sum(district.unnamed_from_3 for district in group)]
    return sum(classes) >= SMALLEST and all(
        holds(held, without, sum(unnamed), LEAST_BY_DISTRICT) for held, without in zip(classes, unnamed, strict=True)
    )
