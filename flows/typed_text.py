"""Makes text from outside safe to show, and says whether it says anything."""

from __future__ import annotations

import re
import unicodedata

# Letters by Unicode that are drawn as nothing, and digits that are only the picture of a key.
FILLERS = "\u115f\u1160\u3164\uffa0"
KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")
# Joins pictures into one, and what can be between a picture and it: a sign that it is coloured, and colours of skin.
JOINER = "\u200d"
COLOURS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
# Control and format characters, halves of surrogate pairs, and the two characters that end a line or a paragraph.
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def without_nul(text: str) -> str:
    """Return the text without NUL: PostgreSQL holds none in a text, and no person types one."""
    return text.replace("\0", "")


def one_line(text: str) -> str:
    """Return the text on one line, without control characters and without invisible marks that turn its direction.

    These could falsify what others read. Everything else is kept as it was typed, also the sign that joins several pictures
    into one, such as a family: between two pictures it moves and hides nothing.
    """
    return " ".join("".join(_kept(text, place, character) for place, character in enumerate(text)).split())


def _kept(text: str, place: int, character: str) -> str:
    if character.isspace():
        return " "
    is_out = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "" if is_out and not (character == JOINER and _joins(text, place)) else character


def _joins(text: str, place: int) -> bool:
    """Return whether there is a picture on both sides of a place; the one before it may have a colour of its own."""
    before, after = text[max(place - 3, 0) : place].rstrip(COLOURS), text[place + 1 : place + 2]
    return bool(before and after) and unicodedata.category(before[-1]) == unicodedata.category(after) == "So"


def has_words(line: str) -> bool:
    """Return whether a line has at least one visible letter, Chinese character or digit. Pictures alone say nothing."""
    return any(character.isalnum() and character not in FILLERS for character in KEYCAP.sub("", line))


def in_short(text: str, at_most: int = 40) -> str:
    """Return the text as a notice quotes it. Longer than `at_most`, it keeps its beginning and its end (a file's suffix)."""
    tail = at_most // 3
    return text if len(text) <= at_most else f"{text[: at_most - tail - 1]}…{text[-tail:]}"


def is_unseen(character: str) -> bool:
    """Return whether a character shows nothing itself but moves, hides or turns what is around it."""
    return unicodedata.category(character) in UNSEEN


def escaped_line(text: str, at_most: int | None = None) -> str:
    """Return the text as one harmless line of a terminal: invisible characters as `\\u{1b}`, cut after `at_most` characters.

    Foreign text could otherwise clear the screen, turn its direction, or add a line that looks like ours.
    """
    shown = text if at_most is None or len(text) <= at_most else text[:at_most] + "…"
    return "".join(f"\\u{{{ord(c):x}}}" if is_unseen(c) else c for c in shown)


def escaped_lines(text: str) -> str:
    """Return the text like `escaped_line`, for several lines. Their line ends are kept because we wrote them."""
    return "\n".join(escaped_line(line) for line in text.split("\n"))
