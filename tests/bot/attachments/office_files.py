"""Office files for tests: packages with their declarations, and compound files with a directory."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable

OOXML = "application/vnd.openxmlformats-officedocument."
WORD, SHEET, SLIDES = (
    f"{OOXML}{part}.main+xml" for part in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
TYPES = "[Content_Types].xml"
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def package(*parts: str | tuple[str, bytes], stored: bool = False, comment: bytes = b"") -> bytes:
    """A ZIP file of these parts, in order; a part without content has some XML."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            name, content = part if isinstance(part, tuple) else (part, b"<x/>" * 50)
            archive.writestr(name, content)
        archive.comment = comment
    return data.getvalue()


def declaration(
    overrides: dict[str, str], defaults: dict[str, str] | None = None, name: str = TYPES, doctype: str = ""
) -> tuple[str, bytes]:
    """The part that says which types the parts of a package have."""
    text = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in (defaults or {}).items())
    text += "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return name, f'<?xml version="1.0"?>{doctype}<Types xmlns="{namespace}">{text}</Types>'.encode()


def office(part: str, kind: str) -> bytes:
    """A document of today's Office, its declaration last, as some programs write it."""
    return package("_rels/.rels", part, "docProps/app.xml", declaration({part: kind}))


def compound(*names: str, first: bytes = b"", stream: bytes = b"", before_directory: int = 0) -> bytes:
    """A compound file of version 3 with these entries, after as many sectors of zeros.

    `first` is how the first stream begins, `stream` the content of a further one.
    """
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    entries += [_entry("", 0)] * (-len(entries) % 4)
    streams = first.ljust(512, b"\0") + stream + bytes(-len(stream) % 512) + bytes(512 * before_directory)
    directory = b"".join(entries)
    table_at, directory_at = 0, 1 + len(streams) // 512
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", table_at + len(streams) // 512) + struct.pack("<I", FREE) * 108
    table = _table(len(streams) // 512, len(directory) // 512)
    return header + streams + table + directory


def _table(stream_sectors: int, directory_sectors: int) -> bytes:
    chain = [END] * stream_sectors + [FAT_SECTOR]
    chain += [*range(len(chain) + 1, len(chain) + directory_sectors), END]
    return struct.pack("<128I", *_padded(chain))


def _padded(chain: Iterable[int]) -> list[int]:
    found = list(chain)[:128]
    return found + [FREE] * (128 - len(found))


def _entry(name: str, kind: int) -> bytes:
    encoded = name.encode("utf-16-le")
    length = len(encoded) + 2 if name else 0
    return struct.pack("<64sHBBIII16sIQQIQ", encoded, length, kind, 1, FREE, FREE, FREE, b"", 0, 0, 0, END, 0)
