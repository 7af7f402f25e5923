"""Somebody who begins on the phone page, carries on in a chat, and from then on uses both in turn."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from bot.conversation.elsewhere import START_PREFIX
from flows.dialogue import Command
from flows.triggers import Trigger
from tests.botapi.schema import Json
from tests.faults.expected_cards import Card, card_of
from tests.faults.person import Person
from tests.faults.visitor import TRY_AGAIN_S, Visitor

# How many things they do in one place before they go to the other.
IN_A_ROW = (2, 6)
# How often they try to carry on, with another link each time: a link works once, and nobody knows whether it was used.
LINKS = 60
CARD_S = 3.0
# How many answers they give on the page before they go on in the chat.
FIRST_ANSWERS = 2


class Chat(Person):
    """The chat of somebody who also uses the page. While they are on the page, nobody reads what comes here."""

    is_read = False
    _lead: Card | None = None
    _came: asyncio.Event | None = None

    def shown(self, message: Json) -> None:
        """Look at a message, if somebody reads here; else only note it."""
        if self.is_read:
            super().shown(message)
            return
        self.diary.append(f"unread {message['text'][:40]!r}")
        self._lead = card_of(message) or self._lead
        if self._came is not None:
            self._came.set()

    async def arrive(self, token: str, turn: int) -> bool:
        """Follow a link; return whether this chat then shows the turn that the page is at."""
        lead = await self._asked(f"/start {START_PREFIX}{token}")
        reply = next((each for each in lead.replies if each.trigger == Trigger.join_two and each.value), None) if lead else None
        if lead and reply:
            query = self._api.query(self.number, lead.message_id, reply.encode(), forgotten=False)
            self._give("callback_query", query, reply)
            await self._landed()
        current = await self._asked("/start")
        return current is not None and current.turn == turn

    async def stay(self, is_over: Callable[[], bool]) -> None:
        """Tap and type until it is over or something is wrong, then look once more."""
        self.is_read = True
        await self.look()
        while not is_over() and not self.oddities:
            await self.step()
        await self.look()
        self.is_read = False

    async def _asked(self, text: str) -> Card | None:
        """Write a line; return the newest card that came after it, None if none came in time."""
        while not await self._landed():
            pass
        await self._api.delivery.quiet_for(self.number)
        self._lead, self._came = None, asyncio.Event()
        self._give("message", self._api.line(self.number, text), Command("start"))
        await self._landed()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._came.wait(), CARD_S)
        return self._lead


class BothFaces:
    """One person with a browser and a chat, who uses one of them at a time."""

    def __init__(self, visitor: Visitor, chat: Chat, dice: random.Random) -> None:
        self.visitor = visitor
        self.chat = chat
        self._dice = dice

    async def live(self, until: asyncio.Event) -> None:
        """Begin on the page, carry on in the chat, and go to and fro until told to stop or something is wrong."""
        async with self.visitor.browser():
            if not await self.visitor.stay(lambda: until.is_set() or self.visitor.answered >= FIRST_ANSWERS):
                return
            is_there = await self._carried_on(until)
            while not until.is_set() and not self.chat.oddities:
                if is_there:
                    self.chat.used["went to the chat"] += 1
                    self.chat.model.go_on_from(self.visitor.model)
                    await self.chat.stay(self._for_a_while(until))
                    self.visitor.model.go_on_from(self.chat.model)
                if not await self.visitor.stay(self._for_a_while(until)):
                    return

    async def _carried_on(self, until: asyncio.Event) -> bool:
        for _ in range(LINKS):
            if until.is_set() or self.visitor.oddities:
                return False
            token = await self.visitor.link_to_chat()
            if token and await self.chat.arrive(token, self.visitor.model.turn):
                return True
            await asyncio.sleep(TRY_AGAIN_S)
        self.chat.oddities.append(f"chat {self.chat.number}: no link led here; {list(self.chat.diary)}")
        return False

    def _for_a_while(self, until: asyncio.Event) -> Callable[[], bool]:
        """Return what says that they have done enough in one place."""
        left = iter(range(self._dice.randint(*IN_A_ROW)))
        return lambda: until.is_set() or next(left, None) is None
