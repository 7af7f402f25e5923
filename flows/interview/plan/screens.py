"""Builds the screens of the whole plan: its steps, and the choice of a star."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.assessment.plan import Plan, PlannedStep, StepState, lacking, start_of, way_of
from flows.assessment.rating import Ratings
from flows.assessment.roadmap import Step, roadmap
from flows.assessment.scorecard import possible_stars
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of
from flows.interview.screen_builder import Scope, turning
from flows.interview.session import Session
from flows.screen import Aside, Block, Heading, Paragraph, Progress, Row, Rows, Screen
from flows.stages import Stage
from flows.standard.model import STARS, Standard
from flows.triggers import Trigger
from flows.views import View

STEPS_A_PAGE = 7
# The stages of one step, and of the plan. From the plan one leaves; from any other stage one only looks at the plan.
OF_STEP = frozenset({Stage.at_step, Stage.assigning, Stage.dropping})
OF_PLAN = frozenset({Stage.planning, Stage.reminding})


def planning(at: Scope) -> Screen:
    """Show the plan at its stage: the page of the first step that is still open."""
    made = at.session.plan
    if made is None:
        return without_plan(at, Stage.planning)
    first = next((number for number, step in enumerate(made.steps) if step in made.open), 0)
    return _page(at, made, first // STEPS_A_PAGE, Stage.planning)


def plan(at: Scope, page: str) -> Screen | None:
    """Show the plan from any stage, or one page of it (from 0); None if there is no such page."""
    made = at.session.plan
    if made is None:
        return without_plan(at, "plan") if not page else None
    if not page:
        return planning(at)
    if not is_number(page) or int(page) * STEPS_A_PAGE >= len(made.steps):
        return None
    return _page(at, made, int(page), f"{View.plan}.{int(page)}")


def without_plan(at: Scope, name: str) -> Screen:
    """Say that there is no plan, and how to make one."""
    return at.screen(
        name,
        Heading(phrase("plan-none-title")),
        Paragraph(phrase(_why_no_plan(at))),
        rows=[*plan_choices(at), leave_or_return(at)],
    )


def _why_no_plan(at: Scope) -> str:
    """Return the key of the reason: no finished self-check, no plan made from it yet, or five stars, which need no plan."""
    if not at.session.past:
        return "plan-none"
    return "plan-none-yet" if plan_choices(at) else "goals-none"


def goals(at: Scope, _rest: str) -> Screen | None:
    """Offer every star above the one that is reached, to plan for, and those that a reviewer did not confirm."""
    if not at.session.past:
        return None
    known = at.session.known
    now = possible_stars(at.standard, known)
    above = [star for star in STARS if star > now.low or roadmap(at.standard, known, star)]
    to_plan_for = tuple(
        Row(
            phrase("goals-plan", star=star),
            words=_distance(known, roadmap(at.standard, known, star)),
            choice=at.choice(Trigger.plan, str(star), phrase("choice-plan", star=star)),
            is_marked=star == above[0],
        )
        for star in above
    )
    return at.screen(
        View.goals,
        Heading(phrase("goals-title")),
        Paragraph(phrase("plan-now", stars=range_of(now))),
        Rows(to_plan_for) if to_plan_for else Paragraph(phrase("goals-none")),
        *([Aside(phrase("goals-instead", star=at.session.plan.star))] if at.session.plan else []),
        rows=[[at.show(phrase("choice-return"))]],
    )


def _distance(known: Ratings, steps: tuple[Step, ...]) -> Phrase:
    """Say how far a star is: in subdomains and in rungs, because one subdomain can lack one rung or five.

    What is unsure, or has no answer, may be in place already: then both numbers are the most that it can be.
    """
    rungs = sum(step.to_rung - step.from_rung for step in steps)
    unsaid = sum(step.subdomain not in known or known[step.subdomain].unsure for step in steps)
    return phrase("goals-star", count=len(steps), rungs=rungs, unsaid=unsaid)


def plan_choices(at: Scope) -> list[list[Choice]]:
    """Return the choice to open the plan, or without a plan to make one for the next star."""
    made = at.session.plan
    if made:
        done, total = made.progress
        held = len(dropped_but_needed(at, made))
        return [[at.open(View.plan, phrase("choice-my-plan", done=done, total=total, dropped=held))]]
    if not at.session.past:
        return []
    now = possible_stars(at.standard, at.session.known).low
    if now == STARS[-1]:
        return []
    return [[at.choice(Trigger.plan, str(now + 1), phrase("choice-plan", star=now + 1))]]


def goal_choices(at: Scope) -> list[Choice]:
    """Return the choice of another star to plan for, if there is more than one, or a plan to replace."""
    if not at.session.past:
        return []
    now = possible_stars(at.standard, at.session.known).low
    wanted = now < STARS[-1] and (at.session.plan or now + 1 < STARS[-1])
    return [at.open(View.goals, phrase("choice-goals"))] if wanted else []


def dropped_but_needed(at: Scope, made: Plan) -> tuple[PlannedStep, ...]:
    """Return the dropped steps of a plan whose star is not reached: the star needs each of them."""
    if not roadmap(at.standard, at.session.known, made.star):
        return ()
    return tuple(step for step in made.steps if step.state is StepState.dropped)


def leave_or_return(at: Scope) -> list[Choice]:
    """Return the button out of the plan, back to the run, or back to the stage if the plan is only looked at."""
    if at.session.stage in OF_STEP:
        return [at.choice(Trigger.to_plan, "", phrase("choice-to-plan"))]
    if at.session.stage in OF_PLAN:
        return [at.choice(Trigger.leave, "", phrase("choice-leave"))]
    return [at.show(phrase("choice-return"))]


def step_title(step: PlannedStep) -> Phrase:
    """Return a step's name with the rungs it leads from and to."""
    return phrase("step-title", subdomain=Phrase(step.subdomain), start=step.from_rung, goal=step.to_rung)


def state_of(at: Scope, step: PlannedStep) -> Phrase:
    """Return a step's state, and while it is open how many of its criteria are met."""
    state, way = phrase(f"state-{step.state}"), way_of(step, at.standard, at.session.known)
    if step.state in (StepState.done, StepState.dropped) or not way.wanted:
        return state
    return phrase("state-counted", state=state, met=way.met, wanted=way.wanted)


def due_of(step: PlannedStep, today: date) -> Phrase:
    """Return until when a step is due, and whether that day is past."""
    return phrase("plan-due-late" if step.due < today else "plan-due", date=written_day(step.due))


def moved(standard: Standard, before: Session, after: Session) -> Phrase | None:
    """Return the notice of what an answer did to the plan: a step is done, has begun, or is not there yet; else None.

    After an answer that leads back to the plan, the notice always comes; after another, only if a step has begun, or if its
    last criterion leads to its evidence.
    """
    if before.plan is None or after.plan is None:
        return None
    is_of_plan = before.origin == Stage.planning or before.stage in OF_STEP | {Stage.planning}
    if not is_of_plan or after.stage != Stage.planning:
        return _moved_by_itself(standard, before, after.plan, after)
    is_about_evidence = before.stage in (Stage.naming_evidence, Stage.dating_evidence)
    if not is_about_evidence and after.ratings == before.ratings:
        return None
    codes = {before.focus} if is_about_evidence else _answered(before, after)
    step = next((step for step in after.plan.steps if step.subdomain in codes), None)
    if step is None:
        return None
    if step.state is not StepState.done:
        return _not_there_yet(standard, after, step)
    return _done(step, after.plan)


def _answered(before: Session, after: Session) -> set[str]:
    return {code for code, rating in after.ratings.items() if rating != before.ratings.get(code)}


def _moved_by_itself(standard: Standard, before: Session, plan: Plan, after: Session) -> Phrase | None:
    """Return the notice of the step whose state has followed from an answer outside the plan."""
    old = before.plan.steps if before.plan is not None and after.ratings is not before.ratings else ()
    step = next((new for new, step in zip(plan.steps, old, strict=False) if new.state is not step.state), None)
    if step is None:
        return None
    if step.state is StepState.done:
        return _done(step, plan) if after.stage == Stage.naming_evidence else None
    way = way_of(step, standard, after.known)
    is_begun = step.state is StepState.doing and way.met
    return phrase("plan-step-begun", step=step_title(step), met=way.met, wanted=way.wanted) if is_begun else None


def _not_there_yet(standard: Standard, after: Session, step: PlannedStep) -> Phrase:
    way = way_of(step, standard, after.known)
    if not way.met:
        return phrase("plan-not-yet", step=Phrase(step.subdomain), rung=step.to_rung)
    return phrase("plan-part", step=Phrase(step.subdomain), rung=step.to_rung, met=way.met, wanted=way.wanted)


def _done(step: PlannedStep, plan: Plan) -> Phrase:
    return phrase("plan-step-done", step=Phrase(step.subdomain), count=len(plan.open))


def to_step(session: Session, code: str) -> tuple[str, str] | None:
    """Return the move to a subdomain's step if the person is at their plan: what they answer then leads back to the plan."""
    if session.plan is None or session.stage not in OF_STEP | {Stage.planning}:
        return None
    numbers = (number for number, step in enumerate(session.plan.steps, 1) if step.subdomain == code)
    return next(((Trigger.rate_step, str(number)) for number in numbers), None)


def not_yet(session: Session, number: int) -> Phrase:
    """Say that a step, by its number, is not done yet, and on which rung it will be."""
    assert session.plan is not None
    step = session.plan.steps[number - 1]
    return phrase("plan-not-yet", step=Phrase(step.subdomain), rung=step.to_rung)


def _page(at: Scope, made: Plan, page: int, name: str) -> Screen:
    """Show one page of the plan, under how far the plan is."""
    first = page * STEPS_A_PAGE
    shown = list(enumerate(made.steps, 1))[first : first + STEPS_A_PAGE]
    pages = [f"{View.plan}.{number}" for number in range(pages_of(len(made.steps)))]
    more = lacking(made, at.standard, at.session.known)
    return at.screen(
        name,
        *_reading(at, made),
        Rows(tuple(_row(at, number, step) for number, step in shown), first=first + 1),
        rows=[
            turning(at, pages, page),
            [at.choice(Trigger.widen, "", phrase("choice-widen", count=len(more)))] if more else [],
            [at.open(f"{View.what_if}.0.0", phrase("choice-if"))] if made.open else [],
            [at.open(View.reminders, phrase("choice-reminders")), at.open(View.goals, phrase("choice-goals"))],
            leave_or_return(at),
        ],
    )


def _reading(at: Scope, made: Plan) -> Iterable[Block]:
    """Return how far the plan is, from which star to which, and what comes next."""
    done, total = made.progress
    now = possible_stars(at.standard, at.session.known)
    held = len(dropped_but_needed(at, made))
    yield Heading(phrase("plan-title", done=done, total=total, star=made.star, dropped=held))
    if total:
        yield Progress(done, total, phrase("steps-done", done=done, total=total))
    start = range_of(start_of(made, at.standard, at.session.known))
    if not roadmap(at.standard, at.session.known, made.star):
        yield Paragraph(phrase("plan-reached", start=start, stars=range_of(now)))
        return
    dropped = tuple(Phrase(step.subdomain) for step in dropped_but_needed(at, made))
    more = tuple(Phrase(code) for code in lacking(made, at.standard, at.session.known))
    how_far = "plan-short" if dropped or more else "plan-star"
    yield Paragraph(phrase(how_far, start=start, stars=range_of(now), star=made.star, count=len(made.open)))
    if made.next_due:
        yield Aside(phrase("plan-next", step=Phrase(made.next_due.subdomain), due=due_of(made.next_due, at.today)))
    if dropped:
        yield Aside(phrase("plan-held", star=made.star, names=dropped, count=len(dropped)))
    if more:
        yield Aside(phrase("plan-lacking", star=made.star, names=more))


def _row(at: Scope, number: int, step: PlannedStep) -> Row:
    """Return a step of the list: its name and rungs, its state, and while it is open when it is due and who does it."""
    choice = at.open(f"{View.planned_step}.{number}", phrase("plan-button", number=number, step=step_title(step)))
    words = None
    if step.state not in (StepState.done, StepState.dropped):
        due = due_of(step, at.today)
        words = phrase("plan-due-by", due=due, person=step.person) if step.person else due
    return Row(step_title(step), state_of(at, step), words, choice)


def pages_of(count: int) -> int:
    """Return the number of pages that this number of steps takes."""
    return max(-(-count // STEPS_A_PAGE), 1)


def is_number(text: str) -> bool:
    """Return whether this is a number of one or two digits, as a button carries it."""
    return text.isascii() and text.isdigit() and len(text) < 3
