"""Starts the process that others are forked from: one for a whole test run, and one for each fault run, with a clock of its own."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


class Warm:
    """A parent of processes, which ends with the process `owner`.

    Its folder is for its socket alone, and ends with it. If there is a socket already, somebody else has started it.
    `program` is the module that serves, and its arguments.
    """

    program: tuple[str, ...] = ("bot", "run")

    def __init__(self, folder: Path, owner: int, environment: Mapping[str, str] | None = None) -> None:
        self._address = folder / "socket"
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        self._environment = {**kept, "PYTHONPATH": str(ROOT), **(environment or {})}
        self._number = 0
        if not self._address.exists():
            command = [sys.executable, "-m", "tests.warm.parent", str(self._address), str(owner)]
            self._number = int(subprocess.check_output(command, cwd=ROOT, env=self._environment))

    def command(self, module: str) -> list[str]:
        """Return the beginning of a command that does what `python -m MODULE` does, in a fork of the warm process."""
        return [sys.executable, "-I", "-S", str(LAUNCHER), str(self._address), module]

    def bear(self, folder: Path, environment: Mapping[str, str], output: int) -> socket.socket:
        """Start the program, which prints into the descriptor `output`. Returns where its number is told, and then its exit code."""
        module, *arguments = self.program
        order = {
            "module": module,
            "arguments": arguments,
            "folder": str(folder),
            "environment": {**self._environment, "PYTHONUNBUFFERED": "1", **environment},
            "file_room": resource.getrlimit(resource.RLIMIT_FSIZE),
        }
        line = socket.socket(socket.AF_UNIX)
        line.connect(str(self._address))
        with open(os.devnull) as nothing:
            socket.send_fds(line, [f"{json.dumps(order)}\n".encode()], [nothing.fileno(), output, output])
        return line

    def close(self) -> None:
        """End it, and with it all that it has forked."""
        os.kill(self._number, signal.SIGTERM)
        shutil.rmtree(self._address.parent)


@cache
def warm() -> Warm:
    """The one parent of a whole test run, which all workers of pytest-xdist share; begun by whichever needs it first."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    owner = os.getppid() if run else os.getpid()
    folder = Path(tempfile.gettempdir()) / f"xingjie-{run or owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    assert folder.stat().st_uid == os.getuid()
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Warm(folder, owner)


def python(module: str) -> list[str]:
    """The beginning of a command that runs a module: a fork of the process that has imported everything."""
    return warm().command(module)
