"""Says how long a case took a reviewer, by what its log shows anyway. Nothing is watched for it.

The log has the moment of each thing that a reviewer records. The time between two of them counts as work on the case if it is
not longer than `ReviewRules.effort_gap_minutes`. What comes before the first entry of a sitting is in no log and is not
counted, so the measured time is rather too short than too long. The reviewer can state their own number in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median

from flows.dialogue import phrase
from flows.review.refusals import NotValid
from flows.review.rules import ReviewRules
from flows.review.states import Seat

MINUTE = timedelta(minutes=1)
# A hundred hours.
MINUTES_AT_MOST = 6000


@dataclass(frozen=True, slots=True)
class Effort:
    """How long one case took one reviewer, in minutes: as the log shows it, and as they state it (None: they do not).

    `seat` is the reading that they had in the end; None if they left the case. `is_issued` says that its result was issued.
    """

    measured: int
    stated: int | None
    seat: Seat | None
    is_issued: bool

    @property
    def minutes(self) -> int:
        """What counts: what the reviewer states, if they state something."""
        return self.measured if self.stated is None else self.stated


def measured_minutes(moments: Iterable[datetime], rules: ReviewRules) -> int:
    """Return for how many minutes, rounded up, a reviewer worked on a case, by the moments at which they recorded something."""
    longest = rules.effort_gap_minutes * MINUTE
    gaps = (later - earlier for earlier, later in pairwise(sorted(moments)))
    return ceil(sum((gap for gap in gaps if gap <= longest), timedelta()) / MINUTE)


def median_minutes(efforts: Iterable[Effort]) -> float | None:
    """Return the median of the first readings of issued cases; None if there is none.

    Other readings are shorter, and what was not issued was not read to the end.
    """
    found = [effort.minutes for effort in efforts if effort.is_issued and effort.seat is Seat.first]
    return median(found) if found else None


def check_stated(minutes: int) -> None:
    """Raise NotValid if these are more minutes than anybody works on a case."""
    if not 0 <= minutes <= MINUTES_AT_MOST:
        raise NotValid(phrase("hours-too-many", most=MINUTES_AT_MOST // 60))
