"""Every update takes its way here: a tap in a private chat by the lane, all else by aiogram."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from pydantic import ValidationError

from bot.telegram.calls import Unreachable
from bot.telegram.lane import Lane, tap_of

Update = dict[str, Any]
log = structlog.get_logger()


class Updates:
    """Handles updates as decoded JSON. What is stored on return stays; an update that comes again is harmless."""

    def __init__(self, lane: Lane, dispatcher: Dispatcher, bot: Bot) -> None:
        self._lane = lane
        self._dispatcher = dispatcher
        self._bot = bot

    async def pushed(self, update: Update) -> dict[str, Any] | None:
        """Handle an update of a webhook. Returns the values of the answerCallbackQuery that its response may carry.

        Raises Unreachable where the answer could not be shown: it is stored, and Telegram shall deliver the update again.
        """
        tap = tap_of(update)
        if tap is None:
            await self._by_aiogram(update)
            return None
        heard = await self._lane.hear(tap)
        await self._lane.show(tap, heard)
        return heard.toast

    async def polled(self, update: Update) -> None:
        """Handle an update that was asked for; the callback is answered while the card is edited."""
        tap = tap_of(update)
        if tap is None:
            await self._by_aiogram(update)
            return
        heard = await self._lane.hear(tap)
        closing = asyncio.create_task(self._lane.close_query(heard))
        try:
            await self._lane.show(tap, heard)
        except Unreachable as error:
            log.warning("card_stays", update=tap.update, error=str(error))
        await closing

    async def _by_aiogram(self, update: Update) -> None:
        try:
            method = await self._dispatcher.feed_raw_update(self._bot, update)
        except ValidationError as error:
            log.error("update_unreadable", update=update.get("update_id"), errors=error.error_count())
            return
        if isinstance(method, TelegramMethod):
            await self._dispatcher.silent_call_request(self._bot, method)
