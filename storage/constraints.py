"""Writes constraints of tables."""

from __future__ import annotations

from collections.abc import Iterable

# The rung that an answer claims is `Reading.claimed`: 5 if it is left out, 0 if it is unsure.
VERIFIED_AT_MOST_CLAIMED = "verified BETWEEN 0 AND CASE WHEN not_applicable <> '' THEN 5 WHEN unsure THEN 0 ELSE level END"


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the SQL condition that a column holds one of these values."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"
