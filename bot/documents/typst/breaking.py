"""Lets long words (file names, addresses) break within their cell, by invisible marks at which a line may end."""

from __future__ import annotations

import re
import unicodedata

# U+200B has no width, and a line may end there.
MAY_BREAK = "\u200b"
# A line may end between Han characters or Hangul syllables anyway, so a word is a run of other characters without spaces.
SYLLABLES = "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
# A shorter word fits into every cell of every template.
LONG = 25
LONG_WORD = re.compile(rf"[^\s{SYLLABLES}]{{{LONG},}}")
PIECE_AT_LEAST, PIECE_AT_MOST = 4, 8
SEPARATORS = frozenset("_-./\\,;:&=+#@|，、。；：—–·")


def breakable(text: str, kept_whole: tuple[str, ...] = ()) -> str:
    """Return a text with a mark after every few characters of its long words, if possible after a separator.

    A word that contains one of `kept_whole` is left as it is: people copy it from the page, and it fits.
    """

    def broken(word: re.Match[str]) -> str:
        return word[0] if any(each in word[0] for each in kept_whole) else _in_pieces(word[0])

    return LONG_WORD.sub(broken, text)


def _in_pieces(word: str) -> str:
    pieces, start = [], 0
    for place in range(1, len(word)):
        length = place - start
        if length < PIECE_AT_LEAST or unicodedata.category(word[place]).startswith("M"):  # a mark stays on its letter
            continue
        if length >= PIECE_AT_MOST or word[place - 1] in SEPARATORS:
            pieces.append(word[start:place])
            start = place
    return MAY_BREAK.join([*pieces, word[start:]])
