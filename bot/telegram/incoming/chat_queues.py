"""Queues updates: those of one chat run in order, different chats run at the same time. Slow updates are parked.

Telegram hands over a limited number of updates before it wants some of them confirmed (100 by polling, twice the connections
by webhook). So an update that takes longer than HOLD_S is written to a file (see `parked_updates`) and confirmed to Telegram.
One person's slow file or long `retry_after` then holds up their own chat only.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from enum import Enum
from pathlib import Path
from typing import Any

import structlog
from msgspec import Struct

from bot.operations.background import CANCEL_S, Background
from bot.telegram.incoming.parked_updates import ParkedUpdates
from bot.telegram.incoming.parse import IncomingUpdate
from bot.telegram.outgoing.errors import TooManyRequests, Unreachable

HOLD_S = 2.0
# Seconds between two checks for slow updates. A timer for every update would make a tap 5 % slower.
LOOK_S = 0.5
# If Telegram cannot be reached, seconds until the next try; doubled after each try.
AGAIN_S = 2.0
# An update that takes this many seconds is cancelled. What it stored stays, and the next update of the chat runs.
GIVEN_UP_S = 600.0
# The most parked updates. Beyond that, updates stay unconfirmed, and everybody waits: the machine cannot keep up.
PARKED_AT_MOST = 2_000
log = structlog.get_logger()

# The values of an answerCallbackQuery that the response to a webhook may carry; None if there are none.
Toast = dict[str, Any] | None
RETRYABLE = (TooManyRequests, Unreachable)
# Handles one update. Called again if it raises TooManyRequests or Unreachable.
Work = Callable[[], Awaitable[Toast]]
ShowLate = Callable[[Toast], Awaitable[None]]


class Outcome(Struct, frozen=True):
    """The result of an update: Telegram may forget it and show this toast, or, if it is not `shown`, deliver it again."""

    toast: Toast = None
    shown: bool = True


HANDLED, NOT_SHOWN = Outcome(), Outcome(shown=False)


class Admission(Enum):
    """Whether a chat's queue accepts an update. The first refused update is answered with a warning, later ones are not."""

    ACCEPTED = "taken"
    REFUSED_WITH_WARNING = "told"
    REFUSED_SILENTLY = "dropped"


class PendingUpdate:
    """An update that is queued or running. `outcome` is done when it is handled or parked."""

    __slots__ = ("file", "given_up", "outcome", "started_at", "task", "update", "work")

    def __init__(self, update: IncomingUpdate, work: Work, outcome: asyncio.Future[Outcome], since: float) -> None:
        self.update = update
        self.work = work
        self.outcome = outcome
        self.started_at = since
        self.file: Path | None = None
        self.task: asyncio.Task[Any] | None = None
        self.given_up = False


class _Queue(deque[PendingUpdate]):
    """The queued and running updates of one chat, the oldest first."""

    was_warned = False


class ChatQueues:
    """The queues of one process.

    Without `parked` no update is parked, and Telegram redelivers what cannot be shown now. `show_late` shows a toast by a
    separate call, for updates whose webhook response was sent when they were parked.
    """

    def __init__(self, parked: ParkedUpdates | None, show_late: ShowLate) -> None:
        self._parked = parked
        self._show_late = show_late
        self._queues: dict[Hashable, _Queue] = {}
        self._new_update = asyncio.Event()
        self._serving, self._parking = Background(), Background()
        self._parked_now = 0
        self._next_check: asyncio.TimerHandle | None = None

    def admit(self, chat: Hashable, at_most: int) -> Admission:
        """Return whether a chat may `add` one more update to the at most `at_most` that it has in its queue."""
        queue = self._queues.get(chat)
        if queue is None or len(queue) < at_most:
            return Admission.ACCEPTED
        if queue.was_warned:
            return Admission.REFUSED_SILENTLY
        queue.was_warned = True
        return Admission.REFUSED_WITH_WARNING

    def add(self, update: IncomingUpdate, work: Work, file: Path | None = None) -> PendingUpdate:
        """Append an update to its chat's queue and return it. `file` holds it if an earlier process parked it."""
        loop = asyncio.get_running_loop()
        pending = PendingUpdate(update, work, loop.create_future(), loop.time())
        if file is not None:
            self._mark_parked(pending, file)
        queue = self._queues.get(update.chat)
        if queue is not None:
            queue.append(pending)
            self._new_update.set()
        else:
            queue = self._queues[update.chat] = _Queue((pending,))
            self._serving.start(self._serve(update.chat, queue))
        if self._next_check is None:
            self._next_check = loop.call_later(LOOK_S, self._check_overdue)
        return pending

    async def close(self, seconds: float) -> None:
        """Finish queued updates within `seconds`. Telegram redelivers the rest, or the next start reads their files."""
        await self._serving.drain(seconds)
        await self._serving.stop()
        await self._parking.drain(CANCEL_S)
        if self._next_check is not None:
            self._next_check.cancel()

    async def _serve(self, chat: Hashable, queue: _Queue) -> None:
        try:
            while queue:
                await self._handle(queue[0], queue)
                queue.popleft()
        finally:
            del self._queues[chat]

    async def _handle(self, pending: PendingUpdate, queue: _Queue) -> None:
        task = pending.task = asyncio.current_task()
        pending.started_at = asyncio.get_running_loop().time()
        outcome = NOT_SHOWN
        try:
            outcome = Outcome(await self._work_with_retries(pending, queue))
        except RETRYABLE as error:
            log.warning("card_stays", update=pending.update.number, error=str(error))
        except asyncio.CancelledError:
            if task is None or not pending.given_up:
                raise  # this process ends; the update is delivered again
            task.uncancel()
            log.error("update_given_up", update=pending.update.number)
            outcome = HANDLED
        except Exception as error:
            log.error("update_failed", update=pending.update.number, exc_info=error)
            outcome = HANDLED
        pending.task = None
        if not pending.outcome.done():
            pending.outcome.set_result(outcome)
        elif pending.file is not None:
            await self._finish_parked(pending.file, outcome.toast)

    async def _work_with_retries(self, pending: PendingUpdate, queue: _Queue) -> Toast:
        """Run the work; repeat it while Telegram cannot take its calls and no newer update waits in the chat."""
        until = pending.started_at + GIVEN_UP_S
        wait = AGAIN_S
        while True:
            try:
                return await pending.work()
            except RETRYABLE as error:
                pause = error.retry_after if isinstance(error, TooManyRequests) else wait
                if self._parked is None or asyncio.get_running_loop().time() + pause > until:
                    raise
                log.info("card_waits", update=pending.update.number, error=str(error))
                if not await self._wait_for_retry(pause, queue):
                    raise
                wait *= 2

    async def _wait_for_retry(self, seconds: float, queue: _Queue) -> bool:
        """Wait, and return True. Return False early if a newer update came into the chat: it will show the current screen."""
        try:
            async with asyncio.timeout(seconds):
                while len(queue) == 1:
                    self._new_update.clear()
                    await self._new_update.wait()
        except TimeoutError:
            return True
        return False

    # Parking

    def _check_overdue(self) -> None:
        """Park updates that take too long and those behind a parked one; cancel an update that runs for GIVEN_UP_S."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        overdue: list[PendingUpdate] = []
        for queue in self._queues.values():
            first = queue[0]
            if first.task is not None and not first.given_up and first.started_at + GIVEN_UP_S <= now:
                first.given_up = True
                first.task.cancel()
            is_parked = first.file is not None
            overdue += [each for each in queue if not each.outcome.done() and (is_parked or each.started_at + HOLD_S <= now)]
        if overdue and self._parked is not None and not len(self._parking):
            room = max(PARKED_AT_MOST - self._parked_now, 0)
            self._parking.start(self._park(self._parked, overdue[:room]))
        self._next_check = loop.call_later(LOOK_S, self._check_overdue) if self._queues else None

    async def _park(self, parked: ParkedUpdates, overdue: list[PendingUpdate]) -> None:
        try:
            files = await asyncio.to_thread(parked.write, [pending.update for pending in overdue])
        except OSError as error:
            log.warning("not_parked", count=len(overdue), exc_info=error)  # they stay with Telegram
            return
        for pending, file in zip(overdue, files, strict=True):
            if pending.outcome.done():
                await asyncio.to_thread(parked.delete, file)  # it was handled meanwhile
            else:
                self._mark_parked(pending, file)

    def _mark_parked(self, pending: PendingUpdate, file: Path) -> None:
        pending.file = file
        pending.outcome.set_result(HANDLED)
        self._parked_now += 1

    async def _finish_parked(self, file: Path, toast: Toast) -> None:
        """Complete an update that was parked: show its toast by a call, and delete its file."""
        assert self._parked is not None
        self._parked_now -= 1
        if toast is not None:
            await self._show_late(toast)
        await asyncio.to_thread(self._parked.delete, file)
