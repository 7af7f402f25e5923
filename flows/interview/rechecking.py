"""A new assessment from the last one's answers: its guards and effects, and the screens that ask if they are still true."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from flows.assessment.order import Mode
from flows.dialogue import Aside, Heading, Listing, Paragraph, Phrase, Progress, Screen, phrase
from flows.interview.dates import written_day
from flows.interview.scope import Scope
from flows.interview.screens import answer_line, progress
from flows.interview.session import Session, no_ratings
from flows.standard.model import Standard


class Rechecking:
    """The part of an interview that copies old answers. It changes `session` and nothing else."""

    standard: Standard
    session: Session
    today: date

    def is_confirming(self, _value: str) -> bool:
        """A domain of the last assessment's answers is to be confirmed now."""
        return self.session.confirming(self.standard) is not None

    def open_recheck(self, _value: str) -> None:
        """Begin another assessment, in full, from the last finished one's answers."""
        self.open_another(rechecking=True)

    def open_another(self, *, rechecking: bool) -> None:
        """Begin another assessment, in full; the one before stays in the history."""
        self.session = replace(
            self.session,
            assessment=self.session.assessment + 1,
            mode=Mode.full,
            target=0,
            focus="",
            origin="",
            rechecking=rechecking,
            ratings=no_ratings(),
        )

    def confirm_domain(self, _value: str) -> None:
        """Copy all old answers of the domain at hand, with their evidence."""
        domain = self.session.confirming(self.standard)
        assert domain is not None
        old = self.session.old_answers(self.standard, domain)
        self.session = replace(self.session, ratings={**self.session.ratings, **old})

    def walk_domain(self, _value: str) -> None:
        """Go through the domain at hand question by question."""
        self.session = replace(self.session, focus=self.session.current(self.standard) or "")


def confirming(at: Scope) -> Screen:
    """One domain's old answers: all still true, or through its questions one by one."""
    code = at.session.confirming(at.standard)
    assert code is not None
    old = at.session.old_answers(at.standard, code)
    return at.screen(
        "confirming",
        Heading(phrase("confirming-title", domain=Phrase(code))),
        Progress(*progress(at.standard, at.session)),
        Paragraph(phrase("confirming-when", date=written_day(at.session.past[-1].finished_on))),
        Listing(tuple(answer_line(sub.code, old.get(sub.code)) for sub in at.standard.domain(code).subdomains)),
        Aside(phrase("confirming-hint")),
        rows=[
            [at.choice("confirm", "", phrase("choice-still-true"))],
            [at.choice("walk", "", phrase("choice-walk"))],
            [
                *([at.choice("back", "", phrase("choice-back"))] if at.session.previous(at.standard) else []),
                at.choice("pause", "", phrase("choice-pause")),
            ],
        ],
    )


def recheck(at: Scope, _rest: str) -> Screen | None:
    """Asks once whether to begin a re-check; the old assessment stays in the history."""
    if not at.session.past:
        return None
    last = at.session.past[-1]
    lost = 0 if at.session.is_over else len(at.session.ratings)
    return at.screen(
        "recheck",
        Heading(phrase("recheck-title")),
        Paragraph(phrase("recheck-what", date=written_day(last.finished_on), count=len(last.ratings))),
        *([Aside(phrase("recheck-instead", count=lost))] if lost else []),
        *([Aside(phrase("plan-stays"))] if at.session.plan else []),
        rows=[[at.choice("recheck", "", phrase("choice-recheck-begin"))], [at.show(phrase("choice-return"))]],
    )
