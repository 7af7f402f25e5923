"""Says who answers what: everybody all of it, or each domain two people, as evenly as it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flows.standard.model import Standard

# By default, this many people answer each domain: one alone cannot be compared.
PEOPLE_OF_A_DOMAIN = 2


class Division(StrEnum):
    """How the questions are given out. The values are stored and in buttons."""

    everything = "all"
    by_domain = "domain"


def divided(standard: Standard, division: Division, numbers: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
    """Return which people (by their numbers) answer each domain.

    By domain, each gets PEOPLE_OF_A_DOMAIN people, or all if there are fewer. The largest domain is given out first, each time
    to those who have the fewest questions, of equals to those who joined first. So the same people always get the same. If
    people are left who have no question, each joins the domain that then has the fewest people.
    """
    people = sorted(set(numbers))
    if division is Division.everything:
        return {domain.code: tuple(people) for domain in standard.domains}
    load = dict.fromkeys(people, 0)
    given: dict[str, list[int]] = {}
    size = {domain.code: len(domain.subdomains) for domain in standard.domains}
    for code in sorted(size, key=lambda code: -size[code]):
        given[code] = sorted(people, key=lambda number: (load[number], number))[:PEOPLE_OF_A_DOMAIN]
        for number in given[code]:
            load[number] += size[code]
    for number in (number for number in people if not load[number]):
        fewest = min(given, key=lambda code: len(given[code]))
        given[fewest].append(number)
    return {domain.code: tuple(sorted(given[domain.code])) for domain in standard.domains}
