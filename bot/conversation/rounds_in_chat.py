"""The cards of answering together in a chat: what to answer, handing in, comparing, revising and settling."""

from __future__ import annotations

from bot.conversation.answering_together import OFFERED, Together
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import begin_run
from bot.conversation.nothing_done import NothingDone, nothing_done
from bot.conversation.plan_in_chat import OF_PLAN, plan_tapped_in_chat
from bot.conversation.response import Response
from flows.dialogue import Address, Phrase, phrase
from flows.institution.comparison import Item
from flows.institution.division import Division
from flows.interview.colleagues.actions import TeamAction, TeamTap
from flows.interview.colleagues.comparing import item_card, mark_in, round_card, why_card
from flows.interview.colleagues.result import result_card
from flows.interview.colleagues.screens import team_card
from flows.screen import Screen

OF_RESULT = frozenset(
    {
        TeamAction.result,
        TeamAction.share_answers,
        TeamAction.keep_answers,
        TeamAction.lend_evidence,
        TeamAction.keep_evidence,
        TeamAction.document,
    }
)
# What only the coordinator can do.
BY_COORDINATOR = frozenset({TeamAction.begin, TeamAction.settle, TeamAction.ask_why})
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
        *OF_RESULT,
        *OF_PLAN,
    }
)


async def round_tapped_in_chat(conversation: Conversation, who: Address, tap: TeamTap, language: str) -> Response:
    """Take a tap on a card of answering together. What it is about is checked again: the card may be old."""
    current = await conversation.look(who, language)
    together = await conversation.answering.of(who)
    if together is None:
        return _out(current)
    if tap.action is TeamAction.answer and together.run:
        return await begin_run(conversation, who, language, together.run)
    if tap.action in OF_RESULT:
        return await _result(conversation, who, tap, current)
    if tap.action in OF_PLAN:
        return await plan_tapped_in_chat(conversation, who, tap, current)
    item = _item(together, tap)
    if item is not None and tap.action is TeamAction.item:
        return Response(item_card(together.standard, together.team, item, current.language).on_turn_of(current))
    if item is not None and tap.action is TeamAction.ask_why:
        if not tap.word(2) or not item.mark.startswith(tap.word(2)):
            # The card showed other answers: they are seen first.
            card = item_card(together.standard, together.team, item, current.language).on_turn_of(current)
            return Response(card.noticing(NothingDone.stale.words))
        return Response(why_card(together.standard, item, mark_in(tap.word(1)), current.language).on_turn_of(current))
    said = await _change(conversation, who, tap, together, item)
    if said is None and tap.action is not TeamAction.together:
        team = await conversation.together.team(who)
        said = nothing_done(team, by_coordinator=tap.action in BY_COORDINATOR).words
    return await _shown(conversation, who, language, said)


def _out(current: Screen) -> Response:
    """Return the card of somebody without an institution, which says that nothing was done."""
    return Response(team_card(None, current.language).on_turn_of(current).noticing(NothingDone.out.words))


async def _shown(conversation: Conversation, who: Address, language: str, said: Phrase | None) -> Response:
    """Return the card of the round as it is now, with what was done."""
    current, together = await conversation.look(who, language), await conversation.answering.of(who)
    if together is None:
        return _out(current)
    card = round_card(together.standard, together.team, together.round, together.ratings, current.language)
    return Response(card.on_turn_of(current).noticing(said))


async def _result(conversation: Conversation, who: Address, tap: TeamTap, current: Screen) -> Response:
    """Return the card of the result of the person's institution, after what the tap changes of what they allow."""
    results, done, said = conversation.answering.results, False, ""
    match tap.action:
        case TeamAction.share_answers | TeamAction.keep_answers:
            agrees = tap.action is TeamAction.share_answers
            done = await results.share_answers(who, agrees=agrees)
            said = "team-answers-shared" if agrees else "team-answers-kept"
        case TeamAction.lend_evidence | TeamAction.keep_evidence:
            agrees = tap.action is TeamAction.lend_evidence
            done = await results.lend_evidence(who, agrees=agrees)
            said = "team-evidence-lent" if agrees else "team-evidence-kept"
    seen = await results.of(who)
    if seen is None:
        return _out(current)
    kind = next((each for each in OFFERED if each.value == tap.word(0)), None) if tap.action is TeamAction.document else None
    if kind is not None and seen.is_complete:
        return Response(current, document=kind)
    card = result_card(seen, current.language).on_turn_of(current)
    if said and not done:
        return Response(card.noticing(nothing_done(seen.team, by_coordinator=False).words))
    return Response(card.noticing(phrase(said)) if said else card)


async def _change(
    conversation: Conversation, who: Address, tap: TeamTap, together: Together, item: Item | None
) -> Phrase | None:
    """Carry out a tap; return what was done or why it was not, None if there is nothing to say."""
    answering, me = conversation.answering, together.team.me
    match tap.action:
        case TeamAction.begin if tap.word(0) in tuple(Division):
            return phrase("together-begun") if await answering.begin(who, Division(tap.word(0)), tap.word(1)) else None
        case TeamAction.hand_in if tap.number < len(together.standard.domains):
            domain = together.standard.domains[tap.number].code
            return phrase("together-handed-in") if await answering.hand_in(who, domain) else None
        case TeamAction.revise if item is not None:
            refused = await answering.revise(who, item.code, mark_in(tap.word(1)), tap.word(2))
            return _in_chat(refused) or phrase("together-revised")
        case TeamAction.settle if item is not None:
            refused = await answering.settle(who, item.code, mark_in(tap.word(1)), tap.word(2), tap.word(3))
            return _in_chat(refused) or phrase("together-settled")
        case TeamAction.show_name | TeamAction.hide_name:
            shows = tap.action is TeamAction.show_name
            await conversation.together.call(who, me.post, me.nickname, shows_name=shows)
            return phrase("together-name-shown" if shows else "together-name-hidden")
    return None


def _in_chat(refused: Phrase | None) -> Phrase | None:
    """Return why something is not taken, without words about a page."""
    return NothingDone.stale.words if refused is not None and refused.key == "settle-changed" else refused


def _item(together: Together, tap: TeamTap) -> Item | None:
    """Return the item of a subdomain's number that the person may see; None if there is none any more."""
    codes = together.standard.codes
    return together.item(codes[tap.number]) if tap.word(0).isdigit() and tap.number < len(codes) else None
