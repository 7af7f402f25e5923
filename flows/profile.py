"""The profile of a result: the five domains against the next star, and a cell for every subdomain."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from flows.dialogue import Choice, Phrase


class CellState(StrEnum):
    """What an answer says: nothing was answered, it does not apply, it is not sure, or it names a rung."""

    unanswered = "unanswered"
    left_out = "left_out"
    unsure = "unsure"
    rung = "rung"


# The signs of the states that name no rung.
SIGNS = {CellState.unanswered: "–", CellState.left_out: "/", CellState.unsure: "?"}


class Cell(Struct, frozen=True):
    """One subdomain of a profile.

    `rung` (0..5) counts only in the state `rung`, and so does `under_way`: the next rung is being built. `needs_more` says that
    the next star asks for more than this. `text` says all of it in a sentence. `choice` opens the answer, None if it cannot be
    opened now.
    """

    text: Phrase
    state: CellState
    rung: int
    under_way: bool
    needs_more: bool
    choice: Choice | None

    @property
    def sign(self) -> str:
        """The cell in a character or two: its rung, `+` if the next one is under way, or what stands for no rung."""
        return SIGNS.get(self.state) or f"{self.rung}{'+' if self.under_way else ''}"


class DomainBar(Struct, frozen=True):
    """One domain of a profile: `met` of the `required` subdomains that the next star asks of it, and its cells.

    `reach` is how far the domain alone would come, in hundredths of a star (0..500): a whole star once all of it is met, and
    the share of the star above. `text` says it in a line.
    """

    name: Phrase
    text: Phrase
    met: int
    required: int
    reach: int
    cells: tuple[Cell, ...]


class Profile(Struct, frozen=True):
    """The five domains against the next star (`star`, 1..5). `text` names the picture, `legend` says how to read its cells."""

    star: int
    text: Phrase
    legend: Phrase
    domains: tuple[DomainBar, ...]

    @property
    def choices(self) -> Iterator[Choice]:
        """What its cells lead to, in order."""
        return (cell.choice for domain in self.domains for cell in domain.cells if cell.choice is not None)
