"""What a backup holds, and the command that makes one."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

from storage.transfer.checksums import TableSum, sums
from storage.transfer.copying import snapshot
from tests.warm.starting import python


def names(folder: Path, pattern: str) -> list[str]:
    return sorted(path.name for path in folder.glob(pattern))


async def held(url: str) -> list[TableSum]:
    async with snapshot(url) as connection:
        return await sums(connection)


def xingjie(url: str, *args: str, data: Path, room: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command, with its key in the folder `data`, on a disk that has room for files of `room` bytes only."""

    def narrow() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [*python("bot"), *args],
        env={"DATABASE_URL": url, "DATA_DIR": str(data), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        preexec_fn=narrow,
    )
