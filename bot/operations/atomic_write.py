"""Writes a file whole or not at all: first under another name, synced, then renamed in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import OperatorError

# Words for why a write failed, if the system's own words do not say what to do.
CAUSES = {
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.EFBIG: "too-large",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "not-allowed",
}
FOR_ALL = 0o666  # less what the umask takes away
FOR_THE_OWNER = 0o600


class Unwritable(OperatorError):
    """A file could not be written, and nothing of it is left.

    `cause` is a word of CAUSES or "other", `detail` the system's own words.
    """

    def __init__(self, file: Path, cause: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}")
        self.file = file
        self.cause = cause
        self.detail = detail


def write_whole(file: Path, data: bytes) -> None:
    """Write `data` to `file`, replacing an older file.

    Raises Unwritable. The older file is then untouched, and nothing half-written is left.
    """
    with _temporary_file(file, data, FOR_ALL) as name:
        os.replace(name, file)


def write_secret(file: Path, data: bytes) -> None:
    """Write `data` to `file` as `write_whole` does, readable by its owner only. Raises Unwritable."""
    with _temporary_file(file, data, FOR_THE_OWNER) as name:
        os.replace(name, file)


def write_secret_once(file: Path, data: bytes) -> None:
    """Write `data` to `file`, readable by its owner only. A file that exists already is kept as it is.

    If two processes write at once, the first one wins. Raises Unwritable.
    """
    with _temporary_file(file, data, FOR_THE_OWNER) as name, contextlib.suppress(FileExistsError):
        os.link(name, file)


@contextmanager
def _temporary_file(file: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Write and sync `data` to a new file in the same folder; the body renames or links it. Raises Unwritable."""
    name = file.parent / f".xingjie-{secrets.token_hex(8)}"
    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            yield name
            sync_folder(file.parent)
        finally:
            with contextlib.suppress(OSError):  # after a rename there is nothing left to remove
                os.unlink(name)
    except OSError as error:
        raise Unwritable(file, CAUSES.get(error.errno or 0, "other"), error.strerror or str(error)) from error


def sync_folder(folder: Path) -> None:
    """Sync a folder, so that a new name in it survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
