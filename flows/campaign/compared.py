"""Puts the comparison of two releases into words, or says why they cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from flows.campaign.asked import asked_subdomains
from flows.campaign.campaign import Campaign
from flows.campaign.comparison import Change, comparison
from flows.campaign.figures import district_words, rung_words, star_words
from flows.campaign.partition import Span
from flows.campaign.release import Release
from flows.dialogue import Phrase, phrase
from flows.standard.model import TOP, Standard, Subdomain


class ComparedShare(Struct, frozen=True):
    """One class in both releases: its first and last star or rung, its words, and its share in percent."""

    span: Span
    name: Phrase
    before: int
    after: int


class ComparedSplit(Struct, frozen=True):
    """What both releases split into classes; `shares` is () if they have no cut in common."""

    name: Phrase
    shares: tuple[ComparedShare, ...]


class ComparedFigures(Struct, frozen=True):
    """The tables of two releases. `subdomains` are in the order of the edition; `is_exact` if both releases are."""

    is_exact: bool
    stars: ComparedSplit
    subdomains: tuple[ComparedSplit, ...]
    districts: tuple[ComparedSplit, ...]


def why_not(before: Campaign, after: Campaign, standard: Standard) -> Phrase | None:
    """Return why releases of two campaigns cannot be compared; None if they can.

    Both must have asked by the same edition, and about the same subdomains.
    """
    if before.edition != after.edition:
        return phrase("figures-other-edition", before=before.edition, after=after.edition)
    is_same = asked_subdomains(before, standard) == asked_subdomains(after, standard)
    return None if is_same else phrase("figures-other-questions")


def compared(before: Release, after: Release, subdomains: Sequence[Subdomain]) -> ComparedFigures:
    """Return what two releases show of the same subdomains, in words."""
    found = comparison(before, after)
    return ComparedFigures(
        found.is_exact,
        ComparedSplit(phrase("figures-stars"), tuple(_share(change, star_words(change.span)) for change in found.stars)),
        tuple(
            ComparedSplit(phrase(one.code), tuple(_share(change, rung_words(change.span)) for change in changes))
            for one, changes in zip(subdomains, found.subdomains, strict=True)
        ),
        tuple(ComparedSplit(district_words(each.districts), (_from_3(each.before, each.after),)) for each in found.districts),
    )


def _share(change: Change, name: Phrase) -> ComparedShare:
    return ComparedShare(change.span, name, change.before, change.after)


def _from_3(before: int, after: int) -> ComparedShare:
    span = (3, TOP)
    return ComparedShare(span, star_words(span), before, after)
