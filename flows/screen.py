"""What a person sees: a Screen is a value that each face renders in its own best way."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.evidence import Attachment
from flows.dialogue import Choice, Phrase, Reply


class Heading(Struct, frozen=True):
    """The line that names a screen or a part of it."""

    text: Phrase


class Paragraph(Struct, frozen=True):
    """Ordinary text."""

    text: Phrase


class Aside(Struct, frozen=True):
    """Smaller print: a hint, a disclaimer."""

    text: Phrase


class Listing(Struct, frozen=True):
    """Lines of equal kind: numbered upward from `first`, or unnumbered; `marked` is the index that stands out."""

    items: tuple[Phrase, ...]
    first: int | None = None
    marked: int | None = None


class Progress(Struct, frozen=True):
    """A bar: `done` of `total`, 0 <= done <= total, total > 0; `key` names the words that say of what."""

    done: int
    total: int
    key: str = "web-progress"


class Point(Struct, frozen=True):
    """One column of a trend: its day (ISO), and its value."""

    day: str
    value: int


class Trend(Struct, frozen=True):
    """A picture of values (0..`most`) over time, oldest first; `text` says what it shows."""

    text: Phrase
    points: tuple[Point, ...]
    most: int


Block = Heading | Paragraph | Aside | Listing | Progress | Trend


class Screen(Struct, frozen=True):
    """What a person sees: blocks of text and rows of choices.

    `name` is the stage or view it shows, `language` the language to speak it in, `typed` the key of the words that
    label a text field where typing answers this screen, `attached` the key of the words that label a file field where a
    file does, `kept` a file that this screen shows and its face may hand out, `notice` one sentence above all else.
    """

    name: str
    turn: int
    language: str
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Choice, ...], ...]
    typed: Phrase | None = None
    notice: Phrase | None = None
    attached: Phrase | None = None
    kept: Attachment | None = None

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What its choices say, in order."""
        return tuple(choice.reply for row in self.rows for choice in row)

    def offers(self, reply: Reply) -> bool:
        """Whether one of this screen's choices is exactly this reply."""
        return any(choice.reply == reply for row in self.rows for choice in row)

    def noticing(self, notice: Phrase | None) -> Screen:
        """The same screen under a notice."""
        return self if notice == self.notice else replace(self, notice=notice)
