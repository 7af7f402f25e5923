"""The rules of values that columns of several tables share."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flows.assessment.ticks import criteria_in
from flows.standard.model import TOP

Rule = Callable[[Any], bool]

RUNGS = range(TOP + 1)
HASH = re.compile(r"[0-9a-f]{64}")
# A place becomes part of a path, so it must not lead out of the folder.
PLACE = re.compile(r"|[a-z]+:[\w-]+")


def one_of(kind: type[StrEnum]) -> Rule:
    """Return the rule that a value is one of an enum."""
    return frozenset(each.value for each in kind).__contains__


def some_of(kind: type[StrEnum]) -> Rule:
    """Return the rule that a text is some values of an enum, with spaces between them."""
    is_one = one_of(kind)
    return lambda value: all(map(is_one, value.split()))


def at_least(least: int) -> Rule:
    """Return the rule that a number is not below this one."""
    return lambda value: value >= least


def is_hash(value: str) -> bool:
    """Return whether a text is a SHA-256 in small hexadecimal digits."""
    return HASH.fullmatch(value) is not None


def is_place(value: str) -> bool:
    """Return whether a text is the place of a file, or empty."""
    return PLACE.fullmatch(value) is not None


def names_criteria(value: str) -> bool:
    """Return whether a text names criteria, as ticks are stored."""
    try:
        criteria_in("", value)
    except ValueError:
        return False
    return True
