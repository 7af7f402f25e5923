"""Shows the card of an invitation, and takes part for a person: with the consent of somebody new, and the first run."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.conversation.conversation import Conversation
from bot.conversation.my_campaigns import changed_in_chat
from bot.conversation.response import Response
from bot.conversation.taking_part import Joined
from flows.campaign.codes import read_code
from flows.dialogue import Address, Phrase, Reply, phrase
from flows.interview.taking_part.screens import agreed_by, invitation_card
from flows.screen import Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View
from storage.tries import Tried, TryLimit

# What the argument of a chat's /start begins with if it carries an invitation. It has room for 64 characters.
START_PREFIX = "c-"
GONE, TOO_MANY = phrase("invited-gone"), phrase("code-too-many")
# One account has one person, who looks at a code twice: when the card is shown, and at the tap.
ACCOUNT = TryLimit(20, timedelta(minutes=1))
NOBODY = Address("nobody", "")


async def consent_to(conversation: Conversation, language: str, run: str) -> tuple[Screen, Reply]:
    """Return the welcome whose link names a run, and the reply that consents and begins it."""
    welcome = await conversation.open(NOBODY, language, f"{View.welcome}.{language}.{run}")
    assert welcome is not None
    return welcome.screen, next(reply for reply in welcome.screen.replies if reply.trigger == Trigger.consent)


async def go_on(conversation: Conversation, who: Address, language: str, run: str) -> Response:
    """Return where a known person is. A person who has begun no run yet begins this one."""
    screen = await conversation.look(who, language)
    return await begin_run(conversation, who, language, run) if screen.name == Stage.choosing else Response(screen)


async def begin_run(conversation: Conversation, who: Address, language: str, run: str) -> Response:
    """Begin a run for a known person, wherever they are; their answers are kept."""
    begin = await conversation.open(who, language, f"{View.begin}.{run}")
    replies = begin.screen.replies if begin is not None else ()
    reply = next((reply for reply in replies if reply.trigger == Trigger.begin), None)
    return Response(await conversation.look(who, language)) if reply is None else await conversation.say(who, reply, language)


async def asked_in_chat(conversation: Conversation, who: Address, typed: str, language: str) -> Response:
    """Return the card of an invitation; where the person is, and why, if it leads to no open campaign.

    A person sent the message, so it is recorded that they opened the invitation.
    """
    current = await conversation.look(who, language)
    why = await _refused(conversation, who, typed)
    asked = None if why else await conversation.taking_part.asked(who, typed)
    if asked is None:
        return Response(current, why or GONE)
    await conversation.taking_part.opened(typed)
    return Response(invitation_card(asked, read_code(typed) or typed, current.language))


async def answered_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response:
    """Take the tap on that card: somebody new consents with it, and begins the campaign's run."""
    current = await conversation.look(who, language)
    agreed = agreed_by(value)
    if agreed is None:
        return Response(current)
    typed, level = agreed
    why = await _refused(conversation, who, typed)
    asked = None if why else await conversation.taking_part.asked(who, typed)
    if asked is None:
        return Response(current, why or GONE)
    begun = None
    if not asked.is_known:
        _, consent = await consent_to(conversation, current.language, asked.campaign.run)
        begun = await conversation.say(who, consent, current.language)
    joined = await conversation.taking_part.join(who, typed, level, is_recorded=True)
    answer = begun if begun is not None and not begun.refusal else await go_on(conversation, who, language, asked.campaign.run)
    return Response(answer.screen.noticing(asked.joined)) if joined is Joined.done else answer


async def tapped_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response:
    """Take a tap on a card about campaigns: on one of a person's own campaigns, or on an invitation."""
    changed = await changed_in_chat(conversation, who, value, language)
    return changed or await answered_in_chat(conversation, who, value, language)


async def _refused(conversation: Conversation, who: Address, typed: str) -> Phrase | None:
    """Count a try if a code is tried; return why it is refused, None if it is not. A link needs no limit."""
    if read_code(typed) is None:
        return None
    key = hashlib.sha256(f"{who.face} {who.address}".encode()).hexdigest()
    return TOO_MANY if await conversation.taking_part.wait_for_code((Tried(key, ACCOUNT),)) else None
