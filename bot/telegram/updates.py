"""Every update takes its way here: a tap in a private chat by the lane, all else by aiogram."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from pydantic import ValidationError

from bot.logs import UPDATE
from bot.metrics import REFUSED
from bot.newest import Newest
from bot.telegram.calls import Unreachable
from bot.telegram.crowd import Crowd, Entry
from bot.telegram.incoming import UNNUMBERED, Tap, Update
from bot.telegram.lane import Heard, Lane

# The values of an answerCallbackQuery; None for what is no tap.
Toast = dict[str, Any] | None
# Telegram brings an update again within minutes.
REFUSED_REMEMBERED = 10_000
log = structlog.get_logger()


class Updates:
    """Handles updates. What is stored on return stays; an update that comes again is harmless.

    What was refused stays so: whoever was told that nothing is stored may have answered otherwise since, and the same update,
    brought again, would be faster than that. The same is said once more, and nothing done.
    """

    def __init__(self, lane: Lane, dispatcher: Dispatcher, bot: Bot) -> None:
        self._lane = lane
        self._dispatcher = dispatcher
        self._bot = bot
        self._crowd = Crowd()
        self._left = asyncio.Event()
        self._refused = Newest[int, Toast](REFUSED_REMEMBERED)

    def refuse(self, update: int, toast: Toast = None) -> None:
        """Nothing of this update is stored, and the person was told so: by this toast, or by a message."""
        if update != UNNUMBERED:
            self._refused.keep(update, toast)

    async def pushed(self, update: Update) -> Toast:
        """Handle an update of a webhook. Returns the values of the answerCallbackQuery that its response may carry.

        Of a flood from one chat only a part is handled, and the person is told once. Raises Unreachable where the answer could
        not be shown: it is stored, and Telegram shall deliver the update again.
        """
        if update.number in self._refused:
            return self._refused.get(update.number)
        entry = self._crowd.enter(update.chat)
        if entry is not Entry.HANDLED:
            REFUSED.labels("telegram").inc()
            toast = self._lane.too_fast(update.tap) if update.tap and entry is Entry.TOLD else None
            self.refuse(update.number, toast)
            return toast
        try:
            return await self._pushed(update)
        finally:
            self._crowd.leave(update.chat)
            self._left.set()

    async def drained(self, seconds: float) -> None:
        """Wait until nothing that was pushed is in hand, for so long at most; Telegram brings again what is cut short."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while len(self._crowd):
                    self._left.clear()
                    await self._left.wait()

    async def _pushed(self, update: Update) -> Toast:
        UPDATE.set(update.number)
        if update.tap is None:
            await self._by_aiogram(update)
            return None
        heard = await self._hear(update.tap)
        await self._lane.show(update.tap, heard)
        return heard.toast

    async def polled(self, update: Update) -> None:
        """Handle an update that was asked for; the callback is answered while the card is edited."""
        if update.number in self._refused:
            return  # told by a call of its own already
        UPDATE.set(update.number)
        try:
            await (self._polled(update.tap) if update.tap else self._by_aiogram(update))
        except Unreachable as error:
            log.warning("card_stays", error=str(error))

    async def _polled(self, tap: Tap) -> None:
        heard = await self._hear(tap)
        closing = asyncio.create_task(self._lane.close_query(heard))
        try:
            await self._lane.show(tap, heard)
        finally:
            await closing

    async def _hear(self, tap: Tap) -> Heard:
        heard = await self._lane.hear(tap)
        if heard.answer is None:
            self.refuse(tap.update, heard.toast)
        return heard

    async def _by_aiogram(self, update: Update) -> None:
        if not update.content:
            log.error("update_unreadable", update=update.number)
            return
        try:
            method = await self._dispatcher.feed_raw_update(self._bot, update.content)
        except ValidationError as error:
            log.error("update_unreadable", update=update.number, errors=error.error_count())
            return
        if isinstance(method, TelegramMethod):
            await self._dispatcher.silent_call_request(self._bot, method)
