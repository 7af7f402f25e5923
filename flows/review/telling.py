"""Says of what in a review its institution gets a message: of moves of its case, and of what happens to its result."""

from __future__ import annotations

from enum import StrEnum

from flows.review.case import Case
from flows.review.states import CaseState, Turn

# The case has ended without the institution.
ENDS = frozenset({CaseState.issued, CaseState.refused, CaseState.lapsed})


class ResultNotice(StrEnum):
    """What a coordinator is told about an issued result that no move of the case tells. The values are stored."""

    # Its validity ends in the days that the rules say.
    ends_soon = "ends_soon"
    # The association took its check page down.
    taken_down = "taken_down"


def tells(before: Case, after: Case) -> bool:
    """Return whether the coordinator gets a message about a move.

    It is their turn now, or the case or its result has ended, or a reader has left what was accepted, and nobody reads it.
    """
    if after.submission is None:
        return False
    if len(after.left) > len(before.left):
        return before.state is not CaseState.submitted and after.lacks_reader
    if after.state is before.state:
        was, now = before.result, after.result
        return was is not None and now is not None and was.rescinded != now.rescinded
    return after.turn is Turn.institution or after.state in ENDS
