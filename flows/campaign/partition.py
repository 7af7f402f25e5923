"""Merges neighbouring classes of a table until each holds enough institutions.

Small cells are merged, never hidden: a hidden cell can often be calculated from the rest. Empty classes are merged too, because
an empty class says something about everybody. An officer can subtract the institutions whose results they see by name. So a
class must hold enough of all institutions, and enough of those without a name.
"""

from __future__ import annotations

from collections.abc import Sequence

# The fewest institutions in a class. It is more if people can invent institutions (an open campaign), or by district.
LEAST = 5
LEAST_UNCONFIRMED = 10
LEAST_BY_DISTRICT = 10

Span = tuple[int, int]


def least(has_roster: bool) -> int:
    """Return the fewest institutions in a class. Without a roster anybody can answer, so figures are unconfirmed."""
    return LEAST if has_roster else LEAST_UNCONFIRMED


def merge(counts: Sequence[int], unnamed: Sequence[int], at_least: int) -> tuple[Span, ...]:
    """Return the classes after merging, each as its first and last place; () if the table is too small to split.

    `counts` holds the institutions in each class, in order; `unnamed` those of them that no officer sees by name. The merge
    loses least: the fewest pairs of institutions come into one class. If several lose as little, the one with the lowest first
    cut is taken. If everybody is in one class after merging, there is nothing to show, so that is too small as well. If all
    have names, `counts` decides.
    """
    return merge_all(counts, (unnamed,), at_least)


def merge_all(counts: Sequence[int], remainders: Sequence[Sequence[int]], at_least: int) -> tuple[Span, ...]:
    """Return the classes after merging, as `merge` does, if several people know some by name, each another part.

    Each of `remainders` holds the institutions in each class that one of these people does not know.
    """
    size = len(counts)
    # The best merge of the first `end` classes: its loss and its spans.
    found: list[tuple[int, tuple[Span, ...]] | None] = [(0, ()), *[None] * size]
    for end in range(1, size + 1):
        options = []
        for start in range(end):
            before, held = found[start], sum(counts[start:end])
            enough = all(holds(held, sum(left[start:end]), sum(left), at_least) for left in remainders)
            if before and enough and held >= at_least:
                options.append((before[0] + held * held, (*before[1], (start, end - 1))))
        found[end] = min(options, default=None)
    whole = found[size]
    return whole[1] if whole and len(whole[1]) > 1 else ()


def ways(counts: Sequence[int], remainders: Sequence[Sequence[int]], at_least: int) -> tuple[Span, ...]:
    """Return the classes of a table of two or three: each for itself, else the first and all others, else ().

    `remainders` are as in `merge_all`. All tables of three are cut after their first class, so that they can be compared.
    """
    last = len(counts) - 1
    single = tuple((place, place) for place in range(last + 1))
    for spans in dict.fromkeys((single, ((0, 0), (1, last)))):
        if _all_hold(spans, counts, remainders, at_least):
            return spans
    return ()


def _all_hold(spans: Sequence[Span], counts: Sequence[int], remainders: Sequence[Sequence[int]], at_least: int) -> bool:
    return all(
        sum(counts[first : last + 1]) >= at_least
        and all(holds(at_least, sum(left[first : last + 1]), sum(left), at_least) for left in remainders)
        for first, last in spans
    )


def holds(held: int, without_name: int, all_without_name: int, at_least: int) -> bool:
    """Return whether a class holds enough institutions, and enough without a name if any institution of its table has none."""
    return held >= at_least and (not all_without_name or without_name >= at_least)


def row(counts: Sequence[int], unnamed: Sequence[int], at_least: int) -> tuple[Span, ...]:
    """Return the classes of one subdomain's rungs 0 to 5: "below 3, 3, above 3", else "below 3, 3 and above", else ().

    All rows are cut at rung 3, so that they can be compared.
    """
    for spans in (((0, 2), (3, 3), (4, 5)), ((0, 2), (3, 5))):
        held = [(sum(counts[first : last + 1]), sum(unnamed[first : last + 1])) for first, last in spans]
        if all(holds(all_of, without, sum(unnamed), at_least) for all_of, without in held):
            return spans
    return ()
