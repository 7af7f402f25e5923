"""Models the standard as frozen values: capability domains with their subdomains, and stars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from flows.standard.criteria import Criterion, Ladder

STARS = (1, 2, 3, 4, 5)
TOP = 5
YEAR = re.compile(r"[-—]((?:19|20)\d\d)\s*$", re.ASCII)


class Effort(IntEnum):
    """What it costs to climb one rung. The number is the weight that puts steps in order."""

    small = 1
    medium = 2
    large = 4


@dataclass(frozen=True, slots=True)
class Subdomain:
    """One ladder of the standard.

    `stars` are the stars that tick it (ascending, 1..5). `effort[n - 1]` is the cost of climbing from rung n - 1 to n.
    `builds_on` are the subdomains that should be in place first. `source` is its place in the published text.
    `criteria[n - 1]` are the facts that make up rung n; an edition may have none.
    """

    code: str
    domain: str
    stars: tuple[int, ...]
    effort: tuple[Effort, ...]
    builds_on: tuple[str, ...]
    may_not_apply: bool
    source: str
    criteria: Ladder = ()

    @property
    def all_criteria(self) -> tuple[Criterion, ...]:
        """The criteria of all rungs, from rung 1 up."""
        return tuple(criterion for criteria in self.criteria for criterion in criteria)

    def criteria_of(self, rung: int) -> tuple[Criterion, ...]:
        """Return the criteria of a rung (1..5), in order; () if the edition has none for this subdomain."""
        return self.criteria[rung - 1] if self.criteria else ()

    def ceiling(self, level: int) -> int:
        """Return the highest star (0..5) that this subdomain allows while it is on rung `level` (0..5).

        The rule of the edition: star L needs rung l in every subdomain ticked at l, for every l up to L. A tick is never
        dropped at a higher star. So the first ticked star above `level` is the one that this subdomain blocks.
        """
        return next((star - 1 for star in self.stars if star > level), TOP)


@dataclass(frozen=True, slots=True)
class CapabilityDomain:
    """One of the five capability domains, with its subdomains in the standard's order."""

    code: str
    source: str
    subdomains: tuple[Subdomain, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that hardly go together: `claims` on rung `at_least` or higher, `needs` below rung `needs_at_least`.

    `claims` holds codes; if it is empty, any other subdomain is meant. `code` names the words that explain why.
    """

    code: str
    claims: tuple[str, ...]
    at_least: int
    needs: str
    needs_at_least: int


@dataclass(frozen=True, eq=False)
class Standard:
    """One edition, known by its name `edition`.

    `evidence_months[n - 1]` is the number of months for which evidence for rung n (1..5) counts after its last use.
    `retired_criteria` were dropped, and their letters are never used again. `waived_for_very_small` need not be met by an
    institution of very few people.
    """

    edition: str
    name: str
    source: str
    not_applicable_at_most: int
    evidence_months: tuple[int, ...]
    domains: tuple[CapabilityDomain, ...]
    contradictions: tuple[Contradiction, ...] = ()
    retired_criteria: tuple[Criterion, ...] = ()
    waived_for_very_small: tuple[Criterion, ...] = ()
    _by_code: dict[str, Subdomain] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {subdomain.code: subdomain for subdomain in self.subdomains})

    @cached_property
    def year(self) -> int | None:
        """The year at the end of the standard's number (2023 in T/ZXGJXH 002-2023); None if the number has no year."""
        found = YEAR.search(self.name)
        return int(found[1]) if found else None

    def name_of(self, edition: str) -> str:
        """Return what people read for an edition: the standard's number if it is this one, otherwise the edition itself."""
        return self.name if edition == self.edition else edition

    @cached_property
    def subdomains(self) -> tuple[Subdomain, ...]:
        """All subdomains in the standard's order."""
        return tuple(subdomain for domain in self.domains for subdomain in domain.subdomains)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all subdomains in the standard's order."""
        return tuple(self._by_code)

    @cached_property
    def bits(self) -> dict[str, int]:
        """One bit for each subdomain, ascending in the standard's order. A set of subdomains is the sum of their bits."""
        return {code: 1 << place for place, code in enumerate(self.codes)}

    def named(self, bits: int) -> tuple[str, ...]:
        """Return the codes of a set of subdomains (see `bits`), in the standard's order."""
        if not bits:
            return ()
        codes, found = self.codes, []
        while bits:
            first = bits & -bits
            found.append(codes[first.bit_length() - 1])
            bits ^= first
        return tuple(found)

    @cached_property
    def ceilings(self) -> dict[str, tuple[int, ...]]:
        """`Subdomain.ceiling` of the levels 0 to 5, by code."""
        return {sub.code: tuple(sub.ceiling(level) for level in range(TOP + 1)) for sub in self.subdomains}

    @cached_property
    def builds_on(self) -> dict[str, tuple[str, ...]]:
        """`Subdomain.builds_on`, by code."""
        return {sub.code: sub.builds_on for sub in self.subdomains}

    @cached_property
    def ticked_in(self) -> dict[int, dict[str, int]]:
        """By star and domain, the set (see `bits`) of the subdomains that the star ticks."""
        return {
            star: {
                domain.code: sum(self.bits[sub.code] for sub in domain.subdomains if star in sub.stars)
                for domain in self.domains
            }
            for star in STARS
        }

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def subdomain(self, code: str) -> Subdomain:
        """Return the subdomain of a code. Raises KeyError if there is none."""
        return self._by_code[code]

    def domain(self, code: str) -> CapabilityDomain:
        """Return the capability domain of a code. Raises KeyError if there is none."""
        for domain in self.domains:
            if domain.code == code:
                return domain
        raise KeyError(code)

    @cached_property
    def _ticks(self) -> dict[int, tuple[Subdomain, ...]]:
        return {star: tuple(sub for sub in self.subdomains if star in sub.stars) for star in STARS}

    def ticked(self, star: int) -> tuple[Subdomain, ...]:
        """Return the subdomains that `star` (1..5) ticks in the matrix, in the standard's order."""
        return self._ticks[star]
