"""Makes the secrets of an installation and keeps them in `DATA_DIR`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import OperatorError
from bot.operations.atomic_write import Unwritable, write_secret_once


class SecretUnusable(OperatorError):
    """A secret cannot be read or made, or is damaged; the message names the file, the cause and what to do."""


def read_or_make_secret(file: Path, new: Callable[[], bytes]) -> bytes:
    """Return the content of a secret file. If there is no file, create it, and its folder, with the content from `new`.

    An existing file is never overwritten, and the file is never seen half-written. Raises SecretUnusable naming the file.
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
