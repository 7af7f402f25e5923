"""The cards about reviews in a chat: handing in step by step, the cases of an institution, agreeing, withdrawing."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.conversation.cases import SeenCase, Sharing
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import ACCOUNT, TOO_MANY
from bot.conversation.replies_in_chat import OF_REPLIES, reply_tapped
from bot.conversation.response import CaseDocument, CaseDocumentKind, Response
from flows.campaign.codes import read_code
from flows.dialogue import Address, Refusal, phrase
from flows.interview.cases.actions import CaseAction, CaseTap, HandInAction, HandInTap, case_tap, hand_in_tap
from flows.interview.cases.handover import codes_of
from flows.interview.cases.item_cards import handed_card, part_card
from flows.interview.cases.leaving_out import leaving_out_card
from flows.interview.cases.screens import (
    ask_for_another,
    ask_to_withdraw,
    asked_card,
    case_card,
    cases_card,
    decisions_card,
    how_card,
    preview_card,
    result_card,
)
from flows.interview.cases.seen import released
from flows.review.states import CaseEvent
from flows.screen import Screen
from flows.standard.model import Standard
from storage.tries import Tried

# What the argument of a chat's /start begins with if it carries a request link. It has room for 64 characters.
START_PREFIX = "handin-"
GONE = phrase("handin-gone")
HANDED_IN, OTHER_NOW = phrase("notice-handed-in"), phrase("notice-handin-other")
# What is said after each of these.
DONE = {
    CaseAction.agree: phrase("notice-agreed"),
    CaseAction.withdraw: phrase("notice-withdrawn"),
    CaseAction.refuse_reviewer: phrase("notice-reviewer-refused"),
}


async def cases_in_chat(conversation: Conversation, who: Address, language: str) -> Response:
    """Return the card that lists the cases of a person's institution."""
    current = await conversation.look(who, language)
    return Response(cases_card(await conversation.cases.of(who), current.language).on_turn_of(current))


async def asked_to_hand_in(conversation: Conversation, who: Address, typed: str, language: str) -> Response:
    """Return the card of a request; where the person is, and why, if the link or code leads nowhere. Nothing changes."""
    current = await conversation.look(who, language)
    if await _has_tried_too_often(conversation, who, typed):
        return Response(current, TOO_MANY)
    code = read_code(typed) or typed
    asked = await conversation.cases.asked(who, code)
    if asked is None:
        own = await conversation.cases.handed_in(who, code)
        return Response(current, GONE) if own is None else await _one(conversation, who, own, current)
    return Response(asked_card(asked, code, current.language, current.turn).on_turn_of(current))


async def cases_tapped_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response:
    """Take a tap on a card about reviews. What the person may not do is refused with a sentence."""
    handing_in = hand_in_tap(value)
    if handing_in is not None:
        return await _hand_in(conversation, who, handing_in, language)
    tap, current = case_tap(value), await conversation.look(who, language)
    if tap is None or tap.action is CaseAction.list_all:
        return await cases_in_chat(conversation, who, language)
    if tap.action is CaseAction.how:
        return Response(how_card(current.language).on_turn_of(current))
    await conversation.cases.replies.ask_no_more(who)
    if tap.action in DONE:
        return await _moved(conversation, who, tap, current)
    seen = await conversation.cases.one(who, tap.case)
    if seen is not None and tap.action in OF_REPLIES:
        return await _replied(conversation, who, tap, seen, current)
    if seen is not None and (document := _document(tap.action, seen)) is not None:
        return Response(current, case_document=document)
    if seen is not None and tap.action in (CaseAction.result, CaseAction.publish, CaseAction.take_back):
        return await _result(conversation, who, seen, tap.action, current)
    card = _card_of(conversation.standard, tap, seen, current.language) if seen is not None else None
    return Response(card.on_turn_of(current)) if card is not None else await _one(conversation, who, tap.case, current)


async def _moved(conversation: Conversation, who: Address, tap: CaseTap, current: Screen) -> Response:
    """Do what a button asks for, and show the case as it is then."""
    moves = {
        CaseAction.agree: conversation.cases.agree,
        CaseAction.withdraw: conversation.cases.withdraw,
        CaseAction.refuse_reviewer: conversation.cases.refuse_reviewer,
    }
    try:
        await moves[tap.action](who, tap.case)
    except Refusal as refusal:
        return Response((await _one(conversation, who, tap.case, current)).screen, refusal.why)
    shown = await _one(conversation, who, tap.case, current)
    return Response(shown.screen.noticing(DONE[tap.action]))


async def _result(conversation: Conversation, who: Address, seen: SeenCase, action: CaseAction, current: Screen) -> Response:
    """Show the public page of an issued result, after publishing it or taking it back if a button asks for that."""
    pages, why = conversation.result_pages, None
    try:
        if action is CaseAction.publish:
            await pages.publish(who, seen.id, may_be_indexed=False)
        elif action is CaseAction.take_back:
            await pages.withdraw(who, seen.id)
    except Refusal as refusal:
        why = refusal.why
    own = next((each for each in await pages.of(who) if each.case == seen.id), None)
    if own is None:
        return await _one(conversation, who, seen.id, current)
    address = f"{conversation.elsewhere.faces.page_url}/check/{own.check_number}"
    card = result_card(seen, address, current.language, is_published=own.is_published, may_act=own.may_act)
    return Response(card.on_turn_of(current), why)


async def _replied(conversation: Conversation, who: Address, tap: CaseTap, seen: SeenCase, current: Screen) -> Response:
    """Take a tap on a card of a reply; after the reply is sent, or if none is possible now, show the case as it is then."""
    outcome = await reply_tapped(conversation, who, tap, seen, current)
    if isinstance(outcome, Response):
        return outcome
    shown = await _one(conversation, who, tap.case, current)
    return Response(shown.screen.noticing(outcome))


def _document(action: CaseAction, seen: SeenCase) -> CaseDocument | None:
    """Return the document that a button asks for, if the case has it."""
    if action is CaseAction.report and seen.has_report:
        return CaseDocument(CaseDocumentKind.report, seen.id)
    if action is CaseAction.sealed and seen.case.result is not None:
        return CaseDocument(CaseDocumentKind.sealed, seen.id)
    if action is CaseAction.handed_file and seen.case.submission is not None:
        return CaseDocument(CaseDocumentKind.handed_in, seen.id)
    return None


def _card_of(standard: Standard, tap: CaseTap, seen: SeenCase, language: str) -> Screen | None:
    """Return the card that a button leads to; None if that is the card of the case."""
    action = tap.action
    if action is CaseAction.ask_withdraw and seen.may(CaseEvent.withdraw):
        return ask_to_withdraw(seen, language)
    if action is CaseAction.ask_another and seen.may_refuse_reviewer:
        return ask_for_another(seen, language)
    if action is CaseAction.handed:
        return handed_card(standard, seen, language)
    if action is CaseAction.part:
        return part_card(standard, seen, tap.place, language)
    return decisions_card(seen, language) if action is CaseAction.decisions and released(seen.case) else None


async def _one(conversation: Conversation, who: Address, case: int, current: Screen) -> Response:
    """Return the card of one case; all cases if the institution has none of this number."""
    seen = await conversation.cases.one(who, case)
    if seen is None:
        return await cases_in_chat(conversation, who, current.language)
    has_page = bool(conversation.elsewhere.faces.page_url)
    card = case_card(conversation.standard, seen, current.language, current.turn, has_page=has_page)
    return Response(card.on_turn_of(current))


async def _hand_in(conversation: Conversation, who: Address, tap: HandInTap, language: str) -> Response:
    """Take a tap on the card of a request: ask how much, leave items out, show it item by item, hand it in.

    If something else would go by now than what was shown, it is shown again instead.
    """
    if tap.action is HandInAction.ask:
        return await asked_to_hand_in(conversation, who, tap.typed, language)
    asked = await asked_to_hand_in(conversation, who, tap.typed, language)
    if asked.refusal is not None:
        return asked
    current, standard = await conversation.look(who, language), conversation.standard
    sharing = Sharing(tap.share, codes_of(standard, tap.without))
    if tap.action is HandInAction.pick:
        whole = await conversation.cases.preview(who, Sharing(tap.share))
        card = leaving_out_card(standard, whole, tap, current.language) if whole is not None else None
        return Response(card.on_turn_of(current)) if card is not None else asked
    preview = await conversation.cases.preview(who, sharing)
    if preview is None:
        return asked
    if tap.action is HandInAction.see or tap.last != preview.digest:
        shown = preview_card(preview, tap, current.language).on_turn_of(current)
        return Response(shown if tap.action is HandInAction.see else shown.noticing(OTHER_NOW))
    try:
        case = await conversation.cases.hand_in(who, tap.typed, sharing, accepts=True)
    except Refusal as refusal:
        # On the card, because a toast has no room for the file and its item.
        return Response(asked.screen.noticing(refusal.why))
    if case is None:
        return Response(current, GONE)
    handed_in = await _one(conversation, who, int(case.key), current)
    return Response(handed_in.screen.noticing(HANDED_IN))


async def _has_tried_too_often(conversation: Conversation, who: Address, typed: str) -> bool:
    """Count a try if a code is tried. A link needs no limit."""
    if read_code(typed) is None:
        return False
    key = hashlib.sha256(f"{who.face} {who.address}".encode()).hexdigest()
    return await conversation.taking_part.wait_for_code((Tried(key, ACCOUNT),)) > timedelta(0)
