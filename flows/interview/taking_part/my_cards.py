"""The cards of the campaigns in which a person takes part, for chats: what is seen, showing less, and withdrawing."""

from __future__ import annotations

import re

from msgspec import Struct

from flows.campaign.visibility import Visibility
from flows.dialogue import NO_TURN, Phrase, phrase
from flows.interview.taking_part.asked import Level
from flows.interview.taking_part.screens import NAME, choice
from flows.screen import Heading, Listing, Paragraph, Screen

# What a button of these cards carries: what to do, the campaign, and the level to lower to.
VALUE = re.compile(r"(mine|out|less)-(\d{1,19})(?:-([0-3]))?", re.ASCII)


class Mine(Struct, frozen=True):
    """One campaign of a person: its facts, and the levels from what is shown now down."""

    id: int
    name: str
    association: str
    facts: tuple[Phrase, ...]
    levels: tuple[Level, ...]


class Wanted(Struct, frozen=True):
    """What a button of these cards asks for: to look at one campaign ("mine"), to leave it ("out"), to show less ("less")."""

    what: str
    campaign: int
    level: Visibility | None


def wanted_by(value: str) -> Wanted | None:
    """Return what a button of these cards asks for; None if it is of another card."""
    found = VALUE.fullmatch(value)
    return Wanted(found[1], int(found[2]), Visibility(int(found[3])) if found[3] else None) if found else None


def campaigns_card(mine: tuple[Mine, ...], language: str) -> Screen:
    """List the campaigns, with a button that leads to each."""
    lines = [(Paragraph(phrase("invited-name", name=each.name)), Paragraph(each.levels[0].words)) for each in mine]
    none = () if mine else (Paragraph(phrase("mine-none")),)
    rows = tuple((choice(phrase("choice-mine", name=each.name), f"mine-{each.id}"),) for each in mine)
    blocks = (Heading(phrase("command-campaigns")), *(block for line in lines for block in line), *none)
    return Screen(NAME, NO_TURN, language, blocks, (*rows, (choice(phrase("choice-return"), ""),)))


def campaign_card(each: Mine, language: str) -> Screen:
    """Show one campaign, what showing less and withdrawing mean, and a button for each."""
    blocks = (
        Heading(phrase("invited-name", name=each.name)),
        Listing(each.facts),
        Paragraph(each.levels[0].words),
        Paragraph(phrase("mine-withdraw-what", association=each.association)),
    )
    less = tuple(
        (choice(phrase(f"choice-show-only-{level.value.name}"), f"less-{each.id}-{level.value.value}"),)
        for level in each.levels[1:]
    )
    leave = (choice(phrase("mine-withdraw-yes"), f"out-{each.id}"),)
    return Screen(NAME, NO_TURN, language, blocks, (*less, leave, (choice(phrase("choice-return"), ""),)))
