"""Builds the screens of the whole plan: its steps, the choice of a star, and what a set of steps would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.assessment.plan import Plan, PlannedStep, StepState, lacking, start_of, still_lacking
from flows.assessment.plan import what_if as star_if
from flows.assessment.rating import Ratings
from flows.assessment.roadmap import Step, roadmap
from flows.assessment.scorecard import possible_stars
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of, some_names
from flows.interview.screen_builder import Scope, turning
from flows.interview.session import Session
from flows.screen import Aside, Block, Check, Heading, Paragraph, Progress, Row, Rows, Screen
from flows.stages import Stage
from flows.standard.model import STARS
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


def what_if(at: Scope, rest: str) -> Screen | None:
    """Let steps be ticked, and show the star if they were done.

    The view's own name, `page.bits`, holds the set of ticked steps; nothing is stored.
    """
    made = at.session.plan
    page, _, bits = rest.partition(".")
    if made is None or not is_number(page) or not _is_bits(bits, len(made.steps)):
        return None
    first, ticked = int(page) * STEPS_A_PAGE, int(bits, 16)
    chosen = [step for number, step in enumerate(made.steps) if ticked >> number & 1 and step.state is not StepState.done]
    now = possible_stars(at.standard, at.session.known)
    then = star_if(at.standard, at.session.known, chosen)
    waiting = [n for n, step in enumerate(made.steps) if step.state is not StepState.done]
    if first >= max(len(waiting), 1):
        return None
    left = still_lacking(made, at.standard, at.session.known, chosen) if chosen else ()
    everything = sum(1 << number for number in waiting)
    return at.screen(
        View.what_if,
        Heading(phrase("if-title")),
        Paragraph(phrase("if-star", now=range_of(now), then=range_of(then))),
        *([Paragraph(phrase("if-lacking", star=made.star, count=len(left), names=some_names(left)))] if left else []),
        *([Aside(phrase("if-by", date=written_day(max(step.due for step in chosen))))] if chosen else []),
        Aside(phrase("if-hint", count=len(chosen))),
        rows=[
            *([_tick(at, made.steps[n], page, ticked, n)] for n in waiting[first : first + STEPS_A_PAGE]),
            turning(at, [f"{View.what_if}.{p}.{bits}" for p in range(_pages(len(waiting)))], int(page)),
            [
                at.open(f"{View.what_if}.{page}.{everything:x}", phrase("choice-if-all")),
                at.open(f"{View.what_if}.{page}.0", phrase("choice-if-none")),
            ],
            [at.open(View.plan, phrase("choice-to-plan"))],
        ],
        checks=tuple(Check(n, step_title(made.steps[n]), bool(ticked >> n & 1)) for n in waiting),
    )


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


def due_of(step: PlannedStep, today: date) -> Phrase:
    """Return until when a step is due, and whether that day is past."""
    return phrase("plan-due-late" if step.due < today else "plan-due", date=written_day(step.due))


def moved(before: Session, after: Session) -> Phrase | None:
    """Return the notice after an answer to a question of the plan: whether its step is done, and what is left; else None."""
    if before.origin != Stage.planning or after.stage != Stage.planning or after.plan is None:
        return None
    if before.stage not in (Stage.naming_evidence, Stage.dating_evidence) and after.ratings == before.ratings:
        return None
    step = next((step for step in after.plan.steps if step.subdomain == before.focus), None)
    if step is None:
        return None
    left = len(after.plan.open)
    if step.state is not StepState.done:
        return phrase("plan-not-yet", step=Phrase(step.subdomain), rung=step.to_rung)
    return phrase("plan-step-done", step=Phrase(step.subdomain), count=left)


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
    pages = [f"{View.plan}.{number}" for number in range(_pages(len(made.steps)))]
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
    return Row(step_title(step), phrase(f"state-{step.state}"), words, choice)


def _tick(at: Scope, step: PlannedStep, page: str, ticked: int, number: int) -> Choice:
    key = "if-ticked" if ticked >> number & 1 else "if-unticked"
    return at.open(f"{View.what_if}.{page}.{ticked ^ 1 << number:x}", phrase(key, step=step_title(step)))


def _pages(count: int) -> int:
    return max(-(-count // STEPS_A_PAGE), 1)


def is_number(text: str) -> bool:
    """Return whether this is a number of one or two digits, as a button carries it."""
    return text.isascii() and text.isdigit() and len(text) < 3


def _is_bits(text: str, steps: int) -> bool:
    """Return whether this is a set of the plan's steps in hexadecimal, written exactly as we write it."""
    try:
        return f"{int(text, 16):x}" == text and int(text, 16) < 1 << steps
    except ValueError:
        return False
