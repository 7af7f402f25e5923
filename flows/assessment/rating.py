"""An answer, and the lenses it is read through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flows.assessment.evidence import Evidence
from flows.standard.model import TOP

# From this rung up the evidenced lens asks for named evidence.
PROVEN_FROM = 3


class Lens(StrEnum):
    """How strictly ratings are read."""

    claimed = "claimed"
    under_way = "under_way"
    evidenced = "evidenced"


@dataclass(frozen=True, slots=True)
class Rating:
    """An answer to one subdomain: the highest rung fully in place (0..5), and whether the next one is under way.

    `unsure` counts as rung 0; `not_applicable` holds the reason why the requirement is left out; `evidence` is the
    proof that was named for it, which counts up to the rung that it was named for.
    Raises ValueError where the level is out of range or nothing can be under way.
    """

    level: int = 0
    under_way: bool = False
    unsure: bool = False
    not_applicable: str = ""
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.level <= TOP:
            raise ValueError("level must lie in 0..5")
        if self.under_way and self.level == TOP:
            raise ValueError("under_way has no rung above 5")

    def read(self, lens: Lens) -> int:
        """The rung (0..5) that counts through this lens; evidenced <= claimed <= under_way, always."""
        claimed, under_way, evidenced = self.readings()
        if lens is Lens.claimed:
            return claimed
        return under_way if lens is Lens.under_way else evidenced

    def readings(self) -> tuple[int, int, int]:
        """The rungs that count as claimed, with what is under way, and as evidenced."""
        if self.not_applicable:
            return TOP, TOP, TOP
        if self.unsure:
            return 0, 0, 0
        level = self.level
        proven = self.evidence.rung if self.evidence else 0
        return level, level + self.under_way, min(level, max(proven, PROVEN_FROM - 1))


Ratings = Mapping[str, Rating]

MARKS = tuple(str(level) for level in range(TOP + 1)) + tuple(f"{level}+" for level in range(TOP))
UNSURE = "unsure"


def rating_of(mark: str) -> Rating:
    """The rating of one tap: `0` … `5`, `0+` … `4+`, or `unsure`. Raises ValueError for anything else."""
    if mark == UNSURE:
        return Rating(unsure=True)
    if mark not in MARKS:
        raise ValueError(f"{mark!r} is no mark")
    return Rating(level=int(mark[0]), under_way=mark.endswith("+"))


def mark_of(rating: Rating) -> str:
    """The mark of a rating, the inverse of `rating_of`; `n/a` where it does not apply."""
    if rating.not_applicable:
        return "n/a"
    if rating.unsure:
        return UNSURE
    return f"{rating.level}+" if rating.under_way else str(rating.level)
