"""A QR code as rows of dark and light modules."""

from __future__ import annotations

import segno

# Read from a phone's screen or from paper that was folded: a seventh of the code may be lost.
ERROR_LEVEL = "m"


def qr_rows(text: str) -> list[list[bool]]:
    """Return the modules of a text's QR code, row by row; True is dark. The quiet zone of 4 modules is not in it."""
    code = segno.make(text, error=ERROR_LEVEL, micro=False)
    return [[bool(module) for module in row] for row in code.matrix]
