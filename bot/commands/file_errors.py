"""Says why a file that a person named cannot be read, in plain words if the system's are not."""

from __future__ import annotations

import errno

from flows.dialogue import Phrase, phrase

CAUSES = {
    errno.ENOENT: "file-missing",
    errno.ENOTDIR: "file-missing",
    errno.EISDIR: "file-folder",
    errno.EACCES: "file-forbidden",
    errno.EPERM: "file-forbidden",
}


def why_unread(error: OSError) -> Phrase:
    """Return why a file could not be opened or read."""
    key = CAUSES.get(error.errno or 0)
    return phrase(key) if key else phrase("file-unread", detail=error.strerror or str(error))
