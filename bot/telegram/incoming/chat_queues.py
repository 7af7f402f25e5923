"""The queues of updates: those of one chat in order, different chats at the same time. What takes long steps aside.

Telegram hands over a limited number of updates before it wants some of them confirmed (100 by polling, twice the connections
by webhook). So an update that is in hand for HOLD_S is parked (see `parked`) and counts as handled for Telegram: one person's
slow file or long `retry_after` holds up their own chat, and nobody else's.
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
# How often it is looked what takes long: a timer for every update would cost a twentieth of a tap.
LOOK_S = 0.5
# If Telegram cannot be reached, the next try comes after this time, then after twice as long, and so on.
AGAIN_S = 2.0
# An update that takes this long is given up: what it stored stays, and the person's next word is answered.
GIVEN_UP_S = 600.0
# Beyond this, updates stay with Telegram, and its queue holds everybody: the last resort of a machine that cannot keep up.
PARKED_AT_MOST = 2_000
log = structlog.get_logger()

# The values of an answerCallbackQuery that the response to a webhook may carry; None if there are none.
Toast = dict[str, Any] | None
RETRYABLE = (TooManyRequests, Unreachable)
# Handles one update. Called again if it raises TooManyRequests or Unreachable.
Work = Callable[[], Awaitable[Toast]]
ShowLate = Callable[[Toast], Awaitable[None]]


class Outcome(Struct, frozen=True):
    """Telegram may forget an update, and show this toast. If it is not `shown`, Telegram may also deliver it again."""

    toast: Toast = None
    shown: bool = True


HANDLED, NOT_SHOWN = Outcome(), Outcome(shown=False)


class Admission(Enum):
    """What becomes of an update: it is taken; it is not, and the person is told; it is not, and they were told already."""

    TAKEN = "taken"
    TOLD = "told"
    DROPPED = "dropped"


class PendingUpdate:
    """An update in hand. `settled` is done when it is handled or parked."""

    __slots__ = ("file", "given_up", "settled", "since", "task", "update", "work")

    def __init__(self, update: IncomingUpdate, work: Work, settled: asyncio.Future[Outcome], since: float) -> None:
        self.update = update
        self.work = work
        self.settled = settled
        self.since = since
        self.file: Path | None = None
        self.task: asyncio.Task[Any] | None = None
        self.given_up = False


class _Queue(deque[PendingUpdate]):
    """The updates of one chat that are in hand, the oldest first."""

    told = False


class ChatQueues:
    """The queues of one process. Without `parked` nothing steps aside, and what cannot be shown now is left to Telegram.

    `show_late` shows a toast by a call of its own, if the response to the webhook has gone.
    """

    def __init__(self, parked: ParkedUpdates | None, show_late: ShowLate) -> None:
        self._parked = parked
        self._show_late = show_late
        self._queues: dict[Hashable, _Queue] = {}
        self._came = asyncio.Event()
        self._serving, self._parking = Background(), Background()
        self._parked_now = 0
        self._look: asyncio.TimerHandle | None = None

    def enter(self, chat: Hashable, at_most: int) -> Admission:
        """Ask before `take`: of a chat at most so many updates are in hand, and the person is told once that it is too fast."""
        queue = self._queues.get(chat)
        if queue is None or len(queue) < at_most:
            return Admission.TAKEN
        if queue.told:
            return Admission.DROPPED
        queue.told = True
        return Admission.TOLD

    def take(self, update: IncomingUpdate, work: Work, file: Path | None = None) -> PendingUpdate:
        """Put an update at the end of its chat's queue. `file` holds it if an earlier process parked it."""
        loop = asyncio.get_running_loop()
        handling = PendingUpdate(update, work, loop.create_future(), loop.time())
        if file is not None:
            self._set_aside(handling, file)
        queue = self._queues.get(update.chat)
        if queue is not None:
            queue.append(handling)
            self._came.set()
        else:
            queue = self._queues[update.chat] = _Queue((handling,))
            self._serving.begin(self._serve(update.chat, queue))
        if self._look is None:
            self._look = loop.call_later(LOOK_S, self._look_around)
        return handling

    async def close(self, seconds: float) -> None:
        """Finish what is in hand, for so many seconds at most. What is cut short comes again: from Telegram, or parked."""
        await self._serving.drained(seconds)
        await self._serving.stop()
        await self._parking.drained(CANCEL_S)
        if self._look is not None:
            self._look.cancel()

    async def _serve(self, chat: Hashable, queue: _Queue) -> None:
        try:
            while queue:
                await self._handle(queue[0], queue)
                queue.popleft()
        finally:
            del self._queues[chat]

    async def _handle(self, handling: PendingUpdate, queue: _Queue) -> None:
        task = handling.task = asyncio.current_task()
        handling.since = asyncio.get_running_loop().time()
        settled = NOT_SHOWN
        try:
            settled = Outcome(await self._worked(handling, queue))
        except RETRYABLE as error:
            log.warning("card_stays", update=handling.update.number, error=str(error))
        except asyncio.CancelledError:
            if task is None or not handling.given_up:
                raise  # this process ends: the update comes again
            task.uncancel()
            log.error("update_given_up", update=handling.update.number)
            settled = HANDLED
        except Exception as error:
            log.error("update_failed", update=handling.update.number, exc_info=error)
            settled = HANDLED
        handling.task = None
        if not handling.settled.done():
            handling.settled.set_result(settled)
        elif handling.file is not None:
            await self._finish(handling.file, settled.toast)

    async def _worked(self, handling: PendingUpdate, queue: _Queue) -> Toast:
        """Do the work, again and again while Telegram cannot take its calls and nothing newer waits in the chat."""
        until = handling.since + GIVEN_UP_S
        wait = AGAIN_S
        while True:
            try:
                return await handling.work()
            except RETRYABLE as error:
                pause = error.retry_after if isinstance(error, TooManyRequests) else wait
                if self._parked is None or asyncio.get_running_loop().time() + pause > until:
                    raise
                log.info("card_waits", update=handling.update.number, error=str(error))
                if not await self._paused(pause, queue):
                    raise
                wait *= 2

    async def _paused(self, seconds: float, queue: _Queue) -> bool:
        """Wait. False if something newer came into the chat, which will show what this update was to show."""
        try:
            async with asyncio.timeout(seconds):
                while len(queue) == 1:
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError:
            return True
        return False

    # Parking

    def _look_around(self) -> None:
        """Park what is in hand for too long, and what waits behind something parked; give up what takes for ever."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        overdue: list[PendingUpdate] = []
        for queue in self._queues.values():
            first = queue[0]
            if first.task is not None and not first.given_up and first.since + GIVEN_UP_S <= now:
                first.given_up = True
                first.task.cancel()
            aside = first.file is not None
            overdue += [each for each in queue if not each.settled.done() and (aside or each.since + HOLD_S <= now)]
        if overdue and self._parked is not None and not len(self._parking):
            room = max(PARKED_AT_MOST - self._parked_now, 0)
            self._parking.begin(self._park(self._parked, overdue[:room]))
        self._look = loop.call_later(LOOK_S, self._look_around) if self._queues else None

    async def _park(self, parked: ParkedUpdates, overdue: list[PendingUpdate]) -> None:
        try:
            files = await asyncio.to_thread(parked.keep, [handling.update for handling in overdue])
        except OSError as error:
            log.warning("not_parked", count=len(overdue), exc_info=error)  # they stay with Telegram
            return
        for handling, file in zip(overdue, files, strict=True):
            if handling.settled.done():
                await asyncio.to_thread(parked.drop, file)  # it was handled meanwhile
            else:
                self._set_aside(handling, file)

    def _set_aside(self, handling: PendingUpdate, file: Path) -> None:
        handling.file = file
        handling.settled.set_result(HANDLED)
        self._parked_now += 1

    async def _finish(self, file: Path, toast: Toast) -> None:
        """What follows an update that was parked: its toast comes by a call, its file goes."""
        assert self._parked is not None
        self._parked_now -= 1
        if toast is not None:
            await self._show_late(toast)
        await asyncio.to_thread(self._parked.drop, file)
