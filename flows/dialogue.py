"""The port between the mind and a face: what is said to a person, and what a person says back."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.evidence import Attachment as Attachment

SEPARATOR = "|"


class Address(Struct, frozen=True):
    """Where a person is reached: the face's name, and her account there (at most 64 characters)."""

    face: str
    key: str


class Phrase(Struct, frozen=True):
    """A key of `locales/` with its variables; a face speaks it in the person's language.

    The words of an `optional` phrase may be absent; a face then leaves its line out.
    """

    key: str
    args: tuple[tuple[str, Arg], ...] = ()
    optional: bool = False


Arg = str | int | Phrase | tuple[Phrase, ...]


def phrase(key: str, **args: Arg) -> Phrase:
    """The phrase of `key` with its variables by name."""
    return Phrase(key, tuple(args.items())) if args else _bare(key)


@cache
def _bare(key: str) -> Phrase:
    # Most phrases have no variables, and the same few are said on every card.
    return Phrase(key)


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


class Reply(Struct, frozen=True):
    """What a tapped choice says: on which turn, from which view ("" is the stage's own screen), which trigger, which value."""

    turn: int
    view: str
    trigger: str
    value: str = ""

    def encode(self) -> str:
        """One line of ASCII, at most 64 bytes for every reply of the shipped edition (Telegram's callback data)."""
        return SEPARATOR.join((f"{self.turn:x}", self.view, self.trigger, self.value))

    @staticmethod
    def decode(text: str) -> Reply | None:
        """The reply written by `encode`, or None for anything else."""
        parts = text.split(SEPARATOR)
        if len(parts) != 4:
            return None
        turn, view, trigger, value = parts
        try:
            reply = Reply(int(turn, 16), view, trigger, value)
        except ValueError:
            return None
        return reply if reply.encode() == text else None


class Typed(Struct, frozen=True):
    """A line that a person typed. It counts once, however often it is delivered.

    A face that numbers what it delivers gives `number`, which grows with every line of the same person, and the `counter` that
    it belongs to: numbers of two counters cannot be compared. A face that shows a form gives the `turn` of its screen instead.
    """

    text: str
    number: int = 0
    counter: str = ""
    turn: int | None = None


class Attached(Struct, frozen=True):
    """A file that a person sent, checked by the face that took it, and its caption; the rest is as of a typed line.

    `file` is None where the face did not look at it, because the screen asked for no file.
    """

    file: Attachment | None
    caption: str
    number: int = 0
    counter: str = ""
    turn: int | None = None


class Command(Struct, frozen=True):
    """A command without its slash, and what was written behind it.

    `number` and `counter` are as of a typed line; the number is 0 if the face delivers a command only once.
    """

    name: str
    argument: str = ""
    number: int = 0
    counter: str = ""


Utterance = Reply | Typed | Attached | Command


class Choice(Struct, frozen=True):
    """A button: its words and the whole reply that it gives."""

    label: Phrase
    reply: Reply


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


class Refusal(Exception):
    """A reply that cannot be taken, with the phrase that says why; nothing has changed."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why
