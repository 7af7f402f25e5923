"""Reads compound files (OLE): Office documents from before 2007, those of WPS Office, and today's ones behind a password.

Their directory has entries of 128 bytes, at offsets that are multiples of 128. It may be spread over the file, and the table of
its parts may come after it. So every such offset is checked while the file passes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.attachments.formats.kinds import DOC, PPT, XLS, Family, Fault, FileKind, Verdict
from bot.attachments.formats.window import Window

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTRY_BYTES = 128
NAME_LENGTH_AT, TYPE_AT = 64, 66
STORAGE, STREAM = 1, 2
STREAMS = {"worddocument": DOC, "workbook": XLS, "book": XLS, "powerpoint document": PPT}
LOCKS = frozenset({"encryptedpackage", "encryptedsummary"})
MACROS = frozenset({"_vba_project", "_vba_project_cur", "vba"})
ENTRIES = {name.encode("utf-16-le"): name for name in (*STREAMS, *LOCKS, *MACROS)}
# A presentation keeps macros inside its one stream: VBAInfoContainer and VBAInfoAtom of [MS-PPT], and that there are some.
MACROS_IN_SLIDES = re.compile(
    rb"\x1f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04\x0c\x00\x00\x00....\x01\x00\x00\x00", re.DOTALL
)
# The offset of the first stream in files that Word and Excel write.
FIRST_SECTOR = 512
WORD_MARK, WORD_FLAGS_AT, WORD_ENCRYPTED = b"\xec\xa5", 10, 0x0100
EXCEL_MARK, EXCEL_FILEPASS = b"\x09\x08", 0x002F


class CompoundReader:
    """Reads a compound file. `family` is that of the file's ending (None without one): a workbook may contain a document."""

    def __init__(self, family: Family | None) -> None:
        self._family = family
        self._window = Window(2 * ENTRY_BYTES)
        self._head = b""
        self._looked_at = 0
        self._found: set[str] = set()
        self._has_slide_macros = False

    def feed(self, chunk: bytes) -> None:
        """See Reader."""
        self._head += chunk[: 2 * FIRST_SECTOR - len(self._head)]
        self._window.feed(chunk)
        self._look()

    def verdict(self) -> Verdict:
        """See Reader."""
        if self._found & LOCKS or _is_locked_word(self._head) or _is_locked_excel(self._head):
            return Fault.locked
        if self._found & MACROS or self._has_slide_macros:
            return Fault.macros
        kinds = [kind for name, kind in STREAMS.items() if name in self._found]
        fitting: list[FileKind] = [kind for kind in kinds if self._family in (None, kind.family)]
        return next(iter([*fitting, *kinds]), Fault.disguised)

    def _look(self) -> None:
        """Check the entries that are complete now. Names are compared without case, as Office does."""
        text = self._window.since(self._looked_at)
        begin = self._window.end - len(text)
        if MACROS_IN_SLIDES.search(self._window.data):
            self._has_slide_macros = True
        lowered = text.lower()
        for encoded, name in ENTRIES.items():
            if name not in self._found and any(_is_entry(text, at, encoded) for at in _places(lowered, encoded, begin)):
                self._found.add(name)
        self._looked_at = self._window.end // ENTRY_BYTES * ENTRY_BYTES


def _places(lowered: bytes, encoded: bytes, begin: int) -> Iterator[int]:
    """Yield the offsets in a text at which an entry may begin and a name is found; `begin` is the text's offset in the file."""
    at = lowered.find(encoded)
    while at >= 0:
        to_next = -(begin + at) % ENTRY_BYTES
        if not to_next:
            yield at
        at = lowered.find(encoded, at + (to_next or ENTRY_BYTES))


def _is_entry(text: bytes, at: int, encoded: bytes) -> bool:
    """Return whether a directory entry with exactly this name is at an offset of a text."""
    entry = text[at : at + ENTRY_BYTES]
    length = int.from_bytes(entry[NAME_LENGTH_AT : NAME_LENGTH_AT + 2], "little")
    return len(entry) == ENTRY_BYTES and length == len(encoded) + 2 and entry[TYPE_AT] in (STORAGE, STREAM)


def _is_locked_word(head: bytes) -> bool:
    first = head[FIRST_SECTOR:]
    flags = int.from_bytes(first[WORD_FLAGS_AT : WORD_FLAGS_AT + 2], "little")
    return first.startswith(WORD_MARK) and bool(flags & WORD_ENCRYPTED)


def _is_locked_excel(head: bytes) -> bool:
    """Return whether one of the first four records is that of a password."""
    first = head[FIRST_SECTOR:]
    at = 0
    for _ in range(4):
        record, length = first[at : at + 2], int.from_bytes(first[at + 2 : at + 4], "little")
        if first.startswith(EXCEL_MARK) and int.from_bytes(record, "little") == EXCEL_FILEPASS:
            return True
        at += 4 + length
    return False
