"""The profile of a result: the five domains against the next star, and a cell for every subdomain."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from flows.assessment.rating import Rating
from flows.dialogue import Choice, Phrase, Reply, phrase


class CellState(StrEnum):
    """What an answer says: nothing was answered, it does not apply, it is not sure, or it names a rung."""

    unanswered = "unanswered"
    left_out = "left_out"
    unsure = "unsure"
    rung = "rung"


# The signs of the states that name no rung.
SIGNS = {CellState.unanswered: "–", CellState.left_out: "/", CellState.unsure: "?"}


def state_of(rating: Rating | None) -> CellState:
    """Return what kind of answer this is; None says that there is none."""
    if rating is None:
        return CellState.unanswered
    if rating.not_applicable:
        return CellState.left_out
    return CellState.unsure if rating.unsure else CellState.rung


class Cell(Struct, frozen=True):
    """One subdomain of a profile, with its answer (None if there is none).

    `needs_more` says that the next star, `star` (1..5), asks for more than this. `opens` is the reply that opens the answer,
    None if it cannot be opened now. The rest is worked out when a face asks for it: a plain card shows no cells.
    """

    subdomain: str
    rating: Rating | None
    star: int
    needs_more: bool
    opens: Reply | None

    @property
    def state(self) -> CellState:
        """What kind of answer it is."""
        return state_of(self.rating)

    @property
    def rung(self) -> int:
        """The rung (0..5) that the answer names; 0 if it names none."""
        return self.rating.level if self.rating is not None and self.rating.names_rung else 0

    @property
    def under_way(self) -> bool:
        """Whether the answer says that the next rung is being built."""
        return self.rating is not None and self.rating.names_rung and self.rating.under_way

    @property
    def text(self) -> Phrase:
        """All of it in a sentence."""
        return phrase(
            f"profile-cell-{self.state}",
            subdomain=Phrase(self.subdomain),
            rung=self.rung,
            building="yes" if self.under_way else "no",
            more="yes" if self.needs_more else "no",
            star=self.star,
        )

    @property
    def choice(self) -> Choice | None:
        """What opens the answer; None if it cannot be opened now."""
        return None if self.opens is None else Choice(Phrase(self.subdomain), self.opens)

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
        opened = (cell.choice for domain in self.domains for cell in domain.cells)
        return (choice for choice in opened if choice is not None)
