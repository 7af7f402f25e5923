"""The plan as a whole: its progress, its steps, the star to choose, and what a set of steps would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.assessment.plan import Plan, PlannedStep, StepState, lacking, start_of
from flows.assessment.plan import what_if as star_if
from flows.assessment.rating import Lens
from flows.assessment.roadmap import roadmap
from flows.assessment.scorecard import star_range
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of
from flows.interview.screen_builder import Scope, turning
from flows.interview.session import Session
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Progress, Screen
from flows.stages import Stage
from flows.standard.model import STARS
from flows.triggers import Trigger
from flows.views import View

STEPS_A_PAGE = 7
# The stages at one step, and at the plan: from the plan one leaves; from any other stage one only looks at it.
OF_STEP = frozenset({Stage.at_step, Stage.assigning, Stage.dropping})
OF_PLAN = frozenset({Stage.planning, Stage.reminding})


def planning(at: Scope) -> Screen:
    """The stage's screen: the page of the first step that is still open."""
    made = at.session.plan
    if made is None:
        return without_plan(at, Stage.planning)
    first = next((number for number, step in enumerate(made.steps) if step in made.open), 0)
    return _page(at, made, first // STEPS_A_PAGE, Stage.planning)


def plan(at: Scope, page: str) -> Screen | None:
    """The same at any moment, or one page of it (from 0)."""
    made = at.session.plan
    if made is None:
        return without_plan(at, "plan") if not page else None
    if not page:
        return planning(at)
    if not is_number(page) or int(page) * STEPS_A_PAGE >= len(made.steps):
        return None
    return _page(at, made, int(page), f"{View.plan}.{int(page)}")


def without_plan(at: Scope, name: str) -> Screen:
    """There is no plan: how to make one."""
    return at.screen(
        name,
        Heading(phrase("plan-none-title")),
        Paragraph(phrase("plan-none")),
        rows=[*plan_choices(at), leave_or_return(at)],
    )


def goals(at: Scope, _rest: str) -> Screen | None:
    """Every star above the one that is reached, to plan for."""
    if not at.session.past:
        return None
    known = at.session.known
    now = star_range(at.standard, known, Lens.claimed)
    above = [star for star in STARS if star > now.low]
    counts = [phrase("goals-star", star=star, count=len(roadmap(at.standard, known, star))) for star in above]
    return at.screen(
        View.goals,
        Heading(phrase("goals-title")),
        Paragraph(phrase("plan-now", stars=range_of(now))),
        *([Listing(tuple(counts))] if counts else [Paragraph(phrase("goals-none"))]),
        *([Aside(phrase("goals-instead", star=at.session.plan.star))] if at.session.plan else []),
        rows=[
            *([at.choice(Trigger.plan, str(star), phrase("choice-plan", star=star))] for star in above),
            [at.show(phrase("choice-return"))],
        ],
    )


def what_if(at: Scope, rest: str) -> Screen | None:
    """Steps to tick, and the star if those were done. The set stands in the view's own name, `page.bits`; nothing is stored."""
    made = at.session.plan
    page, _, bits = rest.partition(".")
    if made is None or not is_number(page) or not _is_bits(bits, len(made.steps)):
        return None
    first, ticked = int(page) * STEPS_A_PAGE, int(bits, 16)
    chosen = [step for number, step in enumerate(made.steps) if ticked >> number & 1 and step.state is not StepState.done]
    now = star_range(at.standard, at.session.known, Lens.claimed)
    then = star_if(at.standard, at.session.known, chosen)
    waiting = [n for n, step in enumerate(made.steps) if step.state is not StepState.done]
    if first >= max(len(waiting), 1):
        return None
    everything = sum(1 << number for number in waiting)
    return at.screen(
        View.what_if,
        Heading(phrase("if-title")),
        Paragraph(phrase("if-star", now=range_of(now), then=range_of(then))),
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
    )


def plan_choices(at: Scope) -> list[list[Choice]]:
    """From a result: to the plan there is, or to make one for the next star or another."""
    if at.session.plan:
        done, total = at.session.plan.progress
        return [[at.open(View.plan, phrase("choice-my-plan", done=done, total=total))]]
    now = star_range(at.standard, at.session.known, Lens.claimed).low
    if not at.session.past or now == STARS[-1]:
        return []
    return [
        [
            at.choice(Trigger.plan, str(now + 1), phrase("choice-plan", star=now + 1)),
            *([at.open(View.goals, phrase("choice-goals"))] if now + 1 < STARS[-1] else []),
        ]
    ]


def leave_or_return(at: Scope) -> list[Choice]:
    """Out of the plan, back to the run; or, where the plan is only looked at, back to the stage."""
    if at.session.stage in OF_STEP:
        return [at.choice(Trigger.to_plan, "", phrase("choice-to-plan"))]
    if at.session.stage in OF_PLAN:
        return [at.choice(Trigger.leave, "", phrase("choice-leave"))]
    return [at.show(phrase("choice-return"))]


def step_title(step: PlannedStep) -> Phrase:
    """A step's name with the rungs between which it leads."""
    return phrase("step-title", subdomain=Phrase(step.subdomain), start=step.from_rung, goal=step.to_rung)


def due_of(step: PlannedStep, today: date) -> Phrase:
    """Until when a step is due, and whether that day is past."""
    return phrase("plan-due-late" if step.due < today else "plan-due", date=written_day(step.due))


def moved(before: Session, after: Session) -> Phrase | None:
    """After an answer to a question of the plan: whether its step is done, and what that leaves."""
    answered = before.stage in (Stage.naming_evidence, Stage.dating_evidence) or after.ratings != before.ratings
    if before.origin != Stage.planning or after.stage != Stage.planning or after.plan is None or not answered:
        return None
    step = next((step for step in after.plan.steps if step.subdomain == before.focus), None)
    if step is None:
        return None
    left = len(after.plan.open)
    if step.state is not StepState.done:
        return phrase("plan-not-yet", step=Phrase(step.subdomain), rung=step.to_rung)
    return phrase("plan-step-done", step=Phrase(step.subdomain), count=left)


def _page(at: Scope, made: Plan, page: int, name: str) -> Screen:
    """One page of the plan under what it has come to."""
    first = page * STEPS_A_PAGE
    shown = list(enumerate(made.steps, 1))[first : first + STEPS_A_PAGE]
    pages = [f"{View.plan}.{number}" for number in range(_pages(len(made.steps)))]
    more = lacking(made, at.standard, at.session.known)
    return at.screen(
        name,
        *_reading(at, made),
        Listing(tuple(_line(at, step) for _, step in shown), first=first + 1),
        rows=[
            *(
                [at.open(f"{View.planned_step}.{number}", phrase("plan-button", number=number, step=step_title(step)))]
                for number, step in shown
            ),
            turning(at, pages, page),
            [at.choice(Trigger.widen, "", phrase("choice-widen", count=len(more)))] if more else [],
            [at.open(f"{View.what_if}.0.0", phrase("choice-if"))] if made.open else [],
            [at.open(View.reminders, phrase("choice-reminders")), at.open(View.goals, phrase("choice-goals"))],
            leave_or_return(at),
        ],
    )


def _reading(at: Scope, made: Plan) -> Iterable[Block]:
    """How far the plan is, from which star to which, and what comes next."""
    done, total = made.progress
    now = star_range(at.standard, at.session.known, Lens.claimed)
    yield Heading(phrase("plan-title", done=done, total=total, star=made.star))
    if total:
        yield Progress(done, total, phrase("steps-done", done=done, total=total))
    start = phrase("stars", star=start_of(made, at.standard, at.session.known))
    if now.low >= made.star:
        yield Paragraph(phrase("plan-reached", start=start, stars=range_of(now)))
        return
    dropped = tuple(Phrase(step.subdomain) for step in made.steps if step.state is StepState.dropped)
    more = tuple(Phrase(code) for code in lacking(made, at.standard, at.session.known))
    how_far = "plan-short" if dropped or more else "plan-star"
    yield Paragraph(phrase(how_far, start=start, stars=range_of(now), star=made.star, count=len(made.open)))
    if made.next_due:
        yield Aside(phrase("plan-next", step=Phrase(made.next_due.subdomain), due=due_of(made.next_due, at.today)))
    if dropped:
        yield Aside(phrase("plan-held", star=made.star, names=dropped, count=len(dropped)))
    if more:
        yield Aside(phrase("plan-lacking", star=made.star, names=more))


def _line(at: Scope, step: PlannedStep) -> Phrase:
    """A step in a list: state, name, rungs; when it is due and who does it while it is open."""
    line = phrase(f"plan-line-{step.state}", step=step_title(step))
    if step.state in (StepState.done, StepState.dropped):
        return line
    if step.person:
        return phrase("plan-line-by", line=line, due=due_of(step, at.today), person=step.person)
    return phrase("plan-line-due", line=line, due=due_of(step, at.today))


def _tick(at: Scope, step: PlannedStep, page: str, ticked: int, number: int) -> Choice:
    key = "if-ticked" if ticked >> number & 1 else "if-unticked"
    return at.open(f"{View.what_if}.{page}.{ticked ^ 1 << number:x}", phrase(key, step=step_title(step)))


def _pages(count: int) -> int:
    return max(-(-count // STEPS_A_PAGE), 1)


def is_number(text: str) -> bool:
    """Return whether this is a number of one or two digits, as a button carries it."""
    return text.isascii() and text.isdigit() and len(text) < 3


def _is_bits(text: str, steps: int) -> bool:
    """Whether this is a set of the plan's steps, in hexadecimal, written as we write it."""
    try:
        return f"{int(text, 16):x}" == text and int(text, 16) < 1 << steps
    except ValueError:
        return False
