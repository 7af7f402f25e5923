"""What a screen is built from, and the short forms in which screens are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from flows.answers import Answers
from flows.dialogue import Attachment, Choice, Phrase, Reply, phrase
from flows.form import Field, Form
from flows.interview.session import Session
from flows.screen import Block, Check, Recorded, Screen
from flows.standard.model import Standard
from flows.triggers import Trigger


class Scope(Struct, frozen=True):
    """The standard, the respondent's session, and the view that is being built ("" is the stage's own screen)."""

    standard: Standard
    session: Session
    view: str
    language: str
    today: date

    @property
    def asked(self) -> str:
        """The subdomain that is asked now. Raises KeyError if no question is asked."""
        code = self.session.current(self.standard)
        if code is None:
            raise KeyError("nothing is asked")
        return code

    def choice(self, trigger: str, value: str, label: Phrase) -> Choice:
        """Return a button of this view that gives a trigger and a value."""
        return Choice(label, Reply(self.session.turn, self.view, trigger, value))

    def open(self, view: str, label: Phrase) -> Choice:
        """Return a button that only shows another view."""
        return self.choice(Trigger.open, view, label)

    def form(self, trigger: str, value: str, *fields: Field) -> Form:
        """Return a form of this view whose fields are sent with a trigger and a value."""
        return Form(self.session.turn, self.view, trigger, value, fields)

    def show(self, label: Phrase) -> Choice:
        """Return a button that goes back to the stage's own screen."""
        return self.choice(Trigger.show, "", label)

    def screen(
        self,
        name: str,
        *blocks: Block,
        rows: Sequence[Sequence[Choice]] = (),
        typed: Phrase | None = None,
        attached: Phrase | None = None,
        kept: Attachment | None = None,
        asks: str = "",
        earlier: str = "",
        answers: Answers | None = None,
        recorded: Recorded | None = None,
        form: Form | None = None,
        checks: tuple[Check, ...] = (),
        about: str = "",
        lowered: str = "",
    ) -> Screen:
        """Return the screen of these blocks and of the rows that hold a choice."""
        filled = tuple(tuple(row) for row in rows if row)
        return Screen(
            name,
            self.session.turn,
            self.language,
            blocks,
            filled,
            typed,
            attached=attached,
            kept=kept,
            asks=asks,
            earlier=earlier,
            answers=answers,
            recorded=recorded,
            form=form,
            checks=checks,
            is_rich=self.session.rich_cards,
            about=about,
            lowered=lowered,
        )


def one_a_row(choices: Iterable[Choice]) -> list[list[Choice]]:
    """Return choices one below the other: names of domains and subdomains need the width of a phone."""
    return [[choice] for choice in choices]


def turning(at: Scope, pages: list[str], page: int) -> list[Choice]:
    """Return the buttons to the page before and the page after."""
    return [
        *([at.open(pages[page - 1], phrase("choice-earlier"))] if page else []),
        *([at.open(pages[page + 1], phrase("choice-later"))] if page + 1 < len(pages) else []),
    ]
