"""Takes what is due, sends each message once, and stores the outcome: one worker for each process.

A message is begun in the database before its call, so that no other process makes the call too. If a process dies in between,
nobody knows whether the message arrived. It counts as uncertain then, and is not sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Protocol

import structlog
from msgspec import Struct

from bot.deliveries.report import SendOutcome, SendReport
from bot.operations.background import Background
from bot.operations.readiness import RecurringWork
from bot.operations.shutdown_deadline import ShutdownDeadline
from storage.deliveries.leases import Deliveries, Delivery
from storage.deliveries.planning import DeliveryKind
from storage.errors import Unstored
from storage.tables import DeliveryState

# A call takes a fraction of a second, and 20 a second are wanted. If the process is killed, this many are uncertain at most.
CALLS_AT_ONCE = 8
CLAIMED_AT_ONCE = 10
# How long another process's plans may wait until they are noticed.
IDLE_S = 5.0
# Another process may just be taking all that is due.
LEAST_PAUSE_S = 0.25
AFTER_FAILURE_S = 30.0
# Longer than any pause of a worker that does well: all its calls may wait for an answer of Telegram.
SILENT_AT_MOST_S = 90.0
# If the face does not say when to try again.
AGAIN_S = 300.0
# After this many refusals in a row the face limits the bot, not one chat. Then all messages wait, for at most HELD_AT_MOST_S.
REFUSALS_IN_A_ROW = 3
HELD_AT_MOST_S = 30.0
SETTLING_TRIES = 3
SETTLING_PAUSE_S = 1.0
STATES = {
    SendOutcome.arrived: DeliveryState.sent,
    SendOutcome.not_now: DeliveryState.again,
    SendOutcome.uncertain: DeliveryState.uncertain,
    SendOutcome.blocked: DeliveryState.blocked,
}
Call = Callable[[], Awaitable[SendReport]]
log = structlog.get_logger()


class Later(Struct, frozen=True):
    """A delivery that is wanted, but not in the next `seconds`."""

    seconds: float


class Sender(Protocol):
    """Knows how deliveries of one kind are sent."""

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Return the call that sends a delivery, Later if it has to wait, or None if it is not wanted any more."""


class Worker:
    """Sends the deliveries of the kinds that have a sender.

    `calls_at_once` is the most that may be uncertain after a kill. `sleep` waits for this many seconds until a slot.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        senders: Mapping[DeliveryKind, Sender],
        *,
        calls_at_once: int = CALLS_AT_ONCE,
        idle_s: float = IDLE_S,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._deliveries = deliveries
        self._senders = senders
        self._kinds = tuple(senders)
        self._idle_s = idle_s
        self._sleep = sleep
        self._free = asyncio.Semaphore(calls_at_once)
        self._calls = Background()
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._refusals = 0
        self._held_until = 0.0
        self.work = RecurringWork(SILENT_AT_MOST_S)

    def wake(self) -> None:
        """Look for deliveries now: some were planned."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due, until `stop` is called."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                await self._begin_all()
                wait_s = await self._deliveries.wait_s(self._kinds)
                self.work.record_success()
            except Exception:
                log.exception("sending_failed")  # what is leased comes back when the lease ends
                self.work.record_failure()
                wait_s = AFTER_FAILURE_S
            else:
                wait_s = self._idle_s if wait_s is None else min(max(wait_s, LEAST_PAUSE_S), self._idle_s)
            await _wait(self._woken, wait_s)

    async def work_off(self) -> None:
        """Send everything that is due now, and wait for the outcomes. Raises Unstored if the database cannot be used."""
        await self._begin_all()
        await self._calls.drain(SILENT_AT_MOST_S)

    async def stop(self, loop: Background, deadline: ShutdownDeadline) -> None:
        """Begin no more messages, and let `loop` (it runs `run`) and the calls end while there is time."""
        self._stopping.set()
        self._woken.set()
        await loop.drain(deadline.seconds_left())
        await self._calls.drain(deadline.seconds_left())
        await self._calls.stop()

    async def _begin_all(self) -> None:
        claimed: tuple[Delivery, ...] = ()
        # If there were as many as asked for, there are more: to look for the first of thousands costs more than to take some.
        while not self._stopping.is_set() and (
            len(claimed) == CLAIMED_AT_ONCE or await self._deliveries.wait_s(self._kinds) == 0
        ):
            claimed = await self._deliveries.claim(self._kinds, CLAIMED_AT_ONCE)
            self.work.record_success()
            if not claimed:
                return
            for delivery in claimed:
                await self._send(delivery)

    async def _send(self, delivery: Delivery) -> None:
        """Begin a delivery, and make its call at its slot; the call ends running us."""
        try:
            call = await self._senders[delivery.kind].prepare(delivery)
        except Unstored:
            raise
        except Exception:
            log.exception("message_not_prepared", kind=delivery.kind.value)  # tried again when the lease ends
            return
        if call is None:
            await self._deliveries.skip(delivery)
            return
        if isinstance(call, Later):
            await self._deliveries.postpone(delivery, call.seconds)
            return
        await _wait(self._stopping, self._held_until - asyncio.get_running_loop().time())
        async with AsyncExitStack() as place:
            await self._free.acquire()
            place.callback(self._free.release)
            if self._stopping.is_set():
                await self._deliveries.put_back([delivery])
                return
            slot_s = await self._deliveries.begin(delivery)
            if slot_s is not None:
                await self._sleep(slot_s)
                self._calls.start(self._call(delivery, call, place.pop_all()))

    async def _call(self, delivery: Delivery, call: Call, place: AsyncExitStack) -> None:
        async with place:
            report = await _made(call)
            self._note(report)
            await self._settle(delivery, report)

    async def _settle(self, delivery: Delivery, report: SendReport) -> None:
        """Store an outcome; if that fails for some seconds, the end of the lease makes it uncertain."""
        wait_s = AGAIN_S if report.retry_after_s is None else report.retry_after_s
        for left in reversed(range(SETTLING_TRIES)):
            try:
                await self._deliveries.settle(delivery, STATES[report.outcome], wait_s)
                return
            except Unstored as error:
                log.warning("outcome_not_stored", outcome=report.outcome.value, tries_left=left, exc_info=error)
                self.work.record_failure()
                if left:
                    await asyncio.sleep(SETTLING_PAUSE_S)

    def _note(self, report: SendReport) -> None:
        """Let everybody wait if the face refuses one chat after the other: it then limits the bot."""
        self._refusals = self._refusals + 1 if report.retry_after_s is not None else 0
        if report.retry_after_s is not None and self._refusals >= REFUSALS_IN_A_ROW:
            held_s = min(report.retry_after_s, HELD_AT_MOST_S)
            self._held_until = asyncio.get_running_loop().time() + held_s
            log.warning("sending_held", seconds=held_s)


async def _wait(until: asyncio.Event, seconds: float) -> None:
    """Wait for an event, for at most this many seconds."""
    if seconds > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await until.wait()


async def _made(call: Call) -> SendReport:
    try:
        return await call()
    except Exception:
        log.exception("call_failed")
        return SendReport(SendOutcome.uncertain)


@asynccontextmanager
async def working(worker: Worker, deadline: ShutdownDeadline) -> AsyncIterator[Worker]:
    """Let a worker run while the body runs; then begin no more and let its calls end."""
    loop = Background()
    loop.start(worker.run())
    try:
        yield worker
    finally:
        await deadline.close_part("deliveries", worker.stop(loop, deadline))
        await loop.stop()
