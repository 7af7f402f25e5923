"""Draws the figures of a release, and two releases side by side, for the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.drawings.bar_chart import BarChart, Part, Row, Shade, bar_chart
from flows.campaign.compared import ComparedShare, ComparedSplit
from flows.campaign.counted import BELOW_3, BELOW_4
from flows.campaign.figures import GapAdvice, Share, Split
from flows.dialogue import Phrase, phrase
from flows.standard.model import TOP

Say = Callable[[Phrase], str]
# A share in percent is drawn on a bar of this size.
FULL_BAR = 100


def class_chart(split: Split, total: int, say: Say) -> BarChart:
    """Return a bar for each class of a table; `total` is the size that fills a bar."""
    return bar_chart([Row(say(share.name), ((_part(share, Shade.only, say),),), total) for share in split.shares])


def split_chart(splits: Iterable[Split], say: Say) -> BarChart:
    """Return a bar for each split, cut into its classes. A split without classes has a sentence instead."""
    return bar_chart([_split_row(split, say, shade_of) for split in splits])


def claim_chart(splits: Iterable[Split], say: Say) -> BarChart:
    """Return a bar for each subdomain, cut into how the claims of reviews ended."""
    return bar_chart([_split_row(split, say, claim_shade) for split in splits])


def reason_chart(splits: Iterable[Split], total: int, say: Say) -> BarChart:
    """Return a bar for each reason: in how many reviews it was given, of `total`. One that is not split has a sentence."""
    return bar_chart(
        [
            Row(say(split.name), ((_part(split.shares[-1], Shade.only, say),),), total)
            if split.shares
            else _split_row(split, say, claim_shade)
            for split in splits
        ]
    )


def gap_chart(gaps: Sequence[GapAdvice], total: int, say: Say) -> BarChart:
    """Return a bar for each shared gap, with the rung that is missing below its name."""
    return bar_chart(
        [
            Row(
                say(each.name),
                ((Part(each.gap.count, _percent(each.gap.percent, say), Shade.only),),),
                total,
                say(each.missing),
            )
            for each in gaps
        ]
    )


def compared_chart(shares: Iterable[tuple[Phrase, ComparedShare]], say: Say) -> BarChart:
    """Return two bars for each share, the earlier one above the later one; each comes with the words of its row."""
    return bar_chart([Row(say(name), _two_bars(share, say), FULL_BAR) for name, share in shares])


def class_rows(split: ComparedSplit) -> list[tuple[Phrase, ComparedShare]]:
    """Return a row for each class of a compared table."""
    return [(share.name, share) for share in split.shares]


def first_rows(splits: Iterable[ComparedSplit]) -> list[tuple[Phrase, ComparedShare]]:
    """Return a row for the lowest class of each compared table that has classes."""
    return [(split.name, split.shares[0]) for split in splits if split.shares]


def shade_of(share: Share) -> Shade:
    """Return how a class below, at, above or from the cut at three is drawn."""
    low, high = share.span
    if high <= BELOW_3:
        return Shade.low
    if low > BELOW_4:
        return Shade.high
    return Shade.joined if high == TOP else Shade.middle


def claim_shade(share: Share) -> Shade:
    """Return how a claim that ended lower, as claimed, without a look, or as either of the last two is drawn."""
    low, high = share.span
    if low == high:
        return (Shade.low, Shade.high, Shade.middle)[low]
    return Shade.joined


def _split_row(split: Split, say: Say, shade: Callable[[Share], Shade]) -> Row:
    if not split.shares:
        return Row(say(split.name), (), 0, say(phrase("figures-too-few")))
    parts = tuple(_part(share, shade(share), say) for share in split.shares)
    return Row(say(split.name), (parts,), sum(share.count for share in split.shares))


def _two_bars(share: ComparedShare, say: Say) -> tuple[tuple[Part, ...], ...]:
    pairs = ((share.before, Shade.earlier), (share.after, Shade.only))
    return tuple((Part(percent, _percent(percent, say), shade),) for percent, shade in pairs)


def _part(share: Share, shade: Shade, say: Say) -> Part:
    return Part(share.count, _percent(share.percent, say), shade)


def _percent(percent: int, say: Say) -> str:
    return say(phrase("figures-percent", percent=percent))
