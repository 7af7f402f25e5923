"""Explains a question."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.interview.evidence.shows import explained_evidence
from flows.interview.points.screens import rungs_by_points
from flows.interview.questions.question_screens import code_of, question
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.standard.model import TOP
from flows.views import View


def explain(at: Scope, number: str) -> Screen | None:
    """Explain why the question matters, the evidence and the cost of each rung, what is not enough, and what the words mean.

    It is the question that is asked now, or another one that is opened by its number.
    """
    code = _explained(at, number)
    if code is None:
        return None
    efforts, rungs, to_question = at.standard.subdomain(code).effort, rungs_by_points(at, code), phrase("choice-to-question")
    return at.screen(
        View.explain,
        Heading(Phrase(code)),
        Paragraph(phrase(f"{code}.why")),
        Heading(phrase("explain-evidence")),
        Listing(tuple(phrase(f"{code}.evidence-{rung}") for rung in range(1, TOP + 1)), first=1),
        *explained_evidence(at, code),
        Paragraph(phrase("explain-enough", example=phrase(f"{code}.enough"))),
        Paragraph(phrase("explain-not-enough", example=phrase(f"{code}.not-enough"))),
        Aside(phrase("explain-neighbour", note=phrase(f"{code}.neighbour"))),
        Aside(phrase("explain-effort", efforts=tuple(phrase(f"effort-{step.name}") for step in efforts))),
        Aside(phrase("explain-words")),
        *([Paragraph(phrase("explain-points"))] if rungs else []),
        rows=[
            rungs,
            [at.open(f"{View.question}.{number}", to_question) if number else at.show(to_question)],
        ],
    )


def _explained(at: Scope, number: str) -> str | None:
    if number:
        return code_of(at, number) if question(at, number) is not None else None
    return at.asked if at.session.stage in (Stage.asking, Stage.excusing) else None
