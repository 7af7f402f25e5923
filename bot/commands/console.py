"""Makes the terminal tolerant: whatever its encoding is, no character ends a conversation."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from contextlib import suppress
from io import TextIOWrapper

NEAREST = "xingjie-nearest"
# What replaces our signs that have no plainer form in Unicode.
PLAIN = {"★": "*", "☆": "-", "—": "-", "–": "-", "·": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "✓": "x"}
UNKNOWN = "?"


def be_tolerant() -> None:
    """Write the nearest thing to what the terminal cannot show, and read what cannot be decoded as U+FFFD, from now on."""
    codecs.register_error(NEAREST, _nearest)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, NEAREST)):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError):  # a pipe that was read before can no longer be changed
                stream.reconfigure(errors=errors)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_plain(character, error.encoding) for character in missing), error.end


def _plain(character: str, encoding: str) -> str:
    for form in (unicodedata.normalize("NFKC", character), PLAIN.get(character, UNKNOWN)):
        try:
            form.encode(encoding)
        except UnicodeEncodeError:
            continue
        return form
    return UNKNOWN
