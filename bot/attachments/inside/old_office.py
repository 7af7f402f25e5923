"""Looks into compound files: Office documents from before 2007, those of WPS Office, and objects inside documents."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from bot.attachments.formats.compound import MACROS, MACROS_IN_SLIDES
from bot.attachments.inside.budget import Budget, TooMuch
from bot.attachments.inside.compound_file import CompoundDamaged, CompoundFile
from bot.attachments.inside.contents import Inside

# An object that is any file ([MS-OLEDS] 2.3.6). Pictures are kept under the same name; only a file has this mark.
NATIVE, FILE_MARK_AT, FILE_MARK = "\x01ole10native", 4, b"\x02\x00"
OBJECT_FOLDERS = re.compile(r"objectpool|mbd[0-9a-f]{8}|embedding .*", re.IGNORECASE)
# ExOleObjStg of [MS-PPT]: an object inside a presentation, compressed.
OBJECT_IN_SLIDES = b"\x10\x00\x11\x10"
BOOKS = ("workbook", "book")
# Records of [MS-XLS]: a sheet and what kind it is, a link to another file or program, the end of what comes first.
SHEET, LINK, END = 0x0085, 0x01AE, 0x000A
SHEET_KIND_AT, MACRO_SHEET = 5, 1
LINK_NAME_AT, BETWEEN_PROGRAM_AND_TOPIC = 4, "\x03"
# The mark at which a field begins in a Word document, and what makes it ask another program, in both encodings of its text.
PROGRAM_FIELD = re.compile(rb"\x13[ \t\"]*DDE(?:AUTO)?[ \t\"]|\x13\0(?:[ \t\"]\0)*D\0D\0E\0", re.IGNORECASE)


def look_into_compound(data: bytes, budget: Budget) -> frozenset[Inside]:
    """Return what is found in a compound file."""
    found: set[Inside] = set()
    if MACROS_IN_SLIDES.search(data):
        found.add(Inside.macros)
    if OBJECT_IN_SLIDES in data:
        found.add(Inside.objects)
    if PROGRAM_FIELD.search(data):
        found.add(Inside.programs)
    try:
        file = CompoundFile(data)
        for entry in file.entries:
            name = entry.name.lower()
            if name in MACROS:
                found.add(Inside.macros)
            if OBJECT_FOLDERS.fullmatch(name):
                found.add(Inside.objects)
            if not entry.is_stream or name not in (NATIVE, *BOOKS):
                continue
            content = file.content(entry)
            budget.spend(len(content))
            found |= _look_into_native(content) if name == NATIVE else _look_into_book(content)
    except (CompoundDamaged, TooMuch):
        found.add(Inside.unread)
    return frozenset(found)


def _look_into_native(content: bytes) -> frozenset[Inside]:
    is_file = content.startswith(FILE_MARK, FILE_MARK_AT)
    return frozenset({Inside.programs if is_file else Inside.objects})


def _look_into_book(content: bytes) -> frozenset[Inside]:
    found = set()
    for record, body in _records(content):
        if record == SHEET and body[SHEET_KIND_AT : SHEET_KIND_AT + 1] == bytes([MACRO_SHEET]):
            found.add(Inside.macros)
        if record == LINK and _asks_a_program(body):
            found.add(Inside.programs)
    return frozenset(found)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records about the whole workbook, which come first."""
    at = 0
    while at + 4 <= len(content):
        record, length = struct.unpack_from("<HH", content, at)
        yield record, content[at + 4 : at + 4 + length]
        at += 4 + length
        if record == END:
            return


def _asks_a_program(body: bytes) -> bool:
    """Return whether a link names a program and a topic, which is how DDE and OLE links are written."""
    sheets = int.from_bytes(body[:2], "little")
    is_wide = body[LINK_NAME_AT : LINK_NAME_AT + 1] == b"\x01"
    name = body[LINK_NAME_AT + 1 :].decode("utf-16-le" if is_wide else "latin-1", "replace")
    return not sheets and BETWEEN_PROGRAM_AND_TOPIC in name
