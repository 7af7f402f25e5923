"""The cards of answering together in a chat: what to answer, handing in, comparing, revising and settling."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.answering_together import Together
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import begin_run
from bot.conversation.response import Response
from flows.dialogue import Address, Phrase, phrase
from flows.institution.comparison import Item
from flows.institution.division import Division
from flows.interview.colleagues.actions import TeamAction, TeamTap
from flows.interview.colleagues.comparing import item_card, mark_in, round_card, why_card
from flows.interview.colleagues.screens import team_card
from flows.screen import Screen

OF_ROUNDS = frozenset(
    {
        TeamAction.together,
        TeamAction.begin,
        TeamAction.answer,
        TeamAction.hand_in,
        TeamAction.item,
        TeamAction.revise,
        TeamAction.ask_why,
        TeamAction.settle,
        TeamAction.show_name,
        TeamAction.hide_name,
    }
)


async def round_tapped_in_chat(conversation: Conversation, who: Address, tap: TeamTap, language: str) -> Response:
    """Take a tap on a card of answering together. What it is about is checked again: the card may be old."""
    current = await conversation.look(who, language)
    together = await conversation.answering.of(who)
    if together is None:
        return Response(_on_turn(team_card(None, current.language), current))
    if tap.action is TeamAction.answer and together.run:
        return await begin_run(conversation, who, language, together.run)
    item = _item(together, tap)
    if item is not None and tap.action is TeamAction.item:
        return Response(_on_turn(item_card(together.standard, together.team, item, current.language), current))
    if item is not None and tap.action is TeamAction.ask_why:
        return Response(_on_turn(why_card(together.standard, item, mark_in(tap.word(1)), current.language), current))
    said = await _change(conversation, who, tap, together, item)
    return await _shown(conversation, who, language, said)


async def _shown(conversation: Conversation, who: Address, language: str, said: Phrase | None) -> Response:
    """Return the card of the round as it is now, with what was done."""
    current, together = await conversation.look(who, language), await conversation.answering.of(who)
    if together is None:
        return Response(current)
    card = round_card(together.standard, together.team, together.round, together.ratings, current.language)
    return Response(_on_turn(card, current).noticing(said))


async def _change(
    conversation: Conversation, who: Address, tap: TeamTap, together: Together, item: Item | None
) -> Phrase | None:
    """Carry out a tap; return what was done or why it was not, None if there is nothing to say."""
    answering, me = conversation.answering, together.team.me
    match tap.action:
        case TeamAction.begin if tap.word(0) in tuple(Division):
            return phrase("together-begun") if await answering.begin(who, Division(tap.word(0))) else None
        case TeamAction.hand_in if tap.number < len(together.standard.domains):
            domain = together.standard.domains[tap.number].code
            return phrase("together-handed-in") if await answering.hand_in(who, domain) else None
        case TeamAction.revise if item is not None:
            return await answering.revise(who, item.code, mark_in(tap.word(1))) or phrase("together-revised")
        case TeamAction.settle if item is not None:
            return await answering.settle(who, item.code, mark_in(tap.word(1)), tap.word(2)) or phrase("together-settled")
        case TeamAction.show_name | TeamAction.hide_name:
            shows = tap.action is TeamAction.show_name
            await conversation.together.call(who, me.post, me.nickname, shows_name=shows)
            return phrase("together-name-shown" if shows else "together-name-hidden")
    return None


def _item(together: Together, tap: TeamTap) -> Item | None:
    """Return the item of a subdomain's number that the person may see; None if there is none any more."""
    codes = together.standard.codes
    return together.item(codes[tap.number]) if tap.word(0).isdigit() and tap.number < len(codes) else None


def _on_turn(card: Screen, current: Screen) -> Screen:
    """Return a card with the present turn, so that a face shows the interview again if that has moved on since."""
    return replace(card, turn=current.turn)
