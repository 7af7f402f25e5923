"""Lists the kinds of files that are accepted, and the reasons why others are not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct


class Family(StrEnum):
    """Formats of one use. A file may have any ending of its family: a PNG that is called .jpg is still a picture."""

    pdf = "pdf"
    ofd = "ofd"
    picture = "picture"
    word = "word"
    sheet = "sheet"
    slides = "slides"
    text = "text"


class FileKind(Struct, frozen=True):
    """A kind of file that is accepted: its media type, its usual ending, and its family."""

    media_type: str
    ending: str
    family: Family


class Fault(StrEnum):
    """Why a file is refused. The value is the end of the key of its sentence."""

    disguised = "disguised"
    damaged = "damaged"
    locked = "locked"
    macros = "macros"
    archive = "archive"
    scripts = "scripts"
    programs = "programs"
    loads = "loads"
    second = "second"


Verdict = FileKind | Fault


class Reader(Protocol):
    """Reads one file of a format, chunk by chunk from its first byte on."""

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""

    def verdict(self) -> Verdict:
        """Return what the file is. Call it after the last byte."""


PDF = FileKind("application/pdf", "pdf", Family.pdf)
OFD = FileKind("application/ofd", "ofd", Family.ofd)
JPEG = FileKind("image/jpeg", "jpg", Family.picture)
PNG = FileKind("image/png", "png", Family.picture)
WEBP = FileKind("image/webp", "webp", Family.picture)
HEIC = FileKind("image/heic", "heic", Family.picture)
TEXT = FileKind("text/plain", "txt", Family.text)
CSV = FileKind("text/csv", "csv", Family.text)
DOC = FileKind("application/msword", "doc", Family.word)
XLS = FileKind("application/vnd.ms-excel", "xls", Family.sheet)
PPT = FileKind("application/vnd.ms-powerpoint", "ppt", Family.slides)

# WPS Office writes .wps, .et and .dps in the formats of .doc, .xls and .ppt.
FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "pdf": Family.pdf,
        "ofd": Family.ofd,
        **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif"), Family.picture),
        **dict.fromkeys(("doc", "docx", "wps"), Family.word),
        **dict.fromkeys(("xls", "xlsx", "et"), Family.sheet),
        **dict.fromkeys(("ppt", "pptx", "dps"), Family.slides),
        **dict.fromkeys(("txt", "csv"), Family.text),
    }
)
# Endings that are refused with their own sentence, before a byte is read.
REFUSED: Mapping[str, Fault] = MappingProxyType(
    {
        **dict.fromkeys(("zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "cab", "iso", "jar"), Fault.archive),
        **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"), Fault.macros),
    }
)
