"""Counts how far institutions get, step by step. It shows participation only, never stars or answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from msgspec import Struct


class Journey(Struct, frozen=True):
    """What one institution was shown and what it reached, by the names of steps, and its minutes (None until it finishes).

    An institution that several respondents answer for is one journey.
    """

    shown: frozenset[str]
    reached: frozenset[str]
    minutes: int | None = None


class FunnelStep(Struct, frozen=True):
    """How many institutions reached a step, of how many that were shown it. Reaching a step proves that it was shown."""

    name: str
    reached: int
    shown: int


def funnel(steps: Sequence[str], journeys: Iterable[Journey]) -> tuple[FunnelStep, ...]:
    """Return each step with its counts. A step is measured by how many were shown it, because steps can be skipped.

    To split by channel or district, give the journeys of one channel or district.
    """
    given = list(journeys)
    return tuple(
        FunnelStep(
            step,
            sum(step in journey.reached for journey in given),
            sum(step in journey.shown or step in journey.reached for journey in given),
        )
        for step in steps
    )


def median_minutes(journeys: Iterable[Journey]) -> float | None:
    """Return the median minutes of all that finished; None if nobody did."""
    minutes = [journey.minutes for journey in journeys if journey.minutes is not None]
    return median(minutes) if minutes else None
