"""Looks for what a PDF does without being asked: scripts, programs, and files in it (ISO 32000-2, 7.11, 12.6 and 12.7.8).

The names that say so are in the file as they are, or in object streams, which are compressed. A name can be hidden: somebody
can write any of its characters as `#` and two digits, so names are searched in both forms. An encrypted file has encrypted
object streams: what is in them is not known, and that is said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from bot.attachments.inside.budget import Budget, TooMuch
from bot.attachments.inside.contents import Inside


def _name(words: str) -> bytes:
    """Return a pattern of PDF names, each character as it is or as `#` and two digits."""
    return b"|".join(b"".join(_character(ord(each)) for each in word) for word in words.split())


def _character(code: int) -> bytes:
    digits = "".join(f"[{each}{each.upper()}]" if each.isalpha() else each for each in f"{code:02x}")
    return b"(?:" + re.escape(bytes([code])) + b"|#" + digits.encode() + b")"


# A name ends before white space or a delimiter.
END = rb"(?=[\s\0/<>\[\](){}%]|$)"
SCRIPTS = re.compile(b"/(?:" + _name("JavaScript XFA RichMedia Rendition") + b")" + END)
PROGRAMS = re.compile(b"/(?:" + _name("Launch") + b")" + END)
ATTACHED = re.compile(b"/(?:" + _name("EmbeddedFile EmbeddedFiles GoToE") + b")" + END)
LOOKED_FOR = ((SCRIPTS, Inside.scripts), (PROGRAMS, Inside.programs), (ATTACHED, Inside.attached))
STREAM = re.compile(rb"(?<!end)stream[ \t]*\r?\n?")
OBJECT_STREAM = re.compile(b"/(?:" + _name("ObjStm") + b")" + END)
# Every object stream says so where its first object begins. In an outline the same name refers to another object.
FIRST = re.compile(rb"/" + _name("First") + rb"\s+\d+(?!\s+\d+\s+R)")
ENCRYPTED = re.compile(b"/(?:" + _name("Encrypt") + b")" + END)
# What comes before a stream is its dictionary. More than this would be made to hide something.
DICTIONARY_BYTES = 64 * 1024
PIECE_BYTES = 64 * 1024


def look_into_pdf(data: bytes, budget: Budget) -> frozenset[Inside]:
    """Return what is found in a PDF."""
    found = _named(data)
    is_encrypted = ENCRYPTED.search(data) is not None
    try:
        for begin, is_certain in _object_streams(data):
            unpacked = b"" if is_encrypted else _unpacked(data, begin, budget)
            found |= _named(unpacked)
            if is_certain and not unpacked:
                found |= {Inside.unread}
    except TooMuch:
        found |= {Inside.unread}
    return found


def _named(data: bytes) -> frozenset[Inside]:
    return frozenset(inside for pattern, inside in LOOKED_FOR if pattern.search(data))


def _object_streams(data: bytes) -> Iterator[tuple[int, bool]]:
    """Yield where the content of each object stream begins, and whether it is certainly one."""
    before = 0
    for stream in STREAM.finditer(data):
        dictionary = data[max(before, stream.start() - DICTIONARY_BYTES) : stream.start()]
        before = stream.end()
        is_certain = OBJECT_STREAM.search(dictionary) is not None
        if is_certain or FIRST.search(dictionary):
            yield stream.end(), is_certain


def _unpacked(data: bytes, begin: int, budget: Budget) -> bytes:
    """Return a stream that is compressed in the usual way; b"" if it cannot be unpacked. Raises TooMuch."""
    unpacker, unpacked = zlib.decompressobj(), bytearray()
    packed = memoryview(data)[begin:]
    try:
        while not unpacker.eof and len(packed):
            piece = unpacker.decompress(packed[:PIECE_BYTES], PIECE_BYTES)
            packed = packed[PIECE_BYTES - len(unpacker.unconsumed_tail) :] if unpacker.unconsumed_tail else packed[PIECE_BYTES:]
            budget.spend(len(piece))
            unpacked += piece
    except zlib.error:
        # Readers of PDF keep what came before the fault, and so do we.
        return bytes(unpacked)
    return bytes(unpacked)
