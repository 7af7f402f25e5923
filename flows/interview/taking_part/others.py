"""The screen "you and the others": where a respondent's result is in the latest release of a campaign, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.campaign.attempts import Attempt
from flows.campaign.campaign import Campaign
from flows.campaign.figures import made_of, rung_words, star_words
from flows.campaign.others import Place, YouAndOthers, you_and_others
from flows.campaign.release import Release
from flows.dialogue import NO_TURN, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.taking_part.card_actions import CardAction, button_value
from flows.interview.taking_part.screens import NAME, choice
from flows.screen import Aside, Block, Folded, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.standard.model import Subdomain
from flows.views import View

# The screens of a result, on which the way to the others is offered.
RESULTS = frozenset({Stage.finished.value, View.result.value})


class Beside(Struct, frozen=True):
    """What is needed to show a respondent beside the others of a campaign.

    `release` is the latest one, made on `made_on`; None if there is none, and then `comes` says whether one may come. `own` is
    the respondent's best self-check of all that the campaign asks, None if none is finished; `lacks` is how many answers their
    newest one lacks then. `asked` are the subdomains of the release's rows; () if the campaign asked by another edition.
    `standard` is the number of the standard.
    """

    campaign: Campaign
    release: Release | None
    made_on: date | None
    comes: bool
    own: Attempt | None
    lacks: int
    asked: tuple[Subdomain, ...]
    standard: str


def with_way_to_others(screen: Screen, campaigns: Sequence[int]) -> Screen:
    """Return a result with the way to the others of these campaigns, before its documents; as it is if there are none."""
    if not campaigns:
        return screen
    title = phrase("others-title")
    value = button_value(CardAction.compare, campaigns[0]) if len(campaigns) == 1 else CardAction.list_all.value
    way = Folded(title, (), apart=choice(title, value))
    places = (place for place, block in enumerate(screen.blocks) if type(block) is Folded and block.apart is not None)
    place = next(places, len(screen.blocks))
    return replace(screen, blocks=(*screen.blocks[:place], way, *screen.blocks[place:]))


def others_screen(beside: Beside, language: str) -> Screen:
    """Show a respondent beside the others, or say why that is not possible yet. It has no rank and no district."""
    blocks = (
        Heading(phrase("others-title")),
        Paragraph(phrase("invited-name", name=beside.campaign.name)),
        *_blocks(beside),
        Aside(phrase("disclaimer")),
    )
    return Screen(NAME, NO_TURN, language, blocks, ((choice(phrase("choice-return"), ""),),))


def _blocks(beside: Beside) -> tuple[Block, ...]:
    release, own, made_on = beside.release, beside.own, beside.made_on
    if release is None or made_on is None:
        least = beside.campaign.first_at
        return (Paragraph(phrase("others-none", least=least) if beside.comes else phrase("others-none-over")),)
    if not beside.asked:
        return (Paragraph(phrase("others-old-edition")),)
    if own is None:
        return (Paragraph(phrase("others-answer-rest", count=beside.lacks) if beside.lacks else phrase("others-finish")),)
    found = you_and_others((release,), own.star, own.rungs)
    assert found is not None
    return (
        Paragraph(phrase("others-release", number=release.number, date=written_day(made_on))),
        Heading(phrase("figures-stars")),
        _stars(found.star),
        *_subdomains(found, beside.asked),
        Listing(made_of(release, beside.standard)),
        Aside(phrase("others-newer")),
    )


def _stars(place: Place | None) -> Block:
    """Return the classes of stars with their shares; the respondent's is marked."""
    if place is None:
        return Paragraph(phrase("figures-too-few"))
    lines = tuple(
        phrase("others-own" if number == place.own else "others-share", name=star_words(span), percent=percent)
        for number, (span, percent) in enumerate(zip(place.spans, place.percent, strict=True))
    )
    return Listing(lines, marked=place.own)


def _subdomains(found: YouAndOthers, asked: Sequence[Subdomain]) -> tuple[Block, ...]:
    """Return for each subdomain the class that the respondent shares, and with how many; then those that are not split."""
    pairs = tuple(zip(asked, found.subdomains, strict=True))
    lines = tuple(_line(subdomain, place) for subdomain, place in pairs if place is not None)
    left = len(pairs) - len(lines)
    return (
        *((Heading(phrase("others-subdomains")), Listing(lines)) if lines else ()),
        *((Aside(phrase("others-not-split", count=left)),) if left else ()),
    )


def _line(subdomain: Subdomain, place: Place) -> Phrase:
    name, own = phrase(subdomain.code), rung_words(place.spans[place.own])
    return phrase("others-subdomain", subdomain=name, own=own, percent=place.percent[place.own])
