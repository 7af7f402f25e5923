"""Checks that an edition can be used. Each fault names the key and the cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from flows.standard.criteria_lint import check_criteria
from flows.standard.model import STARS, TOP, Contradiction, Standard, Subdomain
from flows.typed_text import is_unseen

# A code is part of Telegram's callback data (64 bytes in all) and of Fluent message ids.
CODE = re.compile(r"[a-z][a-z-]{1,26}[a-z]")


def check_structure(standard: Standard) -> list[str]:
    """Return all faults of an edition's structure, in reading order. An edition without faults can be used."""
    return [
        *_texts(standard),
        *_codes(standard),
        *(fault for subdomain in standard.subdomains for fault in _subdomain(standard, subdomain)),
        *check_criteria(standard),
        *_circles(standard),
        *_evidence(standard),
        *(fault for rule in standard.contradictions for fault in _contradiction(standard, rule)),
        *_stars(standard),
    ]


def _texts(standard: Standard) -> Iterator[str]:
    """Yield every text that terminals and documents show on one line."""
    texts = {"edition": standard.edition, "name": standard.name, "source": standard.source}
    texts |= {f"{domain.code}.source": domain.source for domain in standard.domains}
    texts |= {f"{subdomain.code}.source": subdomain.source for subdomain in standard.subdomains}
    for key, text in texts.items():
        for character in dict.fromkeys(c for c in text if is_unseen(c)):
            yield f"{key}: has an invisible character: U+{ord(character):04X}"


def _codes(standard: Standard) -> Iterator[str]:
    if not standard.edition:
        yield "edition: is empty"
    if not standard.domains:
        yield "domains: no domains defined"
    codes = [d.code for d in standard.domains] + [s.code for d in standard.domains for s in d.subdomains]
    for code, count in Counter(codes).items():
        if count > 1:
            yield f"{code}: the code is used {count} times"
        if not CODE.fullmatch(code):
            yield f"{code}: a code is 3 to 28 characters of a-z and -, and begins and ends with a letter"
    for domain in standard.domains:
        if not domain.subdomains:
            yield f"{domain.code}.subdomains: no subdomains defined"


def _subdomain(standard: Standard, subdomain: Subdomain) -> Iterator[str]:
    code, stars = subdomain.code, subdomain.stars
    if not stars:
        yield f"{code}.stars: no star ticks it"
    elif any(type(star) is not int or star not in STARS for star in stars):
        yield f"{code}.stars: a star is one of 1 to 5"
    elif list(stars) != list(range(stars[0], TOP + 1)):
        yield f"{code}.stars: a requirement may not be dropped at a higher star: {list(stars)}"
    if len(subdomain.effort) != TOP:
        yield f"{code}.effort: needs one entry for each of the rungs 1 to 5"
    for other in subdomain.builds_on:
        if other not in standard:
            yield f"{code}.builds_on: {other!r} is not a subdomain of this edition"
    if subdomain.may_not_apply and 1 in stars:
        yield f"{code}.may_not_apply: must be false, because one star needs it"


def _circles(standard: Standard) -> Iterator[str]:
    try:
        TopologicalSorter({sub.code: sub.builds_on for sub in standard.subdomains}).prepare()
    except CycleError as error:
        yield f"{error.args[1][0]}.builds_on: circular dependency: {' → '.join(reversed(error.args[1]))}"


def _evidence(standard: Standard) -> Iterator[str]:
    months = standard.evidence_months
    if len(months) != TOP or any(type(number) is not int or number < 1 for number in months):
        yield "evidence_months: needs a whole number of months, 1 or more, for each of the rungs 1 to 5"


def _contradiction(standard: Standard, rule: Contradiction) -> Iterator[str]:
    where = f"contradictions.{rule.code}"
    if not CODE.fullmatch(rule.code):
        yield f"{where}: a code is 3 to 28 characters of a-z and -, and begins and ends with a letter"
    for other in (*rule.claims, rule.needs):
        if other not in standard:
            yield f"{where}: {other!r} is not a subdomain of this edition"
    if rule.needs in rule.claims:
        yield f"{where}: {rule.needs!r} cannot contradict itself"
    for key, rung in (("at_least", rule.at_least), ("needs_at_least", rule.needs_at_least)):
        if not 1 <= rung <= TOP:
            yield f"{where}.{key}: must be a rung from 1 to 5"


def _stars(standard: Standard) -> Iterator[str]:
    if not 0 <= standard.not_applicable_at_most <= len(standard.subdomains):
        yield "not_applicable_at_most: must be between 0 and the number of subdomains"
    for star in STARS:
        if not standard.ticked(star):
            yield f"{star} stars: cannot be reached, because no subdomain is ticked there"
