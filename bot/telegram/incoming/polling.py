"""Long polling: an update is confirmed only after it and all before it are handled or parked, so that a crash loses none."""

from __future__ import annotations

import asyncio

import structlog

from bot.operations.shutdown_deadline import ShutdownDeadline
from bot.telegram.incoming.chat_queues import PendingUpdate
from bot.telegram.incoming.parse import IncomingUpdate, read_batch
from bot.telegram.incoming.routing import UpdateRouter
from bot.telegram.incoming.telegram_status import TelegramStatus, problem_of
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import Refused, TelegramError
from bot.telegram.outgoing.retry_policy import POLL

AT_MOST = 100
WAIT_S = 20
# How long an answer may take beyond the time that Telegram was asked to wait.
ANSWER_S = 10
# While some updates of an answer take long, the next ones are asked for this often.
STALL_S = 0.05
CONFIRM_S = 1.0
log = structlog.get_logger()


class Polling:
    """Asks for updates and hands them on. Knows those of the last answer, each with what became of it.

    Numbers are compared within one answer only: after a week without updates Telegram draws the next number at random, and it
    may be lower than all before.
    """

    def __init__(
        self, updates: UpdateRouter, api: BotApi, kinds: list[str], link: TelegramStatus, closing: ShutdownDeadline
    ) -> None:
        self._updates = updates
        self._api = api
        self._kinds = kinds
        self._link = link
        self._closing = closing
        # By number, in Telegram's order; None for what needed no handling.
        self._answer: dict[int, PendingUpdate | None] = {}
        self._next = 0
        self._works = False

    async def run(self) -> None:
        """Serve until cancelled; then finish what has begun, while there is time, and confirm it."""
        try:
            while True:
                try:
                    await self._round()
                except Exception as error:  # a bug; people are served all the same
                    log.error("polling_failed", exc_info=error)
                    await asyncio.sleep(self._link.pause_s())
        finally:
            await self._updates.close(self._closing.left())
            await self._confirm()

    async def _round(self) -> None:
        try:
            updates = await self._asked()
        except (TelegramError, ValueError) as error:
            self._works = False
            await self._troubled(error)
            return
        self._works = True
        self._link.works()
        self._begin(updates)
        if waiting := self._unsettled():
            await asyncio.wait([handling.settled for handling in waiting], timeout=STALL_S)

    async def _asked(self) -> list[IncomingUpdate]:
        # The first question wants no waiting: its answer says that people are served.
        wait = WAIT_S if self._works and not self._unsettled() else 0
        params = {"offset": self._offset(), "limit": AT_MOST, "timeout": wait, "allowed_updates": self._kinds}
        return read_batch(await self._api.call("getUpdates", params, POLL, answer_s=wait + ANSWER_S))

    def _begin(self, updates: list[IncomingUpdate]) -> None:
        """Begin to handle what is new in an answer. What is not in it any more was confirmed by the question."""
        known = self._answer
        self._answer = {
            update.number: known[update.number] if update.number in known else self._updates.polled(update)
            for update in updates
        }
        if updates:
            self._next = updates[-1].number + 1

    def _unsettled(self) -> list[PendingUpdate]:
        return [handling for handling in self._answer.values() if handling is not None and not handling.settled.done()]

    def _offset(self) -> int:
        """The first number that is not to be confirmed yet; 0 before the first answer."""
        unsettled = (number for number, handling in self._answer.items() if handling and not handling.settled.done())
        return next(unsettled, self._next)

    async def _troubled(self, error: TelegramError | ValueError) -> None:
        """Say what is wrong, mend what can be mended, and wait before the next try."""
        if isinstance(error, Refused) and "webhook is active" in error.why:
            try:
                await self._api.call("deleteWebhook", {}, POLL)
                return
            except TelegramError as refusal:
                error = refusal
        self._link.fails(problem_of(error))
        await asyncio.sleep(self._link.pause_s(error))

    async def _confirm(self) -> None:
        if not self._answer:
            return
        try:
            async with asyncio.timeout(CONFIRM_S):
                await self._api.call("getUpdates", {"offset": self._offset(), "limit": 1, "timeout": 0}, POLL)
        except (TelegramError, TimeoutError) as error:
            log.info("not_confirmed", error=str(error))  # they come again, and are harmless
