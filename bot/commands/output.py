"""Writes standard output in full, or says that it could not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


class OutputFailed(Exception):
    """The output of a command could not be written in full. The message names the cause, and is "" if nobody reads any more."""


def put(text: str, encoding: str = "") -> None:
    """Write to standard output at once: in the terminal's encoding, with escapes for what it lacks, or in a given one.

    Raises OutputFailed.
    """
    with _written_whole():
        sys.stdout.buffer.write(text.encode(encoding or sys.stdout.encoding, "backslashreplace"))


def put_file(opened: IO[bytes]) -> None:
    """Write the rest of an open file as it is. Raises OutputFailed."""
    with _written_whole():
        shutil.copyfileobj(opened, sys.stdout.buffer)


def finish() -> None:
    """Write what is still buffered. Raises OutputFailed."""
    with _written_whole():
        pass


@contextmanager
def _written_whole() -> Iterator[None]:
    try:
        sys.stdout.flush()
        yield
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python writes its buffer at its end, and would fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        closed = isinstance(error, BrokenPipeError)  # as in `xingjie score … | head`
        raise OutputFailed("" if closed else f"standard output: {error.strerror}; what was written is not whole") from error
