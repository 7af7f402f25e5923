"""A process that has imported what the program imports, and forks: each fork goes on as `python -m MODULE ARGUMENTS`.

What is saved is the import, and reading and compiling the words (nearly all of a start's CPU). Each fork is a process of its own,
with its own memory, files, signals and end; a keeper between waits for it and tells how it ended.

Run as `python -m tests.warm.parent SOCKET OWNER`: it returns when the socket can be used. The part that forks, whose number it
prints, goes on until the process OWNER ends, and then deletes the socket's folder.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import resource
import runpy
import select
import shutil
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from tests.warm.spoken import prepare

LONGEST_ORDER = 262_144
PR_SET_PDEATHSIG = 1
IMPORTED = ("aiosqlite", "asyncpg", "alembic.command", "tests.people.reminded")
ROOMS = ("bot", "flows", "storage")
# `python -m bot` warns about a module that is there before it runs; migrations run when alembic reads them.
LEFT_OUT = ("bot.__main__", "storage.migrations.env", "storage.migrations.versions")


def main(address: Path, owner: int) -> None:
    """Import everything, and go on as a process of its own that forks a keeper for every order."""
    import_everything()
    prepare()
    assert threading.active_count() == 1, "a fork takes no other thread along"
    gc.collect()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(address))
    listener.listen(64)
    number = os.fork()
    if number:
        os.write(1, str(number).encode())
        os._exit(0)
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    serve(listener, os.pidfd_open(owner))
    shutil.rmtree(address.parent, ignore_errors=True)


def import_everything() -> None:
    """Import every module of the program, and what it imports only when it is needed."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if not module.name.startswith(LEFT_OUT):
                importlib.import_module(module.name)
    for name in IMPORTED:
        importlib.import_module(name)


def serve(listener: socket.socket, owner: int) -> None:
    """Fork a keeper for every order, until the owner (a descriptor of a process) has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        readable, _, _ = select.select([listener.fileno(), owner], [], [])
        if owner in readable:
            return
        line, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            keep(line)
            os._exit(0)
        line.close()


def keep(line: socket.socket) -> None:
    """Fork what is ordered, tell its number, wait for its end, tell how it ended. Kill it if nobody listens any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    die_with_parent()
    content, streams, _, _ = socket.recv_fds(line, LONGEST_ORDER, 3)
    while not content.endswith(b"\n"):
        content += line.recv(LONGEST_ORDER)
    number = os.fork()
    if number == 0:
        line.close()
        die_with_parent()
        become(json.loads(content), streams)
    for stream in streams:
        os.close(stream)
    line.sendall(f"{number}\n".encode())
    ended = os.pidfd_open(number)
    readable, _, _ = select.select([line.fileno(), ended], [], [])
    if ended not in readable:
        os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    if ended in readable:
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def die_with_parent() -> None:
    """Whatever ends the run, nothing of it goes on."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def become(order: dict[str, Any], streams: list[int]) -> None:
    """From here on this process is what was ordered."""
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    encoding, errors = encoding or "utf-8", errors or "strict"
    line_by_line = 1 if "PYTHONUNBUFFERED" in os.environ else -1
    # The streams were made for whatever this process's parent read and printed into. They stay open until the end.
    sys.stdin = open(0, encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", line_by_line, encoding, errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding, "backslashreplace", closefd=False)  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_FSIZE, tuple(order["file_room"]))
    sys.argv = [order["module"], *order["arguments"]]
    try:
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
        code: Any = 0
    except SystemExit as end:
        code = end.code
    finish(code)


def finish(code: Any) -> NoReturn:
    """End as the interpreter does, except that it does not first free, one by one, what the parent had made."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
