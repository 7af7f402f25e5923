"""What can be tapped to answer a question."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from flows.assessment.rating import MARKS, UNSURE
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.standard.model import TOP
from flows.triggers import Trigger
from flows.views import View

RUNGS, UNDER_WAY = MARKS[: TOP + 1], MARKS[TOP + 1 :]
# "Not sure" counts at once also if the screen asks first, as buttons of older versions do not.
AT_ONCE = frozenset({*MARKS, UNSURE})


class Answers(Struct, frozen=True):
    """What can be tapped to answer a Ladder: a mark for each rung, a mark for a rung with the next one under way, and `others`.

    The marks give `turn` and `view`; `chosen` is the mark that was given before ("" for none). Their choices are made when a
    face asks for them, because every question has the same eleven. `points` is the number of the subdomain in the standard's
    order if its criteria can be gone through ("" if not).
    """

    turn: int
    view: str
    chosen: str
    others: tuple[Choice, ...]
    points: str = ""

    @property
    def rungs(self) -> tuple[Choice, ...]:
        """The marks of the rungs, from 0 up."""
        return tuple([self._choice(mark) for mark in RUNGS])

    @property
    def under_way(self) -> tuple[Choice, ...]:
        """The marks of the rungs with the next one under way, from 0 up."""
        return tuple([self._choice(mark) for mark in UNDER_WAY])

    @property
    def rows(self) -> tuple[tuple[Choice, ...], ...]:
        """The choices, row by row."""
        return (self.rungs, self.under_way, self.others)

    @property
    def by_points(self) -> tuple[Choice, ...]:
        """The ways to the criteria of the rungs, from 1 up, for a face with room beside each sentence; () if there are none."""
        if not self.points:
            return ()
        views = [f"{View.points}.{self.points}.{rung}" for rung in range(1, TOP + 1)]
        label = phrase("choice-points-beside")
        return tuple([Choice(label, Reply(self.turn, self.view, Trigger.open, view)) for view in views])

    def offers(self, reply: Reply) -> bool:
        """Return whether a mark, "not sure" or a way to the criteria of a rung gives exactly this reply."""
        if reply.trigger == Trigger.open:
            return reply in [choice.reply for choice in self.by_points]
        return reply.value in AT_ONCE and reply == Reply(self.turn, self.view, Trigger.rate, reply.value)

    def _choice(self, mark: str) -> Choice:
        return Choice(_label(mark, mark == self.chosen), Reply(self.turn, self.view, Trigger.rate, mark))


@cache
def mark_words(value: str) -> Phrase:
    """Return the words of a mark such as `3` or `3+`. They are cached because every question shows them."""
    return phrase("mark-under-way", level=value[0]) if value.endswith("+") else phrase("mark-level", level=value)


@cache
def _label(mark: str, is_chosen: bool) -> Phrase:
    return phrase("mark-chosen", mark=mark_words(mark)) if is_chosen else mark_words(mark)
