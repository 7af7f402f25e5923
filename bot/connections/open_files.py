"""Raises the number of files that this process may have open: each connection and each upload takes one."""

from __future__ import annotations

import resource
from contextlib import suppress


def raise_limit() -> int:
    """Raise the soft limit of open files to the hard one, and return the new limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # some systems name a hard limit that they do not grant
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return soft if soft != resource.RLIM_INFINITY else UNLIMITED


# Stands for "no limit": far more than we ever let in.
UNLIMITED = 1_000_000
