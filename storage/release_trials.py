"""Keeps the result of a try to make a release: of a campaign, or of an association's reviews."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from flows.campaign.release import Missing


class Tried(Protocol):
    """A row that says when its last try was, what it lacked, and how often the check held it back since the last release."""

    tried_on: date | None
    figures_final: bool
    waited: int
    missing_in_all: int | None
    missing_changed: int | None


def keep_trial(row: Tried, today: date, lacks: Missing | None, *, is_closing: bool, held_back: bool) -> None:
    """Write on the row what a try gave. `lacks` is None if it gave a release, `held_back` says that the check refused it."""
    row.tried_on, row.figures_final = today, is_closing
    if lacks is None:
        row.waited, row.missing_in_all, row.missing_changed = 0, None, None
    else:
        row.waited += held_back
        row.missing_in_all, row.missing_changed = lacks.in_all, lacks.changed
