"""Asks what somebody can be certain of who has all releases, knows who took part in which, and knows some institutions.

It shares no code with the check of the engine, and asks more: all cuts of stars and all district groups in one program, each
subdomain in one program with the stars, and the institutions of each district apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from msgspec import Struct

from flows.campaign.release import Table
from tests.flows.campaign.attack.population import SUBDOMAINS, Institution, Published
from tests.flows.campaign.attack.program import Program

CLASSES = range(6)
Knows = Callable[[Institution], bool]
Key = tuple[int, int]
# First and last release, and the district.
Cell = tuple[int, int, str]


class Finding(Struct, frozen=True):
    """All hidden institutions of a cell are at or below (`is_below`), or above, a cut of a table."""

    table: str
    cell: Cell
    cut: int
    is_below: bool


class Attacker:
    """Somebody with releases and knowledge. `least_hidden` says that the hidden ones alone fill each class."""

    def __init__(self, published: Sequence[Published], knows: Knows, least_hidden: bool = False) -> None:
        self.published = published
        self.least_hidden = least_hidden
        rows: dict[Key, list[int]] = {}
        people: dict[Key, Institution] = {}
        for number, one in enumerate(published):
            for member in one.members:
                rows.setdefault((member.name, member.answers), []).append(number)
                people[member.name, member.answers] = member
        self.known = [[member for member in one.members if knows(member)] for one in published]
        self.cells = Counter(
            (numbers[0], numbers[-1], people[key].counted.district) for key, numbers in rows.items() if not knows(people[key])
        )

    def findings(self, subdomains: Iterable[int]) -> Iterator[Finding]:
        """Yield all that is certain about stars, districts and these subdomains."""
        program = Program()
        self._stars(program)
        yield from self._certain(program, "stars", [one.release.stars for one in self.published])
        for place in subdomains:
            program = Program()
            self._stars(program)
            self._subdomain(program, place)
            yield from self._certain(program, str(place), [one.release.subdomains[place] for one in self.published])

    def recovered(self, table: str, tables: Sequence[Table], program: Program) -> Iterator[Finding]:
        """Yield what the exact equations alone give away, by rank."""
        for cell, size in self.cells.items():
            for cut in _cuts(tables):
                held = program.determined([(table, cell, place) for place in CLASSES if place <= cut])
                if held is not None and round(held) in (0, size):
                    yield Finding(table, cell, cut, round(held) == size)

    def star_program(self) -> Program:
        """Return the program of stars and districts."""
        program = Program()
        self._stars(program)
        return program

    def _certain(self, program: Program, table: str, tables: Sequence[Table]) -> Iterator[Finding]:
        cuts = _cuts(tables) | ({2} if table == "stars" and any(one.release.districts for one in self.published) else set())
        for cell, size in self.cells.items():
            for cut in sorted(cuts):
                for is_below in (True, False):
                    names: list[Hashable] = [(table, cell, place) for place in CLASSES if (place <= cut) == is_below]
                    if any(sum(world[name] for name in names) < size for world in program.worlds):
                        continue
                    if program.least(names) == size:
                        yield Finding(table, cell, cut, is_below)

    def _stars(self, program: Program) -> None:
        self._unknowns(program, "stars")
        for number, one in enumerate(self.published):
            self._table(program, "stars", number, one.release.stars, lambda member: member.counted.star)
            error = 0 if one.release.is_exact else 2
            for group in one.release.districts:
                for below, printed in ((True, group.below), (False, None)):
                    classes = [place for place in CLASSES if (place <= 2) == below]
                    names = [
                        ("stars", cell, place)
                        for cell in self.cells
                        if cell[0] <= number <= cell[1] and cell[2] in group.districts
                        for place in classes
                    ]
                    known = sum(
                        member.counted.district in group.districts and (member.counted.star <= 2) == below
                        for member in self.known[number]
                    )
                    least = 10 if self.least_hidden and names else 10 - known
                    most = 10**6 if printed is None else printed + error - known
                    program.bound(names, max(least, least if printed is None else printed - error - known), most)

    def _subdomain(self, program: Program, place: int) -> None:
        table = str(place)
        self._unknowns(program, table)
        for number, one in enumerate(self.published):
            self._table(program, table, number, one.release.subdomains[place], lambda member: member.counted.rungs[place])
        if 3 in SUBDOMAINS[place].stars:
            # Below rung 3 there are never three stars.
            for cell in self.cells:
                below = [(cell, place) for place in (0, 1, 2)]
                program.bound([("stars", *one) for one in below], 0, 10**6, less=[(table, *one) for one in below])

    def _unknowns(self, program: Program, table: str) -> None:
        for cell, size in self.cells.items():
            for place in CLASSES:
                program.add((table, cell, place), size)
            program.bound([(table, cell, place) for place in CLASSES], size, size)

    def _table(self, program: Program, table: str, number: int, printed: Table, value: Callable[[Institution], int]) -> None:
        release = self.published[number].release
        error = 0 if release.is_exact else 2
        known = Counter(value(member) for member in self.known[number])
        here = [cell for cell in self.cells if cell[0] <= number <= cell[1]]
        total = 0
        for (first, last), count in zip(printed.spans, printed.counts, strict=True):
            total += count
            inside = [(table, cell, place) for cell in here for place in range(first, last + 1)]
            held = sum(known[place] for place in range(first, last + 1))
            program.bound(inside, release.at_least if self.least_hidden and here else release.at_least - held, 10**6)
            if last < 5:
                names = [(table, cell, place) for cell in here for place in range(last + 1)]
                below = sum(known[place] for place in range(last + 1))
                program.bound(names, total - error - below, total + error - below)


def _cuts(tables: Sequence[Table]) -> set[int]:
    return {last for table in tables for _, last in table.spans[:-1]}
