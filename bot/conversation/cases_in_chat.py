"""The cards about reviews in a chat: handing in step by step, the cases of an institution, agreeing, withdrawing."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from msgspec.structs import replace

from bot.conversation.cases import Sharing
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import ACCOUNT, TOO_MANY
from bot.conversation.response import Response
from flows.campaign.codes import read_code
from flows.dialogue import Address, Refusal, phrase
from flows.interview.cases.actions import CaseAction, HandInAction, HandInTap, case_tap, hand_in_tap
from flows.interview.cases.screens import (
    ask_to_withdraw,
    asked_card,
    case_card,
    cases_card,
    handed_card,
    how_card,
    preview_card,
)
from flows.screen import Screen
from storage.tries import Tried

# What the argument of a chat's /start begins with if it carries a request link. It has room for 64 characters.
START_PREFIX = "handin-"
GONE = phrase("handin-gone")
HANDED_IN, AGREED, WITHDRAWN = phrase("notice-handed-in"), phrase("notice-agreed"), phrase("notice-withdrawn")


async def cases_in_chat(conversation: Conversation, who: Address, language: str) -> Response:
    """Return the card that lists the cases of a person's institution."""
    current = await conversation.look(who, language)
    return Response(_on_turn(cases_card(await conversation.cases.of(who), current.language), current))


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
    return Response(_on_turn(asked_card(asked, code, current.language, current.turn), current))


async def cases_tapped_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response:
    """Take a tap on a card about reviews. What the person may not do is refused with a sentence."""
    handing_in = hand_in_tap(value)
    if handing_in is not None:
        return await _hand_in(conversation, who, handing_in, language)
    tap, current = case_tap(value), await conversation.look(who, language)
    if tap is None or tap.action is CaseAction.list_all:
        return await cases_in_chat(conversation, who, language)
    if tap.action is CaseAction.how:
        return Response(_on_turn(how_card(current.language), current))
    if tap.action in (CaseAction.agree, CaseAction.withdraw):
        agrees = tap.action is CaseAction.agree
        move = conversation.cases.agree if agrees else conversation.cases.withdraw
        try:
            await move(who, tap.case)
        except Refusal as refusal:
            return Response((await _one(conversation, who, tap.case, current)).screen, refusal.why)
        shown = await _one(conversation, who, tap.case, current)
        return Response(shown.screen.noticing(AGREED if agrees else WITHDRAWN))
    seen = await conversation.cases.one(who, tap.case)
    if seen is not None and tap.action is CaseAction.ask_withdraw:
        return Response(_on_turn(ask_to_withdraw(seen, current.language), current))
    if seen is not None and tap.action is CaseAction.handed:
        return Response(_on_turn(handed_card(seen, current.language), current))
    return await _one(conversation, who, tap.case, current)


async def _one(conversation: Conversation, who: Address, case: int, current: Screen) -> Response:
    """Return the card of one case; all cases if the institution has none of this number."""
    seen = await conversation.cases.one(who, case)
    if seen is None:
        return await cases_in_chat(conversation, who, current.language)
    has_page = bool(conversation.elsewhere.faces.page_url)
    card = case_card(conversation.standard, seen, current.language, current.turn, has_page=has_page)
    return Response(_on_turn(card, current))


async def _hand_in(conversation: Conversation, who: Address, tap: HandInTap, language: str) -> Response:
    """Take a tap on the card of a request: ask how much, show it item by item, hand it in."""
    if tap.action is HandInAction.ask:
        return await asked_to_hand_in(conversation, who, tap.typed, language)
    asked = await asked_to_hand_in(conversation, who, tap.typed, language)
    if asked.refusal is not None:
        return asked
    current, sharing = await conversation.look(who, language), Sharing(tap.share)
    if tap.action is HandInAction.see:
        preview = await conversation.cases.preview(who, sharing)
        if preview is None:
            return asked
        return Response(_on_turn(preview_card(preview, tap.typed, tap.share, current.language), current))
    try:
        case = await conversation.cases.hand_in(who, tap.typed, sharing, accepts=True)
    except Refusal as refusal:
        # On the card, because a toast has no room for the file and its item.
        return Response(asked.screen.noticing(refusal.why))
    if case is None:
        return Response(current, GONE)
    shown = await _one(conversation, who, int(case.key), current)
    return Response(shown.screen.noticing(HANDED_IN))


async def _has_tried_too_often(conversation: Conversation, who: Address, typed: str) -> bool:
    """Count a try if a code is tried. A link needs no limit."""
    if read_code(typed) is None:
        return False
    key = hashlib.sha256(f"{who.face} {who.address}".encode()).hexdigest()
    return await conversation.taking_part.wait_for_code((Tried(key, ACCOUNT),)) > timedelta(0)


def _on_turn(card: Screen, current: Screen) -> Screen:
    """Return a card with the present turn, so that a face shows the interview again if that has moved on since."""
    return replace(card, turn=current.turn)
