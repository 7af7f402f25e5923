"""The card of an invitation, for faces that show screens as cards: the words of the page, and a button for each level."""

from __future__ import annotations

from flows.campaign.visibility import Visibility
from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.interview.taking_part.asked import Asked
from flows.screen import Aside, Heading, Listing, Paragraph, Screen
from flows.triggers import Trigger

NAME = "invited"
WITH_LEVEL = "."


def invitation_card(asked: Asked, typed: str, language: str) -> Screen:
    """Show what a campaign asks; `typed` is the link's token or the code, which the buttons carry."""
    campaign = asked.campaign
    levels = asked.levels
    blocks = (
        Heading(phrase("invited-name", name=campaign.name)),
        Paragraph(phrase("invitation-asks", association=asked.association)),
        *((Paragraph(phrase("invited-words", words=campaign.welcome)),) if campaign.welcome else ()),
        Listing(asked.facts),
        Paragraph(phrase("invited-levels")),
        Listing(tuple(level.words for level in levels)),
        Paragraph(asked.state),
        Aside(phrase("invited-less")),
        Aside(phrase("disclaimer")),
    )
    rows = [(choice(phrase(f"choice-take-part-{level.value.name}"), _value(typed, level.value)),) for level in levels]
    return Screen(NAME, NO_TURN, language, blocks, (*rows, (choice(phrase("choice-take-no-part"), ""),)))


def agreed_by(value: str) -> tuple[str, Visibility] | None:
    """Return the token or code and the level that a button of the card carries; None if it takes no part."""
    typed, _, level = value.rpartition(WITH_LEVEL)
    found = next((each for each in Visibility if str(each.value) == level), None)
    return (typed, found) if typed and found is not None else None


def _value(typed: str, level: Visibility) -> str:
    return f"{typed}{WITH_LEVEL}{level.value}"


def choice(label: Phrase, value: str) -> Choice:
    """Return a button of a card about campaigns."""
    return Choice(label, Reply(NO_TURN, NAME, Trigger.take_part, value))
