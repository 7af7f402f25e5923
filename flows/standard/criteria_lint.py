"""Checks the criteria of an edition: how many each rung has, and that no letter is used twice, now or later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase

from flows.standard.criteria import Criterion
from flows.standard.model import TOP, Standard, Subdomain

# The first rung can be one fact. Above it, one fact alone would be the sentence again.
LEAST = (1, 2, 2, 2, 2)
MOST = 4


def check_criteria(standard: Standard) -> Iterator[str]:
    """Yield the faults of an edition's criteria, in reading order. An edition without criteria has none."""
    for subdomain in standard.subdomains:
        if subdomain.criteria:
            yield from _subdomain(standard, subdomain)
    yield from _listed(standard)


def _subdomain(standard: Standard, subdomain: Subdomain) -> Iterator[str]:
    where = f"{subdomain.code}.criteria"
    if len(subdomain.criteria) != TOP:
        yield f"{where}: needs one entry for each of the rungs 1 to 5"
        return
    for rung, criteria in enumerate(subdomain.criteria, 1):
        letters = "".join(criterion.letter for criterion in criteria)
        least = LEAST[rung - 1]
        if not least <= len(letters) <= MOST:
            yield f"{where}: rung {rung} needs {least} to {MOST} letters: {letters!r}"
        if list(letters) != sorted(set(letters)) or not set(letters) <= set(ascii_lowercase):
            yield f"{where}: rung {rung} needs different letters of a to z, in order: {letters!r}"
        else:
            yield from _letters(standard, subdomain.code, rung, letters)


def _letters(standard: Standard, code: str, rung: int, letters: str) -> Iterator[str]:
    """Yield letters that are used again, and letters that are left out although nothing says that they were dropped."""
    dropped = {item.letter for item in standard.retired_criteria if (item.subdomain, item.rung) == (code, rung)}
    for letter in letters:
        if letter in dropped:
            yield f"retired_criteria: {code}.{rung}.{letter} is in use. A letter that was dropped is never used again"
    for letter in ascii_lowercase[: len(set(letters) | dropped)]:
        if letter not in letters and letter not in dropped:
            yield f"{code}.criteria: {code}.{rung}.{letter} is left out. If it was dropped, add it to retired_criteria"


def _listed(standard: Standard) -> Iterator[str]:
    for key, listed in (
        ("retired_criteria", standard.retired_criteria),
        ("waived_for_very_small", standard.waived_for_very_small),
    ):
        for criterion, times in Counter(listed).items():
            if times > 1:
                yield f"{key}: {criterion} is named {times} times"
    for criterion in standard.waived_for_very_small:
        if not _is_in_use(standard, criterion):
            yield f"waived_for_very_small: {criterion} is not a criterion of this edition"


def _is_in_use(standard: Standard, criterion: Criterion) -> bool:
    return criterion.subdomain in standard and criterion in standard.subdomain(criterion.subdomain).criteria_of(criterion.rung)
