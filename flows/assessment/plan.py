"""A plan: the steps to a star, each with a person, a due date and a state, kept alive until the star is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepState(StrEnum):
    """Where a planned step stands."""

    to_do = "to_do"
    doing = "doing"
    done = "done"
    dropped = "dropped"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Raise one subdomain from a rung to a rung by a day.

    `person` ("" is nobody yet) does it; `reason` says why it was dropped.
    """

    subdomain: str
    from_rung: int
    to_rung: int
    due: date
    person: str = ""
    state: StepState = StepState.to_do
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps to `star` (1..5) in the order of advice, as made on a day."""

    star: int
    made_on: date
    steps: tuple[PlannedStep, ...]
