"""Builds the screens of the result: the stars, what blocks the next star, and what to build in which order."""

from __future__ import annotations

from msgspec.structs import replace

from flows.assessment.roadmap import Step, next_steps
from flows.assessment.scorecard import Scorecard
from flows.assessment.verified import is_lowered
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.cases.actions import CaseAction
from flows.interview.elsewhere.screens import elsewhere_choice
from flows.interview.institution.screens import name_choices, named_line
from flows.interview.phrases import mark, some_names
from flows.interview.plan.advice import how_to_build, still_missing
from flows.interview.plan.screens import goal_choices, plan_choices
from flows.interview.points.screens import by_points
from flows.interview.result.profile import profile
from flows.interview.result.readings import card_of, lacking_evidence_choices, readings, remarks, second_look
from flows.interview.result.reviewed import review, verified_line
from flows.interview.result.verdict import verdict
from flows.interview.screen_builder import Scope, turning
from flows.screen import Aside, Folded, Heading, Listing, Paragraph, Plain, Row, Rows, Screen
from flows.stages import Stage
from flows.standard.model import TOP
from flows.triggers import Trigger
from flows.views import View

STEPS_A_PAGE = 4
STEPS_AT_FIRST = 3
# The picture that is passed on, and the documents that a face can hand over beside it.
PICTURE = "card"
DOCUMENTS = ("report", "workbook", "sealed")


def finished(at: Scope) -> Screen:
    """Show the result after the last question or an early end."""
    return _result(at, Stage.finished, [])


def result(at: Scope) -> Screen:
    """Show the result so far, at any moment of the interview. Before the first answer there is none."""
    back = [at.show(phrase("choice-return"))]
    return _result(at, View.result, back) if at.session.ratings else _no_result(at)


def documents(at: Scope, _rest: str) -> Screen | None:
    """Show the documents of the result, each with what it is for; None if nothing is answered."""
    if not at.session.ratings:
        return None
    fold = _documents(at)
    return at.screen(View.documents, Heading(fold.title), *fold.blocks, rows=[*fold.rows, _to_result(at)])


def more(at: Scope, _rest: str) -> Screen | None:
    """Show what else a person can do with a result; None if nothing is answered."""
    if not at.session.ratings:
        return None
    fold = _more(at, card_of(at), is_planned=bool(plan_choices(at)))
    return at.screen(View.more, Heading(fold.title), *fold.blocks, rows=[*fold.rows, _to_result(at)])


def steps(at: Scope, page: int) -> Screen | None:
    """Show one page (from 0) of what to build for the next star, in order; at five stars, of what to keep."""
    plan = plan_of(at)
    kept = at.standard.codes if not plan else ()
    pages = -(-max(len(plan), len(kept)) // STEPS_A_PAGE)
    if not 0 <= page < pages:
        return None
    first = page * STEPS_A_PAGE
    shown = plan[first : first + STEPS_A_PAGE]
    rows = tuple(_step_row(at, step) for step in shown) or tuple(
        Row(Phrase(code), words=_rung(code, TOP)) for code in kept[first : first + STEPS_A_PAGE]
    )
    goal = card_of(at).goal
    title = phrase("steps-title", star=goal, count=len(plan)) if plan else phrase("keep-title")
    return at.screen(
        f"{View.steps}.{page}",
        Heading(title),
        Rows(rows, first=first + 1),
        rows=[
            turning(at, [f"{View.steps}.{number}" for number in range(pages)], page),
            [at.open(View.result, phrase("choice-result")), at.show(phrase("choice-return"))],
        ],
    )


def step(at: Scope, code: str) -> Screen | None:
    """Show how to build one step: every rung on the way with its first steps, its effort and the sign that it is reached."""
    plan = plan_of(at)
    number = next((i for i, item in enumerate(plan) if item.subdomain == code), None)
    if number is None:
        return None
    item = plan[number]
    return at.screen(
        f"{View.step}.{code}",
        Heading(_titled_step(at, item)),
        *how_to_build(at.standard.subdomain(code), item.from_rung, item.to_rung, at.session.ratings.get(code)),
        rows=[
            by_points(at, code),
            [
                at.open(f"{View.steps}.{number // STEPS_A_PAGE}", phrase("choice-steps")),
                at.show(phrase("choice-return")),
            ],
        ],
    )


def plan_of(at: Scope) -> tuple[Step, ...]:
    """Return the steps to the next star; none if five stars are reached."""
    return next_steps(at.standard, at.session.ratings, card_of(at))


def _step_row(at: Scope, item: Step) -> Row:
    """Return a step as a row that leads to how to build it: name, from, to, and what is to be reached."""
    choice = at.open(f"{View.step}.{item.subdomain}", Phrase(item.subdomain))
    return Row(_titled_step(at, item), words=_lacking(at, item), choice=choice)


def _step_line(at: Scope, item: Step) -> Phrase:
    """Return a step as a line of the list: name, from, to, and what is to be reached."""
    return phrase("step-line", step=_titled_step(at, item), rung=_lacking(at, item))


def _lacking(at: Scope, item: Step) -> Phrase:
    """Return the criteria that a step still lacks if some are met, otherwise the sentence of the rung to reach."""
    rating = at.session.ratings.get(item.subdomain)
    some = None if is_lowered(rating) else still_missing(at.standard.subdomain(item.subdomain), rating)
    return some or _rung(item.subdomain, item.to_rung)


def _titled_step(at: Scope, item: Step) -> Phrase:
    rating = at.session.ratings.get(item.subdomain)
    if rating is None or rating.unsure:  # nobody has said that it is on rung 0
        return phrase("step-title-unsaid", subdomain=Phrase(item.subdomain), mark=mark(rating), goal=item.to_rung)
    key = "step-title-under-way" if item.under_way else "step-title-verified" if is_lowered(rating) else "step-title"
    return phrase(key, subdomain=Phrase(item.subdomain), start=item.from_rung, goal=item.to_rung)


def _rung(code: str, rung: int) -> Phrase:
    return phrase(f"{code}.rung-{rung}")


def _no_result(at: Scope) -> Screen:
    """Say that nothing is answered yet, and lead to the first question."""
    is_asking = at.session.stage == Stage.asking
    first = at.show(phrase("choice-first-question" if is_asking else "choice-return"))
    if at.session.stage == Stage.paused:
        first = at.choice(Trigger.resume, "", phrase("choice-first-question"))
    return at.screen(View.result, Heading(phrase("result-none-title")), Paragraph(phrase("result-none")), rows=[[first]])


def _result(at: Scope, name: str, back: list[Choice]) -> Screen:
    """Return the essentials, the three things to do next, and the rest folded."""
    card, planned = card_of(at), plan_choices(at)
    to_do = planned or [[_steps_choice(at, card)]]
    return at.screen(
        name,
        *verdict(at, card),
        *verified_line(at, card),
        profile(at, card),
        *review(at, card),
        *_first_steps(at, card),
        Folded(phrase("result-readings"), (*readings(at, card), *remarks(at, card), *second_look(at))),
        replace(_documents(at), apart=at.open(View.documents, phrase("choice-documents"))),
        replace(_more(at, card, is_planned=bool(planned)), apart=at.open(View.more, phrase("choice-more"))),
        Aside(phrase("disclaimer")),
        rows=[
            *to_do,
            [at.choice(Trigger.document, PICTURE, phrase("choice-pass-on"))],
            lacking_evidence_choices(at),
            back,
        ],
    )


def _first_steps(at: Scope, card: Scorecard) -> list[Folded]:
    """Return what to build first for the next star, and the names of the rest; nothing at five stars."""
    plan = next_steps(at.standard, at.session.ratings, card)
    if not plan:
        return []
    first, rest = plan[:STEPS_AT_FIRST], plan[STEPS_AT_FIRST:]
    blocks: list[Plain] = [Listing(tuple(_step_line(at, item) for item in first), first=1)]
    if rest:
        names = some_names(tuple(item.subdomain for item in rest))
        blocks.append(Aside(phrase("result-rest", count=len(rest), names=names)))
    return [Folded(phrase("result-build", star=card.goal), tuple(blocks))]


def _documents(at: Scope) -> Folded:
    """Return the choices of documents, which change nothing, and of the institution: its name on them, its people."""
    items = tuple(
        Row(
            phrase(f"document-file-{name}"),
            words=phrase(f"document-caption-{name}"),
            choice=at.choice(Trigger.document, name, phrase(f"choice-document-{name}")),
        )
        for name in DOCUMENTS
    )
    ways = tuple((choice,) for choice in name_choices(at))
    return Folded(phrase("documents-title"), (Rows(items), *named_line(at)), ways)


def _more(at: Scope, card: Scorecard, *, is_planned: bool) -> Folded:
    """Return the other choices: the steps, another star and, after the end, the answers and the other self-checks."""
    rows = [[_steps_choice(at, card)] if is_planned else [], goal_choices(at)]
    if at.session.stage == Stage.finished:
        rows += [
            [at.choice(Trigger.go_deeper, "", phrase("choice-go-deeper"))] if card.unanswered else [],
            [at.choice(Trigger.review, "", phrase("choice-review")), at.open(View.restart, phrase("choice-restart"))],
            [at.open(View.recheck, phrase("choice-recheck")), at.open(View.history, phrase("choice-history"))],
            [at.choice(Trigger.cases, CaseAction.how, phrase("choice-hand-in"))],
            [elsewhere_choice(at)],
        ]
    return Folded(phrase("more-title"), (), tuple(tuple(row) for row in rows if row))


def _steps_choice(at: Scope, card: Scorecard) -> Choice:
    label = phrase("choice-build", star=card.goal) if card.claimed.low < TOP else phrase("choice-what-to-keep")
    return at.open(f"{View.steps}.0", label)


def _to_result(at: Scope) -> list[Choice]:
    if at.session.stage == Stage.finished:
        return [at.show(phrase("choice-return"))]
    return [at.open(View.result, phrase("choice-result")), at.show(phrase("choice-return"))]
