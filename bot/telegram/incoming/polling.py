"""Gets updates by long polling. An update is confirmed after it and all before it are handled or parked: a crash loses none."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Collection
from typing import Any

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
# Seconds that an answer may take beyond the time that Telegram was asked to wait.
ANSWER_S = 10
# While some updates of a batch are unfinished, seconds between two requests for the next ones. Telegram gives the unfinished
# ones again with each, so a new batch may take longer: what is stored together finishes together.
STALL_S = 0.05
BUSY_S = 0.15
CONFIRM_S = 1.0
log = structlog.get_logger()


class Polling:
    """Asks for updates and passes them to the router. It knows the last batch, and which of its updates are finished.

    Update numbers are compared within one batch only: after a week without updates Telegram draws the next number at random,
    and it may be lower than all before.
    """

    def __init__(
        self, updates: UpdateRouter, api: BotApi, kinds: list[str], status: TelegramStatus, deadline: ShutdownDeadline
    ) -> None:
        self._updates = updates
        self._api = api
        self._kinds = kinds
        self._status = status
        self._deadline = deadline
        # By number, in Telegram's order; None for what needed no handling.
        self._batch: dict[int, PendingUpdate | None] = {}
        self._next = 0
        self._is_served = False

    async def run(self) -> None:
        """Serve until cancelled; then finish the updates that have begun, within the shutdown deadline, and confirm them."""
        try:
            while True:
                try:
                    await self._poll_once()
                except Exception as error:  # a bug; people are served all the same
                    log.error("polling_failed", exc_info=error)
                    await asyncio.sleep(self._status.next_pause_s())
        finally:
            await self._updates.close(self._deadline.seconds_left())
            await self._confirm()

    async def _poll_once(self) -> None:
        try:
            updates = await self._get_updates()
        except (TelegramError, ValueError) as error:
            self._is_served = False
            await self._handle_failure(error)
            return
        self._is_served = True
        self._status.record_success()
        known = self._batch
        self._start_new(updates)
        unfinished = [pending.outcome for pending in self._unfinished()]
        new = [pending.outcome for number, pending in self._batch.items() if pending is not None and number not in known]
        await let_finish(new, unfinished)

    async def _get_updates(self) -> list[IncomingUpdate]:
        # The first request does not wait: its answer shows that Telegram serves us.
        wait = WAIT_S if self._is_served and not self._unfinished() else 0
        params = {"offset": self._offset(), "limit": AT_MOST, "timeout": wait, "allowed_updates": self._kinds}
        return read_batch(await self._api.call("getUpdates", params, POLL, answer_s=wait + ANSWER_S))

    def _start_new(self, updates: list[IncomingUpdate]) -> None:
        """Start handling the new updates of a batch. Those that are missing from it were confirmed by this request's offset."""
        known = self._batch
        self._batch = {
            update.number: known[update.number] if update.number in known else self._updates.start_polled(update)
            for update in updates
        }
        if updates:
            self._next = updates[-1].number + 1

    def _unfinished(self) -> list[PendingUpdate]:
        return [pending for pending in self._batch.values() if pending is not None and not pending.outcome.done()]

    def _offset(self) -> int:
        """Return the first number that must not be confirmed yet; 0 before the first batch."""
        unsettled = (number for number, pending in self._batch.items() if pending and not pending.outcome.done())
        return next(unsettled, self._next)

    async def _handle_failure(self, error: TelegramError | ValueError) -> None:
        """Delete a webhook that blocks polling; otherwise record the problem and wait before the next try."""
        if isinstance(error, Refused) and "webhook is active" in error.why:
            try:
                await self._api.call("deleteWebhook", {}, POLL)
                return
            except TelegramError as refusal:
                error = refusal
        self._status.record_failure(problem_of(error))
        await asyncio.sleep(self._status.next_pause_s(error))

    async def _confirm(self) -> None:
        if not self._batch:
            return
        try:
            async with asyncio.timeout(CONFIRM_S):
                await self._api.call("getUpdates", {"offset": self._offset(), "limit": 1, "timeout": 0}, POLL)
        except (TelegramError, TimeoutError) as error:
            log.info("not_confirmed", error=str(error))  # they are delivered again, without harm


async def let_finish(new: Collection[Future[Any]], unfinished: Collection[Future[Any]]) -> None:
    """Wait until all these updates are finished, or it is time to ask for more beside those that take long.

    That is after STALL_S in which none of the `new` ones finished or none is left, and after BUSY_S at the latest. The first of
    them may take BUSY_S less STALL_S.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + BUSY_S
    if first := [each for each in new if not each.done()]:
        await asyncio.wait(first, timeout=BUSY_S - STALL_S, return_when=asyncio.FIRST_COMPLETED)
    while left := [each for each in unfinished if not each.done()]:
        on_their_way = sum(not each.done() for each in new)
        await asyncio.wait(left, timeout=STALL_S)
        if sum(not each.done() for each in new) in (0, on_their_way) or loop.time() > until:
            return
