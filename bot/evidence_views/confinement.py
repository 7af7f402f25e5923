"""Takes from this process what it does not need to draw a picture: network, other programs, writing, memory without end.

A filter of system calls (seccomp) works without any right of its own, also in a container. It holds for all later threads and
cannot be taken off. What is refused fails with EPERM.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from collections.abc import Iterable

from bot.evidence_views.limits import MEMORY_BYTES, PROCESSOR_S

NICENESS = 19
# The numbers of prctl (linux/prctl.h), and of what a filter answers (linux/seccomp.h).
SET_NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
# Instructions of a filter (linux/bpf_common.h): load a word, jump if equal, if at least, if a bit is set, answer.
LOAD, IF_EQUAL, IF_AT_LEAST, IF_ANY_BIT, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
# The places at which a filter reads the number of a call, the machine, and the flags of a file that is opened.
NUMBER, MACHINE, OPENAT_FLAGS, OPEN_FLAGS = 0, 4, 32, 24
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# Above it x86-64 has a second table of calls, which nothing of ours uses.
SECOND_TABLE = 0x40000000
# The same on all machines: pidfd_send_signal, io_uring_setup, openat2, pidfd_getfd.
REFUSED_ANYWHERE = (424, 425, 437, 438)


class Unconfined(Exception):
    """This machine has no such filter, so nothing is drawn here."""


# By machine: its number, then its calls execve, execveat, socket, ptrace, process_vm_readv and -writev, kill, tkill, tgkill,
# rt_sigqueueinfo, rt_tgsigqueueinfo, unlinkat, renameat, renameat2, truncate; x86-64 also has creat, unlink and rename. Then
# openat and, if there is one, open.
MACHINES: dict[str, tuple[int, tuple[int, ...], int, int | None]] = {
    "x86_64": (0xC000003E, (59, 322, 41, 101, 310, 311, 62, 200, 234, 129, 297, 263, 264, 316, 76, 85, 87, 82), 257, 2),
    "aarch64": (0xC00000B7, (221, 281, 198, 117, 270, 271, 129, 130, 131, 138, 240, 35, 38, 276, 45), 56, None),
}


def confine() -> None:
    """Give up network, other programs and writing, and limit memory and time. Raises Unconfined if that is not possible here.

    What is open stays open, so an answer can still be written to standard output.
    """
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    machine = MACHINES.get(platform.machine()) if platform.system() == "Linux" else None
    if machine is None:
        raise Unconfined
    program = b"".join(_filter(*machine))
    kept = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of instructions, and where they are.
    told = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(kept)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or prctl(SET_SECCOMP, FILTER, ctypes.byref(told), 0, 0):
        raise Unconfined


def _filter(machine: int, refused: tuple[int, ...], openat: int, plain_open: int | None) -> Iterable[bytes]:
    """Yield the instructions: another machine's calls end the process, those refused fail, files open only to be read."""
    yield _step(LOAD, MACHINE)
    yield _step(IF_EQUAL, machine, skip_if=1)
    yield _step(ANSWER, KILL)
    yield _step(LOAD, NUMBER)
    yield _step(IF_AT_LEAST, SECOND_TABLE, skip_else=1)
    yield _step(ANSWER, KILL)
    for number in (*refused, *REFUSED_ANYWHERE):
        yield _step(IF_EQUAL, number, skip_else=1)
        yield _step(ANSWER, REFUSE)
    for opening, flags in ((openat, OPENAT_FLAGS), (plain_open, OPEN_FLAGS)):
        if opening is not None:
            yield _step(IF_EQUAL, opening, skip_else=4)
            yield _step(LOAD, flags)
            yield _step(IF_ANY_BIT, WRITES, skip_else=1)
            yield _step(ANSWER, REFUSE)
            yield _step(ANSWER, ALLOW)
    yield _step(ANSWER, ALLOW)


def _step(code: int, value: int, skip_if: int = 0, skip_else: int = 0) -> bytes:
    """Return one instruction: what it does, and how many it skips if its question is true, or else."""
    return struct.pack("=HBBI", code, skip_if, skip_else, value)
