"""What an operator does with the stored answers: back up, restore, move to another database; each says what was copied."""

from __future__ import annotations

from pathlib import Path

from storage.backup import back_up, restore
from storage.contents import TableSum
from storage.copying import copy_database


async def make_backup(url: str, file: Path) -> None:
    """Back up the database and print what the file holds. Raises DatabaseUnusable."""
    _print(await back_up(url, file), f"Backed up to {file}.")


async def put_back(url: str, file: Path, replace: bool) -> None:
    """Restore the database and print what it holds. Raises DatabaseUnusable."""
    _print(await restore(url, file, replace=replace), f"Restored from {file}; counts and hashes are equal.")


async def move(source: str, target: str) -> None:
    """Copy everything into another, empty database and print what it holds. Raises DatabaseUnusable."""
    _print(await copy_database(source, target), "Copied; counts and hashes of source and target are equal.")


def _print(sums: list[TableSum], said: str) -> None:
    width = max(len(one.table) for one in sums)
    for one in sums:
        print(f"{one.table:{width}} {one.rows:>9}  {one.digest[:16]}")
    print(said)
