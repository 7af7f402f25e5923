"""The cards that show campaigns to their officers in a chat: a list to choose from, and one campaign with its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from flows.campaign.figures import Figures, GapAdvice, Share, made_of
from flows.campaign.funnel import FunnelStep
from flows.campaign.journeys import Reach
from flows.campaign.release import Missing, Release
from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.ids import id_in
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.triggers import Trigger

NAME = "officer"
# What a button of these cards carries: the id of a campaign, and whether it opens the desk. Nothing for the list.
VALUE = re.compile(r"(\d{1,19})(-desk)?", re.ASCII)


class Named(Struct, frozen=True):
    """A campaign in a list."""

    id: int
    name: str


class Wanted(Struct, frozen=True):
    """What a button asks for: a campaign (0 for the list), or a link to the desk of its association."""

    campaign: int = 0
    desk: bool = False


class Printed(Struct, frozen=True):
    """A release with its tables in words, and the day on which it was made (ISO)."""

    release: Release
    figures: Figures
    made_on: str


class OfficerView(Struct, frozen=True):
    """What an officer may see of a campaign.

    `funnel` is () if they see no rows. `printed` is None if there is no release or they may not see it; `waits` says that they
    may and that one may still come, `missing` what it lacked at the last look.
    """

    campaign: Named
    standard: str
    state: str
    closes_on: str
    funnel: tuple[FunnelStep, ...]
    printed: Printed | None
    waits: bool
    missing: Missing | None


def wanted_by(value: str) -> Wanted:
    """Return what a button of these cards asks for; the list if it is of no campaign."""
    found = VALUE.fullmatch(value)
    return Wanted(id_in(found[1]), found[2] is not None) if found else Wanted()


def list_card(campaigns: Sequence[Named], language: str) -> Screen:
    """List the campaigns, with a button that leads to each."""
    blocks = (Heading(phrase("desk-campaigns")), Paragraph(phrase("officer-choose" if campaigns else "officer-none")))
    rows = tuple((_choice(phrase("officer-campaign", name=each.name), f"{each.id}"),) for each in campaigns)
    return Screen(NAME, NO_TURN, language, blocks, rows)


def view_card(view: OfficerView, language: str, *, has_others: bool) -> Screen:
    """Show one campaign; `has_others` says that there is a list to go back to."""
    blocks: list[Block] = [
        Heading(phrase("officer-campaign", name=view.campaign.name)),
        Paragraph(phrase("officer-state", state=phrase(f"desk-status-{view.state}"), day=view.closes_on)),
    ]
    if view.funnel:
        blocks += [Heading(phrase("desk-funnel")), Listing(tuple(_step(each) for each in view.funnel))]
    if view.printed is not None:
        blocks += _release(view.printed, view.standard)
    if view.waits:
        blocks += _waiting(view)
    desk = (_choice(phrase("officer-desk"), f"{view.campaign.id}-desk"),)
    back = ((_choice(phrase("officer-all"), ""),),) if has_others else ()
    return Screen(NAME, NO_TURN, language, tuple(blocks), (desk, *back))


def _release(printed: Printed, standard: str) -> list[Block]:
    release, figures = printed.release, printed.figures
    blocks: list[Block] = [
        Heading(phrase("desk-figures-release", number=release.number, day=printed.made_on)),
        Listing(made_of(release, standard)),
        Heading(figures.stars.name),
        Listing(tuple(_share(each) for each in figures.stars.shares))
        if figures.stars.shares
        else Paragraph(phrase("figures-too-few")),
    ]
    if figures.gaps:
        blocks += [Heading(phrase("figures-gaps")), Listing(tuple(_gap(each) for each in figures.gaps), first=1)]
    return blocks


def _waiting(view: OfficerView) -> list[Block]:
    if view.missing is None:
        return [Aside(phrase("desk-figures-daily"))]
    key = "desk-figures-missing" if view.printed is None else "desk-figures-next"
    return [Aside(phrase(key, count=max(view.missing.in_all, view.missing.changed)))]


def _step(step: FunnelStep) -> Phrase:
    words = phrase(f"desk-funnel-{step.name}") if step.name in tuple(Reach) else phrase(step.name)
    share = step.reached * 100 // step.shown if step.shown else 0
    return phrase("officer-step", step=words, reached=step.reached, shown=step.shown, share=share)


def _share(share: Share) -> Phrase:
    return phrase("officer-share", name=share.name, count=share.count, percent=share.percent)


def _gap(each: GapAdvice) -> Phrase:
    return phrase("officer-gap", name=each.name, missing=each.missing, count=each.gap.count, percent=each.gap.percent)


def _choice(label: Phrase, value: str) -> Choice:
    return Choice(label, Reply(NO_TURN, NAME, Trigger.officer_campaign, value))
