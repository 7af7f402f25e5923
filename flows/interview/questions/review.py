"""The review: every answer in a list, each with the way to change it and to its evidence."""

from __future__ import annotations

from flows.assessment.evidence_state import can_have_evidence
from flows.dialogue import Phrase, phrase
from flows.interview.phrases import answer_row
from flows.interview.questions.question_screens import code_of, recorded_of
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Block, Heading, Recorded, Row, Rows, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View


def reviewing(at: Scope) -> Screen:
    """List all answers by domain. Each domain's view leads to each of its answers."""
    return _review(at, "", None)


def review_after(at: Scope, number: str) -> Screen | None:
    """Return the review after one answer was changed, by its number in the standard: that answer is marked."""
    code = code_of(at, number)
    if at.session.stage != Stage.reviewing or code is None:
        return None
    return _review(at, code, recorded_of(at, number))


def reviewed(at: Scope, code: str) -> Row:
    """Return one answer of a domain: a tap goes to its question, by way of the answer's own view if it can have evidence."""
    rating = at.session.ratings.get(code)
    if can_have_evidence(rating):
        choice = at.open(f"{View.answer}.{at.standard.codes.index(code)}", Phrase(code))
    else:
        choice = at.choice(Trigger.jump, code, Phrase(code))
    return answer_row(code, rating, choice)


def _review(at: Scope, changed: str, recorded: Recorded | None) -> Screen:
    blocks: list[Block] = [Heading(phrase("review-title"))]
    for domain in at.standard.domains:
        answers = tuple(_answer(at, sub.code, changed) for sub in domain.subdomains)
        apart = at.open(f"{View.answers}.{domain.code}", phrase(domain.code))
        blocks += [Heading(phrase(domain.code)), Rows(answers, apart=apart)]
    return at.screen(
        Stage.reviewing,
        *blocks,
        Aside(phrase("review-hint")),
        rows=[[at.choice(Trigger.close, "", phrase("choice-close")), at.choice(Trigger.pause, "", phrase("choice-pause"))]],
        recorded=recorded,
    )


def _answer(at: Scope, code: str, changed: str) -> Row:
    """Return one answer of the list, with the ways to its question and, if it can have evidence, to that."""
    number, rating = at.standard.codes.index(code), at.session.ratings.get(code)
    row = answer_row(code, rating, at.open(f"{View.question}.{number}", phrase("choice-change-row")), is_marked=code == changed)
    evidence = at.open(f"{View.answer}.{number}", phrase("choice-see-evidence")) if can_have_evidence(rating) else None
    return Row(row.name, row.value, row.words, row.choice, row.is_marked, evidence, code)
