"""Reads the streams of a compound file by its tables ([MS-CFB]). Nothing in a table is believed before it is checked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bot.attachments.formats.compound import ENTRY_BYTES, SIGNATURE, STREAM

HEADER_BYTES, FIRST_TABLES_AT, FIRST_TABLES = 512, 76, 109
LARGEST_SECTOR = 0xFFFFFFFA
# Of a stream; what is looked for is at its beginning.
STREAM_BYTES = 8 * 1024 * 1024
SHIFTS, SMALL_SHIFT = (9, 12), 6


class CompoundDamaged(Exception):
    """A compound file whose tables cannot be followed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or a folder: its name, whether it is a stream, where it begins, and its size in bytes."""

    name: str
    is_stream: bool
    start: int
    size: int


class CompoundFile:
    """One compound file."""

    def __init__(self, data: bytes) -> None:
        """Raises CompoundDamaged."""
        if len(data) < HEADER_BYTES or not data.startswith(SIGNATURE):
            raise CompoundDamaged
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in SHIFTS or small_shift != SMALL_SHIFT:
            raise CompoundDamaged
        self._sector, self._small_sector = 1 << shift, 1 << small_shift
        directory, self._small_from, small_table = struct.unpack_from("<I4xII", data, 48)
        self._table = self._read_table()
        self.entries = tuple(self._read_entries(self._chain(directory)))
        if not self.entries:
            raise CompoundDamaged
        small = self._chain(small_table) if small_table < LARGEST_SECTOR else b""
        self._small_table = struct.unpack(f"<{len(small) // 4}I", small[: len(small) // 4 * 4])

    def content(self, entry: Entry) -> bytes:
        """Return the beginning of a stream, STREAM_BYTES at most. Raises CompoundDamaged."""
        size = min(entry.size, STREAM_BYTES)
        if not size:
            return b""
        if entry.size >= self._small_from:
            return self._chain(entry.start, size)[:size]
        root = self._chain(self.entries[0].start)
        sectors = _followed(self._small_table, entry.start, -(-size // self._small_sector))
        return b"".join(root[number * self._small_sector :][: self._small_sector] for number in sectors)[:size]

    def _read_table(self) -> tuple[int, ...]:
        """Return the sector that comes after each sector."""
        places = list(struct.unpack_from(f"<{FIRST_TABLES}I", self._data, FIRST_TABLES_AT))
        (further,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while further < LARGEST_SECTOR:
            if further in seen:
                raise CompoundDamaged
            seen.add(further)
            block = self._at(further)
            *more, further = struct.unpack(f"<{self._sector // 4}I", block)
            places += more
        blocks = [self._at(place) for place in dict.fromkeys(places) if place < LARGEST_SECTOR]
        return tuple(number for block in blocks for number in struct.unpack(f"<{self._sector // 4}I", block))

    def _at(self, number: int) -> bytes:
        begin = (number + 1) * self._sector
        sector = self._data[begin : begin + self._sector]
        if len(sector) < self._sector:
            # Some programs leave the end of the last sector out.
            sector = sector.ljust(self._sector, b"\0")
        if begin >= len(self._data):
            raise CompoundDamaged
        return sector

    def _chain(self, start: int, size: int = STREAM_BYTES) -> bytes:
        """Return the content of a chain of sectors, `size` bytes or a little more."""
        return b"".join(self._at(number) for number in _followed(self._table, start, -(-size // self._sector)))

    def _read_entries(self, directory: bytes) -> Iterator[Entry]:
        for at in range(0, len(directory) - ENTRY_BYTES + 1, ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if not kind:
                continue
            name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            yield Entry(name, kind == STREAM, start, size)


def _followed(table: tuple[int, ...], start: int, at_most: int) -> Iterator[int]:
    """Yield the numbers of a chain. Raises CompoundDamaged for one that leads nowhere or in a circle."""
    seen: set[int] = set()
    number = start
    while number < LARGEST_SECTOR and len(seen) < at_most:
        if number >= len(table) or number in seen:
            raise CompoundDamaged
        seen.add(number)
        yield number
        number = table[number]
