"""Writes to standard output in full, or raises OutputFailed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


class OutputFailed(Exception):
    """The output of a command could not be written in full. The message is the cause, or "" if the reader closed the pipe."""


def put(text: str, encoding: str = "") -> None:
    """Write to standard output at once, in the given encoding or else the terminal's. Raises OutputFailed.

    Characters that the encoding lacks are written as escapes.
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
        # Python flushes its buffer when it exits, and would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        closed = isinstance(error, BrokenPipeError)  # as in `xingjie score … | head`
        raise OutputFailed("" if closed else f"standard output: {error.strerror}; the output is incomplete") from error
