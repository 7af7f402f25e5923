"""Puts a release into words: its tables as officers read them. Every number is one that the release prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from flows.campaign.asked import asked_subdomains
from flows.campaign.campaign import Campaign
from flows.campaign.counted import BELOW_3
from flows.campaign.gaps import Gap, shared_gaps
from flows.campaign.partition import LEAST_UNCONFIRMED, Span
from flows.campaign.release import DistrictGroup, Release, Table
from flows.dialogue import Phrase, phrase
from flows.first_steps import first_steps, sign_of
from flows.standard.model import TOP, Standard, Subdomain


class Share(Struct, frozen=True):
    """One class of a table: its first and last star or rung, its words, its printed count, and that count in percent."""

    span: Span
    name: Phrase
    count: int
    percent: int


class Split(Struct, frozen=True):
    """What is split into classes; `shares` is () if there are too few to split."""

    name: Phrase
    shares: tuple[Share, ...]


class GapAdvice(Struct, frozen=True):
    """A shared gap: its subdomain, the rung that is missing, and how to reach that rung."""

    gap: Gap
    name: Phrase
    missing: Phrase
    steps: tuple[Phrase, ...]
    sign: Phrase


class Figures(Struct, frozen=True):
    """The tables of a release. `subdomains` begins with the gap that most share; those that are not split come last."""

    stars: Split
    subdomains: tuple[Split, ...]
    districts: tuple[Split, ...]
    gaps: tuple[GapAdvice, ...]


def known_rows(release: Release, campaign: Campaign, standard: Standard) -> tuple[Release, Sequence[Subdomain]]:
    """Return a release and the subdomains of its rows; without either if we no longer have the edition of its campaign."""
    if campaign.edition != standard.edition:
        return replace(release, subdomains=()), ()
    return release, asked_subdomains(campaign, standard)


def figures_of(release: Release, subdomains: Sequence[Subdomain]) -> Figures:
    """Return the tables of a release in words. `subdomains` are those that the release has rows for, in their order."""
    rows = sorted(zip(subdomains, release.subdomains, strict=True), key=lambda row: -(row[1].to(BELOW_3) or 0))
    return Figures(
        Split(phrase("figures-stars"), _shares(release, release.stars, star_words)),
        tuple(Split(phrase(one.code), _shares(release, table, rung_words)) for one, table in rows),
        tuple(_group(release, group) for group in release.districts),
        tuple(_advice(gap) for gap in shared_gaps(release, subdomains)),
    )


def made_of(release: Release, standard: str) -> tuple[Phrase, ...]:
    """Return the sentences that say what a release is made of; `standard` is what its campaign asked by, as people read it."""
    return (
        phrase("figures-total" if release.is_exact else "figures-total-rounded", count=release.total),
        phrase("figures-unconfirmed" if is_unconfirmed(release) else "figures-self-checked"),
        phrase("figures-least", count=release.at_least),
        phrase("figures-standard", standard=standard),
    )


def is_unconfirmed(release: Release) -> bool:
    """Return whether anybody could answer, because the campaign had no roster."""
    return release.at_least >= LEAST_UNCONFIRMED


def star_words(span: Span) -> Phrase:
    """Return the words of a class of stars: "no star yet", "two stars", "up to two stars", "from three stars on"."""
    return _words("figures-star", span)


def rung_words(span: Span) -> Phrase:
    """Return the words of a class of rungs: "below rung 3", "rung 3", "above rung 3", "rung 3 and above"."""
    low, high = span
    if low == 0:
        return phrase("figures-rung-below", rung=high + 1)
    if low == high:
        return phrase("figures-rung-at", rung=low)
    return phrase("figures-rung-above", rung=low - 1) if low > BELOW_3 + 1 else phrase("figures-rung-from", rung=low)


def district_words(districts: Sequence[str]) -> Phrase:
    """Return the names of a group of districts."""
    names = tuple(phrase("figures-district", name=name) if name else phrase("figures-no-district") for name in districts)
    return phrase("figures-districts", names=names)


def _words(key: str, span: Span) -> Phrase:
    low, high = span
    if low == high:
        return phrase(f"{key}-at", star=low)
    if low == 0:
        return phrase(f"{key}-up-to", star=high)
    return phrase(f"{key}-from", star=low) if high == TOP else phrase(f"{key}-between", low=low, high=high)


def _shares(release: Release, table: Table, words: Callable[[Span], Phrase]) -> tuple[Share, ...]:
    return tuple(
        Share(span, words(span), count, release.percent(count)) for span, count in zip(table.spans, table.counts, strict=True)
    )


def _group(release: Release, group: DistrictGroup) -> Split:
    """Return a group of districts; its shares are of the group, not of all."""
    total = group.below + group.from_3
    spans = ((0, BELOW_3), (BELOW_3 + 1, TOP))
    return Split(
        district_words(group.districts),
        tuple(
            Share(span, star_words(span), count, release.percent(count, total))
            for span, count in zip(spans, (group.below, group.from_3), strict=True)
        ),
    )


def _advice(gap: Gap) -> GapAdvice:
    missing = rung_words((0, gap.rung - 1))
    return GapAdvice(gap, phrase(gap.code), missing, first_steps(gap.code, gap.rung), sign_of(gap.code, gap.rung))
