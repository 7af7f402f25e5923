"""Holds a campaign: what an association asks, until when, what it promises; and the rules by which it starts, changes, ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.release import LEAST_IN_ALL
from flows.campaign.visibility import Visibility, narrowed
from flows.standard.model import STARS
from flows.typed_text import has_words

NAME_AT_MOST, WELCOME_AT_MOST, CONTACT_AT_MOST = 80, 400, 200
# A campaign that runs longer than a year asks about two different years; personal data may not be kept without an end.
LONGEST = timedelta(days=366)
KEPT_AT_MOST = timedelta(days=3 * 366)
# How many institutions an officer can let the first release wait for: classes that it merges stay merged.
FIRST_RELEASES = (LEAST_IN_ALL, 50, 100, 200)


class Status(StrEnum):
    """Whether a campaign is a draft, runs, or was closed."""

    draft = "draft"
    running = "running"
    closed = "closed"


class Phase(StrEnum):
    """How far a campaign is on a day, as officers read it. Over is over, whether an officer closed it or its day has passed."""

    draft = "draft"
    running = "running"
    over = "over"
    closed = "closed"
    # Nothing that names an institution is shown any more.
    nameless = "nameless"


class Campaign(Struct, frozen=True):
    """One campaign as its officers set it up.

    `target` is the star of a target run, 0 otherwise. `edition` names the edition of the standard. `kept_until` is the day on
    which everything that names an institution is deleted. `on_documents` puts the campaign's name on card and report.
    `first_at` is how many institutions the first release of figures waits for. `successor_of` is the key of an older campaign
    that this one cites, "" if none. `deleted_on` is the day on which everything that named an institution was in fact deleted;
    such a campaign is closed.
    """

    name: str
    welcome: str
    contact: str
    mode: Mode
    visibility: Visibility
    edition: str
    closes_on: date
    kept_until: date
    target: int = 0
    reminds: bool = False
    on_documents: bool = False
    first_at: int = LEAST_IN_ALL
    successor_of: str = ""
    started_on: date | None = None
    closed_on: date | None = None
    deleted_on: date | None = None

    @property
    def status(self) -> Status:
        """Where the campaign is in its life. The closing day itself still runs; see `is_over`."""
        if self.closed_on is not None:
            return Status.closed
        return Status.draft if self.started_on is None else Status.running

    @property
    def run(self) -> str:
        """The run that the campaign asks for, as forms and links name it: "quick", "full" or "target-3"."""
        return f"{self.mode.value}-{self.target}" if self.mode is Mode.target else self.mode.value

    def is_over(self, today: date) -> bool:
        """Return whether nobody can take part any more: it was closed, or its closing day has passed."""
        return self.status is Status.closed or (self.status is Status.running and today > self.closes_on)

    def is_due_for_deletion(self, today: date) -> bool:
        """Return whether the day has passed until which everything that names an institution may be kept.

        Institutions agreed to that day. To a draft nobody has agreed, but its roster names institutions too: the day of its
        form counts.
        """
        return self.deleted_on is None and today > self.kept_until

    def names_nobody(self, today: date) -> bool:
        """Return whether no institution may be shown by name any more, even if the deletion has still to be done."""
        return self.deleted_on is not None or self.is_due_for_deletion(today)

    def phase(self, today: date) -> Phase:
        """Return where the campaign is on a day."""
        if self.names_nobody(today):
            return Phase.nameless
        return Phase.over if self.status is Status.running and self.is_over(today) else Phase(self.status)

    def days_kept(self, today: date) -> int:
        """Return for how many more days names are kept; 0 on the last day and later."""
        return max((self.kept_until - today).days, 0)


class CampaignProblem(StrEnum):
    """Why a campaign cannot be started or changed; each is shown at its field."""

    name_missing = "name_missing"
    name_too_long = "name_too_long"
    welcome_too_long = "welcome_too_long"
    contact_missing = "contact_missing"
    contact_too_long = "contact_too_long"
    target_missing = "target_missing"
    target_without_run = "target_without_run"
    closes_in_the_past = "closes_in_the_past"
    closes_too_late = "closes_too_late"
    kept_too_short = "kept_too_short"
    kept_too_long = "kept_too_long"
    first_release_unknown = "first_release_unknown"


class Frozen(Exception):
    """A change that a campaign no longer allows: people have agreed to what it said. A new campaign can cite it instead."""


def problems(campaign: Campaign, today: date) -> tuple[CampaignProblem, ...]:
    """Return everything that keeps a draft from being started on a day, in the order of its form."""
    return tuple(_problems(campaign, today))


def started(campaign: Campaign, today: date) -> Campaign:
    """Return a draft as a running campaign. Raises Frozen if it was started before, ValueError if it has problems."""
    if campaign.status is not Status.draft:
        raise Frozen("it was started before")
    if found := problems(campaign, today):
        raise ValueError(f"the campaign has problems: {', '.join(found)}")
    return replace(campaign, started_on=today)


def extended(campaign: Campaign, closes_on: date, today: date) -> Campaign:
    """Return a running campaign with a later closing day; an earlier one is allowed too, but not before today.

    The day until which data are kept stays, because people agreed to it. Raises Frozen if the campaign does not run or is over
    (its last figures may be out), ValueError if the day is before today, too late, or after `kept_until`.
    """
    if campaign.status is not Status.running or campaign.is_over(today):
        raise Frozen("only a running campaign has a closing day to move")
    changed = replace(campaign, closes_on=closes_on)
    assert campaign.started_on is not None
    if closes_on < today or closes_on > min(campaign.started_on + LONGEST, campaign.kept_until):
        raise ValueError("the closing day lies before today, over a year after the start, or after the day of deletion")
    return changed


def showing_less(campaign: Campaign, visibility: Visibility) -> Campaign:
    """Return a campaign at a narrower level. A draft may be set to any; raises ValueError if a running one would show more.

    Raises Frozen once the names were deleted: there is nothing left to show.
    """
    if campaign.deleted_on is not None:
        raise Frozen("nothing is shown of it any more")
    if campaign.status is Status.draft:
        return replace(campaign, visibility=visibility)
    return replace(campaign, visibility=narrowed(campaign.visibility, visibility))


def edited(campaign: Campaign, draft: Campaign) -> Campaign:
    """Return a draft with what its form says now. Raises Frozen once it was started."""
    if campaign.status is not Status.draft:
        raise Frozen("a campaign that was started keeps what people agreed to")
    return replace(draft, started_on=None, closed_on=None, deleted_on=None, successor_of=campaign.successor_of)


def closed(campaign: Campaign, today: date) -> Campaign:
    """Return a running campaign as closed; what people answered stays. Raises Frozen if it does not run or is over."""
    if campaign.status is not Status.running or campaign.is_over(today):
        raise Frozen("only a running campaign can be closed")
    return replace(campaign, closed_on=today)


def without_names(campaign: Campaign, today: date) -> Campaign:
    """Return a campaign whose names were deleted today: it is closed, because nobody can be asked any more.

    Raises Frozen if its day has not passed, or they were deleted before.
    """
    if not campaign.is_due_for_deletion(today):
        raise Frozen("the institutions were promised another day, or their names are gone")
    return replace(campaign, closed_on=campaign.closed_on or min(campaign.closes_on, today), deleted_on=today)


def successor(campaign: Campaign, key: str, today: date) -> Campaign:
    """Return a draft that asks the same again and cites the campaign of that key; its days begin today."""
    runs = (campaign.closes_on - campaign.started_on) if campaign.started_on else LONGEST / 4
    kept = campaign.kept_until - campaign.closes_on
    closes_on = today + max(runs, timedelta(days=1))
    fresh = replace(campaign, started_on=None, closed_on=None, deleted_on=None)
    return replace(fresh, closes_on=closes_on, kept_until=closes_on + kept, successor_of=key)


def _problems(campaign: Campaign, today: date) -> Iterator[CampaignProblem]:
    if not has_words(campaign.name):
        yield CampaignProblem.name_missing
    if len(campaign.name) > NAME_AT_MOST:
        yield CampaignProblem.name_too_long
    if len(campaign.welcome) > WELCOME_AT_MOST:
        yield CampaignProblem.welcome_too_long
    if not has_words(campaign.contact):
        yield CampaignProblem.contact_missing
    if len(campaign.contact) > CONTACT_AT_MOST:
        yield CampaignProblem.contact_too_long
    if campaign.mode is Mode.target and campaign.target not in STARS:
        yield CampaignProblem.target_missing
    if campaign.mode is not Mode.target and campaign.target:
        yield CampaignProblem.target_without_run
    if campaign.closes_on < today:
        yield CampaignProblem.closes_in_the_past
    if campaign.closes_on > today + LONGEST:
        yield CampaignProblem.closes_too_late
    if campaign.kept_until < campaign.closes_on:
        yield CampaignProblem.kept_too_short
    # The difference, because no day comes after the last one of the calendar.
    if campaign.kept_until - campaign.closes_on > KEPT_AT_MOST:
        yield CampaignProblem.kept_too_long
    if campaign.first_at not in FIRST_RELEASES:
        yield CampaignProblem.first_release_unknown
