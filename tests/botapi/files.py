"""The files Telegram keeps: what they are, how they come in, and how the bot asks for one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from . import limits
from .errors import refusal
from .schema import Json, Upload

_MAX_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    """A file Telegram keeps: its ids, the path it is downloaded from, what it is and holds."""

    file_id: str
    unique_id: str
    path: str
    name: str
    data: bytes
    mime: str
    kind: str


class Files:
    """All files of the server, sent by people or by the bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def __getitem__(self, file_id: str) -> StoredFile:
        """Input: a file id. Output: the file as kept. Raises KeyError."""
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """Input: the path that getFile gave. Output: the file there, None if there is none."""
        return next((file for file in self._by_id.values() if file.path == path), None)

    def keep(self, upload: Upload, kind: str) -> StoredFile:
        """Input: a file and what it is (document, photo, voice, sticker). Output: the file as kept."""
        number = next(self._numbers)
        suffix = PurePosixPath(upload.name).suffix
        stored = StoredFile(
            file_id=f"{kind.upper()}-{number:08d}",
            unique_id=f"U{number:08d}",
            path=f"{kind}s/file_{number}{suffix}",
            name=upload.name,
            data=upload.data,
            mime=upload.content_type,
            kind=kind,
        )
        self._by_id[stored.file_id] = stored
        return stored

    def alter(self, file_id: str, data: bytes) -> None:
        """Input: a file id and other bytes. The file has these from now on, as if it were another one."""
        self._by_id[file_id] = replace(self._by_id[file_id], data=data)

    def find(self, given: Upload | str, kind: str) -> StoredFile:
        """Input: a file that the bot sends, or the id of a kept one; and its kind. Output: the file as kept. Raises ApiError."""
        if isinstance(given, Upload):
            limits.upload_size(given.data, photo=kind == "photo")
            return self.keep(given, kind)
        stored = self._by_id.get(given)
        if stored is None:
            raise refusal("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise refusal(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def on_get_file(self, params: Json) -> Json:
        """getFile: the values. Output: the File with the path to download it from."""
        stored = self._by_id.get(params["file_id"])
        if stored is None:
            raise refusal("invalid file_id")
        if len(stored.data) > _MAX_DOWNLOAD:
            raise refusal("file is too big")
        return {**file_fields(stored), "file_path": stored.path}


def document(stored: StoredFile) -> Json:
    """Input: a kept file. Output: its Document object."""
    return {**file_fields(stored), "file_name": stored.name, "mime_type": stored.mime}


def photo(stored: StoredFile) -> list[Json]:
    """Input: a kept file. Output: its sizes; this server makes one."""
    return [{**file_fields(stored), "width": 1280, "height": 960}]


def file_fields(stored: StoredFile) -> Json:
    """Input: a kept file. Output: the fields all file objects share."""
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}
