"""Lines that people type: made fit to stand anywhere, and whether they say anything."""

from __future__ import annotations

import re
import unicodedata

# Letters by Unicode that are drawn as nothing, and digits that are only the picture of a key.
FILLERS = "\u115f\u1160\u3164\uffa0"
KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")


def one_line(text: str) -> str:
    """The text on one line, without control characters and invisible marks that turn its direction.

    They could falsify what others read. All else is kept as it was typed.
    """
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split())


def has_words(line: str) -> bool:
    """Whether a line holds at least one letter, character or digit that can be seen; pictures alone say nothing."""
    return any(character.isalnum() and character not in FILLERS for character in KEYCAP.sub("", line))
