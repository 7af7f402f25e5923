"""Names that people give their institutions: any character, one line, not too long."""

from __future__ import annotations

import unicodedata

NAME_AT_MOST = 200


class UnfitName(Exception):
    """A name that cannot stand on a document: too long."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


def one_line(name: str) -> str:
    """The name on one line, without control characters and invisible marks. Raises UnfitName where it is too long."""
    kept = "".join(" " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    line = " ".join(kept.split())
    if len(line) > NAME_AT_MOST:
        raise UnfitName(len(line))
    return line
