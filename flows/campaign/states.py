"""Names how far an institution is in a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from msgspec import Struct


class State(IntEnum):
    """The states of an institution, in the order in which they are reached. The values are stored, so they never change.

    `withdrawn` is apart from the others: an institution that has withdrawn has no other state and gets no reminders.
    """

    withdrawn = -1
    not_opened = 0
    opened = 1
    in_progress = 2
    result = 3
    submitted = 4
    asked_for_more = 5
    reviewed = 6


class Awaited(StrEnum):
    """On whom the review of an institution waits."""

    institution = "institution"
    association = "association"


class Progress(Struct, frozen=True, order=True):
    """A state, and for `in_progress` the number of the domain (1 to 5) that the institution is in.

    0 means that it is not shown, and is the number of all other states. Raises ValueError if the number does not fit.
    """

    state: State
    domain: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.domain <= (5 if self.state is State.in_progress else 0):
            raise ValueError("a domain from 1 to 5 goes with in_progress, and with no other state")

    @property
    def has_finished(self) -> bool:
        """Whether there is a result. An institution that has finished any attempt is not reminded."""
        return self.state >= State.result


def best(attempts: Iterable[Progress]) -> Progress:
    """Return the furthest of all attempts of one institution; `not_opened` if there are none.

    Withdrawn attempts count only if there are no others.
    """
    return max(attempts, default=Progress(State.not_opened))
