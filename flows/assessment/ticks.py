"""Writes a set of one subdomain's criteria as a short text, as answers store it: `3ac4b` for 3.a, 3.c and 4.b."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.standard.criteria import Criterion

GROUP = re.compile(r"([1-5])([a-z]{1,8})")
TICKS = re.compile(r"(?:[1-5][a-z]{1,8}){1,5}")


def ticks_of(criteria: Iterable[Criterion]) -> str:
    """Return the text of criteria of one subdomain; "" for none. Equal sets give equal texts."""
    letters: dict[int, str] = {}
    for criterion in sorted(criteria, key=lambda one: (one.rung, one.letter)):
        letters[criterion.rung] = letters.get(criterion.rung, "") + criterion.letter
    return "".join(f"{rung}{found}" for rung, found in letters.items())


def criteria_in(subdomain: str, ticks: str) -> frozenset[Criterion]:
    """Return the criteria of a text that `ticks_of` wrote. Raises ValueError for any other text."""
    if not ticks:
        return frozenset()
    found = frozenset(Criterion(subdomain, int(rung), letter) for rung, letters in _groups(ticks) for letter in letters)
    if ticks_of(found) != ticks:
        raise ValueError(f"{ticks!r} is not in order")
    return found


def _groups(ticks: str) -> list[tuple[str, str]]:
    if not TICKS.fullmatch(ticks):
        raise ValueError(f"{ticks!r} does not name criteria such as 3ac4b")
    return GROUP.findall(ticks)
