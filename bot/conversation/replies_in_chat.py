"""The steps of a reply in a chat: choose for each item, type a text, look at what goes, send it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.case_replies import AskedText, CaseReplies, Line
from bot.conversation.cases import SeenCase
from bot.conversation.conversation import Conversation
from bot.conversation.response import Response
from flows.dialogue import Address, Choice, Phrase, Refusal, phrase
from flows.interview.cases.actions import SHARES, CaseAction, CaseTap
from flows.interview.cases.drafts import NOTHING, reply_event
from flows.interview.cases.item_cards import item_card
from flows.interview.cases.reply_cards import digest_of, look_card, reply_card, write_card
from flows.review.states import CaseEvent
from flows.screen import Screen
from flows.triggers import Trigger
from flows.views import View

OTHER_NOW = phrase("notice-handin-other")
KEPT = phrase("own-reply-kept")
SENT = {CaseEvent.answer_more: phrase("notice-answered"), CaseEvent.object: phrase("notice-objected")}
# What the view of an answer offers to change it.
TO_ANSWER = frozenset({Trigger.show_evidence, Trigger.jump})
OF_ITEMS = frozenset({CaseAction.item, CaseAction.again, CaseAction.write, CaseAction.erase})
OF_REPLIES = frozenset({CaseAction.reply, CaseAction.look, CaseAction.send, *OF_ITEMS})


async def reply_tapped(
    conversation: Conversation, who: Address, tap: CaseTap, seen: SeenCase, current: Screen
) -> Response | Phrase | None:
    """Take a tap on a card of a reply. What is refused changes nothing.

    A sentence says that the reply was sent. After that the card of the case comes, and also if this returns None.
    """
    if tap.action in OF_ITEMS:
        return await _item(conversation, who, tap, seen, current)
    if tap.action is CaseAction.reply or reply_event(seen) is None or tap.place >= len(SHARES):
        return await _all(conversation, who, seen, current)
    return await _look(conversation, who, tap, seen, current)


async def text_typed(conversation: Conversation, who: Address, asked: AskedText, line: Line, language: str) -> Response:
    """Store a typed text, and show its item. A text that is refused is asked for again."""
    current = await conversation.look(who, language)
    seen = await conversation.cases.one(who, asked.case)
    if seen is None:
        await conversation.cases.replies.ask_no_more(who)
        return Response(current, phrase("own-case-gone"))
    try:
        await conversation.cases.replies.write(who, seen, asked.subdomain, line)
    except Refusal as refusal:
        card = await _card_of(conversation, who, seen, asked.subdomain, current, is_asked=asked.turn is not None)
        return Response(card or current, refusal.why)
    card = await _card_of(conversation, who, seen, asked.subdomain, current)
    return Response((card or current).noticing(KEPT))


async def asked_again(conversation: Conversation, who: Address, turn: int, moved: Response) -> Response:
    """Return the question for a text in the language that a person has just chosen, if they were asked for one at `turn`.

    `moved` is what the choice of the language led to.
    """
    asked = await conversation.cases.replies.asked_at(who, turn)
    seen = await conversation.cases.one(who, asked.case) if asked is not None else None
    if asked is None or seen is None:
        return moved
    try:
        await conversation.cases.replies.ask(who, seen, asked.subdomain, moved.screen.turn)
    except Refusal:
        return moved
    card = await _card_of(conversation, who, seen, asked.subdomain, moved.screen, is_asked=True)
    return replace(moved, screen=card.noticing(moved.screen.notice)) if card is not None else moved


async def _item(conversation: Conversation, who: Address, tap: CaseTap, seen: SeenCase, current: Screen) -> Response | None:
    codes = conversation.standard.codes
    if tap.place >= len(codes):
        return None
    code, replies = codes[tap.place], conversation.cases.replies
    try:
        if tap.action is CaseAction.write:
            await replies.ask(who, seen, code, current.turn)
        elif tap.action is CaseAction.erase:
            await replies.erase(who, seen, code)
        elif tap.action is CaseAction.again:
            drafted = (await replies.draft(who, seen.id)).get(code, NOTHING)
            await replies.choose(who, seen, code, again=not drafted.again)
    except Refusal as refusal:
        card = await _card_of(conversation, who, seen, code, current)
        # On the card, because a toast has no room for a long sentence with the name of the item.
        return Response(card.noticing(refusal.why)) if card is not None else None
    card = await _card_of(conversation, who, seen, code, current, is_asked=tap.action is CaseAction.write)
    return Response(card) if card is not None else None


async def _card_of(
    conversation: Conversation, who: Address, seen: SeenCase, code: str, current: Screen, *, is_asked: bool = False
) -> Screen | None:
    """Return the card of an item, or the one that asks for its text."""
    replies, standard = conversation.cases.replies, conversation.standard
    draft = await replies.draft(who, seen.id)
    if is_asked:
        return write_card(standard, seen, code, draft.get(code, NOTHING), current.language).on_turn_of(current)
    now = next((item for item in await replies.now(who, seen) if item.subdomain == code), None)
    ways = await _ways_to_answer(conversation, who, current, standard.codes.index(code)) if now is not None else ()
    card = item_card(standard, seen, code, draft, now, current.language, ways)
    return card.on_turn_of(current) if card is not None else None


async def _ways_to_answer(conversation: Conversation, who: Address, current: Screen, number: int) -> tuple[Choice, ...]:
    """Return the buttons of the self-check that lead to the evidence of an answer and to its question, as far as there are."""
    opened = await conversation.open(who, current.language, f"{View.answer}.{number}")
    if opened is not None:
        return tuple(
            choice
            for choice in opened.screen.choices
            if choice.reply.trigger in TO_ANSWER or choice.reply.value == f"{View.question}.{number}"
        )
    recorded = await conversation.open(who, current.language, f"{View.recorded}.{number}")
    return (recorded.screen.recorded.change,) if recorded is not None and recorded.screen.recorded is not None else ()


async def _all(conversation: Conversation, who: Address, seen: SeenCase, current: Screen) -> Response | None:
    replies: CaseReplies = conversation.cases.replies
    draft, again = await replies.draft(who, seen.id), await replies.now(who, seen)
    has_page = bool(conversation.elsewhere.faces.page_url)
    card = reply_card(conversation.standard, seen, draft, again, current.language, current.turn, has_page=has_page)
    return Response(card.on_turn_of(current)) if card is not None else None


async def _look(
    conversation: Conversation, who: Address, tap: CaseTap, seen: SeenCase, current: Screen
) -> Response | Phrase | None:
    """Show what goes, or send it if it is still what was shown."""
    share, event = SHARES[tap.place], reply_event(seen)
    going, texts = await conversation.cases.replies.going(who, seen, share)
    if event is None or not (going or texts):
        return await _all(conversation, who, seen, current)
    card = look_card(seen, going, texts, share, current.language).on_turn_of(current)
    if tap.action is CaseAction.look:
        return Response(card)
    if tap.digest != digest_of(going, texts):
        return Response(card.noticing(OTHER_NOW))
    try:
        await conversation.cases.replies.send(who, seen, share)
    except Refusal as refusal:
        # On the card, because a toast has no room for the file and its item.
        return Response(card.noticing(refusal.why))
    return SENT[event]
