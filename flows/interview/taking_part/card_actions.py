"""What the buttons on the cards of a person's campaigns do, and how a button carries it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from flows.campaign.visibility import Visibility
from flows.ids import id_in

BUTTON = re.compile(r"(mine|out|less|object|agree|others)-(\d{1,19})(?:-([0-3]))?", re.ASCII)


class CardAction(StrEnum):
    """What a button does. The values are in buttons that people tap months later, so they never change."""

    list_all = "campaigns"
    show = "mine"
    withdraw = "out"
    show_less = "less"
    object = "object"
    object_no_more = "agree"
    # Show the person beside the others of the campaign.
    compare = "others"


class CardTap(Struct, frozen=True):
    """What a tap on a button asks for. `campaign` is 0 for the list of all; `level` is the one to lower to, if it lowers."""

    action: CardAction
    campaign: int
    level: Visibility | None


def button_value(action: CardAction, campaign: int, level: Visibility | None = None) -> str:
    """Return what a button about one campaign carries."""
    return f"{action.value}-{campaign}" if level is None else f"{action.value}-{campaign}-{level.value}"


def tap_of(value: str) -> CardTap | None:
    """Return what a button of these cards asks for; None if it is of another card."""
    if value == CardAction.list_all:
        return CardTap(CardAction.list_all, 0, None)
    found = BUTTON.fullmatch(value)
    if found is None:
        return None
    return CardTap(CardAction(found[1]), id_in(found[2]), Visibility(int(found[3])) if found[3] else None)
