"""Runs reminders by DBOS: a workflow each, known by its name, so that of several processes one runs it.

DBOS is started when the first reminder is due, so that a process without any carries nothing of it. Its own tables lie beside
our own database: on SQLite in a file of their own, for it has one writer and taps come first; on PostgreSQL in the schema
`dbos` of the same database, where several processes share them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from sqlalchemy import make_url

from bot.closing import Closing
from flows.interview.reminding import Kind
from storage.reminders import Due

# Named by us: releases that run beside each other know each other's workflows.
VERSION = "reminders-1"
THREADS = 8

Work = Callable[[Due], Awaitable[str]]


class Durable:
    """The one DBOS of this process. `work` is what is done for each reminder, on the loop that started us."""

    def __init__(self, database_url: str, work: Work, closing: Closing | None = None) -> None:
        self._closing = closing or Closing()
        self._url = engine_url(database_url)
        self._work = work
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = asyncio.Lock()
        self._tidied: date | None = None
        self._running: set[asyncio.Task[str]] = set()

    async def start(self, name: str, due: Due) -> None:
        """Begin the work of this name, unless it was begun before, here or anywhere."""
        await self._launched()
        from bot import workflows

        await asyncio.to_thread(workflows.begin, name, due.respondent, due.kind.value, due.day.isoformat(), due.tries)
        if due.day != self._tidied:
            self._tidied = due.day
            await asyncio.to_thread(workflows.tidy, name)

    async def stop(self) -> None:
        """Let what has begun come to its end, while there is time; the rest is gone on with by the next start."""
        if self._loop is None:
            return
        from bot import workflows

        if self._running:
            await asyncio.wait(set(self._running), timeout=self._closing.left())
        await asyncio.to_thread(workflows.destroy)
        self._loop = None

    def run(self, respondent: int, kind: str, day: str, tries: int) -> str:
        """The work of one reminder, called by DBOS on a thread of its own and done on our loop."""
        assert self._loop is not None
        due = Due(respondent, Kind(kind), date.fromisoformat(day), tries)
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
        from bot import workflows

        workflows.launch(self._url, self.run)


def engine_url(database_url: str) -> str:
    """Where DBOS keeps its own: `NAME-jobs.db` beside an SQLite file, or the same PostgreSQL database."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return url.set(drivername="postgresql").render_as_string(hide_password=False)
    file = Path(url.database or "xingjie.db")
    return f"sqlite:///{file.with_name(file.stem + '-jobs.db')}"
