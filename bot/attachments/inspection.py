"""Inspects a sent file by its name, size and bytes, and refuses it if these do not agree or could do harm. It is never run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import BinaryIO

from bot.attachments.formats.kinds import FAMILIES, REFUSED, Fault, Reader
from bot.attachments.formats.reading import HEAD_BYTES, reader_of
from bot.attachments.inside.contents import fault_of
from bot.attachments.inside.look import look_inside
from flows.dialogue import Attachment, Refusal, phrase
from flows.interview.evidence.screens import FILE_AT_MOST_MB
from flows.typed_text import in_short

MB = 1024 * 1024
SIZE_AT_MOST = FILE_AT_MOST_MB * MB
NAME_AT_MOST = 200
DEFAULT_STEM = "evidence"
# Not allowed in the name of a file on some system.
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"|?*]')
# Windows opens a device under these names, whatever their ending.
DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=$|[ .])", re.IGNORECASE)
# An ending has a letter: "plan v1.2" has no ending.
ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])([A-Za-z0-9]{1,8})$")


class FileRefused(Refusal):
    """A file that is not accepted. Nothing of it is kept."""


class Inspection:
    """Reads a file once, chunk by chunk, in bounded memory: its size, its hash, and what its bytes say it is."""

    def __init__(self, name: str, size: int | None = None) -> None:
        """`size` in bytes is what the sender states. Raises FileRefused if the name or the stated size is not accepted."""
        self.name = clean_name(name)
        self._ending = ending_of(self.name)
        if self._ending in REFUSED:
            raise self._refused(REFUSED[self._ending])
        if self._ending and self._ending not in FAMILIES:
            raise FileRefused(phrase("file-unfit"))
        self.size = 0
        self._hash = hashlib.sha256()
        self._head = b""
        self._reader: Reader | None = None
        self._check_size(size or 0)

    def feed(self, chunk: bytes) -> None:
        """Read the next bytes. Raises FileRefused as soon as there are too many."""
        self.size += len(chunk)
        self._check_size(self.size)
        self._hash.update(chunk)
        if self._reader is not None:
            self._reader.feed(chunk)
            return
        self._head += chunk
        if len(self._head) >= HEAD_BYTES:
            self._begin()

    def finish(self, place: str, stored: BinaryIO) -> Attachment:
        """Return the inspected file, stored at `place`; `stored` gives its bytes once more. It takes time: call it in a thread.

        Raises FileRefused if the file is empty, is not what its name says, or could do harm; OSError if it cannot be read.
        """
        if not self.size:
            raise FileRefused(phrase("file-empty"))
        kind = (self._reader or self._begin()).verdict()
        if kind is Fault.disguised and not self._ending:
            raise FileRefused(phrase("file-unfit"))
        if isinstance(kind, Fault):
            raise self._refused(kind)
        if self._ending and FAMILIES[self._ending] is not kind.family:
            raise self._refused(Fault.disguised)
        fault = fault_of(look_inside(stored, kind.media_type))
        if fault is not None:
            raise self._refused(fault)
        name = self.name if self._ending else shorten_name(f"{self.name}.{kind.ending}")
        return Attachment(name, self.size, kind.media_type, self._hash.hexdigest(), place)

    def _begin(self) -> Reader:
        """Choose the reader by the first bytes, and pass them to it."""
        self._reader = reader_of(self._head[:HEAD_BYTES], self._ending)
        self._reader.feed(self._head)
        self._head = b""
        return self._reader

    def _refused(self, fault: Fault) -> FileRefused:
        return FileRefused(phrase(f"file-{fault}", name=in_short(self.name)))

    def _check_size(self, size: int) -> None:
        if size > SIZE_AT_MOST:
            # Rounded up, so that a file just over the limit does not read as one that keeps it.
            raise FileRefused(phrase("file-too-big", size=-(-size // MB), most=FILE_AT_MOST_MB))


def clean_name(name: str) -> str:
    """Return a name that can be shown and stored: the part after the last slash, without control or direction marks.

    It has at most NAME_AT_MOST characters.
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    last = " ".join(FORBIDDEN_IN_NAMES.sub("_", re.split(r"[/\\]", text)[-1]).split()).strip(". ")
    found = ENDING.search(last)
    ending = found[0].lower() if found else ""
    stem = last[: len(last) - len(ending)].rstrip(". ")
    stem = f"_{stem}" if DEVICES.match(stem) else stem
    return shorten_name((stem if any(c.isalnum() for c in stem) else DEFAULT_STEM) + ending)


def shorten_name(name: str) -> str:
    """Return a name cut to NAME_AT_MOST characters that keeps its ending."""
    found = ENDING.search(name)
    ending = found[0] if found else ""
    return name if len(name) <= NAME_AT_MOST else name[: NAME_AT_MOST - len(ending) - 1].rstrip() + "…" + ending


def ending_of(name: str) -> str:
    """Return the ending of a cleaned name in small letters without its dot, or "" if it has none."""
    found = ENDING.search(name)
    return found[1].lower() if found else ""
