"""Builds the screens of one step of the plan: what to build, by when, who does it, and why it is dropped."""

from __future__ import annotations

from flows.assessment.plan import PlannedStep, StepState
from flows.assessment.rating import Lens
from flows.assessment.verified import is_lowered
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.screens import evidence_of_step
from flows.interview.plan.advice import how_to_build
from flows.interview.plan.effects import MOVES, moved_day
from flows.interview.plan.screens import OF_STEP, due_of, is_number, state_of, step_title
from flows.interview.plan.step_form import step_form
from flows.interview.plan.what_if_screens import if_met_choice
from flows.interview.points.screens import by_points
from flows.interview.screen_builder import Scope
from flows.screen import Heading, Listing, Paragraph, Row, Rows, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View


def planned_step(at: Scope, number: str) -> Screen | None:
    """Show the step of that number (from 1); None if there is no such step."""
    steps = at.session.plan.steps if at.session.plan else ()
    if not (is_number(number) and 1 <= int(number) <= len(steps)):
        return None
    return _step(at, int(number), steps[int(number) - 1], f"{View.planned_step}.{int(number)}")


def step_done(at: Scope, number: str) -> Screen | None:
    """Ask on which rung a step is now that it is said to be done: the one it leads to, not yet, or another."""
    if planned_step(at, number) is None or at.session.plan is None:
        return None
    step = at.session.plan.steps[int(number) - 1]
    if step.state not in (StepState.to_do, StepState.doing):
        return None
    reached = at.choice(Trigger.rate, str(step.to_rung), phrase("choice-done-reached", rung=step.to_rung))
    not_yet = at.choice(Trigger.set_state, f"{number}.{StepState.doing}", phrase("choice-done-not-yet"))
    other = at.choice(Trigger.rate_step, number, phrase("choice-done-other"))
    return at.screen(
        f"{View.step_done}.{number}",
        Heading(phrase("done-title", subdomain=Phrase(step.subdomain))),
        Rows(
            (
                Row(
                    phrase("choice-done-reached", rung=step.to_rung),
                    None,
                    phrase(f"{step.subdomain}.rung-{step.to_rung}"),
                    reached,
                ),
                Row(phrase("choice-done-not-yet"), None, phrase("done-not-yet"), not_yet),
                Row(phrase("choice-done-other"), None, phrase("done-other"), other),
            )
        ),
        rows=[[at.open(f"{View.planned_step}.{number}", phrase("choice-to-step"))]],
    )


def at_step(at: Scope) -> Screen:
    """Show the chosen step at its stage, after something about it was changed."""
    number, step = _at_hand(at)
    return _step(at, number, step, Stage.at_step)


def assigning(at: Scope) -> Screen:
    """Ask who does the step: one typed line."""
    _, step = _at_hand(at)
    return at.screen(
        Stage.assigning,
        Heading(step_title(step)),
        Paragraph(phrase("assigning-ask")),
        rows=[
            [at.choice(Trigger.set_person, "", phrase("choice-nobody"))] if step.person else [],
            [at.choice(Trigger.cancel, "", phrase("choice-to-step"))],
        ],
        typed=phrase("typed-person"),
    )


def dropping(at: Scope) -> Screen:
    """Ask why the step is dropped: one typed line."""
    _, step = _at_hand(at)
    return at.screen(
        Stage.dropping,
        Heading(step_title(step)),
        Paragraph(phrase("dropping-ask")),
        rows=[[at.choice(Trigger.cancel, "", phrase("choice-to-step"))]],
        typed=phrase("typed-reason"),
    )


def _at_hand(at: Scope) -> tuple[int, PlannedStep]:
    assert at.session.plan is not None
    return next((n, step) for n, step in enumerate(at.session.plan.steps, 1) if step.subdomain == at.session.focus)


def _step(at: Scope, number: int, step: PlannedStep, name: str) -> Screen:
    subdomain = at.standard.subdomain(step.subdomain)
    to_plan = (
        at.choice(Trigger.to_plan, "", phrase("choice-to-plan"))
        if at.session.stage in OF_STEP
        else at.open(View.plan, phrase("choice-to-plan"))
    )
    return at.screen(
        name,
        Heading(step_title(step)),
        Listing(_facts(at, step)),
        *how_to_build(subdomain, step.from_rung, step.to_rung, at.session.known.get(step.subdomain)),
        rows=[
            *_state_choices(at, number, step),
            *_open_choices(at, number, step),
            by_points(at, step.subdomain),
            evidence_of_step(at, step.subdomain),
            if_met_choice(at, number, step),
            [to_plan],
        ],
        form=step_form(at, number, step) if step.state in (StepState.to_do, StepState.doing) else None,
        lowered=step.subdomain if is_lowered(at.session.known.get(step.subdomain)) else "",
    )


def _facts(at: Scope, step: PlannedStep) -> tuple[Phrase, ...]:
    """Return state, due date and person, as far as they mean something in this state."""
    state = phrase("task-state", state=state_of(at, step))
    if step.state is StepState.dropped:
        return (state, phrase("task-reason", reason=step.reason))
    person = phrase("task-person", person=step.person) if step.person else phrase("task-nobody")
    if step.state is StepState.done:
        return (state, person)
    return (state, phrase("task-due", due=due_of(step, at.today)), person, *_review(at, step))


def _review(at: Scope, step: PlannedStep) -> tuple[Phrase, ...]:
    """Return what a reviewer confirmed, if it is less than the answer claims: that is why there is this step."""
    rating = at.session.known.get(step.subdomain)
    if rating is None or not is_lowered(rating):
        return ()
    claimed, verified = rating.read(Lens.claimed), rating.read(Lens.verified)
    return (phrase("verified-of-step", claimed=claimed, verified=verified),)


def _state_choices(at: Scope, number: int, step: PlannedStep) -> list[list[Choice]]:
    """Return the buttons for the next states. Only an answer makes a step done, so "done" asks its question again."""
    again = at.choice(Trigger.set_state, f"{number}.{StepState.to_do}", phrase("choice-to-do"))
    if step.state is StepState.done:
        return [[at.choice(Trigger.rate_step, str(number), phrase("choice-revise"))]]
    if step.state is StepState.dropped:
        return [[again]]
    begin = at.choice(Trigger.set_state, f"{number}.{StepState.doing}", phrase("choice-doing"))
    done = at.open(f"{View.step_done}.{number}", phrase("choice-done"))
    return [[begin if step.state is StepState.to_do else again, done]]


def _open_choices(at: Scope, number: int, step: PlannedStep) -> list[list[Choice]]:
    if step.state in (StepState.done, StepState.dropped):
        return []
    moves = [(index, sign) for index, sign in enumerate(MOVES) if moved_day(step.due, sign) >= at.today]
    return [
        [at.choice(Trigger.set_due, f"{number}.{sign}", phrase(f"choice-due-{index}")) for index, sign in moves],
        [
            at.choice(Trigger.assign, str(number), phrase("choice-assign")),
            at.choice(Trigger.drop_step, str(number), phrase("choice-drop")),
        ],
    ]
