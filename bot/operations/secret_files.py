"""Secrets that an installation makes for itself and keeps in `DATA_DIR`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import OperatorError
from bot.operations.atomic_write import Unwritable, write_secret_once


class SecretUnusable(OperatorError):
    """A secret cannot be read or made, or is damaged; the message names the file, the cause and what to do."""


def read_or_make_secret(file: Path, new: Callable[[], bytes]) -> bytes:
    """What a secret file holds; `new` makes its content at the first call, when the folder is made too.

    A file that exists is never written over, and nobody ever sees half of one. Raises SecretUnusable naming the file.
    """
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_secret_once(file, new())
        return file.read_bytes()
    except OSError as error:
        raise SecretUnusable(f"{file}: {error.strerror}") from error
    except Unwritable as error:
        raise SecretUnusable(f"{file}: {error.detail}") from error
