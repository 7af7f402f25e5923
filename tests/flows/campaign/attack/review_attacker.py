"""Asks what somebody can be certain of who has all releases about reviews, and knows who was counted and some of the reviews.

It shares no code with the check of the engine. It asks about each table, and about several in one program with what links
them: a claim that ended lower has a reason or was sent back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from random import Random

from msgspec import Struct

from flows.review_figures.measures import Kind, Measure
from tests.flows.campaign.attack.program import Program
from tests.flows.campaign.attack.review_periods import PublishedReviews, Reviewed
from tests.flows.review_figures.invented import MEASURES, PLACE

Knows = Callable[[Reviewed], bool]
# First and last release.
Cell = tuple[int, int]
MANY = 10**6
[ASKED] = [measure for measure in MEASURES if measure.kind is Kind.asked]
REASONS = [measure for measure in MEASURES if measure.kind is Kind.reason]
CLAIMS = [measure for measure in MEASURES if measure.kind is Kind.subdomain]
# Together with a few subdomains these are asked about in one program.
LINKED = (ASKED, *REASONS)
ALONE = tuple(measure for measure in MEASURES if measure.kind in (Kind.days, Kind.second, Kind.objection))


class ReviewFinding(Struct, frozen=True):
    """All hidden institutions of a cell are at or below (`is_below`), or above, a cut of a table."""

    who: str
    table: Measure
    cell: Cell
    cut: int
    is_below: bool


class ReviewAttacker:
    """Somebody with releases and knowledge. `fills` says that the rules promise them full classes of what they do not know."""

    def __init__(self, who: str, published: Sequence[PublishedReviews], knows: Knows, fills: bool) -> None:
        self.who, self.published, self.fills = who, published, fills
        rows: dict[tuple[int, int], list[int]] = {}
        people: dict[tuple[int, int], Reviewed] = {}
        for number, one in enumerate(published):
            for member in one.members:
                rows.setdefault((member.name, member.case), []).append(number)
                people[member.name, member.case] = member
        self.known = [[member for member in one.members if knows(member)] for one in published]
        self.cells = Counter((numbers[0], numbers[-1]) for key, numbers in rows.items() if not knows(people[key]))

    def findings(self, claims: Iterable[Measure]) -> Iterator[ReviewFinding]:
        """Yield all that is certain about these subdomains, and about all other tables."""
        for measure in ALONE:
            program = Program()
            self._table(program, measure)
            yield from self._certain(program, [measure])
        chosen = [*claims]
        program = Program()
        for measure in (*LINKED, *chosen):
            self._table(program, measure)
        self._link(program, chosen)
        yield from self._certain(program, [*LINKED, *chosen])

    def _link(self, program: Program, claims: Sequence[Measure]) -> None:
        for cell in self.cells:
            why = [(reason, cell, 1) for reason in REASONS] + [(ASKED, cell, 1), (ASKED, cell, 2)]
            for claim in claims:
                program.bound(why, 0, MANY, less=[(claim, cell, 0)])

    def _certain(self, program: Program, measures: Sequence[Measure]) -> Iterator[ReviewFinding]:
        for measure in measures:
            cuts = {last for one in self.published for _, last in self._printed(one, measure)[:-1]}
            for cell, size in self.cells.items():
                for cut in sorted(cuts):
                    for is_below in (True, False):
                        names: list[Hashable] = [
                            (measure, cell, place) for place in range(measure.top + 1) if (place <= cut) == is_below
                        ]
                        if any(sum(world[name] for name in names) < size for world in program.worlds):
                            continue
                        if program.least(names) == size:
                            yield ReviewFinding(self.who, measure, cell, cut, is_below)

    def _table(self, program: Program, measure: Measure) -> None:
        classes = range(measure.top + 1)
        for cell, size in self.cells.items():
            for place in classes:
                program.add((measure, cell, place), size)
            program.bound([(measure, cell, place) for place in classes], size, size)
        for number, one in enumerate(self.published):
            self._one_release(program, measure, number, one)

    def _one_release(self, program: Program, measure: Measure, number: int, one: PublishedReviews) -> None:
        release, table = one.release, one.release.table(measure)
        assert table is not None
        error = 0 if release.is_exact else 2
        known = Counter(member.counted.classes[PLACE[measure]] for member in self.known[number])
        here = [cell for cell in self.cells if cell[0] <= number <= cell[1]]
        total = 0
        for (first, last), count in zip(table.spans, table.counts, strict=True):
            total += count
            held = sum(known[place] for place in range(first, last + 1))
            least = release.at_least if self.fills and here else release.at_least - held
            program.bound([(measure, cell, place) for cell in here for place in range(first, last + 1)], least, MANY)
            if last < measure.top:
                below = sum(known[place] for place in range(last + 1))
                names = [(measure, cell, place) for cell in here for place in range(last + 1)]
                program.bound(names, total - error - below, total + error - below)

    @staticmethod
    def _printed(one: PublishedReviews, measure: Measure) -> tuple[tuple[int, int], ...]:
        table = one.release.table(measure)
        assert table is not None
        return table.spans


def reader(number: int) -> Knows:
    """Return what a reviewer knows: the cases that they read."""
    return lambda one: number in one.counted.readers


def institution(name: int, case: int) -> Knows:
    """Return what an institution knows: its own review."""
    return lambda one: (one.name, one.case) == (name, case)


def found_in_reviews(published: Sequence[PublishedReviews], chance: Random, claims: int, members: int) -> list[ReviewFinding]:
    """Return all that an outsider, each reviewer, and some of the institutions can be certain of about others."""
    chosen = chance.sample(CLAIMS, claims)
    found = [*ReviewAttacker("outsider", published, lambda _: False, False).findings(chosen)]
    for number in sorted({each for one in published for member in one.members for each in member.counted.readers}):
        found += ReviewAttacker(f"reviewer {number}", published, reader(number), True).findings(chosen)
    keys = sorted({(each.name, each.case) for one in published for each in one.members})
    for key in chance.sample(keys, min(members, len(keys))):
        found += ReviewAttacker("institution", published, institution(*key), False).findings(chosen[:1])
    return found
