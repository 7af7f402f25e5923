"""The port between the core and a face: phrases, what a person says, and why it may be refused. What they see is a Screen."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from flows.assessment.evidence import Attachment as Attachment
from flows.old_names import trigger_of, view_of
from flows.triggers import Trigger

SEPARATOR = "|"
# Of replies on cards that are shown to people about whom nothing is stored too.
NO_TURN = 0


class Address(Struct, frozen=True):
    """Where a person is reached: the face's name, and their account there (at most 64 characters)."""

    face: str
    address: str


class Phrase(Struct, frozen=True, tag=True):
    """A key of `locales/` with its variables; a face speaks it in the person's language.

    The words of an `optional` phrase may be absent; a face then leaves its line out.
    """

    key: str
    args: tuple[tuple[str, Arg], ...] = ()
    optional: bool = False


class Minutes(Struct, frozen=True, tag=True):
    """How long it takes to read and answer the questions of these subdomains. The words of the language decide."""

    codes: tuple[str, ...]


Arg = str | int | Phrase | Minutes | tuple[Phrase, ...]


def phrase(key: str, **args: Arg) -> Phrase:
    """Return the phrase of `key` with its variables by name."""
    return Phrase(key, tuple(args.items())) if args else _bare(key)


@cache
def _bare(key: str) -> Phrase:
    # Most phrases have no variables, and the same few are said on every card.
    return Phrase(key)


class Reply(Struct, frozen=True):
    """What a tapped choice says: on which turn, from which view ("" is the stage's own screen), which trigger, which value."""

    turn: int
    view: str
    trigger: str
    value: str = ""

    def encode(self) -> str:
        """Return one line of ASCII, at most 64 bytes for every reply of the shipped edition (Telegram's callback data)."""
        return SEPARATOR.join((f"{self.turn:x}", self.view, self.trigger, self.value))

    @staticmethod
    def decode(text: str) -> Reply | None:
        """Return the reply written by `encode`, of this version or an earlier one; None for any other text."""
        parts = text.split(SEPARATOR)
        if len(parts) != 4:
            return None
        turn, view, trigger, value = parts
        try:
            reply = Reply(int(turn, 16), view, trigger, value)
        except ValueError:
            return None
        return _of_today(reply) if reply.encode() == text else None


def _of_today(reply: Reply) -> Reply:
    """Return a reply of an old button as a button of today gives it."""
    trigger = trigger_of(reply.trigger)
    value = view_of(reply.value) if trigger == Trigger.open else reply.value
    return Reply(reply.turn, view_of(reply.view), trigger, value)


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

    `file` is None if the face did not look at it, because the screen asked for no file.
    """

    file: Attachment | None
    caption: str
    number: int = 0
    counter: str = ""
    turn: int | None = None


class Filled(Struct, frozen=True):
    """A form that a person filled in: its turn, view, trigger and value, and what each field holds, in the form's order."""

    turn: int
    view: str
    trigger: str
    value: str
    values: tuple[tuple[str, str], ...]


class Command(Struct, frozen=True):
    """A command without its slash, and what was written behind it.

    `number` and `counter` are as of a typed line; the number is 0 if the face delivers a command only once.
    """

    name: str
    argument: str = ""
    number: int = 0
    counter: str = ""


class AskedFor(Struct, frozen=True):
    """What a card that is not of the interview asks the person to type: which trigger asks, and about which subdomain."""

    trigger: Trigger
    subdomain: str


Utterance = Reply | Typed | Attached | Filled | Command | AskedFor


class Choice(Struct, frozen=True):
    """A button: its words and the whole reply that it gives."""

    label: Phrase
    reply: Reply


class Refusal(Exception):
    """A request of a person that is not carried out. `why` is the sentence that tells them; nothing has changed."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why
