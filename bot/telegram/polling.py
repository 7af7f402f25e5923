"""Long polling: an update is confirmed only after it and all before it are handled, so that a crash loses none."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import structlog

from bot.closing import Closing
from bot.telegram.calls import Calls, Refused, Unreachable
from bot.telegram.incoming import Update, read_batch
from bot.telegram.updates import Updates

AT_MOST = 100
WAIT_S = 20
# While some updates of a batch take long, the others' next ones are asked for this often.
STALL_S = 0.2
TROUBLE_S = 1.0
log = structlog.get_logger()


class Polling:
    """Asks for updates and handles them: those of one chat in order, different chats at the same time."""

    def __init__(self, updates: Updates, calls: Calls, kinds: list[str], closing: Closing) -> None:
        self._closing = closing
        self._updates = updates
        self._calls = calls
        self._kinds = kinds
        self._next = 0  # above every number that was seen
        self._open: set[int] = set()
        self._handled: set[int] = set()
        self._chats: dict[Any, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve until cancelled; then finish what has begun, while there is time, and confirm it."""
        try:
            while True:
                for update in await self._asked():
                    self._begin(update)
                if self._tasks:
                    await asyncio.wait(self._tasks, timeout=STALL_S)
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=self._closing.left())
            await self._confirm()

    async def _asked(self) -> list[Update]:
        offset = min(self._open, default=self._next)
        self._handled = {number for number in self._handled if number >= offset}
        wait = 0 if self._open else WAIT_S
        params = {"offset": offset, "limit": AT_MOST, "timeout": wait, "allowed_updates": self._kinds}
        try:
            return read_batch(await self._calls.call("getUpdates", params, timeout_s=wait + 10))
        except (Refused, Unreachable, ValueError) as error:
            log.warning("polling_troubled", error=str(error))
            await asyncio.sleep(TROUBLE_S)
            return []

    def _begin(self, update: Update) -> None:
        number = update.number
        if number in self._open or number in self._handled:
            return
        self._open.add(number)
        self._next = max(self._next, number + 1)
        chat = update.chat
        if chat in self._chats:
            self._chats[chat].append(update)
            return
        self._chats[chat] = deque([update])
        task = asyncio.create_task(self._serve(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: Any) -> None:
        waiting = self._chats[chat]
        try:
            while waiting:
                update = waiting.popleft()
                try:
                    await self._updates.polled(update)
                except Exception as error:
                    log.error("update_failed", update=update.number, error=type(error).__name__)
                self._open.discard(update.number)
                self._handled.add(update.number)
        finally:
            del self._chats[chat]

    async def _confirm(self) -> None:
        offset = min(self._open, default=self._next)
        try:
            async with asyncio.timeout(1):
                await self._calls.call("getUpdates", {"offset": offset, "limit": 1, "timeout": 0})
        except (Refused, Unreachable, TimeoutError) as error:
            log.info("not_confirmed", error=str(error))  # they come again, and are harmless
