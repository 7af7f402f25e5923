"""Does what replies about the plan ask for: guards and effects of the machine's table."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from flows.assessment.evidence import months_later
from flows.assessment.plan import Plan, PlannedStep, StepState, followed, new_plan, widened
from flows.assessment.question_order import Mode
from flows.interview.plan.team_step import TeamStepEffects
from flows.interview.session import Session
from flows.stages import Stage
from flows.standard.model import Standard

# The ways to move a due date, as buttons carry them: by days, or by a month.
MOVES = ("-7", "+7", "+m")


class PlanEffects(TeamStepEffects):
    """The part of an interview that works on the plan. It changes `session` and nothing else.

    `_arranged` is the due date and the person of the form being taken.
    """

    standard: Standard
    session: Session
    today: date
    _arranged: tuple[date, str] | None = None

    # Guards

    def has_plan(self, _value: str) -> bool:
        """Return whether there is a plan."""
        return self.session.plan is not None

    def is_untouched(self, _value: str) -> bool:
        """Return whether nothing of this assessment is answered yet, so that its run can still be chosen."""
        return not self.session.ratings and not self.session.rechecking

    def is_closed(self, _value: str) -> bool:
        """Return whether the run is over: no question is left, or it is a quick run that has had its verdict."""
        complete = self.session.current(self.standard) is None
        return complete or (self.session.is_over and self.session.mode is Mode.quick)

    # Effects

    def make_plan(self, value: str) -> None:
        """Plan for a star from all known answers. Steps to the same rung keep their person, day and state."""
        plan = new_plan(self.standard, self.session.known, int(value), self.today, self.session.plan)
        self.session = self.session.with_plan(plan).released()

    def widen_plan(self, _value: str) -> None:
        """Add the steps that the plan's star needs now and did not need when the plan was made."""
        plan = widened(self._plan, self.standard, self.session.known, self.today)
        self.session = self.session.with_plan(plan).released()

    def take_up(self, value: str) -> None:
        """Choose one step, by its number, to work on. A question that was gone back to is left."""
        self.session = self.session.taking_up(self._plan.steps[int(value) - 1].subdomain, Stage.planning)

    def set_state(self, value: str) -> None:
        """Begin a step, or put it back among the steps to do."""
        number, _, state = value.partition(".")
        self.take_up(number)
        self._change(replace(self._step, state=StepState(state), reason=""))

    def set_due(self, value: str) -> None:
        """Move a step's due date by one of MOVES."""
        number, _, sign = value.partition(".")
        self.take_up(number)
        self._change(replace(self._step, due=moved_day(self._step.due, sign)))

    def set_step(self, value: str) -> None:
        """Set a step's due date and person as its form says."""
        self.take_up(value)
        assert self._arranged is not None
        due, person = self._arranged
        self._change(replace(self._step, due=due, person=person))

    def set_person(self, value: str) -> None:
        """Set who does the chosen step; "" means nobody yet."""
        self._change(replace(self._step, person=value))

    def set_dropped(self, value: str) -> None:
        """Drop the chosen step for a reason, and leave it."""
        self._change(replace(self._step, state=StepState.dropped, reason=value))
        self.session = self.session.released()

    def plan_followed(self, plan: Plan, before: Session) -> Plan:
        """Return the plan with the states that follow from the ratings as they are now and as they were before the reply."""
        return followed(plan, self.standard, self.session.known, before.known)

    @property
    def _plan(self) -> Plan:
        assert self.session.plan is not None
        return self.session.plan

    @property
    def _step(self) -> PlannedStep:
        return next(step for step in self._plan.steps if step.subdomain == self.session.focus)

    def _change(self, step: PlannedStep) -> None:
        """Put a changed step into the plan."""
        steps = tuple(step if step.subdomain == other.subdomain else other for other in self._plan.steps)
        self.session = self.session.with_plan(replace(self._plan, steps=steps))


def moved_day(day: date, sign: str) -> date:
    """Return a day moved by one of MOVES: by days, or to the same day of the next month (or that month's last day)."""
    return months_later(day, 1) if sign == "+m" else day + timedelta(days=int(sign))
