"""The profile of a result in the shape that the template draws: a bar a domain, a cell a subdomain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.dialogue import Choice, Phrase
from flows.profile import Cell, CellState, DomainBar, Profile

# How wide a bar is in its drawing: as much a star.
STAR_WIDTH = 20
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One domain: its name, its numbers (met/needed), and how far its bar reaches (0..100)."""

    name: str
    value: str
    reach: int


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One subdomain: its sign, a sentence, the class of its colour, whether the next star needs more, and its address.

    `href` is "" if it leads nowhere now.
    """

    sign: str
    text: str
    colour: str
    needs_more: bool
    href: str


@dataclass(frozen=True, slots=True)
class DrawnProfile:
    """The whole picture: its title and legend, the next star (1..5), bars and cells."""

    title: str
    legend: str
    star: int
    bars: tuple[DrawnBar, ...]
    cells: tuple[DrawnCell, ...]


def drawn(profile: Profile, say: Callable[[Phrase], str], address: Callable[[Choice], str]) -> DrawnProfile:
    """Return a profile as it is drawn; `say` gives the words of a phrase, `address` where a choice leads."""
    return DrawnProfile(
        title=say(profile.text),
        legend=say(profile.legend),
        star=profile.star,
        bars=tuple(_bar(bar, say) for bar in profile.domains),
        cells=tuple(_cell(cell, say, address) for bar in profile.domains for cell in bar.cells),
    )


def _bar(bar: DomainBar, say: Callable[[Phrase], str]) -> DrawnBar:
    value = f"{bar.met}/{bar.required}" if bar.required else "–"
    return DrawnBar(say(bar.name), value, bar.reach * STAR_WIDTH // HUNDREDTHS)


def _cell(cell: Cell, say: Callable[[Phrase], str], address: Callable[[Choice], str]) -> DrawnCell:
    colour = f"r{cell.rung}" if cell.state is CellState.rung else "unsaid"
    href = address(cell.choice) if cell.choice is not None else ""
    return DrawnCell(cell.sign, say(cell.text), colour, cell.needs_more, href)
