"""Recognises formats by their first bytes, and reads plain text."""

from __future__ import annotations

import codecs
import re

from bot.attachments.formats.kinds import CSV, HEIC, JPEG, PNG, TEXT, WEBP, Fault, FileKind, Verdict

ENCODINGS = ("utf-8", "gb18030", "utf-16")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"\xfd7zXZ\x00")
# Brands of pictures in HEVC; the general ones of HEIF are also those of other codecs, which then name themselves.
HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
HEIF_BRANDS = frozenset({b"mif1", b"msf1"})
OTHER_BRANDS = frozenset({b"avif", b"avis"})
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class KnownFormat:
    """A file whose first bytes give the verdict."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    def feed(self, chunk: bytes) -> None:
        """See Reader."""

    def verdict(self) -> Verdict:
        """See Reader."""
        return self._verdict


class TextReader:
    """Reads plain text in one of ENCODINGS; a script is refused. The file's ending decides between text and CSV."""

    def __init__(self, ending: str) -> None:
        self._kind = CSV if ending == "csv" else TEXT
        self._head = b""
        self._decoders = [(name, codecs.getincrementaldecoder(name)()) for name in ENCODINGS]

    def feed(self, chunk: bytes) -> None:
        """See Reader."""
        self._head += chunk[: 2 - len(self._head)]
        self._decoders = [(name, decoder) for name, decoder in self._decoders if _reads(decoder, chunk)]

    def verdict(self) -> Verdict:
        """See Reader."""
        fitting = {name for name, decoder in self._decoders if _reads(decoder, b"", final=True)}
        # Almost any bytes are valid UTF-16, so it counts only with a byte order mark at the beginning.
        if not self._head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            fitting.discard("utf-16")
        return self._kind if fitting and not self._head.startswith(b"#!") else Fault.disguised


def picture_of(head: bytes) -> FileKind | None:
    """Return the kind of picture that begins with these bytes, or None if it is not an accepted one."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return HEIC if head[4:8] == b"ftyp" and _is_heic(head) else None


def _is_heic(head: bytes) -> bool:
    """Return whether the brands of an ISO media file, major and compatible ones, say HEIC."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    return bool(brands & HEVC_BRANDS or (brands & HEIF_BRANDS and not brands & OTHER_BRANDS))


def _reads(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    """Return whether these bytes continue as text in an encoding, without control characters."""
    try:
        return not CONTROLS.search(decoder.decode(chunk, final))
    except UnicodeError:
        return False
