"""Puts a release about reviews into words. Every number is one that the release prints, or follows from printed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from flows.campaign.figures import Share, Split
from flows.campaign.partition import Span
from flows.campaign.release import Table
from flows.dialogue import Phrase, phrase
from flows.review_figures.measures import DAYS_UP_TO, MANY_ASKED, Kind, Measure
from flows.review_figures.outcome import Ending
from flows.review_figures.release import MeasureTable, ReviewRelease

AGAIN = {(0, 0): "none", (1, 1): "same", (2, 2): "changed", (1, 2): "some"}
# The end of the key of each class, by the kind of its table.
CLASSES: Mapping[Kind, Mapping[Span, str]] = {
    Kind.subdomain: {(0, 0): "lower", (1, 1): "as-claimed", (2, 2): "not-looked-at", (1, 2): "not-lower"},
    Kind.asked: {(0, 0): "none", (1, 1): "few", (2, 2): "many", (1, 2): "some"},
    Kind.reason: {(0, 0): "not-given", (1, 1): "given"},
    Kind.second: AGAIN,
    Kind.objection: AGAIN,
}
AS_CLAIMED: Span = (Ending.as_claimed, Ending.as_claimed)
LOWER: Span = (Ending.lower, Ending.lower)


class ClaimRow(Struct, frozen=True):
    """How the claims of one subdomain ended.

    `confirmed` is the share as claimed of those that were looked at, in percent; None if the release does not tell it.
    """

    split: Split
    confirmed: int | None


class ReviewFigures(Struct, frozen=True):
    """The tables of a release. `claims` begins with the subdomain in which most ended lower; those not split come last.

    `middle` is the class of days in which the institution in the middle is (the median); None if the table is not split.
    """

    claims: tuple[ClaimRow, ...]
    asked: Split
    reasons: tuple[Split, ...]
    days: Split
    middle: Phrase | None
    second: Split
    objection: Split


def figures_of(release: ReviewRelease) -> ReviewFigures:
    """Return the tables of a release in words."""
    by_kind = {kind: [each for each in release.tables if each.measure.kind is kind] for kind in Kind}
    claims = sorted(by_kind[Kind.subdomain], key=lambda each: -(each.table.to(Ending.lower) or 0))
    reasons = sorted(by_kind[Kind.reason], key=lambda each: each.table.to(0) or release.total + 1)
    only = {kind: _split(release, found[0]) for kind, found in by_kind.items() if len(found) == 1}
    days = by_kind[Kind.days][0]
    return ReviewFigures(
        tuple(_claims(release, each) for each in claims),
        only[Kind.asked],
        tuple(_split(release, each) for each in reasons),
        only[Kind.days],
        _middle(days),
        only[Kind.second],
        only[Kind.objection],
    )


def made_of(release: ReviewRelease, standard: str) -> tuple[Phrase, ...]:
    """Return the sentences that say what a release is made of; `standard` is by what it was reviewed, as people read it."""
    return (
        phrase("review-figures-total" if release.is_exact else "review-figures-total-rounded", count=release.total),
        phrase("review-figures-issued-only"),
        phrase("review-figures-least", count=release.at_least),
        phrase("figures-standard", standard=standard),
    )


def name_of(measure: Measure) -> Phrase:
    """Return what a table is about."""
    if measure.kind is Kind.subdomain:
        return phrase(measure.of)
    return (
        phrase(f"review-report-reason-{measure.of}")
        if measure.kind is Kind.reason
        else phrase(f"review-figures-{measure.kind}")
    )


def class_words(measure: Measure, span: Span) -> Phrase:
    """Return the words of a class: "lower than claimed", "read twice", "11 to 15 working days"."""
    if measure.kind is not Kind.days:
        return phrase(f"review-figures-{measure.kind}-{CLASSES[measure.kind][span]}", many=MANY_ASKED)
    first, last = span
    low = DAYS_UP_TO[first - 1] + 1 if first else 0
    if last == measure.top:
        return phrase("review-figures-days-from", low=low)
    high = DAYS_UP_TO[last]
    return phrase("review-figures-days-between", low=low, high=high) if first else phrase("review-figures-days-to", high=high)


def _claims(release: ReviewRelease, each: MeasureTable) -> ClaimRow:
    held = dict(zip(each.table.spans, each.table.counts, strict=True))
    confirmed = held.get(AS_CLAIMED)
    looked_at = held.get(LOWER, 0) + (confirmed or 0)
    return ClaimRow(_split(release, each), None if confirmed is None else release.percent(confirmed, looked_at))


def _split(release: ReviewRelease, each: MeasureTable) -> Split:
    return Split(name_of(each.measure), _shares(release, each.measure, each.table))


def _shares(release: ReviewRelease, measure: Measure, table: Table) -> tuple[Share, ...]:
    return tuple(
        Share(span, class_words(measure, span), count, release.percent(count))
        for span, count in zip(table.spans, table.counts, strict=True)
    )


def _middle(days: MeasureTable) -> Phrase | None:
    """Return the class of the institution in the middle. It follows from the printed classes, so it tells nothing more."""
    running, total = list(accumulate(days.table.counts)), sum(days.table.counts)
    spans: Sequence[Span] = days.table.spans
    found = next((span for span, count in zip(spans, running, strict=True) if 2 * count >= total), None)
    return None if found is None else class_words(days.measure, found)
