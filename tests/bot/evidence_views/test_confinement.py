"""The process that draws has no network, starts no program, writes no file and cannot grow without end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import msgpack

from bot.evidence_views.answer import Answer
from bot.evidence_views.faults import ViewFault

CONFINED = "from bot.evidence_views.confinement import confine; import os, signal, socket, subprocess; confine(); "


def ended(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", CONFINED + code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['/bin/true'], check=True)",
        "open({file!r}, 'w')",
        "open({file!r}, 'a')",
        "os.open({file!r}, os.O_RDWR)",
        "os.open({file!r}, os.O_RDONLY | os.O_TRUNC)",
        "os.unlink({file!r})",
        "os.rename({file!r}, {file!r} + '2')",
        "os.truncate({file!r}, 0)",
        "os.kill(os.getppid(), 0)",
        "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 0)",
    ],
)
def test_what_a_picture_does_not_need_is_refused(tmp_path: Path, code: str) -> None:
    file = tmp_path / "kept"
    file.write_text("kept")
    done = ended(code.format(file=str(file)))
    assert "PermissionError" in done.stderr
    assert done.returncode == 1
    assert file.read_text() == "kept"


def test_memory_has_an_end() -> None:
    done = ended("bytearray(2 << 30)")
    assert (done.returncode, "MemoryError" in done.stderr) == (1, True)


def test_it_can_still_read_start_threads_and_answer(tmp_path: Path) -> None:
    file = tmp_path / "read"
    file.write_text("words")
    code = "import threading; t = threading.Thread(target=lambda: print(open({file!r}).read())); t.start(); t.join()"
    assert ended(code.format(file=str(file))).stdout == "words\n"


def test_on_a_machine_without_such_a_filter_nothing_is_drawn(tmp_path: Path) -> None:
    elsewhere = "import platform, sys; platform.machine = lambda: 'riscv64'; sys.argv = ['', {file!r}, 'image/png', '1', '1']; "
    code = elsewhere.format(file=str(tmp_path / "any")) + "from bot.evidence_views.child import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert msgpack.decode(done.stdout, type=Answer) == Answer(fault=ViewFault.not_here)
