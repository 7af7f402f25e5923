"""Reads the file of a roster in a process of its own, with limits for memory and time."""

from __future__ import annotations

import asyncio
import sys

import structlog
from msgspec import DecodeError, json

from bot.roster.child import Answer
from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.limits import FILE_BYTES, WAIT_S
from flows.campaign.roster.table import Table

log = structlog.get_logger()


async def read_roster_file(data: bytes, wait_s: float = WAIT_S) -> Table:
    """Return the cells of a file: XLSX, XLS, ODS or CSV. Raises RosterFileRefused with the fault if nothing can be read.

    A process that dies of its limits, or takes longer than `wait_s` seconds, has read too heavy a file.
    """
    if not data:
        raise RosterFileRefused(FileFault.empty)
    if len(data) > FILE_BYTES:
        raise RosterFileRefused(FileFault.too_large)
    answer = await _asked(data, wait_s)
    if answer.table is None:
        raise RosterFileRefused(answer.fault or FileFault.damaged)
    return answer.table


async def _asked(data: bytes, wait_s: float) -> Answer:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.roster.child", stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        written, _ = await asyncio.wait_for(process.communicate(data), wait_s)
    except TimeoutError:
        written = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        return json.decode(written, type=Answer)
    except DecodeError:
        log.warning("roster_not_read", ended_with=process.returncode, bytes=len(data))
        return Answer(fault=FileFault.too_heavy)
