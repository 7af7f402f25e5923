"""The bot as it is run: a process of its own, started, stopped, killed, stopped in its tracks."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.faults.failures import Failures
from tests.warm.starting import Warm

READY = b"The phone page is at"
START_S = 180.0
STOP_S = 10.0
READY_S = 5.0


class BotProcess:
    """`python -m bot run`, with what it printed last. Its webhook, if any, listens on `port`."""

    def __init__(
        self, bots: Warm, folder: Path, port: int, environment: dict[str, str], on_ready: Callable[[], None] = lambda: None
    ) -> None:
        self.port = port
        self._on_ready = on_ready
        self.pid = 0
        self.page = ""
        self.printed: deque[str] = deque(maxlen=400)
        self.failures = Failures()
        self._bots = bots
        self._folder = folder
        self._environment = environment
        self._end: asyncio.Task[int] | None = None
        self._line: asyncio.StreamWriter | None = None  # kept: without it, the line to the keeper is closed
        self._ready = asyncio.Event()

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._end is not None and not self._end.done()

    async def start(self) -> None:
        """Start it, and wait until it serves. Raises RuntimeError with what it printed if it ends instead."""
        await self.begin()
        await self.served()

    async def begin(self) -> None:
        """Start it, and wait for nothing."""
        self._ready.clear()
        output, inlet = os.pipe()
        told, self._line = await asyncio.open_unix_connection(sock=self._bots.bear(self._folder, self._environment, inlet))
        os.close(inlet)
        self.pid = int(await told.readline())
        self._end = asyncio.create_task(self._until_end(told, output))

    async def served(self) -> None:
        """Wait until it serves the page. Raises RuntimeError with what it printed if it ends instead."""
        assert self._end is not None
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait([self._end, ready], timeout=START_S, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not self._ready.is_set() or not self.runs:
            raise RuntimeError("the bot did not start:\n" + "\n".join(self.printed))

    async def kill(self) -> None:
        """SIGKILL: no handler, no farewell."""
        self._signal(signal.SIGKILL)
        await self._over()

    async def stop(self) -> float:
        """SIGTERM. Returns how many seconds it took to end; raises RuntimeError if it did not end well in time.

        One that does not serve yet may end by the signal itself, before it listens for it.
        """
        began, served = time.monotonic(), self._ready.is_set()
        self._signal(signal.SIGTERM)
        try:
            code = await asyncio.wait_for(self._over(), STOP_S)
        except TimeoutError:
            await self.kill()
            raise RuntimeError(f"not ended {STOP_S:.0f} s after SIGTERM:\n" + "\n".join(self.printed)) from None
        if code and (served or code != -signal.SIGTERM):
            raise RuntimeError(f"ended with {code} after SIGTERM:\n" + "\n".join(self.printed))
        return time.monotonic() - began

    def terminate(self) -> None:
        """SIGTERM, and wait for nothing."""
        self._signal(signal.SIGTERM)

    async def is_ready(self) -> bool:
        """What it says of itself at /readyz; False if it says nothing."""
        url = f"{self.page}/readyz"
        timeout = aiohttp.ClientTimeout(READY_S)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as client, client.get(url) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def end(self) -> None:
        """Leave nothing behind, whatever state it is in."""
        if self._end is not None and not self._end.done():
            await self.kill()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):  # it may have ended of its own accord
            os.kill(self.pid, number)

    def freeze(self, frozen: bool) -> None:
        """Stop it in its tracks, or let it go on."""
        self._signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def limit_files(self, size: int | None) -> None:
        """Let no file of it be written beyond `size` bytes: what a full disk does; None takes it back."""
        soft = resource.RLIM_INFINITY if size is None else size
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    async def _over(self) -> int:
        assert self._end is not None
        return await asyncio.shield(self._end)

    async def _until_end(self, told: asyncio.StreamReader, output: int) -> int:
        """Read what it prints until it ends; returns how it ended."""
        printed = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(printed), os.fdopen(output, "rb"))
        while line := await printed.readline():
            self.printed.append(line.decode(errors="replace").rstrip())
            self.failures.note(line)
            if line.startswith(READY):
                self.page = line.split()[5].decode()
                self._ready.set()
                self._on_ready()
        transport.close()
        code = int(await told.readline())
        if self._line is not None:
            self._line.close()
            await self._line.wait_closed()
        return code
