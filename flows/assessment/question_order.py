"""Orders the questions in three ways, in sections that each end with a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from flows.standard.model import STARS, Standard


class Mode(StrEnum):
    """The order of a run: `full` goes domain by domain, `quick` star by star, `target` asks only what one star needs."""

    full = "full"
    quick = "quick"
    target = "target"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that are asked in a row. `name` is a domain's code or, in a quick run, the star (as text) that adds them."""

    name: str
    codes: tuple[str, ...]


@cache
def sections(standard: Standard, mode: Mode, target: int = 0) -> tuple[Section, ...]:
    """Return the sections of a mode in the order of asking. `target` (1..5) is the star of a target run."""
    if mode is Mode.quick:
        tiers = ((str(star), [sub.code for sub in standard.subdomains if sub.stars[0] == star]) for star in STARS)
        parts = [Section(name, tuple(codes)) for name, codes in tiers]
    else:
        asked = standard.ticked(target) if mode is Mode.target else standard.subdomains
        parts = [
            Section(domain.code, tuple(sub.code for sub in domain.subdomains if sub in asked)) for domain in standard.domains
        ]
    return tuple(part for part in parts if part.codes)


@cache
def order(standard: Standard, mode: Mode, target: int = 0) -> tuple[str, ...]:
    """Return the codes of a mode in the order of asking."""
    return tuple(code for section in sections(standard, mode, target) for code in section.codes)
