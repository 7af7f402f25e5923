"""Offers to check the criteria before "not sure" is recorded: yes or no is often easier to say than which sentence is true."""

from __future__ import annotations

from flows.assessment.rating import UNSURE
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.points.screens import by_points, next_points
from flows.interview.screen_builder import Scope
from flows.screen import Heading, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View


def unsure(at: Scope, _rest: str) -> Screen | None:
    """Offer the criteria of the question that is asked now, or to record "not sure"; None if there is nothing to go through."""
    if at.session.stage != Stage.asking or not next_points(at, at.asked):
        return None
    return at.screen(
        View.unsure,
        Heading(Phrase(at.asked)),
        Paragraph(phrase("unsure-offer")),
        rows=[
            by_points(at, at.asked),
            [at.choice(Trigger.rate, UNSURE, phrase("choice-unsure-go-on"))],
            [at.show(phrase("choice-to-question"))],
        ],
    )


def unsure_choice(at: Scope, code: str) -> Choice:
    """Return what "not sure" does on the card of a question: it leads to the offer once, and from then on records at once.

    A person who has an answer "not sure" has seen the offer. A question at an address of its own records at once too: the
    way back from the criteria leads there, and the page shows the offer beside it.
    """
    is_asked_first = not at.view and at.session.stage == Stage.asking and not _was_offered(at)
    if is_asked_first and next_points(at, code):
        return at.open(View.unsure, phrase("choice-unsure"))
    return at.choice(Trigger.rate, UNSURE, phrase("choice-unsure"))


def _was_offered(at: Scope) -> bool:
    return any(rating.unsure for rating in at.session.ratings.values())
