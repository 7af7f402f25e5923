"""Describes what a person sees: a Screen is a value that each face renders in its own best way."""

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
    """Lines of the same kind, numbered upward from `first` or unnumbered. `marked` is the index of a line to emphasise."""

    items: tuple[Phrase, ...]
    first: int | None = None
    marked: int | None = None


class Progress(Struct, frozen=True):
    """A bar: `done` of `total`, with 0 <= done <= total and total > 0. `key` names the words that say what is counted."""

    done: int
    total: int
    key: str = "web-progress"


class Point(Struct, frozen=True):
    """One column of a trend: its day (ISO), and its value."""

    day: str
    value: int


class Trend(Struct, frozen=True):
    """A picture of values (0..`most`) over time, oldest first. `text` says what it shows."""

    text: Phrase
    points: tuple[Point, ...]
    most: int


Block = Heading | Paragraph | Aside | Listing | Progress | Trend


class Screen(Struct, frozen=True):
    """What a person sees: blocks of text and rows of choices.

    `name` is the stage or view it shows, `language` its language. `typed` is the label of a text field, if a typed line answers
    this screen. `attached` is the label of a file field, if a file does. `kept` is a file that this screen shows and its face
    may hand out. `notice` is one sentence above all else.
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
        """The replies of its choices, in order."""
        return tuple(choice.reply for row in self.rows for choice in row)

    def offers(self, reply: Reply) -> bool:
        """Return whether one of this screen's choices gives exactly this reply."""
        return any(choice.reply == reply for row in self.rows for choice in row)

    def noticing(self, notice: Phrase | None) -> Screen:
        """Return the same screen with a notice above it."""
        return self if notice == self.notice else replace(self, notice=notice)
