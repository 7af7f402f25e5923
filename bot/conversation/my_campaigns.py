"""The campaigns in which a person takes part: their cards in a chat, and the screen beside the others for any face."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from bot.conversation.taking_part import Participation, levels_of
from flows.dialogue import Address, phrase
from flows.interview.taking_part.card_actions import CardAction, tap_of
from flows.interview.taking_part.my_cards import Mine, campaign_card, campaigns_card
from flows.interview.taking_part.others import others_screen

# What is said after a tap that objects, or no longer does.
OBJECTIONS = {CardAction.object: "mine-objected", CardAction.object_no_more: "mine-objects-no-more"}


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
    tap = tap_of(value)
    if tap is None:
        return None
    current, taking_part = await conversation.look(who, language), conversation.taking_part
    if tap.action is CardAction.compare:
        shown = await beside_others(conversation, who, tap.campaign, language)
        if shown is not None:
            return shown
    said = None
    if tap.action is CardAction.withdraw and await taking_part.withdraw(who, tap.campaign):
        said = phrase("mine-withdrawn")
    if tap.action is CardAction.show_less and tap.level is not None:
        said = phrase("mine-shows-less") if await taking_part.show_less(who, tap.campaign, tap.level) else None
    if tap.action in OBJECTIONS and await taking_part.object(who, tap.campaign, objects=tap.action is CardAction.object):
        said = phrase(OBJECTIONS[tap.action])
    one = next((each for each in await taking_part.of(who) if each.id == tap.campaign), None)
    if one is not None and tap.action is CardAction.show:
        # The card has the present turn, so a face shows the interview again if that has moved on since.
        return Response(replace(campaign_card(_mine(conversation, one), current.language), turn=current.turn))
    listed = await campaigns_in_chat(conversation, who, language)
    return Response(listed.screen.noticing(said)) if said is not None else listed


def _mine(conversation: Conversation, each: Participation) -> Mine:
    facts = conversation.taking_part.facts_of(each)
    levels = levels_of(each)
    return Mine(each.id, each.campaign.name, each.association, facts, levels, each.named, each.objects, not each.is_detached)
