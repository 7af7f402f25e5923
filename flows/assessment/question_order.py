"""Orders the questions in four ways, in sections that each end with a checkpoint."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from flows.standard.model import STARS, Standard


class Mode(StrEnum):
    """The order of a run: `full` goes domain by domain, `quick` star by star, `target` asks only what one star needs.

    `part` asks only some domains: those that a person answers for their institution.
    """

    full = "full"
    quick = "quick"
    target = "target"
    part = "part"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that are asked in a row. `name` is a domain's code or, in a quick run, the star (as text) that adds them."""

    name: str
    codes: tuple[str, ...]


@cache
def sections(standard: Standard, mode: Mode, target: int = 0) -> tuple[Section, ...]:
    """Return the sections of a mode in the order of asking.

    `target` (1..5) is the star of a target run. Of a part run it has a bit for each domain that is asked, the lowest for the
    first; if it names no domain of this edition, all are asked.
    """
    if mode is Mode.quick:
        tiers = ((str(star), [sub.code for sub in standard.subdomains if sub.stars[0] == star]) for star in STARS)
        parts = [Section(name, tuple(codes)) for name, codes in tiers]
    else:
        asked = standard.ticked(target) if mode is Mode.target else standard.subdomains
        mine = [domain for bit, domain in enumerate(standard.domains) if mode is Mode.part and target >> bit & 1]
        parts = [
            Section(domain.code, tuple(sub.code for sub in domain.subdomains if sub in asked))
            for domain in mine or standard.domains
        ]
    return tuple(part for part in parts if part.codes)


def part_of(standard: Standard, domains: Collection[str]) -> int:
    """Return the target of a part run that asks these domains."""
    return sum(1 << bit for bit, domain in enumerate(standard.domains) if domain.code in domains)


@cache
def order(standard: Standard, mode: Mode, target: int = 0) -> tuple[str, ...]:
    """Return the codes of a mode in the order of asking."""
    return tuple(code for section in sections(standard, mode, target) for code in section.codes)
