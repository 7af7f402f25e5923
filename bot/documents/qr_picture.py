"""Draws QR codes as pictures (PNG), fast enough for thousands of them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import segno

from bot.documents.typst.qr_code import ERROR_LEVEL

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Modules of white around a code, which readers need.
QUIET = 4
# Two bytes of one bit a pixel: with 49 modules the side is 784 pixels, sharp enough for 6 cm on paper.
MODULE_PX = 16
# Which mask is best is found by trying all eight, which takes four times as long. Every reader knows all eight.
MASK = 2
DARK_AND_LIGHT = bytes.maketrans(b"\0\1", b"\xff\0")


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A QR code that leads to a link, to be drawn as PNG."""

    link: str


def qr_png(picture: QrPicture) -> bytes:
    """Return the picture as PNG, black on white. The same link gives the same bytes."""
    matrix = segno.make(picture.link, error=ERROR_LEVEL, micro=False, mask=MASK).matrix
    side = (len(matrix) + 2 * QUIET) * MODULE_PX
    light, edge = b"\0" + b"\xff" * (side // 8), b"\xff" * (QUIET * MODULE_PX // 8)
    rows = [light * (QUIET * MODULE_PX)]
    for modules in matrix:
        drawn = bytearray(2 * len(modules))
        drawn[::2] = drawn[1::2] = bytes(modules).translate(DARK_AND_LIGHT)
        rows.append((b"\0" + edge + drawn + edge) * MODULE_PX)
    rows.append(rows[0])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"".join(rows))) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
