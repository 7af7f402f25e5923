"""The bot as it is run: a process of its own, started, stopped, killed, stopped in its tracks."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = b"The phone page is at"
START_S = 180.0
STOP_S = 10.0


class BotProcess:
    """`xingjie run`, with what it printed last. Its webhook, if any, listens on `port`."""

    def __init__(self, folder: Path, port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.printed: deque[str] = deque(maxlen=400)
        self.faults = 0
        self._folder = folder
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._readers: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()

    @property
    def pid(self) -> int:
        """The process's number; AssertionError where it is not running."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it, and wait until it serves. Raises RuntimeError with what it printed where it ends instead."""
        self._ready.clear()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=self._folder, env=self._variables(),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [asyncio.create_task(self._read(pipe)) for pipe in (self._process.stdout, self._process.stderr)]
        over = asyncio.create_task(self._process.wait())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait([over, ready], timeout=START_S, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not self._ready.is_set():
            over.cancel()
            raise RuntimeError("the bot did not start:\n" + "\n".join(self.printed))

    async def kill(self) -> None:
        """SIGKILL: no handler, no farewell."""
        os.kill(self.pid, signal.SIGKILL)
        await self._over()

    async def stop(self) -> float:
        """SIGTERM. Returns how many seconds it took to end; raises RuntimeError where it did not end well in time."""
        began = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        try:
            code = await asyncio.wait_for(self._over(), STOP_S)
        except TimeoutError:
            await self.kill()
            raise RuntimeError(f"not ended {STOP_S:.0f} s after SIGTERM:\n" + "\n".join(self.printed)) from None
        if code:
            raise RuntimeError(f"ended with {code} after SIGTERM:\n" + "\n".join(self.printed))
        return time.monotonic() - began

    async def end(self) -> None:
        """Leave nothing behind, whatever state it is in."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    def freeze(self, frozen: bool) -> None:
        """Stop it in its tracks, or let it go on."""
        os.kill(self.pid, signal.SIGSTOP if frozen else signal.SIGCONT)

    def limit_files(self, size: int | None) -> None:
        """Let no file of it be written beyond `size` bytes: what a full disk does; None takes it back."""
        soft = resource.RLIM_INFINITY if size is None else size
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    async def _over(self) -> int:
        assert self._process is not None
        code = await self._process.wait()
        await asyncio.gather(*self._readers)
        return code

    async def _read(self, pipe: asyncio.StreamReader) -> None:
        while line := await pipe.readline():
            self.printed.append(line.decode(errors="replace").rstrip())
            self.faults += b"update_failed" in line
            if line.startswith(READY):
                self._ready.set()

    def _variables(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **self._environment}


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
