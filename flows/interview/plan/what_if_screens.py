"""Builds the screens that ask what would be if: if a set of steps were done, or a set of a step's criteria met."""

from __future__ import annotations

from collections.abc import Iterable

from flows.assessment.plan import Plan, PlannedStep, StepState, still_lacking, way_of, what_if_met
from flows.assessment.plan import what_if as star_if
from flows.assessment.scorecard import possible_stars
from flows.criteria_words import some_facts
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import mark, range_of, some_names
from flows.interview.plan.screens import STEPS_A_PAGE, is_number, pages_of, step_title
from flows.interview.points.screens import set_of, ticked_in
from flows.interview.screen_builder import Scope, turning
from flows.screen import Aside, Block, Check, Heading, Listing, Paragraph, Screen
from flows.standard.criteria import Criterion
from flows.views import View

# A card of Telegram has room for the criteria of this many steps, and for this many criteria of each.
STEPS_WITH_CRITERIA = 4
CRITERIA_OF_A_STEP = 5
BUTTONS_A_ROW = 5


def what_if(at: Scope, rest: str) -> Screen | None:
    """Let steps be ticked, and show the star if they were done, and which criteria that takes.

    The view's own name, `page.bits`, holds the set of ticked steps; nothing is stored.
    """
    made = at.session.plan
    page, _, bits = rest.partition(".")
    if made is None or not is_number(page) or not _is_bits(bits, len(made.steps)):
        return None
    first, ticked = int(page) * STEPS_A_PAGE, int(bits, 16)
    chosen = [step for number, step in enumerate(made.steps) if ticked >> number & 1 and step.state is not StepState.done]
    waiting = [n for n, step in enumerate(made.steps) if step.state is not StepState.done]
    if first >= max(len(waiting), 1):
        return None
    everything = sum(1 << number for number in waiting)
    return at.screen(
        View.what_if,
        Heading(phrase("if-title")),
        *_would_be(at, made, chosen),
        Aside(phrase("if-hint", count=len(chosen))),
        rows=[
            *([_tick(at, made.steps[n], page, ticked, n)] for n in waiting[first : first + STEPS_A_PAGE]),
            turning(at, [f"{View.what_if}.{p}.{bits}" for p in range(pages_of(len(waiting)))], int(page)),
            [
                at.open(f"{View.what_if}.{page}.{everything:x}", phrase("choice-if-all")),
                at.open(f"{View.what_if}.{page}.0", phrase("choice-if-none")),
            ],
            [at.open(View.plan, phrase("choice-to-plan"))],
        ],
        checks=tuple(Check(n, step_title(made.steps[n]), bool(ticked >> n & 1)) for n in waiting),
    )


def if_met(at: Scope, rest: str) -> Screen | None:
    """Let the criteria that a step lacks be ticked, and show the rung and the star if they were met.

    The view's own name, `number.set`, holds the step's number and the ticks (see `ticked_in`); nothing is stored.
    """
    number, _, bits = rest.partition(".")
    steps = at.session.plan.steps if at.session.plan else ()
    if not (is_number(number) and 1 <= int(number) <= len(steps)):
        return None
    step = steps[int(number) - 1]
    subdomain, way = at.standard.subdomain(step.subdomain), way_of(step, at.standard, at.session.known)
    if not way.missing or not _is_bits(bits, len(subdomain.all_criteria)):
        return None
    ticked = ticked_in(subdomain, int(bits, 16)).intersection(way.missing)
    rating, stars = what_if_met(at.standard, at.session.known, subdomain, ticked)
    now = range_of(possible_stars(at.standard, at.session.known))

    def toggle(one: Criterion) -> Choice:
        label = phrase(f"{_sign(one in ticked)}-button", rung=one.rung, letter=one.letter)
        return at.open(f"{View.if_met}.{number}.{set_of(subdomain, ticked ^ {one}):x}", label)

    toggles = [toggle(one) for one in way.missing]
    return at.screen(
        View.if_met,
        Heading(phrase("if-met-title", step=step_title(step))),
        Paragraph(phrase("if-met-gives", now=now, then=range_of(stars), mark=mark(rating))),
        *(Paragraph(_numbered(one, one in ticked), is_for_typing=True) for one in way.missing),
        Aside(phrase("if-met-hint")),
        rows=[
            *(toggles[start : start + BUTTONS_A_ROW] for start in range(0, len(toggles), BUTTONS_A_ROW)),
            [
                at.open(f"{View.if_met}.{number}.{set_of(subdomain, frozenset(way.missing)):x}", phrase("choice-if-all")),
                at.open(f"{View.if_met}.{number}.0", phrase("choice-if-none")),
            ],
            [at.open(f"{View.planned_step}.{number}", phrase("choice-to-step"))],
        ],
        checks=tuple(
            Check(
                subdomain.all_criteria.index(one), phrase("if-met-fact", rung=one.rung, fact=phrase(one.words)), one in ticked
            )
            for one in way.missing
        ),
    )


def if_met_choice(at: Scope, number: int, step: PlannedStep) -> list[Choice]:
    """Return the choice to ask what an open step's criteria would change; nothing if it lacks none."""
    if step.state in (StepState.done, StepState.dropped) or not way_of(step, at.standard, at.session.known).missing:
        return []
    return [at.open(f"{View.if_met}.{number}.0", phrase("choice-if-met"))]


def _would_be(at: Scope, made: Plan, chosen: list[PlannedStep]) -> Iterable[Block]:
    """Return the star with these steps, what they take, what the plan's star still lacks, and the day."""
    known = at.session.known
    now, then = possible_stars(at.standard, known), star_if(at.standard, known, chosen)
    yield Paragraph(phrase("if-star", now=range_of(now), then=range_of(then)))
    needed = tuple(_needed(at, step, is_named=place < STEPS_WITH_CRITERIA) for place, step in enumerate(chosen))
    if any(needed):
        yield Paragraph(phrase("if-needs"))
        yield Listing(tuple(line for line in needed if line is not None))
    left = still_lacking(made, at.standard, known, chosen) if chosen else ()
    if left:
        yield Paragraph(phrase("if-lacking", star=made.star, count=len(left), names=some_names(left)))
    if chosen:
        yield Aside(phrase("if-by", date=written_day(max(step.due for step in chosen))))


def _needed(at: Scope, step: PlannedStep, is_named: bool) -> Phrase | None:
    """Return the criteria that a step still takes, by name or only their number; None if the edition has none for it."""
    missing = way_of(step, at.standard, at.session.known).missing
    if not missing:
        return None
    if not is_named:
        return phrase("if-needs-count", step=step_title(step), count=len(missing))
    return phrase("if-needs-facts", step=step_title(step), facts=some_facts(missing, CRITERIA_OF_A_STEP))


def _tick(at: Scope, step: PlannedStep, page: str, ticked: int, number: int) -> Choice:
    key = "if-ticked" if ticked >> number & 1 else "if-unticked"
    return at.open(f"{View.what_if}.{page}.{ticked ^ 1 << number:x}", phrase(key, step=step_title(step)))


def _numbered(one: Criterion, is_ticked: bool) -> Phrase:
    return phrase(_sign(is_ticked), fact=phrase("if-met-fact", rung=one.rung, fact=phrase(one.words)))


def _sign(is_met: bool) -> str:
    return "point-met" if is_met else "point-missing"


def _is_bits(text: str, members: int) -> bool:
    """Return whether this is a set of that many members in hexadecimal, written exactly as we write it."""
    try:
        return f"{int(text, 16):x}" == text and int(text, 16) < 1 << members
    except ValueError:
        return False
