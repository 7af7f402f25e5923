"""Runs reminders by DBOS: a workflow each, known by its name, so that of several processes one runs it.

DBOS is started when the first reminder is due, so that a process without any carries nothing of it. Its own tables lie beside
our own database: on SQLite in a file of their own, for it has one writer and taps come first; on PostgreSQL in the schema
`dbos` of the same database, where several processes share them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date

from bot.operations.shutdown_deadline import ShutdownDeadline
from flows.interview.reminders.rules import ReminderKind
from storage.address import read_address
from storage.errors import DatabaseUnusable
from storage.jobs import Jobs, jobs_url
from storage.respondents.reminders import Due

# After a failed beginning the next sweeps try again; if none did for so long, nothing is due any more.
FAILED_FOR_S = 900.0

Work = Callable[[Due], Awaitable[str]]


class Durable:
    """The one DBOS of this process. `work` is what is done for each reminder, on the loop that started us."""

    def __init__(self, database_url: str, work: Work, closing: ShutdownDeadline | None = None) -> None:
        self._closing = closing or ShutdownDeadline()
        self._url = jobs_url(read_address(database_url))
        self._jobs = Jobs(read_address(database_url))
        self._work = work
        self._failed: tuple[float, Exception] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = asyncio.Lock()
        self._tidied: date | None = None
        self._running: set[asyncio.Task[str]] = set()

    async def start(self, name: str, due: Due) -> None:
        """Begin the work of this name, unless it was begun before, here or anywhere."""
        try:
            await self._started(name, due)
        except Exception as error:
            self._failed = time.monotonic(), error
            raise
        self._failed = None

    async def works(self) -> None:
        """Look whether reminders can be given: by the engine's own driver, and by how its last beginning went.

        Nothing of DBOS is loaded for that. Raises DatabaseUnusable if they cannot.
        """
        await asyncio.to_thread(self._jobs.reach)
        if self._failed is not None and time.monotonic() - self._failed[0] < FAILED_FOR_S:
            raise DatabaseUnusable("the last reminder could not be begun") from self._failed[1]

    async def _started(self, name: str, due: Due) -> None:
        await self._launched()
        from bot.reminders import dbos_workflow as workflows

        await asyncio.to_thread(workflows.begin, name, due.respondent, due.kind.value, due.day.isoformat(), due.tries)
        if due.day != self._tidied:
            self._tidied = due.day
            await asyncio.to_thread(workflows.tidy, name)

    async def stop(self) -> None:
        """Let what has begun come to its end, while there is time; the rest is gone on with by the next start."""
        if self._loop is None:
            return
        from bot.reminders import dbos_workflow as workflows

        if self._running:
            await asyncio.wait(set(self._running), timeout=self._closing.seconds_left())
        await asyncio.to_thread(workflows.destroy)
        self._loop = None

    def run(self, respondent: int, kind: str, day: str, tries: int) -> str:
        """The work of one reminder, called by DBOS on a thread of its own and done on our loop."""
        assert self._loop is not None
        due = Due(respondent, ReminderKind(kind), date.fromisoformat(day), tries)
        return asyncio.run_coroutine_threadsafe(self._tracked(due), self._loop).result()

    async def _tracked(self, due: Due) -> str:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            return await self._work(due)
        finally:
            self._running.discard(task)

    async def _launched(self) -> None:
        async with self._starting:
            if self._loop is None:
                self._loop = asyncio.get_running_loop()
                await asyncio.to_thread(self._launch)

    def _launch(self) -> None:
        from bot.reminders import dbos_workflow as workflows

        self._jobs.make_private()
        workflows.launch(self._url, self.run)
