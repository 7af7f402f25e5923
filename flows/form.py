"""A form that a screen offers: labelled fields, each checked by the core, filled in on faces that can show one."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from flows.dialogue import Filled, Phrase


class FieldKind(StrEnum):
    """What a field takes: one line of text, a day (ISO, "" for none), or a set of the screen's boxes.

    Such a set is a number in hexadecimal. Its bit n, counted from 0, says whether box number n is ticked.
    """

    text = "text"
    day = "date"
    boxes = "boxes"


class Field(Struct, frozen=True):
    """One field: its name in the form, its label and what it holds.

    `hint` explains it, `error` says what is wrong with what it holds. `first` and `last` (ISO) bound a day, `at_most` is the
    number of characters of a text; a face may help people to keep to them, the core decides.
    """

    name: str
    kind: FieldKind
    label: Phrase
    value: str = ""
    hint: Phrase | None = None
    error: Phrase | None = None
    first: str = ""
    last: str = ""
    at_most: int = 0


class Form(Struct, frozen=True):
    """Fields that are sent together, and the reply that they are sent with."""

    turn: int
    view: str
    trigger: str
    value: str
    fields: tuple[Field, ...]

    def takes(self, filled: Filled) -> bool:
        """Return whether exactly this form was filled in: the same turn, view, trigger and value, and the same fields."""
        sent = (filled.turn, filled.view, filled.trigger, filled.value, tuple(name for name, _ in filled.values))
        return sent == (self.turn, self.view, self.trigger, self.value, tuple(field.name for field in self.fields))

    def refused(self, filled: Filled, errors: dict[str, Phrase]) -> Form:
        """Return the form with what was filled in, and what is wrong with it by the names of the fields."""
        held = dict(filled.values)
        fields = tuple(replace(field, value=held[field.name], error=errors.get(field.name)) for field in self.fields)
        return replace(self, fields=fields)
