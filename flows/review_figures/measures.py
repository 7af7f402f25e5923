"""Lists the tables of a release about reviews, and puts a review into one class of each.

The tables are fixed: nobody chooses a filter. Each is a partition of all reviews that are counted.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from flows.review.decisions import Reason
from flows.review_figures.outcome import Again, Ending, Outcome
from flows.standard.model import Standard

# The longest duration of each class but the last, in working days.
DAYS_UP_TO = (10, 15, 20, 25, 30)
# From this many items on that were sent back, a review is in the highest class.
MANY_ASKED = 3


class Kind(StrEnum):
    """What a table is about. The values are stored."""

    days = "days"
    asked = "asked"
    second = "second"
    objection = "objection"
    # How the claim of one subdomain ended.
    subdomain = "subdomain"
    # Whether a reason was given.
    reason = "reason"


class Measure(Struct, frozen=True):
    """One table: its kind, of which subdomain or reason ("" if neither), and its last class. The first class is 0."""

    kind: Kind
    of: str
    top: int

    @property
    def is_merged(self) -> bool:
        """Whether any neighbouring classes may be merged. All other tables are cut after their first class."""
        return self.kind is Kind.days


def measures_of(standard: Standard) -> tuple[Measure, ...]:
    """Return the tables of a release, in their order."""
    return (
        *(Measure(Kind.subdomain, code, Ending.not_looked_at) for code in standard.codes),
        Measure(Kind.asked, "", 2),
        *(Measure(Kind.reason, reason, 1) for reason in Reason),
        Measure(Kind.days, "", len(DAYS_UP_TO)),
        Measure(Kind.second, "", Again.changed),
        Measure(Kind.objection, "", Again.changed),
    )


def class_in(measure: Measure, outcome: Outcome) -> int:
    """Return the class of a review in one table."""
    match measure.kind:
        case Kind.subdomain:
            return outcome.endings.get(measure.of, Ending.not_looked_at)
        case Kind.asked:
            return 0 if not outcome.asked else 1 if outcome.asked < MANY_ASKED else 2
        case Kind.reason:
            return int(measure.of in outcome.reasons)
        case Kind.days:
            return sum(outcome.days > days for days in DAYS_UP_TO)
        case Kind.second:
            return outcome.second
        case Kind.objection:
            return outcome.objection
