"""How far two people agree who rated the same institutions: one from the Chinese rungs, one from the English."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import star_range
from flows.standard.loader import shipped
from flows.standard.model import TOP

HERE = Path(__file__).parent
# The profiles that were written for rungs. Those that were written for criteria are in `criteria_truth.py`.
PROFILES = tuple(sorted(path.stem for path in (HERE / "meant").glob("*.csv")))
STANDARD = shipped()

Levels = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`equal` and `near` are shares (0..1) of ratings that are the same, or at most one rung apart; `kappa` weighs linearly."""

    count: int
    equal: float
    near: float
    kappa: float


def rated(language: str) -> Levels:
    """The levels that were rated from the rungs of one language, by profile and subdomain."""
    return _read(HERE / "ratings" / f"{language}.csv")


def meant() -> Levels:
    """The levels that the profiles were written for."""
    return {key: level for name in PROFILES for key, level in _read(HERE / "meant" / f"{name}.csv", name).items()}


def agreement(one: Levels, other: Levels) -> Agreement:
    """How two sets of ratings of the same things agree.

    Weighted kappa as in Cohen, "Weighted kappa" (Psychological Bulletin 70, 1968), with a disagreement that grows by one
    with each rung: 1 less the disagreement seen, over the disagreement that chance would give.
    """
    pairs = [(level, other[key]) for key, level in one.items()]
    count = len(pairs)
    seen = sum(abs(a - b) for a, b in pairs) / count
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(abs(a - b) * first[a] * second[b] for a in range(TOP + 1) for b in range(TOP + 1)) / count**2
    return Agreement(
        count=count,
        equal=sum(a == b for a, b in pairs) / count,
        near=sum(abs(a - b) <= 1 for a, b in pairs) / count,
        kappa=1 - seen / chance,
    )


def star(levels: Levels, profile: str) -> int:
    """The star (0..5) that one profile's levels come to."""
    ratings = {code: Rating(level) for (name, code), level in levels.items() if name == profile}
    return star_range(STANDARD, ratings, Lens.claimed).low


def _read(path: Path, profile: str = "") -> Levels:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: Iterable[dict[str, str]] = list(csv.DictReader(file))
    return {(row.get("profile") or profile, row["subdomain"]): int(row["level"]) for row in rows}
