"""Runs as a process: opens each database whose address it reads from standard input, and answers `ready` or the error."""

from __future__ import annotations

import asyncio
import sys

from storage.database import migrate, open_database
from storage.errors import DatabaseUnusable


async def opened(url: str) -> str:
    """Open a database as `xingjie run` does on a file, and as `xingjie migrate` and then `xingjie run` do on a server."""
    try:
        if not url.startswith("sqlite"):
            await migrate(url)
        async with open_database(url):
            return "ready"
    except DatabaseUnusable as error:
        return str(error)


print("waiting", flush=True)
for line in sys.stdin:
    print(asyncio.run(opened(line.strip())), flush=True)
