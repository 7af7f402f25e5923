"""Stores updates that are confirmed to Telegram before they are handled, one file each, so that a crash loses none.

Telegram hands over no further updates while too many are unconfirmed, so a slow one must not stay unconfirmed. A file is
deleted when its update is handled, usually within seconds. After a crash the next start handles the files that are left.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import structlog

from bot.operations.atomic_write import sync_folder
from bot.telegram.incoming.parse import PRIVATE, IncomingUpdate, Tap, read_update

ELSEWHERE = "group"
log = structlog.get_logger()


class ParkedUpdates:
    """The parked updates of one bot. Every method blocks on the disk: call it in a thread.

    The names of the files are rising numbers, which keeps the updates of a chat in order. Two processes may share the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = 1

    def write(self, updates: Sequence[IncomingUpdate]) -> list[Path]:
        """Write and sync updates in their order, and return their files. Raises OSError; then none of them is kept."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files: list[Path] = []
        try:
            for update in updates:
                files.append(self._write(_json(update)))
            sync_folder(self._folder)
        except OSError:
            for file in files:
                self.delete(file)
            raise
        return files

    def delete(self, file: Path) -> None:
        """Delete the file of a handled update. If that fails, the next start handles the update again, without harm."""
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("parked_update_stays", exc_info=error)

    def read_all(self) -> Iterator[tuple[Path, IncomingUpdate]]:
        """Yield what an earlier process left, oldest first. A file that is cut off was never confirmed, and is deleted."""
        files = sorted(file for file in self._folder.glob("*.json") if file.stem.isdecimal())
        for file in files:
            self._next = int(file.stem) + 1
            update = read_update(file.read_bytes())
            if update is None:
                self.delete(file)
            else:
                yield file, update

    def _write(self, content: bytes) -> Path:
        while True:
            file = self._folder / f"{self._next:012d}.json"
            self._next += 1
            try:
                descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue  # another process took this number
            try:
                with os.fdopen(descriptor, "wb") as opened:
                    opened.write(content)
                    opened.flush()
                    os.fsync(descriptor)
            except OSError:
                self.delete(file)
                raise
            return file


def _json(update: IncomingUpdate) -> bytes:
    """Return an update as Telegram sends it; of a tap, only the fields that are used."""
    return json.dumps(update.content if update.tap is None else _tapped(update.tap), ensure_ascii=False).encode()


def _tapped(tap: Tap) -> dict[str, Any]:
    return {
        "update_id": tap.update,
        "callback_query": {
            "id": tap.query,
            "from": {"id": tap.user, "language_code": tap.language},
            "message": {"message_id": tap.message, "chat": {"id": tap.chat, "type": PRIVATE if tap.is_own else ELSEWHERE}},
            "data": tap.data,
        },
    }
