"""Holds every number of a review in one table, each with its reason. All are our assumptions and can be changed."""

from __future__ import annotations

from dataclasses import dataclass, fields

# Classes that the first release merges stay merged. So an association can let it wait for more, but for no fewer.
FIGURES_AT_LEAST = 20


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """The numbers of a review. Days are working days unless their name says otherwise.

    Raises ValueError if a number is below 0, a deadline is 0, a percentage is above 100, figures would come from fewer than 20
    on, or the deadlines of the association do not fit into `total_days`.
    """

    # How long a request link waits. Six weeks: a self-check takes an hour, finding evidence takes weeks.
    request_days: int = 30
    # Accept or refuse. It needs one look at what was handed in, and the institution should not wait in doubt.
    accept_days: int = 2
    # First round. At most three hours of work, beside the reviewer's own job.
    first_round_days: int = 5
    # The institution answers what more is asked. Two weeks: papers lie with colleagues.
    answer_days: int = 10
    # Every later round. Only the items that were asked are read again.
    later_round_days: int = 3
    # Second reading. The second reader finds the items in order, so it is as short as a later round.
    second_reading_days: int = 3
    # The institution agrees or objects. One week, so that those who were away can read it.
    objection_days: int = 5
    # Reading an objection. It names single items, so it is as short as a later round.
    settle_days: int = 3
    # Issuing. Everything is decided; it needs one click of an administrator.
    issue_days: int = 2
    # All days of the association in one case. Its deadlines add up to 18, and a change of reviewer needs room.
    total_days: int = 25
    # How far back a tie to the institution counts. Two years: work and advice of that time are still what is reviewed.
    tie_months: int = 24
    # How many reviewers an institution may refuse without giving a reason. One, so that nobody can refuse them all.
    refusals: int = 1
    # From this claimed star on a second person reads. A high star is believed most, and a wrong one harms most.
    second_reading_from_star: int = 4
    # Of the other cases, drawn at random, so that every reviewer expects a second pair of eyes.
    second_reading_percent: int = 10
    # How many items are drawn besides those that decide the star, so that no item is safe from a look.
    sampled_items: int = 5
    # From this rung on a claim needs two kinds of evidence: what is written down, and a record that it is done.
    two_kinds_from_rung: int = 3
    # How long a result is valid. Institutions change within a year.
    valid_months: int = 12
    # When the institution is reminded before the end, in calendar days. Two months are enough for a new review.
    remind_calendar_days_before: int = 60
    # How many cases a quarter two reviewers rate on their own, to see how far they agree.
    rated_twice_a_quarter: int = 1
    # How long a reviewer has to rate such a case. Two weeks: nobody waits for it, and the cases that are open come first.
    rating_days: int = 10
    # The goal for a reviewer's work on one case, in hours. More than that no association pays for.
    effort_hours: int = 3
    # How many institutions the first release of figures about reviews needs. With fewer, somebody could be recognised.
    figures_from: int = 20
    # Between two entries of a reviewer in a case, a longer time counts as doing something else. No item takes longer to read.
    effort_gap_minutes: int = 30

    def __post_init__(self) -> None:
        for field in fields(self):
            number = getattr(self, field.name)
            if number < 0 or (field.name.endswith("_days") and not number):
                raise ValueError(f"{field.name} is too small")
        if self.second_reading_percent > 100:
            raise ValueError("second_reading_percent is above 100")
        if self.figures_from < FIGURES_AT_LEAST:
            raise ValueError("figures_from is too small")
        if self.days_of_association > self.total_days:
            raise ValueError("the deadlines of the association do not fit into total_days")

    @property
    def days_of_association(self) -> int:
        """How many days the association has if every state is passed once and each deadline is used to the full."""
        reading = self.accept_days + self.first_round_days + self.later_round_days + self.second_reading_days
        return reading + self.settle_days + self.issue_days


DEFAULT = ReviewRules()
