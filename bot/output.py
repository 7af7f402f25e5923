"""Standard output of a command: written whole, or the command says that it was not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


class OutputFailed(Exception):
    """What a command prints could not be written whole; the message names the cause, and is "" if nobody reads any more."""


def put(text: str) -> None:
    """Write to standard output at once, in UTF-8 wherever it goes. Raises OutputFailed."""
    with _written_whole():
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def put_file(opened: IO[bytes]) -> None:
    """The same with the rest of an open file."""
    with _written_whole():
        shutil.copyfileobj(opened, sys.stdout.buffer)


def finish() -> None:
    """Write what still waits. Raises OutputFailed."""
    with _written_whole():
        pass


@contextmanager
def _written_whole() -> Iterator[None]:
    try:
        sys.stdout.flush()
        yield
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python writes at its end what still waits, and would fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        closed = isinstance(error, BrokenPipeError)  # as in `xingjie score … | head`
        raise OutputFailed("" if closed else f"standard output: {error.strerror}; what was written is not whole") from error
