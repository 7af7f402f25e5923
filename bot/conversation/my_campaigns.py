"""The campaigns in which a person takes part: their cards in a chat, and the screen beside the others for any face."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.conversation.taking_part import Participation, levels_of
from flows.dialogue import Address, phrase
from flows.interview.taking_part.my_cards import Mine, campaign_card, campaigns_card, wanted_by
from flows.interview.taking_part.others import ONE, others_screen

# What is said after a tap that objects, or no longer does.
OBJECTIONS = {"object": "mine-objected", "agree": "mine-objects-no-more"}


async def campaigns_in_chat(conversation: Conversation, who: Address, language: str) -> Response:
    """Return the card that lists a person's campaigns."""
    current = await conversation.look(who, language)
    mine = await conversation.taking_part.of(who)
    card = campaigns_card(tuple(_mine(conversation, each) for each in mine), current.language)
    return Response(replace(card, turn=current.turn))


async def beside_others(conversation: Conversation, who: Address, campaign: int, language: str) -> Response | None:
    """Return the screen that shows a person beside the others of a campaign; None if they take no part in it."""
    beside = await conversation.taking_part.others(who, campaign)
    if beside is None:
        return None
    current = await conversation.look(who, language)
    return Response(replace(others_screen(beside, current.language), turn=current.turn))


async def changed_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response | None:
    """Take the tap on such a card; None if it is another card's. A campaign in which the person takes no part is not found."""
    wanted = wanted_by(value)
    if wanted is None:
        return None
    current, taking_part = await conversation.look(who, language), conversation.taking_part
    if wanted.what == ONE and (shown := await beside_others(conversation, who, wanted.campaign, language)) is not None:
        return shown
    said = None
    if wanted.what == "out" and await taking_part.withdraw(who, wanted.campaign):
        said = phrase("mine-withdrawn")
    if wanted.what == "less" and wanted.level is not None:
        said = phrase("mine-shows-less") if await taking_part.show_less(who, wanted.campaign, wanted.level) else None
    if wanted.what in OBJECTIONS and await taking_part.object(who, wanted.campaign, objects=wanted.what == "object"):
        said = phrase(OBJECTIONS[wanted.what])
    one = next((each for each in await taking_part.of(who) if each.id == wanted.campaign), None)
    if one is not None and wanted.what == "mine":
        # Of the turn of now: a face shows the interview again if it has moved on beyond the card.
        return Response(replace(campaign_card(_mine(conversation, one), current.language), turn=current.turn))
    listed = await campaigns_in_chat(conversation, who, language)
    return Response(listed.screen.noticing(said)) if said is not None else listed


def _mine(conversation: Conversation, each: Participation) -> Mine:
    facts = conversation.taking_part.facts_of(each)
    levels = levels_of(each)
    return Mine(each.id, each.campaign.name, each.association, facts, levels, each.named, each.objects, not each.is_detached)
