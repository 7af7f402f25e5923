"""Builds the screens of a re-check, which ask if the old answers are still true."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import answer_row
from flows.interview.questions.question_screens import answered_so_far
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Heading, Paragraph, Rows, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View


def confirming(at: Scope) -> Screen:
    """Ask if one domain's old answers are all still true; if not, its questions come one by one."""
    code = at.session.confirming(at.standard)
    assert code is not None
    old = at.session.old_answers(at.standard, code)
    return at.screen(
        Stage.confirming,
        Heading(phrase("confirming-title", domain=Phrase(code))),
        answered_so_far(at.standard, at.session),
        Paragraph(phrase("confirming-when", date=written_day(at.session.past[-1].finished_on))),
        Rows(tuple(answer_row(sub.code, old.get(sub.code)) for sub in at.standard.domain(code).subdomains)),
        Aside(phrase("confirming-hint")),
        rows=[
            [at.choice(Trigger.confirm_domain, "", phrase("choice-still-true"))],
            [at.choice(Trigger.walk_domain, "", phrase("choice-walk"))],
            [
                *([at.choice(Trigger.back, "", phrase("choice-back"))] if at.session.previous(at.standard) else []),
                at.choice(Trigger.pause, "", phrase("choice-pause")),
            ],
        ],
    )


def recheck(at: Scope, _rest: str) -> Screen | None:
    """Ask once whether to begin a re-check. The old assessment stays in the history."""
    if not at.session.past:
        return None
    last = at.session.past[-1]
    lost = 0 if at.session.is_over else len(at.session.ratings)
    return at.screen(
        View.recheck,
        Heading(phrase("recheck-title")),
        Paragraph(phrase("recheck-what", date=written_day(last.finished_on), count=len(last.ratings))),
        *([Aside(phrase("recheck-instead", count=lost))] if lost else []),
        *([Aside(phrase("plan-stays"))] if at.session.plan else []),
        rows=[[at.choice(Trigger.recheck, "", phrase("choice-recheck-begin"))], [at.show(phrase("choice-return"))]],
    )
