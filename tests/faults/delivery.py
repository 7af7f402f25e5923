"""Telegram's way of bringing updates: until they are taken, each chat's in order, to any process behind the balancer."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.botapi.delivery import Delivery, Execute, Pending, Webhook
from tests.botapi.notice import Notice
from tests.botapi.numbers import DRAWN

# Deliveries try again as soon as a process serves; tries in between would only take time from the people.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 3.0
# By polling an update is confirmed, and answered by a call: after this long without it, it counts as taken and never answered.
ANSWER_S = 10.0
# How often it is looked whether a parked update is handled by now.
LOOK_S = 0.25
QUIET_S = 120.0
# If nothing new comes, the last update is confirmed within this time.
CONFIRMED_S = 40.0


def _chat_of(pending: Pending) -> Hashable:
    """A chat's second finger has a lane of its own."""
    return pending.lane[0] if isinstance(pending.lane, tuple) else pending.lane


def _update_in(file: Path) -> int | None:
    """The number of the update that a parked file holds; None if the file is gone or not yet written."""
    try:
        number = json.loads(file.read_bytes()).get("update_id")
    except (OSError, ValueError):
        return None
    return number if isinstance(number, int) else None


@dataclass(eq=False)
class UpdateInDelivery(Pending):
    """An update that says when it is taken."""

    on_taken: Callable[[], None] | None = None


class RedeliveringDelivery(Delivery):
    """Delivers like Telegram: again and again until 200, and now and then once more although it was taken."""

    def __init__(self, execute: Execute, notice: Notice, dice: random.Random) -> None:
        super().__init__(execute, notice, attempts=0, backoff=0.0, timeout=60.0)
        self.backends: list[int] = []
        self.again = 0.0
        self.redelivered = 0
        self._dice = dice
        # Updates that are delivered once more, by the chat they came from.
        self._later: dict[asyncio.Task[None], Hashable] = {}
        self._unanswered: dict[str, UpdateInDelivery] = {}
        self._serving = asyncio.Event()
        self._kept_back: list[UpdateInDelivery] | None = None
        self.parked = Path()

    def push(self, pending: Pending) -> None:
        """Input: an update to deliver."""
        if self._kept_back is not None and isinstance(pending, UpdateInDelivery):
            self._kept_back.append(pending)
            return
        self._queue.append(pending)
        if isinstance(pending, UpdateInDelivery) and pending.query_id:
            self._unanswered[pending.query_id] = pending
        self._pump()
        self._notice.ring()

    async def quiet_week(self) -> bool:
        """Hold every new update back until all others are confirmed, then go on with other numbers, half the time lower ones.

        Returns whether all were confirmed in time.
        """
        self._kept_back = []
        quiet = await self._notice.until(lambda: not self._queue, CONFIRMED_S)
        if quiet:
            lowest, _ = DRAWN
            self.numbers.quiet_week(self._dice, self._dice.choice((None, self._dice.randint(lowest, self.numbers.next))))
        held, self._kept_back = self._kept_back, None
        for pending in held:
            pending.update["update_id"] = self.numbers.take()
            self.push(pending)
        return quiet

    async def close(self) -> None:
        """Ends polls, webhook calls and deliveries still to come."""
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        await super().close()

    async def quiet(self) -> None:
        """Returns when nothing waits for delivery any more."""
        await asyncio.gather(*self._later, return_exceptions=True)
        await self._notice.until(lambda: not self._queue, QUIET_S)

    async def quiet_for(self, chat: int) -> None:
        """Return when nothing of this chat is being delivered once more: its answer could pass for that of a newer update."""
        if waiting := [task for task, whose in self._later.items() if whose == chat]:
            await asyncio.wait(waiting)

    def note_answer(self, query_id: str) -> None:
        """Input: the callback query, or the line, that the bot has just tried to answer."""
        pending = self._unanswered.pop(query_id, None)
        if pending is not None:
            self._settle(pending)

    def _settle(self, pending: UpdateInDelivery) -> None:
        """An update counts as taken once it is handled: what the bot has parked is confirmed to Telegram, but still to come."""
        if self._is_parked(pending):
            asyncio.get_running_loop().call_later(LOOK_S, self._settle, pending)
            return
        pending.answered = True
        self._tell_taken(pending)

    def _is_parked(self, pending: UpdateInDelivery) -> bool:
        """Whether the bot keeps this update in a file, to handle it later."""
        try:
            files = list(self.parked.glob("*.json"))
        except OSError:
            return False
        return any(_update_in(file) == pending.update["update_id"] for file in files)

    def _finish(self, pending: Pending, *, answered: bool) -> None:
        assert isinstance(pending, UpdateInDelivery)
        is_parked = self._is_parked(pending)
        super()._finish(pending, answered=answered and not is_parked)
        assert pending.query_id is not None
        if not pending.handled:
            later = LOOK_S if is_parked else ANSWER_S
            asyncio.get_running_loop().call_later(later, self.note_answer, pending.query_id)
        self._tell_taken(pending)

    def _tell_taken(self, pending: UpdateInDelivery) -> None:
        if pending.handled and pending.on_taken is not None:
            tell, pending.on_taken = pending.on_taken, None
            tell()

    async def _deliver(self, pending: Pending, hook: Webhook) -> None:
        pause = FIRST_PAUSE_S
        while not await self._post(pending, self._balanced(hook)):
            await self._pause(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)
        if pending in self._queue:
            self._queue.remove(pending)
        self._finish(pending, answered=True)
        if self._dice.random() < self.again:
            task = asyncio.create_task(self._once_more(pending))
            self._later[task] = _chat_of(pending)
            task.add_done_callback(self._later.pop)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._serving.wait(), seconds)

    def served(self) -> None:
        """A process serves again: what waits for its next try is tried now."""
        self._serving.set()
        self._serving = asyncio.Event()

    def _balanced(self, hook: Webhook) -> Webhook:
        """One of the processes by chance, as a balancer without sticky sessions would have it; it may be down."""
        port = self._dice.choice(self.backends)
        return replace(hook, url=f"http://127.0.0.1:{port}{urlsplit(hook.url).path}")

    async def _once_more(self, pending: Pending) -> None:
        await asyncio.sleep(self._dice.uniform(0.0, 1.0))
        if self.webhook is not None:
            self.redelivered += 1
            await self._post(pending, self._balanced(self.webhook))
