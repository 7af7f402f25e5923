"""The process as it is run: what it serves while Telegram does not answer, how it ends in every phase, its last words."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.operations.shutdown_deadline import ShutdownDeadline
from bot.serving import FinalCheck
from tests.botapi import BotApi, Nonsense
from tests.people.chat import TOKEN, begun
from tests.warm.starting import python

ROOT = Path(__file__).parents[2]
STOP_S = 10.0


@asynccontextmanager
async def running(folder: Path, **environment: str) -> AsyncIterator[Process]:
    """`python -m bot run`, killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(*python("bot"), "run"),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{folder / 'x.db'}",
            "DATA_DIR": str(folder),
            "WEB_PORT": "0",
            **environment,
        },
        cwd=folder,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def page_of(process: Process) -> str:
    """The address of its page, once it is served."""
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if line.startswith("The phone page is at"):
            return line.split()[5]
    raise AssertionError(f"it ended: {process.returncode}")


async def stopped(process: Process) -> tuple[int | None, str]:
    """Its exit code and what it printed last, after SIGTERM."""
    process.send_signal(signal.SIGTERM)
    said, _ = await asyncio.wait_for(process.communicate(), STOP_S)
    return process.returncode, said.decode()


@pytest.mark.parametrize("webhook", [False, True])
@pytest.mark.long("the shorter tests of this file")
async def test_the_page_is_served_while_telegram_is_not(tmp_path: Path, webhook: bool) -> None:
    hook = {"WEBHOOK_URL": "http://127.0.0.1:1/x", "WEBHOOK_PORT": "0"} if webhook else {}
    async with asyncio.timeout(90), BotApi(token=TOKEN, patience=45.0) as api, ClientSession() as session:
        api.outage = Nonsense.html
        async with running(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.url, **hook) as process:
            page = await page_of(process)
            for path, status in (("", 200), ("/readyz", 503), ("/readyz/page", 200)):
                async with session.get(page + path) as response:
                    assert response.status == status
            if not webhook:
                api.outage = None
                await begun(api)
                async with session.get(page + "/readyz") as response:
                    assert (response.status, await response.text()) == (200, "ready\n")
            code, said = await stopped(process)
            assert (code, said) == (0, "Stopped; every answer is kept.\n")


async def test_a_start_that_waits_for_its_database_ends_when_told_to(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        url = f"postgresql://x:x@127.0.0.1:{silent.getsockname()[1]}/x"
        async with asyncio.timeout(60), running(tmp_path, DATABASE_URL=url) as process:
            connection, _ = await asyncio.get_running_loop().sock_accept(silent)
            with connection:
                assert await stopped(process) == (0, "Stopped before it served anybody.\n")


async def test_a_database_that_cannot_be_read_at_the_end_is_said() -> None:
    class Broken:
        async def look(self, *_: object) -> None:
            raise ConnectionError

    kept = FinalCheck()
    async with kept.looking(Broken()):  # type: ignore[arg-type]
        pass
    assert "could not be read" in kept.words


async def test_a_part_that_does_not_end_keeps_no_other_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operations.shutdown_deadline.DRAIN_S", 0.0)
    monkeypatch.setattr("bot.operations.shutdown_deadline.CUT_S", 0.01)
    closing, ended = ShutdownDeadline(), asyncio.Event()

    async def stuck() -> None:
        await asyncio.Event().wait()

    async def broken() -> None:
        raise RuntimeError

    async def well() -> None:
        ended.set()

    for part in (stuck, broken, well):
        await closing.close_part(part.__name__, part())
    assert ended.is_set()


async def test_a_process_that_hangs_while_stopping_is_ended() -> None:
    code = """
import asyncio, bot.operations.shutdown_deadline, os, signal, time
bot.operations.shutdown_deadline.STOP_S = 0.2
async def main():
    signals = bot.operations.shutdown_deadline.StopSignals()
    signals.install()
    signals.started()
    os.kill(os.getpid(), signal.SIGTERM)
    await signals.requested.wait()
    time.sleep(30)  # a library that never comes back
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code), env={"PYTHONPATH": str(ROOT)}, stderr=PIPE, cwd=ROOT
    )
    _, said = await asyncio.wait_for(process.communicate(), STOP_S)
    assert process.returncode == 1
    assert b"cut off" in said
