"""Says on which side of one cut the institutions of each group can be, from all that was printed about this cut.

A group holds the institutions that were counted with the same answers from release `first` to release `last`. Nobody outside
knows how many of them are at or below the cut; each printed sum says it for all groups of its release together, within a range.

Because the releases of a group are consecutive, this is a flow in a network. The places are the numbers of releases. A group
is a pipe from `first` to `last + 1`, and its flow is how many of it are at or below the cut. The printed sum of release n is
a pipe from n + 1 back to n, with a smallest and a largest flow. Each flow that fits is one world that fits the figures. A group
can have one more or one less at or below the cut exactly if a path with room leads round its pipe.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence

from msgspec import Struct

Range = tuple[int, int]
Group = tuple[int, int]


class Sides(Struct, frozen=True):
    """The groups of which a member can be at or below the cut, and those of which a member can be above it.

    `few` are the groups that have fewer than two members on one side in the first world that was found.
    """

    below: frozenset[Group]
    above: frozenset[Group]
    few: frozenset[Group]

    def __or__(self, other: Sides) -> Sides:
        return Sides(self.below | other.below, self.above | other.above, self.few)


def group_sizes(sizes: Sequence[Sequence[int]]) -> dict[Group, int]:
    """Return the size of each group that has members; `sizes[n - 1]` are those in release n, by their first release."""
    found: dict[Group, int] = {}
    for last, now in enumerate(sizes, 1):
        after = sizes[last] if last < len(sizes) else (0,) * last
        for first in range(1, last + 1):
            size = now[first - 1] - after[first - 1]
            if size < 0:
                raise ValueError(f"more were counted in release {last + 1} than before, of those first counted in {first}")
            if size:
                found[first, last] = size
    return found


def certain_groups(sizes: Sequence[Sequence[int]], options: Sequence[Sequence[Range]], as_members: bool) -> list[Group]:
    """Return the groups of which somebody knows on which side all members, or all other members, must be.

    `options[n - 1]` are the ranges for the number at or below the cut in release n; it is in one of them. Somebody is an
    outsider, or with `as_members` also a member of any group, who knows their own side and subtracts it. If no world fits, all
    groups are returned: then the figures are not what we believe.
    """
    groups = group_sizes(sizes)
    sides = _possible_sides(groups, options)
    if sides is None:
        return list(groups)
    certain = set(groups) - (sides.below & sides.above)
    # In the world that was found, each of the other groups has at least two members on each side. A detour moves one of them
    # at most. So what one member knows of themself can only matter between two groups of these few.
    few = sides.few - certain
    for member in few if as_members else ():
        for is_below in (True, False):
            known = _possible_sides(groups | {member: groups[member] - 1}, _without_one(options, member, is_below))
            if known is not None:
                certain |= {group for group in few if group not in known.below or group not in known.above} & (
                    set(groups) if groups[member] > 1 else set(groups) - {member}
                )
    return sorted(certain)


def _without_one(options: Sequence[Sequence[Range]], member: Group, is_below: bool) -> list[list[Range]]:
    """Return the ranges after one member of a group subtracted themself."""
    return [
        [(max(low - 1, 0), high - 1) if is_below and member[0] <= number <= member[1] else (low, high) for low, high in ranges]
        for number, ranges in enumerate(options, 1)
    ]


def possible_sides(sizes: Sequence[Sequence[int]], options: Sequence[Sequence[Range]]) -> Sides | None:
    """Return which sides are possible for somebody outside; None if no world fits."""
    return _possible_sides(group_sizes(sizes), options)


def _possible_sides(
    groups: dict[Group, int], options: Sequence[Sequence[Range]], chosen: tuple[Range, ...] = ()
) -> Sides | None:
    """Return which sides are possible; None if no world fits.

    Every choice of ranges is tried, release by release, and left as soon as nothing fits.
    """
    if len(chosen) == len(options):
        network = _Network(groups, chosen)
        return network.sides() if network.fits() else None
    found: Sides | None = None
    choices = options[len(chosen)]
    for choice in choices:
        narrower = (*chosen, choice)
        if len(choices) == 1 or _Network(_until(groups, len(narrower)), narrower).fits():
            sides = _possible_sides(groups, options, narrower)
            if sides is not None:
                found = found | sides if found else sides
    return found


def _until(groups: dict[Group, int], number: int) -> dict[Group, int]:
    """Return the groups as they were in release `number`: all that left later are still together."""
    found: Counter[Group] = Counter()
    for (first, last), size in groups.items():
        if first <= number:
            found[first, min(last, number)] += size
    return dict(found)


class _Network:
    """Pipes between places. `room[i]` is how much more pipe i can take; pipe i ^ 1 is the same pipe the other way."""

    def __init__(self, groups: dict[Group, int], sums: Sequence[Range]) -> None:
        self.groups = groups
        self.source, self.sink = 0, len(sums) + 2
        self.ends: list[int] = []
        self.room: list[int] = []
        self.out: list[list[int]] = [[] for _ in range(self.sink + 1)]
        self.pipe_of = {group: self._pipe(group[0], group[1] + 1, size) for group, size in groups.items()}
        self.is_empty = any(low > high for low, high in sums)
        self.needed = 0
        for number, (low, high) in enumerate(sums, 1):
            self._pipe(number + 1, number, high - low)
            # What must flow at least comes from outside into the end and leaves from the beginning.
            self._pipe(self.source, number, low)
            self._pipe(number + 1, self.sink, low)
            self.needed += low

    def _pipe(self, start: int, end: int, room: int) -> int:
        self.ends += [end, start]
        self.room += [room, 0]
        pipe = len(self.ends) - 2
        self.out[start].append(pipe)
        self.out[end].append(pipe + 1)
        return pipe

    def fits(self) -> bool:
        """Fill the pipes, and return whether the least of every sum was reached."""
        if self.is_empty:
            return False
        while self.needed:
            path = self._path(self.source, self.sink)
            if not path:
                return False
            flow = min(self.room[pipe] for pipe in path)
            for pipe in path:
                self.room[pipe] -= flow
                self.room[pipe ^ 1] += flow
            self.needed -= flow
        return True

    def sides(self) -> Sides:
        """Return the possible sides, after `fits` filled the pipes."""
        below, above, few = set(), set(), set()
        for group, size in self.groups.items():
            pipe = self.pipe_of[group]
            start, end = group[0], group[1] + 1
            held = size - self.room[pipe]
            if not 2 <= held <= size - 2:
                few.add(group)
            if held or self._path(end, start, {pipe, pipe ^ 1}):
                below.add(group)
            if held < size or self._path(start, end, {pipe, pipe ^ 1}):
                above.add(group)
        return Sides(frozenset(below), frozenset(above), frozenset(few))

    def _path(self, start: int, end: int, without: set[int] | frozenset[int] = frozenset()) -> list[int]:
        """Return a shortest path with room, as its pipes; [] if there is none."""
        came: dict[int, int] = {start: -1}
        waiting = deque([start])
        while waiting and end not in came:
            place = waiting.popleft()
            for pipe in self.out[place]:
                if self.room[pipe] > 0 and pipe not in without and self.ends[pipe] not in came:
                    came[self.ends[pipe]] = pipe
                    waiting.append(self.ends[pipe])
        path = []
        while end in came and end != start:
            path.append(came[end])
            end = self.ends[came[end] ^ 1]
        return path
