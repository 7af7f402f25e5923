"""Holds a broadcast: what an association writes to people of a campaign, and what its text may say."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from msgspec import Struct

from flows.typed_text import has_words, one_line

# A message that is read on a phone without scrolling. With the greeting and the signature it stays far below Telegram's limit.
TEXT_AT_MOST = 600
# A dot between two words, an address with "://" or "@", and a command: an app makes all of them tappable.
LINK = re.compile(
    r"\w+://\S*|\S*@[\w-]+\S*|\bwww\.\S*|(?<![\w/<>])/[a-z_]\w*|[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/:?]\S*)?", re.IGNORECASE
)
STARS = re.compile("[\u2605\u2606\u2b50\u2729\u272a\U0001f31f]")


class BroadcastState(StrEnum):
    """How far a broadcast is. `draft` may still be changed; `running` and the later ones were sent."""

    draft = "draft"
    running = "running"
    paused = "paused"
    cancelled = "cancelled"
    done = "done"


class TextProblem(StrEnum):
    """Why a text cannot be sent."""

    missing = "missing"
    too_long = "too_long"
    # People are not led to places that we do not know: see `link_in`.
    link = "link"
    # Messages say nothing about stars.
    star = "star"


class Broadcast(Struct, frozen=True):
    """What one message says, and in whose name."""

    text: str
    association: str
    campaign: str


def text_of(typed: str) -> str:
    """Return a typed text as it is kept: lines without invisible marks, and at most one empty line between two."""
    lines = [one_line(line) for line in typed.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip()


def text_problem(text: str) -> TextProblem | None:
    """Return why a text cannot be sent, None if it can."""
    if not has_words(text):
        return TextProblem.missing
    if len(text) > TEXT_AT_MOST:
        return TextProblem.too_long
    if link_in(text):
        return TextProblem.link
    return TextProblem.star if STARS.search(text) else None


def link_in(text: str) -> str:
    """Return the first part of a text that an app may show as a link, an account or a command; "" if there is none."""
    found = LINK.search(unicodedata.normalize("NFKC", text))
    return found[0] if found else ""
