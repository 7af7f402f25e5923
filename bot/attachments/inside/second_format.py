"""Finds files that are two files at once: what comes first makes a picture or a PDF, and something else reads the rest.

The first bytes decide what a file is taken for. What is searched here are the formats that programs do not read from the first
byte on: archives are read from their end or searched for, a PDF may begin a little later, and a browser skips what it does not
know before HTML.
"""

from __future__ import annotations

import re

from bot.attachments.formats.kinds import HEIC, JPEG, PDF, PNG, WEBP
from bot.attachments.inside.contents import Inside

PICTURES = frozenset(kind.media_type for kind in (JPEG, PNG, WEBP, HEIC))
# The end of a ZIP archive (APPNOTE 4.3.16), behind which a comment of this length may be.
ZIP_END, ZIP_END_BYTES, COMMENT_BYTES = b"PK\x05\x06", 22, 65_535
ZIP_ENTRY, ENTRIES_SIZE_AT = b"PK\x01\x02", 12
OTHER_ARCHIVES = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
# Programs look for the beginning of a PDF in this many bytes (ISO 32000-1, Annex H).
PDF_WITHIN = 1024
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|\?php)\b", re.IGNORECASE)
PDF_END = b"%%EOF"


def look_for_second_format(data: bytes, media_type: str) -> frozenset[Inside]:
    """Return Inside.second if a picture, a PDF or a text is a file of another format too, else nothing."""
    is_second = _ends_as_zip(data) or OTHER_ARCHIVES.search(data) is not None
    if media_type in PICTURES:
        is_second = is_second or PAGE.search(data) is not None or b"%PDF-" in data[:PDF_WITHIN]
    elif media_type == PDF.media_type:
        # The words of an honest document may be about HTML, so only what is not part of the document counts.
        around = data[:PDF_WITHIN] + data[max(data.rfind(PDF_END), 0) :] if PDF_END in data else data[:PDF_WITHIN]
        is_second = is_second or PAGE.search(around) is not None
    return frozenset({Inside.second}) if is_second else frozenset()


def _ends_as_zip(data: bytes) -> bool:
    """Return whether a program that reads ZIP archives from their end finds one here."""
    end = data.rfind(ZIP_END, max(len(data) - COMMENT_BYTES - ZIP_END_BYTES, 0))
    if end < 0:
        return False
    size = int.from_bytes(data[end + ENTRIES_SIZE_AT : end + ENTRIES_SIZE_AT + 4], "little")
    return size == 0 or (size <= end and data.startswith(ZIP_ENTRY, end - size))
