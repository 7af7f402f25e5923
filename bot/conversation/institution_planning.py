"""Lets an institution plan from its settled answers, for any face: everybody reads the plan, the coordinator changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from msgspec.structs import replace

from bot.conversation.institution_results import InstitutionResults
from bot.conversation.unstored import refusing_when_unstored
from flows.assessment.plan import Plan, PlannedStep, StepState, keeps_steps
from flows.days import day_of
from flows.dialogue import Address, Phrase, phrase
from flows.interview.colleagues.plan import (
    CAN_BE,
    SeenPlan,
    plan_lines,
    planned,
    review_lines,
    seen_plan,
    step_lines,
    step_mark,
    with_step,
)
from flows.interview.plan.effects import moved_day
from flows.interview.plan.step_form import DUE, PERSON, arranged
from flows.interview.plan.team_step import TeamStepLine
from flows.typed_text import has_words, one_line
from storage.institutions.institution_plans import InstitutionPlans

# What the faces are given.
__all__ = [
    "CAN_BE",
    "CHANGED",
    "InstitutionPlanning",
    "PlanMade",
    "SeenPlan",
    "StepForm",
    "StepState",
    "plan_lines",
    "review_lines",
    "step_lines",
    "step_mark",
]
REASON_AT_MOST = 200
REASON = "reason"
# What is wrong with the whole form: the step was changed since.
CHANGED = "changed"
OPEN = (StepState.to_do, StepState.doing)
# A button of an older version carries no mark: it fits no step, because nobody knows what it was about.
UNMARKED = "-"
# What a step's form has.
StepForm = dict[str, str]


class PlanMade(StrEnum):
    """How a plan was made: all of its steps are new, or some were in the plan before and keep what was set of them."""

    new = "new"
    keeping = "keeping"


class InstitutionPlanning:
    """The plans of institutions over one database. Every method raises Refusal."""

    def __init__(
        self,
        results: InstitutionResults,
        plans: InstitutionPlans,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._results = results
        self._plans = plans
        self._now = now

    async def of(self, who: Address) -> SeenPlan | None:
        """Return the plan of a person's institution; None if they have no institution."""
        seen = await self._results.of(who)
        if seen is None:
            return None
        with refusing_when_unstored():
            return seen_plan(seen, await self._plans.of(who), day_of(self._now()))

    async def coordinated(self, who: Address) -> Plan | None:
        """Return the plan of the institution that a person coordinates, with its states as they are now; None without one."""
        shown = await self.of(who)
        return shown.plan if shown is not None and shown.may_change else None

    async def make(self, who: Address, star: int) -> PlanMade | None:
        """Plan for a star from the institution's answers; None if the person may not, or the star needs no step."""
        shown, done = await self.of(who), PlanMade.new
        if shown is None or star not in shown.goals:
            return None

        def make(before: Plan | None) -> Plan:
            nonlocal done
            plan = planned(shown, star, before)
            done = PlanMade.keeping if keeps_steps(plan, before) else PlanMade.new
            return plan

        with refusing_when_unstored():
            return done if await self._plans.change(who, make) else None

    async def set_state(self, who: Address, number: int, state: StepState, drawn: str) -> bool:
        """Begin a step, or put it back among the steps to do; False if the person may not.

        `drawn`, here and below, is the mark of the step as the person saw it. Nothing is changed if it has changed since.
        """
        return await self._change(who, number, lambda step: replace(step, state=state, reason=""), drawn)

    async def set_nobody(self, who: Address, number: int, drawn: str) -> bool:
        """Set that nobody does a step yet; False if the person may not."""
        return await self._change(who, number, lambda step: replace(step, person=""), drawn)

    async def askable(self, who: Address, number: int, drawn: str) -> str | None:
        """Return the subdomain of a step about which a line can be asked now; None if the person may not, or it has changed."""
        shown = await self.of(who)
        step = shown.step(number) if shown is not None and shown.may_change else None
        if step is None or step.state not in OPEN or not step_mark(step).startswith(drawn or UNMARKED):
            return None
        return step.subdomain

    async def write(self, who: Address, line: TeamStepLine) -> int | None:
        """Set who does the step of a subdomain, or drop it for a reason.

        Return the number of the step; None if the person may not, or if the plan has no such open step any more.
        """
        shown, found = await self.of(who), None
        if shown is None or not shown.may_change or shown.plan is None:
            return None
        codes = [step.subdomain for step in shown.plan.steps if step.state in OPEN]
        if line.subdomain not in codes:
            return None
        number = next(n for n, step in enumerate(shown.plan.steps, 1) if step.subdomain == line.subdomain)

        def written(step: PlannedStep) -> PlannedStep:
            nonlocal found
            if step.subdomain != line.subdomain:
                return step
            found = number
            if line.drops:
                return replace(step, state=StepState.dropped, reason=line.text)
            return replace(step, person=line.text)

        return found if await self._change(who, number, written) else None

    async def move(self, who: Address, number: int, by: str, drawn: str) -> bool:
        """Move the due date of a step by one of MOVES; False if the person may not, or if that day is past."""
        day = day_of(self._now())

        def moved(step: PlannedStep) -> PlannedStep:
            due = moved_day(step.due, by)
            return replace(step, due=due) if due >= day or due > step.due else step

        return await self._change(who, number, moved, drawn)

    async def arrange(self, who: Address, number: int, form: StepForm, drawn: str | None = None) -> dict[str, Phrase] | None:
        """Set due date, person, state and reason of a step as its form says.

        Return what is wrong with each field, by its name, and with CHANGED that the step is not as the form showed it; {} if it
        is done, None if the person may not.
        """
        shown = await self.of(who)
        step = shown.step(number) if shown is not None else None
        if shown is None or step is None or not shown.may_change:
            return None
        values = {name: form.get(name, "") for name in (DUE, PERSON)}
        found, reason = arranged(step, values, shown.today), one_line(form.get(REASON, ""))
        state = next((each for each in CAN_BE if each.value == form.get("state")), StepState.to_do)
        errors = found if isinstance(found, dict) else {}
        kept = reason if state is StepState.dropped else ""
        if drawn is not None and drawn != step_mark(step):
            # Who presses a button twice has what they wanted.
            is_done = isinstance(found, tuple) and (*found, state, kept) == (step.due, step.person, step.state, step.reason)
            return {} if is_done else {CHANGED: phrase("settle-changed")}
        if state is StepState.dropped and not has_words(reason):
            errors = {**errors, REASON: phrase("team-step-reason")}
        elif len(reason) > REASON_AT_MOST:
            errors = {**errors, REASON: phrase("settle-reason-long", most=REASON_AT_MOST, count=len(reason))}
        if errors or isinstance(found, dict):
            return errors
        due, person = found
        done = await self._change(
            who, number, lambda old: replace(old, due=due, person=person, state=state, reason=kept), drawn
        )
        return {} if done else None

    async def _change(
        self, who: Address, number: int, change: Callable[[PlannedStep], PlannedStep], drawn: str | None = None
    ) -> bool:
        """Change a step; False if the person may not, or if it is not the step that they saw. `drawn` is None: any step."""
        seen = await self.of(who) if drawn is not None else None
        shown = seen.step(number) if seen is not None else None
        if drawn is not None and (shown is None or not step_mark(shown).startswith(drawn or UNMARKED)):
            return False
        found = False

        def changed(plan: Plan | None) -> Plan | None:
            nonlocal found
            if plan is None or not 0 < number <= len(plan.steps):
                return plan
            if shown is not None and not _is_as_shown(plan.steps[number - 1], shown):
                return plan
            found = True
            return with_step(plan, number, change(plan.steps[number - 1]))

        with refusing_when_unstored():
            return await self._plans.change(who, changed) and found


def _is_as_shown(stored: PlannedStep, shown: PlannedStep) -> bool:
    """Return whether nobody has changed a stored step since it was read. Its shown state may follow from the answers."""
    return replace(stored, state=shown.state) == shown
