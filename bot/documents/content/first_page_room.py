"""Says whether page one of the report has room for whole sentences, however long the names are that people typed."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

# How many narrow letters fit on a line: across the page, in the column of decisions, and in that of long names of persons.
PAGE, DECISION, PERSON = 90, 52, 24
# Lines that the overview and what is always there leave for names, remarks and decisions. Counted on the page.
ROOM = 20


def has_room(head: Iterable[str], decisions: Iterable[Sequence[str]]) -> bool:
    """Return whether the texts at the head, and decisions (what, its sentence, person, day) with sentences, fit on the page.

    The typesetter could measure this exactly, but would then lay out the page again for each institution.
    """
    above = sum(_lines(text, PAGE) for text in head)
    return above + sum(max(_lines(row[0] + row[1], DECISION), _lines(row[2], PERSON)) for row in decisions) <= ROOM


def _lines(text: str, letters: int) -> int:
    return math.ceil(sum(_width(character) for character in text) / letters)


def _width(character: str) -> int:
    """Return how many narrow letters a character takes. A capital letter can be as wide as a Chinese character."""
    return 2 if unicodedata.east_asian_width(character) in "FW" or character.isupper() else 1
