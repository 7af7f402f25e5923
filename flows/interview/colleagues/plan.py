"""The plan of an institution in words for every face, and as cards. Everybody reads it; the coordinator changes it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.plan import Plan, PlannedStep, StepState, followed, new_plan
from flows.assessment.roadmap import roadmap
from flows.dialogue import Choice, Phrase, phrase
from flows.fingerprint import SHORT, fingerprint
from flows.interview.colleagues.actions import TeamAction, button, team_value
from flows.interview.colleagues.result import SeenResult
from flows.interview.colleagues.screens import card, do
from flows.interview.plan.advice import how_to_build
from flows.interview.plan.effects import MOVES, moved_day
from flows.interview.plan.lowered_steps import REVIEWED, reason_lines
from flows.interview.plan.screens import due_of, step_title
from flows.screen import Aside, Block, Listing, Paragraph, Screen
from flows.standard.model import STARS

# What a step can be without an answer: it is done only once the institution's answers reach its rung.
CAN_BE = (StepState.to_do, StepState.doing, StepState.dropped)
# How buttons carry the states and the moves of a due date: their words have no other signs.
STATE_WORDS = {"todo": StepState.to_do, "doing": StepState.doing}
MOVE_WORDS = dict(zip(("earlier", "later", "month"), MOVES, strict=True))


def step_mark(step: PlannedStep) -> str:
    """Return the mark of a step, so that an old page or button never overwrites something newer.

    The state `done` follows from the answers, and is not set by anybody.
    """
    return fingerprint(step.subdomain, step.from_rung, step.to_rung, step.due, step.person, step.state, step.reason)


def short_mark(step: PlannedStep) -> str:
    """Return as much of the mark of a step as a button has room for."""
    return step_mark(step)[:SHORT]


class SeenPlan(Struct, frozen=True):
    """The plan of an institution as one of its people sees it on a day; `plan` is None if there is none.

    Its states follow from the institution's answers as they are now.
    """

    seen: SeenResult
    plan: Plan | None
    today: date

    @property
    def may_change(self) -> bool:
        """Whether the person can make and change the plan."""
        return self.seen.may_hand_in

    @property
    def goals(self) -> tuple[int, ...]:
        """The stars that can be planned for."""
        if not self.may_change:
            return ()
        return tuple(star for star in STARS if roadmap(self.seen.standard, self.seen.ratings, star))

    def step(self, number: int) -> PlannedStep | None:
        """Return a step by its number, from 1; None if there is none."""
        steps = self.plan.steps if self.plan is not None else ()
        return steps[number - 1] if 0 < number <= len(steps) else None


def seen_plan(seen: SeenResult, plan: Plan | None, today: date) -> SeenPlan:
    """Return the plan as a person sees it: a step is done as soon as the institution's answers reach its rung."""
    now = followed(plan, seen.standard, seen.ratings, seen.ratings) if plan is not None else None
    return SeenPlan(seen, now, today)


def planned(seen: SeenPlan, star: int, before: Plan | None) -> Plan:
    """Return the plan to a star from the institution's answers. Steps to the same rung keep their person, day and state."""
    return new_plan(seen.seen.standard, seen.seen.ratings, star, seen.today, before)


def with_step(plan: Plan, number: int, step: PlannedStep) -> Plan:
    """Return the plan with another step in the place of this number."""
    return replace(plan, steps=(*plan.steps[: number - 1], step, *plan.steps[number:]))


def plan_lines(shown: SeenPlan) -> tuple[Phrase, ...]:
    """Return how far the plan is, or that there is none."""
    if shown.plan is None:
        return (phrase("team-plan-none" if shown.seen.result is not None else "team-result-none"),)
    done, total = shown.plan.progress
    return phrase("team-plan-progress", done=done, total=total, star=shown.plan.star), phrase("team-plan-done")


def step_lines(shown: SeenPlan) -> tuple[Phrase, ...]:
    """Return each step in a line: its rungs, its state, until when, who does it, and why it was dropped."""
    return tuple(step_line(shown, step) for step in (shown.plan.steps if shown.plan is not None else ()))


def step_line(shown: SeenPlan, step: PlannedStep) -> Phrase:
    """Return a step in a line."""
    state = phrase(f"state-{step.state}")
    if step.state is StepState.dropped:
        return phrase("team-step-dropped", step=step_title(step), state=state, reason=step.reason)
    if step.state is StepState.done:
        return phrase("team-step-done", step=step_title(step), state=state)
    due = due_of(step, shown.today)
    who = "yes" if step.person else "no"
    return phrase("team-step-open", step=step_title(step), state=state, due=due, person=step.person, named=who)


def review_lines(shown: SeenPlan, step: PlannedStep) -> tuple[Phrase, ...]:
    """Return what a reviewer confirmed of the claim from which a step begins, and why; none if its claim was not lowered."""
    found = shown.seen.why_lowered(step.subdomain) if step in (shown.plan.open if shown.plan is not None else ()) else None
    if found is None:
        return ()
    return (phrase(REVIEWED, claimed=found.claimed, verified=found.verified), *reason_lines(found))


def plan_card(shown: SeenPlan, language: str) -> Screen:
    """Show the plan; the coordinator makes it for a star, and opens a step to change it. Others open what a review lowered."""
    lines = step_lines(shown)
    blocks: tuple[Block, ...] = (
        *(Paragraph(line) for line in plan_lines(shown)),
        *((Listing(lines, first=1),) if lines else ()),
        *((Aside(phrase("team-plan-reminders")),) if shown.may_change and lines else ()),
    )
    open_steps = [
        (number, step)
        for number, step in enumerate(shown.plan.steps if shown.plan is not None else (), 1)
        if step.state is not StepState.done and (shown.may_change or review_lines(shown, step))
    ]
    choices = (
        *(
            button(phrase("plan-button", number=number, step=step_title(step)), team_value(TeamAction.step, number))
            for number, step in open_steps
        ),
        *(button(phrase("choice-plan", star=star), team_value(TeamAction.make_plan, star)) for star in shown.goals),
        do(TeamAction.result, "team-result-back"),
    )
    return card(language, *blocks, choices=choices, title="team-plan-title")


def step_card(shown: SeenPlan, number: int, step: PlannedStep, language: str) -> Screen:
    """Show a step with how to build it, and what the coordinator can change by a tap or by a typed line."""
    subdomain = shown.seen.standard.subdomain(step.subdomain)
    blocks = how_to_build(subdomain, step.from_rung, step.to_rung, shown.seen.ratings.get(step.subdomain))
    begins = step.state is StepState.to_do
    word, label = ("doing", "choice-doing") if begins else ("todo", "choice-to-do")
    reviewed, back = review_lines(shown, step), do(TeamAction.plan, "team-plan-back")
    said = (Paragraph(step_line(shown, step)), *((Listing(reviewed),) if reviewed else ()))
    if not shown.may_change:
        return card(language, *said, *blocks, choices=(back,), title="team-step-title")
    again = button(phrase(label), team_value(TeamAction.step_state, number, word, short_mark(step)))
    choices: tuple[Choice, ...] = (
        *((again,) if step.state is not StepState.done else ()),
        *(_open_choices(shown, number, step) if step.state in (StepState.to_do, StepState.doing) else ()),
        back,
    )
    hint = Aside(phrase("team-step-on-page"))
    return card(language, *said, *blocks, hint, choices=choices, title="team-step-title")


def _open_choices(shown: SeenPlan, number: int, step: PlannedStep) -> tuple[Choice, ...]:
    """Return what can be changed of a step that is to be done: its day, who does it, and whether it is dropped."""
    mark = short_mark(step)
    moves = tuple(
        button(phrase(f"choice-due-{place}"), team_value(TeamAction.step_due, number, move, mark))
        for place, move in enumerate(MOVE_WORDS)
        if move != "earlier" or moved_day(step.due, MOVE_WORDS[move]) >= shown.today
    )
    nobody = button(phrase("choice-nobody"), team_value(TeamAction.step_nobody, number, mark))
    return (
        *moves,
        button(phrase("choice-assign"), team_value(TeamAction.step_person, number, mark)),
        *((nobody,) if step.person else ()),
        button(phrase("choice-drop"), team_value(TeamAction.step_drop, number, mark)),
    )
