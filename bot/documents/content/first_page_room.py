"""Says whether page one of the report has room for whole sentences, however long the names are that people typed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from bot.documents.content.text_width import width

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
    return math.ceil(width(text) / letters)
