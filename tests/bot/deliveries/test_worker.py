"""The worker sends what is due at once, bounds its calls, stores each outcome, and stops without losing anything."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.deliveries import worker as workers
from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Call, Worker, working
from bot.operations.readiness import WorkStalled
from bot.operations.shutdown_deadline import ShutdownDeadline
from storage.deliveries.leases import Deliveries, Delivery
from storage.errors import Unstored
from storage.tables import DeliveryState
from tests.people.recipients import KIND, KINDS, Post, post, stored

ARRIVED = SendReport(SendOutcome.arrived)
NEVER_S = 1000.0


class Chat:
    """Sends to everybody; while it is `shut`, no call ends."""

    def __init__(self, *reports: SendReport) -> None:
        self._reports = list(reports)
        self.open = asyncio.Event()
        self.open.set()
        self.calls: list[int] = []
        self.changed = asyncio.Condition()
        self.unwanted: set[int] = set()
        self.broken: set[int] = set()

    async def prepare(self, delivery: Delivery) -> Call | None:
        if delivery.respondent in self.broken:
            raise ValueError("a message that cannot be written")

        async def call() -> SendReport:
            async with self.changed:
                self.calls.append(delivery.respondent)
                self.changed.notify_all()
            await self.open.wait()
            return self._reports.pop(0) if self._reports else ARRIVED

        return None if delivery.respondent in self.unwanted else call

    async def called(self, times: int) -> None:
        """Wait until this many calls have begun."""
        async with asyncio.timeout(30), self.changed:
            await self.changed.wait_for(lambda: len(self.calls) >= times)


def worker(at: Post, chat: Chat, calls_at_once: int = 8, idle_s: float = NEVER_S) -> Worker:
    return Worker(at.deliveries, {KIND: chat}, calls_at_once=calls_at_once, idle_s=idle_s)


@asynccontextmanager
async def planned(url: str, count: int) -> AsyncIterator[Post]:
    async with post(url) as at:
        await stored(at.database, count)
        await at.planned(count)
        yield at


async def test_everything_is_sent_once(database_url: str) -> None:
    async with planned(database_url, 25) as at:
        chat = Chat()
        await worker(at, chat).work_off()
        assert sorted(chat.calls) == list(range(1, 26))
        assert await at.states() == ["sent"] * 25


async def test_a_process_sends_at_once_what_it_plans(sqlite_url: str) -> None:
    async with post(sqlite_url) as at:
        await stored(at.database, 1)
        chat = Chat()
        async with working(worker(at, chat), ShutdownDeadline()) as at_work:
            await at.planned(1)
            at_work.wake()
            await chat.called(1)


async def test_a_worker_finds_what_another_process_planned(sqlite_url: str) -> None:
    async with post(sqlite_url) as at, post(sqlite_url) as other:
        await stored(at.database, 1)
        chat = Chat()
        async with working(worker(at, chat, idle_s=0.01), ShutdownDeadline()):
            await other.planned(1)
            await chat.called(1)


async def test_calls_run_beside_each_other_up_to_a_limit(sqlite_url: str) -> None:
    async with planned(sqlite_url, 5) as at:
        chat = Chat()
        chat.open.clear()
        async with working(worker(at, chat, calls_at_once=2), ShutdownDeadline()):
            await chat.called(2)
            # The third is not begun before a call ends, so at most two can be uncertain.
            assert (await at.states()).count(DeliveryState.sending) == 2
            chat.open.set()
            await chat.called(5)
        assert await at.states() == ["sent"] * 5


async def test_a_message_that_is_not_wanted_is_not_sent(sqlite_url: str) -> None:
    async with planned(sqlite_url, 2) as at:
        chat = Chat()
        chat.unwanted = {2}
        await worker(at, chat).work_off()
        assert (chat.calls, await at.states()) == ([1], ["sent"])


@pytest.mark.parametrize(("outcome", "state"), [("blocked", "blocked"), ("uncertain", "uncertain"), ("not_now", "again")])
async def test_every_outcome_is_stored(sqlite_url: str, outcome: str, state: str) -> None:
    async with planned(sqlite_url, 1) as at:
        await worker(at, Chat(SendReport(SendOutcome(outcome)))).work_off()
        assert await at.states() == [state]


async def test_a_call_that_breaks_is_uncertain_and_a_message_that_cannot_be_written_stops_nobody(sqlite_url: str) -> None:
    async with planned(sqlite_url, 3) as at:
        chat = Chat()
        chat.broken = {2}

        async def broken() -> SendReport:
            raise ValueError

        prepare = chat.prepare

        async def prepared(delivery: Delivery) -> Call | None:
            return broken if delivery.respondent == 1 else await prepare(delivery)

        chat.prepare = prepared  # type: ignore[method-assign]
        await worker(at, chat).work_off()
        assert (chat.calls, await at.states()) == ([3], ["leased", "sent", "uncertain"])


async def test_an_outcome_that_cannot_be_stored_is_stored_a_moment_later(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SETTLING_PAUSE_S", 0.001)
    settle, failures = Deliveries.settle, [Unstored("locked"), Unstored("locked")]

    async def failing(*args: object) -> bool:
        if failures:
            raise failures.pop()
        return await settle(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Deliveries, "settle", failing)
    async with planned(sqlite_url, 1) as at:
        await worker(at, Chat()).work_off()
        assert await at.states() == ["sent"]


async def test_refusals_in_a_row_hold_all_messages_and_a_stop_does_not_wait_for_that(sqlite_url: str) -> None:
    async with planned(sqlite_url, 6) as at:
        chat = Chat(*[SendReport(SendOutcome.not_now, 600.0)] * 6)
        with capture_logs() as logs:
            async with working(worker(at, chat, calls_at_once=1), ShutdownDeadline()):
                await chat.called(3)
        held = [entry["seconds"] for entry in logs if entry["event"] == "sending_held"]
        assert set(held) == {workers.HELD_AT_MOST_S}
        assert len(chat.calls) <= 4
        assert (await at.states()).count(DeliveryState.again) == len(chat.calls)


async def test_a_stop_lets_calls_end_and_puts_the_rest_back(database_url: str) -> None:
    async with planned(database_url, 4) as at, post(database_url) as other:
        chat = Chat()
        chat.open.clear()
        async with working(worker(at, chat, calls_at_once=1), ShutdownDeadline()):
            await chat.called(1)
            asyncio.get_running_loop().call_later(0.05, chat.open.set)
        states = await at.states()
        assert states.count(DeliveryState.sent) == len(chat.calls) >= 1
        # Nothing but what was called is held: another process goes on at once.
        await worker(other, others := Chat()).work_off()
        assert sorted(chat.calls + others.calls) == [1, 2, 3, 4]


async def test_a_call_that_does_not_end_is_left_behind_as_being_sent(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operations.shutdown_deadline.DRAIN_S", 0.0)
    monkeypatch.setattr("bot.operations.shutdown_deadline.CUT_S", 0.5)
    async with planned(sqlite_url, 1) as at:
        chat = Chat()
        chat.open.clear()
        async with working(worker(at, chat), ShutdownDeadline()):
            await chat.called(1)
        assert await at.states() == ["sending"]


async def test_a_worker_without_a_database_is_not_ready_and_goes_on_later(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "AFTER_FAILURE_S", 0.001)
    claim, is_broken, failed = Deliveries.claim, True, asyncio.Event()

    async def failing(*args: object) -> object:
        if is_broken:
            failed.set()
            raise Unstored("the disk is full")
        return await claim(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Deliveries, "claim", failing)
    async with planned(sqlite_url, 1) as at:
        chat = Chat()
        async with working(worker(at, chat, idle_s=0.01), ShutdownDeadline()) as at_work:
            await failed.wait()
            async with asyncio.timeout(30):
                while True:
                    try:
                        await at_work.work.check()
                    except WorkStalled:
                        break
                    await asyncio.sleep(0)
            is_broken = False
            await chat.called(1)
            await at_work.work.check()
        assert KINDS == (KIND,)
