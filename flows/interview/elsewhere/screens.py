"""The screens of carrying on elsewhere, for faces that show them as cards."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from flows.assessment.scorecard import StarRange
from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Heading, Paragraph, Screen
from flows.triggers import Trigger
from flows.views import View

JOINED_WITH = "."


class Summary(Struct, frozen=True):
    """What there is of one self-check: how many answers, on which day the last, and what they come to so far.

    `finished` says how many self-checks were finished before or with it.
    """

    answers: int
    last_on: date
    stars: StarRange
    finished: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return not self.answers and not self.finished


def elsewhere(at: Scope, _rest: str) -> Screen:
    """Show how to carry on in another place: a chat is the same on all devices, and a link leads to the page."""
    return at.screen(
        View.elsewhere,
        Heading(phrase("elsewhere-title")),
        Paragraph(phrase("elsewhere-chat")),
        rows=[[at.choice(Trigger.link, "", phrase("choice-link-to-page"))], [at.show(phrase("choice-return"))]],
    )


def elsewhere_choice(at: Scope) -> Choice:
    """Return the button that leads to carrying on elsewhere."""
    return at.open(View.elsewhere, phrase("choice-elsewhere"))


def carry_on_here(token: str, language: str) -> Screen:
    """Ask whether to carry on in this chat what was begun on the page."""
    return _card(
        language,
        Heading(phrase("carry-on-title")),
        Paragraph(phrase("carry-on-what")),
        Aside(phrase("carry-on-yours")),
        choices=(("", "choice-carry-on"),),
        token=token,
    )


def which_to_keep(token: str, language: str, theirs: Summary, mine: Summary) -> Screen:
    """Show both self-checks and ask which to go on with."""
    return _card(
        language,
        Heading(phrase("join-title")),
        *(Paragraph(line) for line in both_lines(theirs, mine)),
        Paragraph(phrase("join-how")),
        Aside(phrase("carry-on-yours")),
        choices=(("theirs", "choice-keep-theirs"), ("mine", "choice-keep-mine")),
        token=token,
    )


def both_lines(theirs: Summary, mine: Summary) -> tuple[Phrase, Phrase]:
    """Return a line for each of two self-checks, which says where it is."""
    return phrase("join-theirs", what=summary_line(theirs)), phrase("join-mine", what=summary_line(mine))


def summary_line(summary: Summary) -> Phrase:
    """Return one self-check in a line."""
    if summary.is_empty:
        return phrase("join-empty")
    return phrase(
        "join-summary",
        answers=summary.answers,
        date=written_day(summary.last_on),
        stars=range_of(summary.stars),
        finished=summary.finished,
    )


def _card(language: str, *blocks: Heading | Paragraph | Aside, choices: tuple[tuple[str, str], ...], token: str) -> Screen:
    rows = tuple(
        (Choice(phrase(key), Reply(NO_TURN, View.elsewhere, Trigger.join_two, token + JOINED_WITH + keep)),)
        for keep, key in choices
    )
    leave = (Choice(phrase("choice-leave-apart"), Reply(NO_TURN, "", Trigger.join_two, "")),)
    return Screen(View.elsewhere, NO_TURN, language, blocks, (*rows, leave))
