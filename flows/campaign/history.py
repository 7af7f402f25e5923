"""Names what happened to an institution in a campaign. It is participation only: no stars, no answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Event(StrEnum):
    """One thing that happened."""

    added = "added"
    opened = "opened"
    joined = "joined"
    finished = "finished"
    withdrew = "withdrew"
    detached = "detached"


class HistoryLine(Struct, frozen=True, order=True):
    """When it happened, and what."""

    at: datetime
    event: Event
