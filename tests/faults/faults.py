"""What happens around the bot while people tap: drawn from a seed, one thing after another, and written down."""

from __future__ import annotations

import asyncio
import errno
import random
from collections import Counter
from collections.abc import Awaitable, Callable

from tests.botapi import Nonsense
from tests.faults.clock import Clock
from tests.faults.database import DatabaseUnderTest
from tests.faults.process import BotProcess
from tests.faults.telegram import Telegram

HOUR_S, DAY_S = 3600, 86_400
JUMPS_S = (HOUR_S, -HOUR_S, 400 * DAY_S, -400 * DAY_S, 0)
# Days that most steps of a plan take from today, and the hour at which reminders come.
DUE_DAYS, REMINDING_HOUR = (14, 28, 42, 56, 84), 10
# Under which nothing can be written: not one page of a database.
NO_ROOM = 512
# Within these a start and a stop are cut short.
START_WITHIN_S, STOP_WITHIN_S = 0.8, 0.4
# For this time after the database was taken away, work that was begun may still reach the old file.
SETTLED_S = 0.5
UNREADY_TRIES, UNREADY_PAUSE_S = 16, 0.5
OUTAGES = (Nonsense.cut, Nonsense.html, Nonsense.empty)


class FaultInjector:
    """Injects faults into one run.

    `happened` counts them by kind, `slowest_stop_s` is the longest end after SIGTERM, `findings` says what a process did that it
    must not do.
    """

    def __init__(
        self,
        api: Telegram,
        processes: list[BotProcess],
        database: DatabaseUnderTest,
        clock: Clock,
        dice: random.Random,
        *,
        webhook: bool,
    ) -> None:
        self.happened: Counter[str] = Counter()
        self.slowest_stop_s = 0.0
        self.findings: list[str] = []
        self.spell_s = (0.3, 2.0)
        self._api = api
        self._processes = processes
        self._database = database
        self._clock = clock
        self._dice = dice
        self._webhook = webhook

    @property
    def kinds(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """Every kind of fault that this run can take, by name."""
        kinds: dict[str, Callable[[], Awaitable[None]]] = {
            "kill": self.kill,
            "stop": self.stop,
            "storm": self.storm,
            "locked": self.locked,
            "frozen": self.frozen,
            "starting": self.starting,
            "stopping": self.stopping,
            "first_minute": self.first_minute,
            "lying": self.lying,
            "silent": self.silent,
            "outage": self.outage,
        }
        if not self._webhook:
            kinds["quiet_week"] = self.quiet_week
        if self._clock.can_jump:
            kinds["clock"] = self.clock
        if self._database.engine == "sqlite":
            kinds |= {"full": self.full, "removed": self.removed, "replaced": self.replaced, "garbled": self.garbled}
            if self._clock.can_jump:
                kinds |= {"readonly": self.readonly, "nospace": self.nospace, "broken": self.broken}
        else:
            kinds["restart"] = self.restart
        return kinds

    async def inject(self, kind: str) -> None:
        """Inject a fault, and wait until the bot serves again. What a process did wrong meanwhile is among the findings."""
        self.happened[kind] += 1
        try:
            await (self.first_starts() if kind == "born" else self.kinds[kind]())
        except RuntimeError as error:
            self.findings.append(f"{kind}: {error}")
            if kind == "born":
                self._database.discard()  # nothing is stored yet; the run goes on with a first start that nobody disturbs
            await asyncio.gather(*(process.start() for process in self._processes if not process.runs))

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
        await self._database.hold(self._dice.uniform(*self.spell_s))

    async def frozen(self) -> None:
        """The machine halts: every deadline passes at once, and a lock may be held meanwhile."""
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
        await self._database.restart()

    # A disk

    async def readonly(self) -> None:
        """No file can be written: the disk was mounted again as read-only."""
        await self._refused(errno.EROFS)

    async def nospace(self) -> None:
        """No room is left on the disk."""
        await self._refused(errno.ENOSPC)

    async def broken(self) -> None:
        """The disk answers every write by an error, and every sync."""
        await self._refused(errno.EIO)

    async def _refused(self, error: int) -> None:
        process = self._any()
        self._clock.refuse_writes(error)
        await self._spell()
        dies = self._dice.random() < 0.3
        if dies:
            await self._killed(process)
        self._clock.refuse_writes(0)
        if dies:
            await process.start()

    async def removed(self) -> None:
        """The database's files are taken away under the running process; nothing may be acknowledged, nor does it call itself
        ready. Then it is killed, and they are put back."""
        self._database.take_away()
        await self._without_database("removed", self._database.aside)
        self._database.put_back()
        await self._start_again()

    async def replaced(self) -> None:
        """Another sound database comes in place of ours: nothing may be stored in either."""
        self._database.replace()
        await self._without_database("replaced", lambda: self._database.aside() + self._database.in_place())
        self._database.put_back()
        await self._start_again()

    async def garbled(self) -> None:
        """The database's bytes are overwritten while it is in use. What is acknowledged until that is noticed is in the log."""
        self._database.garble()
        await self._without_database("garbled", lambda: 0)
        self._database.mend()
        await self._start_again()

    async def _without_database(self, kind: str, answers: Callable[[], int]) -> None:
        """Look that the processes store nothing and call themselves unready; then kill them."""
        await asyncio.sleep(SETTLED_S)
        before = answers()
        await self._spell()
        more = answers() - before
        if more:
            self.findings.append(f"{kind}: {more} answers were stored in files that are not the database any more")
        for process in self._processes:
            if not await self._turns_unready(process):
                self.findings.append(f"{kind}: it calls itself ready without its database")
            await self._killed(process)

    async def _start_again(self) -> None:
        for process in self._processes:
            await process.start()

    async def _turns_unready(self, process: BotProcess) -> bool:
        for _ in range(UNREADY_TRIES):
            if not await process.is_ready():
                return True
            await asyncio.sleep(UNREADY_PAUSE_S)
        return False

    # Start and stop

    async def starting(self) -> None:
        """Killed, or told to stop, within the first moments of a start, some times in a row."""
        process = self._any()
        await self._killed(process)
        for _ in range(self._dice.randint(1, 3)):
            await process.begin()
            await asyncio.sleep(self._dice.uniform(0.0, START_WITHIN_S))
            if self._dice.random() < 0.3:
                self.slowest_stop_s = max(self.slowest_stop_s, await process.stop())
            else:
                await self._killed(process)
        await process.start()

    async def stopping(self) -> None:
        """Told to stop, and killed before it is done."""
        process = self._any()
        process.terminate()
        await asyncio.sleep(self._dice.uniform(0.0, STOP_WITHIN_S))
        await self._killed(process)
        await process.start()

    async def first_starts(self) -> None:
        """The first starts of all, in an empty folder: some are killed while they make the database, then all go on at once."""
        for _ in range(self._dice.randint(1, 3)):
            process = self._any()
            await process.begin()
            await asyncio.sleep(self._dice.uniform(0.0, START_WITHIN_S))
            await self._killed(process)
        await asyncio.gather(*(process.start() for process in self._processes))

    async def first_minute(self) -> None:
        """Telegram cannot be reached when the bot starts: the page is served all the same, and people when it is back."""
        process = self._any()
        await self._killed(process)
        self._api.outage = self._dice.choice(OUTAGES)
        try:
            await process.start()
            await self._spell()
        finally:
            self._api.outage = None

    # Telegram

    async def lying(self) -> None:
        """Telegram answers by nonsense; one person has to wait long."""
        self._api.lie(self._dice.randint(5, 40))
        await self._spell()

    async def silent(self) -> None:
        """Telegram takes some calls and never answers them."""
        self._api.fall_silent()
        await self._spell()

    async def outage(self) -> None:
        """Telegram cannot be reached."""
        self._api.outage = self._dice.choice(OUTAGES)
        await self._spell()
        self._api.outage = None

    async def quiet_week(self) -> None:
        """The numbers of updates begin at another number, often a lower one."""
        if not await self._api.delivery.quiet_week():
            self.findings.append("quiet_week: updates stay unconfirmed though nothing new comes")

    async def _killed(self, process: BotProcess) -> None:
        self.happened["kill"] += 1
        await process.kill()

    def clear(self) -> None:
        """The sun comes out."""
        self._api.calm()
        self._clock.jump(0)

    def _any(self) -> BotProcess:
        return self._dice.choice(self._processes)

    async def _spell(self) -> None:
        await asyncio.sleep(self._dice.uniform(*self.spell_s))
