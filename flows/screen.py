"""Describes what a person sees: a Screen is a value that each face renders in its own best way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from flows.answers import Answers
from flows.assessment.evidence import Attachment
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.form import Form
from flows.profile import Profile
from flows.standard.model import TOP


class Heading(Struct, frozen=True):
    """The line that names a screen or a part of it."""

    text: Phrase


class Paragraph(Struct, frozen=True):
    """Ordinary text. `is_for_typing` says that a face with fields and boxes to check asks the same there."""

    text: Phrase
    is_for_typing: bool = False


class Aside(Struct, frozen=True):
    """Smaller print: a hint, a disclaimer."""

    text: Phrase


class Listing(Struct, frozen=True):
    """Lines of the same kind, numbered upward from `first` or unnumbered. `marked` is the index of a line to emphasise."""

    items: tuple[Phrase, ...]
    first: int | None = None
    marked: int | None = None


class Commands(Struct, frozen=True):
    """The commands of every face by their names; a face shows each as what a person types or taps there."""

    names: tuple[str, ...]


class Progress(Struct, frozen=True):
    """A bar: `done` of `total`, 0 <= done <= total, total > 0; `text` says of what."""

    done: int
    total: int
    text: Phrase


class Ladder(Struct, frozen=True):
    """The question of a subdomain and the sentences that answer it. What answers it is in the screen's `answers`.

    `marked` is the rung that was answered before. `next_points` is the lowest rung with a criterion that is not met, for who
    goes through the criteria; 0 if they cannot be gone through. The phrases are made when a face asks for them, because every
    tap builds a ladder and compares it.
    """

    subdomain: str
    marked: int | None = None
    next_points: int = 0

    @property
    def question(self) -> Phrase:
        """What is asked."""
        return phrase(f"{self.subdomain}.question")

    @property
    def hint(self) -> Phrase:
        """How to answer."""
        return phrase("asking-hint")

    @property
    def rungs(self) -> tuple[Phrase, ...]:
        """The sentences, from rung 0 up."""
        return tuple(phrase(f"{self.subdomain}.rung-{rung}") for rung in range(TOP + 1))

    @property
    def shown_by(self) -> tuple[Phrase | None, ...]:
        """What shows each rung, None for rung 0. A face that cannot fold it leaves it to the view that explains."""
        return (None, *(phrase(f"{self.subdomain}.evidence-{rung}") for rung in range(1, TOP + 1)))

    @property
    def more(self) -> tuple[Phrase, ...]:
        """What explains the question, as `shown_by`."""
        code = self.subdomain
        return (
            phrase(f"{code}.why"),
            phrase("explain-enough", example=phrase(f"{code}.enough")),
            phrase("explain-not-enough", example=phrase(f"{code}.not-enough")),
            phrase("explain-neighbour", note=phrase(f"{code}.neighbour")),
            phrase("explain-words"),
        )


class Row(Struct, frozen=True):
    """One thing of a list: its name, what is said of it in a word (`value`) and in a sentence (`words`).

    `choice` is what a tap on it gives; its label is for faces on which the row itself cannot be tapped. `is_marked`
    says that it is marked: it was changed just now, or it comes first. `also` is a second thing that can be done with it,
    `anchor` a name by which a face can come back to it.
    """

    name: Phrase
    value: Phrase | None = None
    words: Phrase | None = None
    choice: Choice | None = None
    is_marked: bool = False
    also: Choice | None = None
    anchor: str = ""


class Rows(Struct, frozen=True):
    """Things of equal kind, numbered upward from `first`, or unnumbered.

    `apart` opens a screen with these rows alone, for faces that have no room for a button a row.
    """

    items: tuple[Row, ...]
    first: int | None = None
    apart: Choice | None = None


class Check(Struct, frozen=True):
    """One thing of a set that a person puts together: its number from 0, its name, and whether it is in the set.

    `hint` is what a face with room says below the name (None for nothing).
    """

    number: int
    name: Phrase
    is_checked: bool
    hint: Phrase | None = None


class Point(Struct, frozen=True):
    """One column of a trend: its day (ISO), its value, and the highest value that is possible.

    `reviewed` and `reviewed_highest` are the same of what a reviewer confirmed, None if nothing was reviewed.
    """

    day: str
    value: int
    highest: int
    reviewed: int | None = None
    reviewed_highest: int | None = None


class Trend(Struct, frozen=True):
    """A picture of values (0..`most`) over time, oldest first.

    `text` says what it shows, `reviewed` in words what the marks of reviewed values show (None if there are none).
    """

    text: Phrase
    points: tuple[Point, ...]
    most: int
    reviewed: Phrase | None = None


class Folded(Struct, frozen=True):
    """What comes after the essentials, under a title: blocks, and rows of choices.

    A page folds it. `apart` opens a screen with these choices, for faces whose buttons would be too many; without it the
    blocks are shown there in full, and it has no choices of its own.
    """

    title: Phrase
    blocks: tuple[Plain, ...]
    rows: tuple[tuple[Choice, ...], ...] = ()
    apart: Choice | None = None

    @property
    def choices(self) -> Iterator[Choice]:
        """What it offers, in order."""
        for block in self.blocks:
            yield from _choices_in(block)
        for row in self.rows:
            yield from row
        if self.apart is not None:
            yield self.apart


Plain = Heading | Paragraph | Aside | Listing | Commands | Progress | Ladder | Rows | Trend
Block = Plain | Profile | Folded


# The blocks that lead somewhere. Most have no choices, and every reply is compared with those of its screen.
LEADING = frozenset({Rows, Profile, Folded})


def _choices_in(block: Block) -> Iterator[Choice]:
    """Return the choices of a block, in the order of reading."""
    if type(block) is Rows:
        yield from (choice for row in block.items for choice in (row.choice, row.also) if choice is not None)
        if block.apart is not None:
            yield block.apart
    elif type(block) is Profile or type(block) is Folded:
        yield from block.choices


class Recorded(Struct, frozen=True):
    """What was recorded last, and what can be done about it at once.

    One can say that the next rung is under way (or not, after all), go through the criteria, change the answer, or add
    evidence.
    """

    text: Phrase
    under_way: Choice | None
    points: Choice | None
    change: Choice
    evidence: Choice | None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What it offers, in order."""
        return tuple(choice for choice in (self.under_way, self.points, self.change, self.evidence) if choice is not None)


class Screen(Struct, frozen=True):
    """What a person sees: blocks of text and rows of choices.

    `name` is the stage or view it shows, `language` the language to speak it in, `asks` the subdomain that it asks ("" for
    none), `answers` what answers it and `earlier` the answered subdomain before it, `recorded` the answer given last, `typed`
    the words that label a text field if typing answers this screen, `attached` the words that label a file field if a file
    does, `kept` a file that this screen shows and its face may hand out, `notice` one sentence above all else, `way_back` what
    undoes what the notice says, `is_rich` that this person's chat can show rich cards.
    `about` is the subdomain whose evidence is asked, `lowered` that of a step whose claim a reviewer lowered ("" for none).
    `form` is what faces with fields ask instead of a typed line, `checks` a set to put together, for faces with boxes to check.
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
    asks: str = ""
    earlier: str = ""
    answers: Answers | None = None
    recorded: Recorded | None = None
    form: Form | None = None
    checks: tuple[Check, ...] = ()
    is_rich: bool = False
    about: str = ""
    lowered: str = ""
    way_back: Choice | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything that can be tapped, in the order in which it is read."""
        recorded = self.recorded.choices if self.recorded is not None else ()
        led_to = [_choices_in(block) for block in self.blocks if type(block) in LEADING]
        answers = self.answers.rows if self.answers is not None else ()
        back = (self.way_back,) if self.way_back is not None else ()
        return tuple(chain(recorded, *led_to, *answers, *self.rows, back))

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What its choices say, in order."""
        return tuple([choice.reply for choice in self.choices])

    def offers(self, reply: Reply) -> bool:
        """Return whether one of this screen's choices gives exactly this reply."""
        if self.answers is not None and self.answers.offers(reply):
            return True
        return reply in [choice.reply for choice in self.choices]

    def noticing(self, notice: Phrase | None, way_back: Choice | None = None) -> Screen:
        """Return the same screen with a notice above it, and what undoes what the notice says."""
        if (notice, way_back) == (self.notice, self.way_back):
            return self
        return replace(self, notice=notice, way_back=way_back)

    def on_turn_of(self, current: Screen) -> Screen:
        """Return the same screen with the turn of another, so that a face shows the interview again if it moved on since."""
        return replace(self, turn=current.turn)
