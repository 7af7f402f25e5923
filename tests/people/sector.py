"""A sector to play a campaign with: institutions of four districts with how good each is, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

DISTRICTS = ("East", "North", "South", "West")
KINDS = ("Advice", "Finance", "Law", "Patents", "Skills", "Trade")


@dataclass(frozen=True)
class Institution:
    """One institution: its name, its district, and around which rung its answers lie."""

    name: str
    district: str
    quality: float
    seed: int

    def rungs(self) -> Iterator[int]:
        """Its answers in the order of asking, without an end."""
        chance = Random(self.seed)
        while True:
            yield max(0, min(5, round(chance.gauss(self.quality, 0.6))))


def sector(size: int, seed: int = 1) -> tuple[Institution, ...]:
    """Return that many institutions. Some are new and some excellent; most meet one to three stars."""
    chance = Random(seed)
    return tuple(
        Institution(
            f"{DISTRICTS[place % 4]} {KINDS[place // 4 % 6]} Service {place + 1:02}",
            DISTRICTS[place % 4],
            chance.gauss(2.8, 1.2),
            chance.randrange(1_000_000),
        )
        for place in range(size)
    )


def sheet_of(institutions: tuple[Institution, ...]) -> str:
    """Return a roster as an officer uploads it, as CSV."""
    return "Institution,District\n" + "".join(f"{each.name},{each.district}\n" for each in institutions)
