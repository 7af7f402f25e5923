"""The servers of a run: they are killed under the steps of people, and held still while what they stored is looked at."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from tests.faults.process import BotProcess

# How long somebody waits for the step that they want to kill, in seconds.
PATIENCE_S = 4.0
# How much of the time that such a step takes may pass, at most, before the kill: some die under it, some just after.
SHARE = 1.3
# What a step is believed to take before the first one was measured, in seconds, and how much each measurement counts.
USUAL_S, WEIGHT = 0.05, 0.3


@dataclass
class Servers:
    """All processes of one run. People ask any of those that run, and wait while none does or while they are held."""

    processes: list[BotProcess]
    dice: random.Random
    killed: int = 0
    _open: asyncio.Event = field(default_factory=asyncio.Event)
    _still: asyncio.Event = field(default_factory=asyncio.Event)
    _in_hand: int = 0
    _wanted: str = ""
    _met: asyncio.Future[BotProcess] | None = None
    _takes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(lambda: USUAL_S))

    async def start(self) -> None:
        """Start all processes that do not run, and let people in."""
        await asyncio.gather(*(process.start() for process in self.processes if not process.runs))
        self._open.set()

    async def stop(self) -> None:
        """Stop all, as an operator does."""
        self._open.clear()
        await asyncio.gather(*(process.stop() for process in self.processes if process.runs))

    def explain(self, _: object, error: BaseException | None, __: object) -> None:
        """Add to an error that ends a run what the servers logged."""
        if error is not None:
            error.add_note(str(dict(self.errors)))

    @property
    def errors(self) -> Counter[str]:
        """The distinct errors that the servers logged, and how often each came."""
        return sum((process.failures.lines for process in self.processes), Counter())

    async def end(self) -> None:
        """Leave nothing behind."""
        await asyncio.gather(*(process.end() for process in self.processes))

    @asynccontextmanager
    async def asked(self) -> AsyncIterator[BotProcess]:
        """Choose a process for one request, which counts as in hand while the body runs."""
        await self._open.wait()
        process = self.dice.choice([process for process in self.processes if process.runs])
        self._in_hand += 1
        try:
            yield process
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._still.set()

    @contextmanager
    def under(self, step: str, process: BotProcess) -> Iterator[None]:
        """Tell that a step of this name is sent to a process; the body lasts until its answer. If somebody waits for one, they are told."""
        if self._met is not None and not self._met.done() and step == self._wanted:
            self._met.set_result(process)
        began = asyncio.get_running_loop().time()
        yield
        self._takes[step] += WEIGHT * (asyncio.get_running_loop().time() - began - self._takes[step])

    async def kill(self, step: str) -> None:
        """Kill a process at a random moment of the next step of this name, or at any moment if none comes for a while.

        Of several processes, now and then all are killed. On return people are kept out, and nobody waits for an answer.
        """
        self._wanted, self._met = step, asyncio.get_running_loop().create_future()
        try:
            victim = await asyncio.wait_for(self._met, PATIENCE_S)
        except TimeoutError:
            victim = self.dice.choice(self.processes)
        self._met = None
        await asyncio.sleep(self.dice.uniform(0, SHARE * self._takes[step]))
        victims = self.processes if self.dice.random() < 1 / 3 else [victim]
        self._open.clear()
        await asyncio.gather(*(process.kill() for process in victims))
        self.killed += len(victims)
        while self._in_hand:
            self._still.clear()
            await self._still.wait()
