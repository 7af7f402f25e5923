"""A worker that is killed is replaced, and no worker outlives the process that it works for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.documents.renderer import Renderer
from bot.documents.worker import NICENESS
from tests.bot.documents.slow_cards import ask


def workers() -> list[int]:
    """The processes that make documents for this one."""
    tasks = Path("/proc/self/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [child for child in children if "anyio.to_process" in Path(f"/proc/{child}/cmdline").read_text()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
async def test_a_worker_that_is_killed_is_replaced(renderer: Renderer) -> None:
    await ask(renderer, "first")
    worker = workers()[0]
    assert os.getpriority(os.PRIO_PROCESS, worker) == NICENESS
    os.kill(worker, signal.SIGKILL)
    assert (await ask(renderer, "second"))[:4] == b"\x89PNG"


ONE_CARD = """
import asyncio, os, sys
from pathlib import Path
from tests.bot.documents.dossiers import MIXED, made
from bot.documents.kinds import DocumentKind
from bot.documents.renderer import Renderer
from bot.documents.fair_queue import Asker
from bot.words.wording import Wording

async def main():
    renderer = Renderer(Wording.load(), Path(sys.argv[1]))
    card = await renderer.make(DocumentKind.card, made(MIXED), Asker("one address", "one person"))
    print(len(card), Path(f"/proc/self/task/{os.getpid()}/children").read_text(), flush=True)
    THEN
    await renderer.close()

asyncio.run(main())
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
@pytest.mark.parametrize(
    "then", ["os.kill(os.getpid(), 9)", pytest.param("pass", marks=pytest.mark.long("a process that is killed"))]
)
@pytest.mark.long("the shorter tests of this file")
def test_no_worker_outlives_its_process(tmp_path: Path, then: str) -> None:
    """Whether it ends well, or is killed."""
    run = subprocess.run(
        [sys.executable, "-c", ONE_CARD.replace("THEN", then), str(tmp_path)], capture_output=True, text=True, check=False
    )
    size, *children = run.stdout.split()
    assert int(size) > 10_000, run.stderr
    assert len(children) == 1
    for child in children:
        wait_for_end(Path(f"/proc/{child}/stat"))


def wait_for_end(stat: Path) -> None:
    """Until a process is gone, or nothing but its entry is left."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
        os.sched_yield()
    raise AssertionError(f"{stat} is still there")
