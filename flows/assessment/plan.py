"""A plan: the steps to a star, each with a person, a due date and a state, kept alive until the star is reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.roadmap import Step, roadmap
from flows.assessment.scorecard import StarRange, claimed_level, star_range
from flows.standard.model import Effort, Standard

# How long one rung takes beside the daily work of about ten people; our own judgement. A small rung is a page and a habit,
# a medium one a rule for every service and a training, a large one needs some months of figures.
WEEKS = {Effort.small: 2, Effort.medium: 4, Effort.large: 8}
# How many steps such a house can carry at the same time; our own judgement: about three people who each care for one.
AT_ONCE = 3
SATURDAY = 5


class StepState(StrEnum):
    """Where a planned step stands."""

    to_do = "to_do"
    doing = "doing"
    done = "done"
    dropped = "dropped"


class PlannedStep(Struct, frozen=True):
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


class Plan(Struct, frozen=True):
    """The steps to `star` (1..5) in the order of advice, as made on a day."""

    star: int
    made_on: date
    steps: tuple[PlannedStep, ...]

    @property
    def wanted(self) -> tuple[PlannedStep, ...]:
        """The steps that are not dropped."""
        return tuple(step for step in self.steps if step.state is not StepState.dropped)

    @property
    def open(self) -> tuple[PlannedStep, ...]:
        """The steps that are still to be done."""
        return tuple(step for step in self.wanted if step.state is not StepState.done)

    @property
    def progress(self) -> tuple[int, int]:
        """How many steps are done, of how many that are not dropped."""
        return len(self.wanted) - len(self.open), len(self.wanted)

    @property
    def next_due(self) -> PlannedStep | None:
        """The open step that is due first; None where nothing is open."""
        return min(self.open, key=lambda step: step.due, default=None)


def new_plan(standard: Standard, ratings: Ratings, star: int, today: date, before: Plan | None = None) -> Plan:
    """The plan to `star` (1..5) in the order of advice, each step due when a house of about ten people can have it.

    At most AT_ONCE steps run at the same time, and none begins before what it builds on is due. What a plan `before` says of a
    step to the same rung stays: person, due date and state.
    """
    kept = {(step.subdomain, step.to_rung): step for step in before.steps} if before else {}
    free = [today] * AT_ONCE
    due: dict[str, date] = {}
    steps = []
    for step in roadmap(standard, ratings, star):
        hands = free.index(min(free))
        waits_for = (due[code] for code in standard.subdomain(step.subdomain).builds_on if code in due and not step.under_way)
        day = max([free[hands], *waits_for]) + timedelta(weeks=_weeks(standard, step))
        free[hands] = due[step.subdomain] = day
        anew = PlannedStep(step.subdomain, step.from_rung, step.to_rung, _weekday(day))
        old = kept.get((step.subdomain, step.to_rung))
        steps.append(replace(old, from_rung=step.from_rung) if old else anew)
    return followed(Plan(star, today, tuple(steps)), ratings)


def widened(plan: Plan, standard: Standard, ratings: Ratings, today: date) -> Plan:
    """The same plan with the steps that its star needs now and that it does not hold yet, at its end."""
    codes = {step.subdomain for step in plan.steps}
    more = new_plan(standard, ratings, plan.star, today, plan).steps
    return replace(plan, steps=(*plan.steps, *(step for step in more if step.subdomain not in codes)))


def lacking(plan: Plan, standard: Standard, ratings: Ratings) -> tuple[str, ...]:
    """The subdomains that the plan's star needs now and that the plan has no step for."""
    codes = {step.subdomain for step in plan.steps}
    return tuple(step.subdomain for step in roadmap(standard, ratings, plan.star) if step.subdomain not in codes)


def followed(plan: Plan, ratings: Ratings) -> Plan:
    """The plan after the ratings: a step is done when its rung is reached, however that came, and open again when it is lost.

    What is not rated leaves its step as it stands.
    """
    return replace(plan, steps=tuple(_followed(step, ratings) for step in plan.steps))


def is_reached(step: PlannedStep, ratings: Ratings) -> bool:
    """Whether a step's rung is in place."""
    return claimed_level(ratings, step.subdomain) >= step.to_rung


def what_if(standard: Standard, ratings: Ratings, steps: Collection[PlannedStep]) -> StarRange:
    """The claimed star if these steps were done besides; nothing else changes."""
    raised = {step.subdomain: Rating(step.to_rung) for step in steps if not is_reached(step, ratings)}
    return star_range(standard, {**ratings, **raised}, Lens.claimed)


def still_lacking(plan: Plan, standard: Standard, ratings: Ratings, steps: Collection[PlannedStep]) -> tuple[str, ...]:
    """The subdomains, in the order of advice, that the plan's star would still need if these steps were done besides."""
    raised = {step.subdomain: Rating(step.to_rung) for step in steps if not is_reached(step, ratings)}
    return tuple(step.subdomain for step in roadmap(standard, {**ratings, **raised}, plan.star))


def start_of(plan: Plan, standard: Standard, ratings: Ratings) -> int:
    """The star from which the plan set out: its steps back on the rungs on which they began."""
    began = {step.subdomain: Rating(step.from_rung) for step in plan.steps}
    return star_range(standard, {**ratings, **began}, Lens.claimed).low


def _followed(step: PlannedStep, ratings: Ratings) -> PlannedStep:
    if step.subdomain not in ratings:
        return step
    if is_reached(step, ratings):
        return replace(step, state=StepState.done, reason="")
    return replace(step, state=StepState.to_do) if step.state is StepState.done else step


def _weeks(standard: Standard, step: Step) -> int:
    """The weeks of every rung on the way; of one that is under way, half."""
    weeks = [WEEKS[effort] for effort in standard.subdomain(step.subdomain).effort[step.from_rung : step.to_rung]]
    return sum(weeks) - (weeks[0] // 2 if step.under_way else 0)


def _weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day
