"""A process that has imported what the bot imports, and forks: each fork goes on as `python -m bot run`.

What is saved is the import, and reading and compiling the words (nearly all of a start's CPU), so that hundreds of kills fit
into one run. Each bot is a process of
its own, with its own memory, files, signals and end; a keeper between waits for it and tells how it ended.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faults.clock import Clock
from tests.faults.spoken import prepare

ROOT = Path(__file__).parents[2]
PR_SET_PDEATHSIG = 1
IMPORTED = ("bot.serving", "bot.telegram.face", "aiosqlite", "asyncpg")


class Warm:
    """The parent of bots, and their common clock."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(folder)
        ours, theirs = socket.socketpair()
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        self._socket = ours
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm", str(theirs.fileno())],
            cwd=ROOT,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **self.clock.environment},
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def bear(self, folder: Path, environment: dict[str, str], output: int) -> socket.socket:
        """Start a bot that prints into the descriptor `output`. Returns where its number is told, and then its exit code."""
        ours, theirs = socket.socketpair()
        order = json.dumps({"folder": str(folder), "environment": environment}).encode()
        socket.send_fds(self._socket, [order], [theirs.fileno(), output])
        theirs.close()
        return ours

    def close(self) -> None:
        """End it, and the bots that still run."""
        self._socket.close()
        self._process.wait()


def main(descriptor: int) -> None:
    """Import everything, then fork a keeper for every order, until nobody can give one any more."""
    for name in IMPORTED:
        importlib.import_module(name)
    prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    orders = socket.socket(fileno=descriptor)
    while True:
        order, passed, _, _ = socket.recv_fds(orders, 65_536, 2)
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            keep(json.loads(order), *passed)
            return
        for each in passed:
            os.close(each)


def keep(order: dict[str, Any], told: int, output: int) -> None:
    """Fork the bot, tell its number, wait for its end, tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    die_with_parent()
    number = os.fork()
    if number == 0:
        os.close(told)
        die_with_parent()
        become_bot(order, output)
        return
    os.close(output)
    os.write(told, f"{number}\n".encode())
    _, status = os.waitpid(number, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def die_with_parent() -> None:
    """Whatever ends the run, nothing of it goes on."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def become_bot(order: dict[str, Any], output: int) -> None:
    """From here on this process is `python -m bot run`."""
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    # The streams were made for whatever this process's parent printed into, which may have been a file.
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115 they stay open
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    sys.argv = ["bot", "run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
