"""What a backup holds, and the command that makes one."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from storage.transfer.checksums import TableSum, sums
from storage.transfer.copying import snapshot, snapshot_of_backup
from storage.transfer.manifest import TABLE, manifest_of, read_through, write_manifest
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


def altered(*statements: str) -> Callable[[Path], None]:
    """Run statements on a backup's file."""

    def alter(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return alter


async def summed_again(file: Path) -> None:
    """Write new sums for altered rows, as an attacker who knows the format would."""
    altered(f"DROP TABLE {TABLE}")(file)
    async with snapshot_of_backup(file) as connection:
        sums, rows_hash, _ = await read_through(connection)
    write_manifest(file, manifest_of(sums, rows_hash), None)
