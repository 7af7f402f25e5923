"""What happens around the bot while people tap: drawn from a seed, one thing after another, and written down."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable

from tests.faults.clock import Clock
from tests.faults.database import Memory
from tests.faults.process import BotProcess
from tests.faults.telegram import Telegram

HOUR_S, DAY_S = 3600, 86_400
JUMPS_S = (HOUR_S, -HOUR_S, 400 * DAY_S, -400 * DAY_S, 0)
# So long do most steps of a plan that is made today take; whoever wants to be is reminded in the morning.
DUE_DAYS, REMINDING_HOUR = (14, 28, 42, 56, 84), 10
# Under which nothing can be written: not one page of a database.
NO_ROOM = 512


class Weather:
    """The blows that one run takes. `happened` counts them by kind, `slowest_stop_s` is the longest end after SIGTERM."""

    def __init__(self, api: Telegram, processes: list[BotProcess], memory: Memory, clock: Clock, dice: random.Random) -> None:
        self.happened: Counter[str] = Counter()
        self.slowest_stop_s = 0.0
        self.spell_s = (0.3, 2.0)
        self._api = api
        self._processes = processes
        self._memory = memory
        self._clock = clock
        self._dice = dice

    @property
    def kinds(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """Every kind of blow that this run can take, by name."""
        kinds: dict[str, Callable[[], Awaitable[None]]] = {
            "kill": self.kill,
            "stop": self.stop,
            "storm": self.storm,
            "locked": self.locked,
            "frozen": self.frozen,
        }
        if self._clock.can_jump:
            kinds["clock"] = self.clock
        if self._memory.engine == "sqlite":
            kinds["full"] = self.full
        else:
            kinds["restart"] = self.restart
        return kinds

    async def strike(self, kind: str) -> None:
        """One blow, and what it takes to get up again."""
        self.happened[kind] += 1
        await self.kinds[kind]()

    async def kill(self) -> None:
        """SIGKILL in the middle of the work."""
        process = self._any()
        await process.kill()
        await process.start()

    async def stop(self) -> None:
        """SIGTERM: one process after another, as a new version is rolled out."""
        for process in self._processes:
            self.slowest_stop_s = max(self.slowest_stop_s, await process.stop())
            await process.start()

    async def storm(self) -> None:
        """Telegram refuses, fails and cuts."""
        self._api.storm(self._dice.randint(5, 40))
        await self._spell()

    async def locked(self) -> None:
        """Somebody else holds the lock."""
        await self._memory.hold(self._dice.uniform(*self.spell_s))

    async def frozen(self) -> None:
        """The machine stands still: every deadline passes at once, a lock may be held meanwhile."""
        process = self._any()
        process.freeze(True)
        await self._spell()
        process.freeze(False)

    async def clock(self) -> None:
        """The time of day jumps, forward or back."""
        morning = self._clock.until(self._dice.choice(DUE_DAYS), REMINDING_HOUR)
        self._clock.jump(self._dice.choice((*JUMPS_S, morning)))
        await self._spell()

    async def full(self) -> None:
        """Nothing can be written any more; sometimes the process dies meanwhile."""
        process = self._any()
        process.limit_files(NO_ROOM)
        await self._spell()
        if self._dice.random() < 0.3:
            self.happened["kill"] += 1
            await self.kill()
        else:
            process.limit_files(None)

    async def restart(self) -> None:
        """The database server goes down as in a power cut, and comes back."""
        await self._memory.restart()

    def clear(self) -> None:
        """The sun comes out."""
        self._api.calm()
        self._clock.jump(0)

    def _any(self) -> BotProcess:
        return self._dice.choice(self._processes)

    async def _spell(self) -> None:
        await asyncio.sleep(self._dice.uniform(*self.spell_s))
