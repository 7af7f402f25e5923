"""Reads what is stored about one person from their own export, into the types of `flows`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flows.assessment.rating import Rating, logged
from flows.interview.session import Session

RATING = ("level", "under_way", "unsure", "not_applicable", "ticked")


@dataclass(frozen=True, slots=True)
class Record:
    """A person's session, their ratings by assessment and subdomain, and the log by turn."""

    session: Session
    marks: dict[tuple[int, str], str]
    log: tuple[dict[str, Any], ...]

    @property
    def told_by_log(self) -> dict[tuple[int, str], str]:
        """Return the last mark of each answer by the log. Raises AssertionError if the log contradicts itself."""
        told: dict[tuple[int, str], str] = {}
        for change in self.log:
            place = (change["assessment"], change["subdomain"])
            assert told.get(place) == change["before"], change
            told[place] = change["after"]
        return told


def record_of(export: str | None, session: Session) -> Record:
    """Return the record of an export and of the session that storage loads; an empty one if nothing is stored."""
    if export is None:
        return Record(session, {}, ())
    stored = json.loads(export)
    every = {(row["assessment"], row["subdomain"]): Rating(**{name: row[name] for name in RATING}) for row in stored["ratings"]}
    log = tuple(sorted(stored["changes"], key=lambda change: (change["turn"], change["subdomain"])))
    return Record(session, {place: logged(rating) for place, rating in every.items()}, log)
