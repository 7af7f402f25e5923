"""Rich cards: offered, tried out with a sample, and turned off again.

Some apps show an empty bubble for a rich message, and nothing tells the bot. So only a tap on a button inside a rich sample
turns rich cards on: a person who can tap it can see it.
"""

from __future__ import annotations

from flows.dialogue import Choice, Reply, phrase
from flows.interview.reminders.effects import OFF, ON
from flows.interview.screen_builder import Scope
from flows.screen import Heading, Paragraph, Row, Rows, Screen
from flows.triggers import Trigger
from flows.views import View

# The button of a sample works on every turn: the sample stays in the chat.
ANY_TURN = 0


def rich_cards(at: Scope, _rest: str) -> Screen:
    """Say that a sample comes, and what to do if it cannot be seen."""
    return at.screen(
        View.rich_cards,
        Heading(phrase("rich-title")),
        Paragraph(phrase("rich-what")),
        rows=[[at.show(phrase("choice-return"))]],
    )


def rich_sample(at: Scope, _rest: str) -> Screen:
    """Show the sample: a small list, and a button. If a person taps it, their app shows rich cards."""
    turn_on = Choice(phrase("choice-rich-on"), Reply(ANY_TURN, View.rich_sample, Trigger.set_rich_cards, ON))
    return at.screen(
        View.rich_sample,
        Heading(phrase("rich-sample-title")),
        Rows((Row(phrase("rich-sample-name"), phrase("rich-sample-value"), phrase("rich-sample-words")),)),
        Paragraph(phrase("rich-sample-ask")),
        rows=[[turn_on]],
    )


def card_choice(at: Scope) -> Choice:
    """Return the choice of the view of languages: try rich cards, or have plain ones again."""
    if at.session.rich_cards:
        return at.choice(Trigger.set_rich_cards, OFF, phrase("choice-rich-off"))
    return at.open(View.rich_cards, phrase("choice-rich"))
