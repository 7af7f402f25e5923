"""Files that the workers of a test run share: whichever needs one first makes it, while the others wait."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other worker makes anything in this folder."""
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_once(file: Path, make: Callable[[Path], object]) -> Path:
    """Return a file after `make` has made it, in this worker or in another one. Half a file is never returned."""
    with alone(file.parent):
        if not file.exists():
            new = file.with_suffix(".new")
            new.unlink(missing_ok=True)
            make(new)
            new.rename(file)
    return file
