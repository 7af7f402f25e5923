"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

# Why a write failed, where the system's own words would not tell a person what to do.
CAUSES = {
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.EFBIG: "too-large",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "not-allowed",
}


class Unwritable(Exception):
    """A file could not be written and nothing of it is left: `cause` is a word of CAUSES, or "other"; `detail` the system's."""

    def __init__(self, file: Path, cause: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}")
        self.file = file
        self.cause = cause
        self.detail = detail


def write_whole(file: Path, data: bytes) -> None:
    """Put `data` into `file`, replacing what was there, in one step: under another name first, then renamed.

    Raises Unwritable; what was there before is then untouched, and nothing half-written stays behind.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".xingjie-", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise Unwritable(file, CAUSES.get(error.errno or 0, "other"), error.strerror or str(error)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
