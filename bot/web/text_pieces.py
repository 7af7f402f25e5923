"""A text cut at what can be followed in it, and at what must stay on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words.wording import Wording
from flows.commands import TABLE
from flows.dialogue import phrase
from flows.standard.model import STARS

# Commands that change nothing are links; `restart` and `forget` only open the view that asks once.
LOOKING = tuple(known.name for known in TABLE if not known.moves)
ACTING = tuple(known.name for known in TABLE if known.moves)
# Around what a person typed, within our sentence: code points that no text may hold, and that nobody sees.
OPENS, CLOSES = "\ufdd0", "\ufdd1"
TYPED = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")
SLASHED = re.compile(rf"{TYPED.pattern}|(?<![\w/])/({'|'.join(LOOKING + ACTING)})(?![A-Za-z])", re.ASCII)
# The number of a standard, a day: a line may break at their hyphens.
HYPHENED = r"\d+(?:-\d+)+"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Part of a text: plain words, or a command that can be followed (`acts` if it may change something).

    `is_whole` says that no line may end within it.
    """

    text: str
    command: str = ""
    acts: bool = False
    is_whole: bool = False


def mark_typed(text: str) -> str:
    """Mark what a person typed if it may name a command: `pieces` then leaves it alone."""
    if "/" not in text:
        return text
    return OPENS + text.replace(OPENS, "").replace(CLOSES, "") + CLOSES


def pieces(words: str, whole: re.Pattern[str]) -> tuple[TextPiece, ...]:
    """Cut a text at the commands that it names with a slash, so that they can be tapped if none can be typed.

    A command within what a person typed (see `mark_typed`) is not cut out: it is theirs to say, and not ours to offer.
    Cut out as well is what `whole` matches, which stays on one line.
    """
    found: list[TextPiece] = []
    end = 0
    for match in SLASHED.finditer(words):
        typed, command = match.groups()
        found += _kept_whole(words[end : match.start()], whole)
        found += [TextPiece(match[0], command, acts=command in ACTING)] if command else _kept_whole(typed, whole)
        end = match.end()
    return tuple(piece for piece in [*found, *_kept_whole(words[end:], whole)] if piece.text)


def _kept_whole(words: str, whole: re.Pattern[str]) -> list[TextPiece]:
    found: list[TextPiece] = []
    end = 0
    for match in whole.finditer(words):
        found += [TextPiece(words[end : match.start()]), TextPiece(match[0], is_whole=True)]
        end = match.end()
    return [*found, TextPiece(words[end:])]


def unbreakable(wording: Wording, language: str) -> re.Pattern[str]:
    """Return the parts that a line break must not split: a star in words, and numbers with hyphens."""
    stars = [re.escape(wording.say(phrase("stars", star=star), language)) for star in (0, *STARS)]
    return re.compile("|".join([*stars, HYPHENED]))
