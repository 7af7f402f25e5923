"""Reads ZIP packages: today's Office documents and OFD. A declaration inside the package says what it is.

A package has its directory at the end, and the declaration anywhere. So the end of the stream is kept, and each part that may
be the declaration. The standard library's reader then works on these pieces.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from bot.attachments.formats.kinds import OFD, Family, Fault, FileKind, Verdict
from bot.attachments.formats.window import Window

SIGNATURE = b"PK\x03\x04"
# Enough for a directory of some thousand parts; office programs write fewer.
TAIL_BYTES = 256 * 1024
DECLARATION_BYTES = 256 * 1024
# Documents inside a document have declarations too. Programs write that of the outer document first or last.
NEWEST_HELD = 3
HEADER_BYTES = 30
CONTENT_TYPES, OFD_ROOT = "[content_types].xml", "ofd.xml"
LONGEST_NAME = len(CONTENT_TYPES)
# The header of a part: 30 bytes, then its name.
DECLARATION = re.compile(rb"PK\x03\x04.{26}(?i:\[content_types\]\.xml|ofd\.xml)", re.DOTALL)
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OOXML}{part}.main+xml": FileKind(f"{OOXML}{part}", ending, family)
    for part, ending, family in (
        ("wordprocessingml.document", "docx", Family.word),
        ("spreadsheetml.sheet", "xlsx", Family.sheet),
        ("presentationml.presentation", "pptx", Family.slides),
    )
}
# "macroEnabled", "macrosheet", "vbaProject" and the like, in types and in names of parts.
MACROS_IN_TYPES = ("macro", "vbaproject")
MACROS_IN_NAMES = ("vbaproject", "vbadata", "macrosheets/")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
    NotImplementedError,
)


class PackageReader:
    """Reads a ZIP file."""

    def __init__(self) -> None:
        self._window = Window(TAIL_BYTES)
        self._searched = 0
        self._first: PackagePart | None = None
        self._newest: deque[PackagePart] = deque(maxlen=NEWEST_HELD)

    def feed(self, chunk: bytes) -> None:
        """See Reader."""
        self._window.feed(chunk)
        for piece in self._pieces():
            piece.add_bytes(chunk)
        found = list(self._found())
        if found and self._first is None:
            self._first = self._piece(found.pop(0))
        # Only the parts that are kept are copied, so that a file full of such names takes no more time than another.
        self._newest.extend(map(self._piece, found[-NEWEST_HELD:]))

    def verdict(self) -> Verdict:
        """See Reader."""
        pieces = [(piece.offset, bytes(piece.data)) for piece in self._pieces()]
        pieces.append((self._window.start, bytes(self._window.data)))
        try:
            with zipfile.ZipFile(PartialFile(pieces, self._window.end)) as archive:
                return _verdict(archive)
        except UNREADABLE:
            return Fault.damaged

    def _piece(self, offset: int) -> PackagePart:
        return PackagePart(offset, self._window.since(offset))

    def _pieces(self) -> Iterator[PackagePart]:
        if self._first is not None:
            yield self._first
        yield from self._newest

    def _found(self) -> Iterator[int]:
        """Yield the offsets of new parts that have the name of a declaration."""
        start = self._window.start
        # The last header may be cut off, and is looked at again.
        self._searched, begin = max(self._window.end - HEADER_BYTES - LONGEST_NAME + 1, 0), self._searched
        for header in DECLARATION.finditer(self._window.data, begin - start):
            self._searched = max(self._searched, start + header.end())
            yield start + header.start()


class PackagePart:
    """The beginning of a part, from its header on, until the part must have ended."""

    def __init__(self, offset: int, data: bytes) -> None:
        self.offset = offset
        self.data = bytearray(data[:DECLARATION_BYTES])

    def add_bytes(self, chunk: bytes) -> None:
        """Take the bytes that follow."""
        self.data += chunk[: DECLARATION_BYTES - len(self.data)]


class PartialFile(io.RawIOBase):
    """A file of which only some pieces are known. Reading anything else raises OSError."""

    def __init__(self, pieces: list[tuple[int, bytes]], size: int) -> None:
        self._pieces = pieces
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the offset of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset, and return it. Raises ValueError for one before the first byte."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if self._at < 0:
            raise ValueError("before the first byte")
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Read from the piece that holds the current offset."""
        if self._at >= self._size:
            return 0
        for offset, data in self._pieces:
            known = data[self._at - offset : self._at - offset + len(buffer)] if offset <= self._at else b""
            if known:
                buffer[: len(known)] = known
                self._at += len(known)
                return len(known)
        raise OSError("this part of the file was not kept")


def _verdict(archive: zipfile.ZipFile) -> Verdict:
    names = [name.lower() for name in archive.namelist()]
    if names.count(CONTENT_TYPES) == 1:
        return _office(archive, names)
    if names.count(OFD_ROOT) == 1 and CONTENT_TYPES not in names:
        return _ofd(archive)
    return Fault.archive


def _office(archive: zipfile.ZipFile, names: list[str]) -> Verdict:
    """Return the kind that the types of the existing parts say; a package that Office cannot open counts as disguised."""
    types = ContentTypes(_declaration(archive, CONTENT_TYPES))
    if any(word in kind for kind in types.all() for word in MACROS_IN_TYPES):
        return Fault.macros
    if any(word in name for name in names for word in MACROS_IN_NAMES):
        return Fault.macros
    kinds = {MAIN_PARTS[kind] for kind in map(types.of, names) if kind in MAIN_PARTS}
    return kinds.pop() if len(kinds) == 1 else Fault.disguised


def _ofd(archive: zipfile.ZipFile) -> Verdict:
    """Return OFD if the root element of the first part says so (GB/T 33190)."""
    elements: list[str] = []
    parse(_declaration(archive, OFD_ROOT), lambda name, _: elements.append(name))
    return OFD if elements[0].rpartition(":")[2] == "OFD" else Fault.archive


def _declaration(archive: zipfile.ZipFile, lowered: str) -> bytes:
    """Return the bytes of a part. Raises one of UNREADABLE if it is too large to be a declaration."""
    name = next(name for name in archive.namelist() if name.lower() == lowered)
    with archive.open(name) as part:
        text = part.read(DECLARATION_BYTES + 1)
    if len(text) > DECLARATION_BYTES:
        raise ValueError("too large")
    return text


class ContentTypes:
    """The types of the parts of a package, in small letters, as `[Content_Types].xml` declares them."""

    def __init__(self, text: bytes) -> None:
        self._by_ending: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        parse(text, self._take)

    def _take(self, element: str, attributes: dict[str, str]) -> None:
        kind, found = attributes.get("ContentType", "").lower(), element.rpartition(":")[2]
        if found == "Default":
            self._by_ending[attributes.get("Extension", "").lower()] = kind
        elif found == "Override":
            self._by_name[attributes.get("PartName", "").lower().removeprefix("/")] = kind

    def of(self, name: str) -> str | None:
        """Return the type of a part by its name in small letters, or None if it has none."""
        return self._by_name.get(name) or self._by_ending.get(name.rpartition(".")[2])

    def all(self) -> Iterator[str]:
        """Yield every declared type, also of parts that do not exist."""
        yield from self._by_ending.values()
        yield from self._by_name.values()


def parse(
    text: bytes,
    on_element: Callable[[str, dict[str, str]], object],
    on_end: Callable[[str], object] | None = None,
    on_text: Callable[[str], object] | None = None,
) -> None:
    """Call `on_element` with name and attributes of every element, `on_end` with the name at its end, `on_text` with text.

    Raises ExpatError; ValueError for a document type.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = on_element
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(text, True)


def _refuse_doctype(*_: object) -> None:
    # It could define entities that grow without end; the formats forbid it.
    raise ValueError("a document type")
