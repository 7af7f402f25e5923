"""Plans the steps to a star: each has a person, a due date and a state, and the plan lives until the star is reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.point_by_point import Way, decided_by, met, way_between
from flows.assessment.rating import Rating, Ratings
from flows.assessment.roadmap import Step, roadmap
from flows.assessment.scorecard import StarRange, claimed_level, possible_stars
from flows.assessment.verified import counted_level
from flows.standard.criteria import Criterion
from flows.standard.model import Effort, Standard, Subdomain

# The weeks that one rung takes beside the daily work of about ten people. This is our own judgement. A small rung is a page
# and a habit, a medium one a rule for every service and a training, a large one needs some months of figures.
WEEKS = {Effort.small: 2, Effort.medium: 4, Effort.large: 8}
# The number of steps that such an institution can work on at the same time. This is our own judgement: about three people
# who each take care of one step.
AT_ONCE = 3
SATURDAY = 5


class StepState(StrEnum):
    """How far a planned step is."""

    to_do = "to_do"
    doing = "doing"
    done = "done"
    dropped = "dropped"


class PlannedStep(Struct, frozen=True):
    """One step of a plan: raise a subdomain from one rung to another by a day.

    `person` does it ("" if nobody is named yet); `reason` says why the step was dropped. A dropped step that is done keeps its
    reason, and is dropped again if its rung is lost.
    """

    subdomain: str
    from_rung: int
    to_rung: int
    due: date
    person: str = ""
    state: StepState = StepState.to_do
    reason: str = ""


class Plan(Struct, frozen=True):
    """The steps to `star` (1..5) in the recommended order, as planned on the day `made_on`."""

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
        """The number of steps done, and the number of steps that are not dropped."""
        return len(self.wanted) - len(self.open), len(self.wanted)

    @property
    def next_due(self) -> PlannedStep | None:
        """The open step that is due first; None if no step is open."""
        return min(self.open, key=lambda step: step.due, default=None)


def new_plan(standard: Standard, ratings: Ratings, star: int, today: date, before: Plan | None = None) -> Plan:
    """Return the plan to `star` (1..5) in the recommended order, with due dates for an institution of about ten people.

    At most AT_ONCE steps run at the same time, and no step begins before the steps it builds on are due. If the plan `before`
    has a step to the same rung, its person, due date and state are kept. A new step of which criteria are ticked is being done.
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
        planned = PlannedStep(step.subdomain, step.from_rung, step.to_rung, _weekday(day))
        old = kept.get((step.subdomain, step.to_rung))
        steps.append(replace(old, from_rung=step.from_rung) if old else _begun(planned, standard, ratings, {}))
    return followed(Plan(star, today, tuple(steps)), standard, ratings, ratings)


def keeps_steps(plan: Plan, before: Plan | None) -> bool:
    """Return whether a plan has a step to the same rung as the plan before it, so that something of that was kept."""
    old = {(step.subdomain, step.to_rung) for step in before.steps} if before else set()
    return any((step.subdomain, step.to_rung) in old for step in plan.steps)


def widened(plan: Plan, standard: Standard, ratings: Ratings, today: date) -> Plan:
    """Return the plan with the steps added at its end that its star needs now and that it does not hold yet."""
    codes = {step.subdomain for step in plan.steps}
    more = new_plan(standard, ratings, plan.star, today, plan).steps
    return replace(plan, steps=(*plan.steps, *(step for step in more if step.subdomain not in codes)))


def lacking(plan: Plan, standard: Standard, ratings: Ratings) -> tuple[str, ...]:
    """Return the subdomains that the plan's star needs now and for which the plan has no step."""
    codes = {step.subdomain for step in plan.steps}
    return tuple(step.subdomain for step in roadmap(standard, ratings, plan.star) if step.subdomain not in codes)


def followed(plan: Plan, standard: Standard, ratings: Ratings, before: Ratings) -> Plan:
    """Return the plan with the states that follow from these ratings; `before` are those that it followed last.

    A step is done as soon as its rung is reached, in whatever way. If the rung is lost, it is being done again, or dropped
    again if a person had dropped it. A step to do begins when more of its criteria are met than before, so one that a person
    put back stays to do until then. Fewer criteria change no state. A subdomain without a rating leaves its step unchanged.
    """
    return replace(plan, steps=tuple(_followed(step, standard, ratings, before) for step in plan.steps))


def way_of(step: PlannedStep, standard: Standard, ratings: Ratings) -> Way:
    """Return what is met and missing of a step's criteria."""
    return way_between(standard.subdomain(step.subdomain), ratings.get(step.subdomain), step.from_rung, step.to_rung)


def is_reached(step: PlannedStep, ratings: Ratings) -> bool:
    """Return whether a step's rung is in place. A reviewer who confirmed less than the claim says that it is not."""
    return counted_level(ratings, step.subdomain) >= step.to_rung


def what_if(standard: Standard, ratings: Ratings, steps: Collection[PlannedStep]) -> StarRange:
    """Return the stars that would be possible if these steps were done as well and nothing else changed."""
    return possible_stars(standard, _raised(ratings, steps))


def what_if_met(
    standard: Standard, ratings: Ratings, subdomain: Subdomain, more: frozenset[Criterion]
) -> tuple[Rating, StarRange]:
    """Return the answer that a subdomain would have if these criteria were met as well, and the stars then possible."""
    before = ratings.get(subdomain.code)
    then = decided_by(subdomain, more | (met(subdomain, before) if before is not None else frozenset()))
    return then, possible_stars(standard, {**ratings, subdomain.code: then})


def still_lacking(plan: Plan, standard: Standard, ratings: Ratings, steps: Collection[PlannedStep]) -> tuple[str, ...]:
    """Return the subdomains, in the order of advice, that the plan's star still needs if these steps are done too."""
    return tuple(step.subdomain for step in roadmap(standard, _raised(ratings, steps), plan.star))


def _raised(ratings: Ratings, steps: Collection[PlannedStep]) -> Ratings:
    """Return the ratings as they would be if these steps were done as well. No claim falls by that."""
    built = {step.subdomain: step.to_rung for step in steps if not is_reached(step, ratings)}
    return {**ratings, **{code: Rating(max(rung, claimed_level(ratings, code))) for code, rung in built.items()}}


def start_of(plan: Plan, standard: Standard, ratings: Ratings) -> StarRange:
    """Return the stars that were possible when the plan began: all its steps back on their first rungs.

    An answer that is still missing or unsure named no rung then either.
    """
    known = [step for step in plan.steps if step.subdomain in ratings and not ratings[step.subdomain].unsure]
    return possible_stars(standard, {**ratings, **{step.subdomain: Rating(step.from_rung) for step in known}})


def _followed(step: PlannedStep, standard: Standard, ratings: Ratings, before: Ratings) -> PlannedStep:
    if step.subdomain not in ratings:
        return step
    if is_reached(step, ratings):
        return replace(step, state=StepState.done)
    if step.state is StepState.done:
        return replace(step, state=StepState.dropped if step.reason else StepState.doing)
    return _begun(step, standard, ratings, before)


def _begun(step: PlannedStep, standard: Standard, ratings: Ratings, before: Ratings) -> PlannedStep:
    """Return a step to do as being done if more of its criteria are met than before."""
    code = step.subdomain
    if step.state is not StepState.to_do or ratings.get(code) is before.get(code):
        return step
    has_more = way_of(step, standard, ratings).met > way_of(step, standard, before).met
    return replace(step, state=StepState.doing) if has_more else step


def _weeks(standard: Standard, step: Step) -> int:
    """Return the weeks of all rungs of a step. A first rung that is under way takes half of its weeks."""
    weeks = [WEEKS[effort] for effort in standard.subdomain(step.subdomain).effort[step.from_rung : step.to_rung]]
    return sum(weeks) - (weeks[0] // 2 if step.under_way else 0)


def _weekday(day: date) -> date:
    """Return the day itself, or the Monday after if it is on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day
