"""The result and the advice: what the ratings came to, what blocks the next star, and what to build in which order."""

from __future__ import annotations

from flows.assessment.roadmap import Step, next_steps
from flows.assessment.scorecard import Scorecard, StarRange
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.elsewhere.screens import elsewhere_choice
from flows.interview.institution.screens import name_choices, named_line
from flows.interview.phrases import mark
from flows.interview.plan.advice import how_to_build
from flows.interview.plan.screens import plan_choices
from flows.interview.result.readings import card_of, lacking_evidence_choices, readings, second_look
from flows.interview.screen_builder import Scope, one_a_row, turning
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.standard.model import TOP
from flows.triggers import Trigger
from flows.views import View

STEPS_A_PAGE = 4
STEPS_AT_FIRST = 3
# The documents that a face can hand over, row by row.
DOCUMENTS = (("card", "report"), ("workbook", "sealed"))


def finished(at: Scope) -> Screen:
    """The stage's screen after the last question or the verdict."""
    card = card_of(at)
    return at.screen(
        Stage.finished,
        *_reading(at, card),
        rows=[
            *_advice_choices(at, card),
            *_document_choices(at),
            [at.choice(Trigger.go_deeper, "", phrase("choice-go-deeper"))] if _missing(at) else [],
            [at.choice(Trigger.review, "", phrase("choice-review")), at.open(View.restart, phrase("choice-restart"))],
            [at.open(View.recheck, phrase("choice-recheck")), at.open(View.history, phrase("choice-history"))],
            [elsewhere_choice(at)],
        ],
    )


def result(at: Scope) -> Screen:
    """The same reading at any moment of the interview."""
    card = card_of(at)
    return at.screen(
        View.result,
        *_reading(at, card),
        rows=[*_advice_choices(at, card), *_document_choices(at), [at.show(phrase("choice-return"))]],
    )


def steps(at: Scope, page: int) -> Screen | None:
    """One page (from 0) of what to build for the next star, in order; at five stars, of what to keep."""
    plan = plan_of(at)
    kept = at.standard.codes if not plan else ()
    pages = -(-max(len(plan), len(kept)) // STEPS_A_PAGE)
    if not 0 <= page < pages:
        return None
    first = page * STEPS_A_PAGE
    shown = plan[first : first + STEPS_A_PAGE]
    codes = [step.subdomain for step in shown] or kept[first : first + STEPS_A_PAGE]
    lines = [_step_line(at, step) for step in shown] or [
        phrase("keep-line", subdomain=Phrase(c), rung=_rung(c, TOP)) for c in codes
    ]
    goal = card_of(at).goal
    title = phrase("steps-title", star=goal, count=len(plan)) if plan else phrase("keep-title")
    return at.screen(
        f"{View.steps}.{page}",
        Heading(title),
        Listing(tuple(lines), first=first + 1),
        rows=[
            *one_a_row(at.open(f"{View.step}.{step.subdomain}", Phrase(step.subdomain)) for step in shown),
            turning(at, [f"{View.steps}.{number}" for number in range(pages)], page),
            [at.open(View.result, phrase("choice-result")), at.show(phrase("choice-return"))],
        ],
    )


def step(at: Scope, code: str) -> Screen | None:
    """How to build one step: every rung on the way with its first steps, its effort and the sign that it is done."""
    plan = plan_of(at)
    number = next((i for i, item in enumerate(plan) if item.subdomain == code), None)
    if number is None:
        return None
    item = plan[number]
    return at.screen(
        f"{View.step}.{code}",
        Heading(_titled_step(at, item)),
        *how_to_build(at.standard.subdomain(code), item.from_rung, item.to_rung),
        rows=[
            [
                at.open(f"{View.steps}.{number // STEPS_A_PAGE}", phrase("choice-steps")),
                at.show(phrase("choice-return")),
            ]
        ],
    )


def plan_of(at: Scope) -> tuple[Step, ...]:
    """The steps to the next star; none where five stars are reached."""
    return next_steps(at.standard, at.session.ratings, card_of(at))


def _step_line(at: Scope, item: Step) -> Phrase:
    """A step in a list: name, from, to, and the sentence of the rung to reach."""
    return phrase("step-line", step=_titled_step(at, item), rung=_rung(item.subdomain, item.to_rung))


def _titled_step(at: Scope, item: Step) -> Phrase:
    rating = at.session.ratings.get(item.subdomain)
    if rating is None or rating.unsure:  # nobody has said that it stands on rung 0
        return phrase("step-title-unsaid", subdomain=Phrase(item.subdomain), mark=mark(rating), goal=item.to_rung)
    key = "step-title-under-way" if item.under_way else "step-title"
    return phrase(key, subdomain=Phrase(item.subdomain), start=item.from_rung, goal=item.to_rung)


def _rung(code: str, rung: int) -> Phrase:
    return phrase(f"{code}.rung-{rung}")


def _reading(at: Scope, card: Scorecard) -> list[Block]:
    """The parts that every result has, in the order in which they are read."""
    plan = plan_of(at)
    blocks: list[Block] = [
        Heading(stars_of(card.claimed)),
        *([Paragraph(phrase("result-open", count=len(card.open_questions)))] if not card.claimed.decided else []),
        *([Aside(phrase("result-unanswered", count=_missing(at)))] if _missing(at) else []),
        *readings(at, card),
        *_remarks(card),
        Heading(phrase("result-domains", star=card.goal)),
        Listing(
            tuple(
                phrase("result-domain", domain=Phrase(item.domain), met=item.met, required=item.required)
                for item in card.domains
            )
        ),
    ]
    if plan:
        blocks += [
            *_blocking(card),
            Heading(phrase("result-build", star=card.goal)),
            Listing(tuple(_step_line(at, item) for item in plan[:STEPS_AT_FIRST]), first=1),
        ]
        if len(plan) > STEPS_AT_FIRST:
            blocks.append(Aside(phrase("result-more", count=len(plan) - STEPS_AT_FIRST)))
    else:
        blocks += [
            Heading(phrase("keep-title")),
            Paragraph(phrase("keep-what", count=len(at.standard.subdomains))),
        ]
    return [*blocks, *second_look(at), *named_line(at), Aside(phrase("disclaimer"))]


def _blocking(card: Scorecard) -> list[Block]:
    """What holds the next star back: answers, and apart from them what nobody has answered, for that is no rung 0."""
    said = tuple(code for code in card.blocking if code not in card.unanswered)
    unsaid = tuple(code for code in card.blocking if code in card.unanswered)
    lines = (("result-blocking", said), ("result-blocking-unanswered", unsaid))
    return [Paragraph(phrase(key, star=card.goal, names=_names(codes), count=len(codes))) for key, codes in lines if codes]


def _remarks(card: Scorecard) -> list[Block]:
    """What limits the reading: answers to find out first, and requirements left out that an assessor must confirm."""
    blocks: list[Block] = []
    if card.unsure:
        blocks.append(Paragraph(phrase("result-unsure", names=_names(card.unsure))))
    if card.left_out:
        blocks.append(Paragraph(phrase("result-left-out", names=_names(card.left_out))))
    return blocks


def stars_of(stars: StarRange) -> Phrase:
    """The star, or the range that is still open, as a headline."""
    if stars.decided:
        return phrase("result-star", star=stars.low)
    return phrase("result-range", low=phrase("stars", star=stars.low), high=phrase("stars", star=stars.high))


def _names(codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase(code) for code in codes)


def _missing(at: Scope) -> int:
    return len(at.standard.subdomains) - len(at.session.ratings)


def _document_choices(at: Scope) -> list[list[Choice]]:
    """The documents of this result, which change nothing when taken, and the name that they bear."""
    documents = [[at.choice(Trigger.document, name, phrase(f"choice-document-{name}")) for name in row] for row in DOCUMENTS]
    return [*documents, name_choices(at)]


def _advice_choices(at: Scope, card: Scorecard) -> list[list[Choice]]:
    label = phrase("choice-build", star=card.goal) if card.claimed.low < TOP else phrase("choice-what-to-keep")
    return [[at.open(f"{View.steps}.0", label)], lacking_evidence_choices(at), *plan_choices(at)]
