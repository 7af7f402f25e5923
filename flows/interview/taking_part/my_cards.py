"""The cards of the campaigns in which a person takes part, for chats: what is seen, showing less, and withdrawing."""

from __future__ import annotations

from msgspec import Struct

from flows.dialogue import NO_TURN, Choice, Phrase, phrase
from flows.interview.taking_part.asked import Level
from flows.interview.taking_part.card_actions import CardAction, button_value
from flows.interview.taking_part.screens import NAME, choice
from flows.screen import Block, Heading, Listing, Paragraph, Screen


class Mine(Struct, frozen=True):
    """One campaign of a person: its facts, and the levels from what is shown now down.

    `institution` is the name under which they are seen ("" if under none), `objects` whether they object to how.
    `is_counted` says that their answers count in the campaign.
    """

    id: int
    name: str
    association: str
    facts: tuple[Phrase, ...]
    levels: tuple[Level, ...]
    institution: str = ""
    objects: bool = False
    is_counted: bool = True


def campaigns_card(mine: tuple[Mine, ...], language: str) -> Screen:
    """List the campaigns, with a button that leads to each."""
    lines = [(Paragraph(phrase("invited-name", name=each.name)), Paragraph(each.levels[0].words)) for each in mine]
    none = () if mine else (Paragraph(phrase("mine-none")),)
    rows = tuple((choice(phrase("choice-mine", name=each.name), button_value(CardAction.show, each.id)),) for each in mine)
    blocks = (Heading(phrase("command-campaigns")), *(block for line in lines for block in line), *none)
    return Screen(NAME, NO_TURN, language, blocks, (*rows, (choice(phrase("choice-return"), ""),)))


def campaign_card(each: Mine, language: str) -> Screen:
    """Show one campaign, what showing less, objecting and withdrawing mean, and a button for each."""
    blocks: tuple[Block, ...] = (
        Heading(phrase("invited-name", name=each.name)),
        Listing(each.facts),
        Paragraph(each.levels[0].words),
        *_how_to_object(each),
        Paragraph(phrase("mine-withdraw-what", association=each.association)),
    )
    less = tuple(
        (choice(phrase(f"choice-show-only-{level.value.name}"), button_value(CardAction.show_less, each.id, level.value)),)
        for level in each.levels[1:]
    )
    others = ((choice(phrase("others-title"), button_value(CardAction.compare, each.id)),),) if each.is_counted else ()
    leave = (choice(phrase("mine-withdraw-yes"), button_value(CardAction.withdraw, each.id)),)
    back = (choice(phrase("choice-return"), ""),)
    return Screen(NAME, NO_TURN, language, blocks, (*others, *less, *_object_or_not(each), leave, back))


def _how_to_object(each: Mine) -> tuple[Paragraph, ...]:
    """Return what an objection is for; nothing if the person objects already, or if nobody sees them by name."""
    if not each.institution or each.objects:
        return ()
    return (Paragraph(phrase("mine-object-what", institution=each.institution, association=each.association)),)


def _object_or_not(each: Mine) -> tuple[tuple[Choice, ...], ...]:
    if not each.institution:
        return ()
    if each.objects:
        return ((choice(phrase("mine-object-no-more"), button_value(CardAction.object_no_more, each.id)),),)
    return ((choice(phrase("mine-object"), button_value(CardAction.object, each.id)),),)
