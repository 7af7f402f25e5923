"""Says how far each institution got in a campaign, and what of it a live funnel may count.

Everybody agreed that officers see whether they have begun and finished. How far somebody is in between was agreed to from
`Visibility.status` on. The others are counted there only among many, and never in a part of a campaign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from flows.assessment.question_order import Mode, Section, sections
from flows.campaign.campaign import Campaign
from flows.campaign.funnel import FunnelStep, Journey, funnel, median_minutes
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from flows.standard.model import Standard

# At least this number of institutions must show only counts before they are counted between first answer and result.
MANY = 20
# At least this number of institutions must have a result before the minutes are shown.
MINUTES_FROM = 5


class Reach(StrEnum):
    """The steps of campaigns. Between `answered` and `result` come the sections of the run, by their names.

    `submitted` and `reviewed` are steps if the association reviews, and if the campaign shows how far institutions are.
    """

    asked = "asked"
    opened = "opened"
    joined = "joined"
    answered = "answered"
    result = "result"
    submitted = "submitted"
    reviewed = "reviewed"


class Member(Struct, frozen=True):
    """One respondent who joined for an institution, by a channel; "" is the institution's own link.

    `shown` is what officers see of them. `follows` says that they do the run that the campaign asks for. `answered` are the
    codes that their current attempt answers. `minutes` are those of their fastest finished attempt, None if they finished none.
    `review` is how far the reviews of their institution are by this association, None if it handed in nothing that counts.
    """

    shown: Visibility
    follows: bool
    has_answered: bool
    answered: frozenset[str] = frozenset()
    minutes: int | None = None
    channel: str = ""
    has_withdrawn: bool = False
    review: State | None = None


class AskedInstitution(Struct, frozen=True):
    """One institution of a campaign, or one respondent of a campaign without a roster, with all who joined for it.

    Nobody joins for an institution before its link `was_opened`.
    """

    district: str
    was_opened: bool
    joined: tuple[Member, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who take part; the others have withdrawn."""
        return tuple(member for member in self.joined if not member.has_withdrawn)

    @property
    def has_withdrawn(self) -> bool:
        """Whether everybody who joined for it withdrew."""
        return bool(self.joined) and not self.members

    @property
    def shows_progress(self) -> bool:
        """Whether anybody who answers for it shows how far they are."""
        return any(member.shown >= Visibility.status for member in self.members)

    @property
    def review(self) -> State | None:
        """How far its reviews are, as those show who answer for it; None if nothing is handed in."""
        shown = [each.review for each in self.members if each.review is not None and each.shown >= Visibility.status]
        return max(shown, default=None)


class CampaignFunnel(Struct, frozen=True):
    """A funnel. `withdrawn` institutions are in no step after `opened`.

    `unseen` have joined and are left out between the first answer and the result, because they show only counts. Of those who
    handed in, `asked_for_more` have been asked for more.
    """

    steps: tuple[FunnelStep, ...]
    minutes: float | None
    withdrawn: int
    unseen: int
    asked_for_more: int = 0


def funnel_sections(campaign: Campaign, standard: Standard) -> tuple[Section, ...]:
    """Return the sections that are steps of a campaign's funnel.

    A quick run has none: it stops as soon as the star is certain, so how far it goes tells the star.
    """
    return () if campaign.mode is Mode.quick else sections(standard, campaign.mode, campaign.target)


def codes_by_domain(campaign: Campaign, standard: Standard) -> tuple[frozenset[str], ...]:
    """Return what a campaign asks about in each domain, in the order of the edition; () if its run says nothing of domains."""
    asked = {code for part in funnel_sections(campaign, standard) for code in part.codes}
    domains = tuple(frozenset(sub.code for sub in domain.subdomains if sub.code in asked) for domain in standard.domains)
    return domains if asked else ()


def step_names(parts: Sequence[Section], has_roster: bool, has_reviews: bool = False) -> tuple[str, ...]:
    """Return the names of all steps. Without a roster nobody knows how many were asked, or who opened a link."""
    before = (Reach.asked, Reach.opened) if has_roster else ()
    after = (Reach.submitted, Reach.reviewed) if has_reviews else ()
    return (*before, Reach.joined, Reach.answered, *(part.name for part in parts), Reach.result, *after)


def counts_everybody(unseen: int, is_whole: bool) -> bool:
    """Return whether those who show only counts are counted in the sections: in a whole campaign, if they are many.

    In a part they are not, because subtracting a part from the whole would leave a few of them.
    """
    return is_whole and unseen >= MANY


def came_by(institutions: Iterable[AskedInstitution], channel: str) -> tuple[AskedInstitution, ...]:
    """Return the institutions for which somebody joined by a channel, each with those people alone."""
    some = (replace(one, joined=tuple(member for member in one.joined if member.channel == channel)) for one in institutions)
    return tuple(one for one in some if one.joined)


def campaign_funnel(
    institutions: Iterable[AskedInstitution],
    parts: Sequence[Section],
    *,
    has_roster: bool,
    is_whole: bool,
    has_reviews: bool = False,
) -> CampaignFunnel:
    """Return the funnel of a campaign, or of some of its institutions if not `is_whole`.

    With `has_reviews` it goes on to the review. There only institutions count that show how far they are, however many others
    there are: handing in is an act of its own.
    """
    given = list(institutions)
    unseen = sum(bool(one.members) and not one.shows_progress for one in given)
    everybody = counts_everybody(unseen, is_whole)
    journeys = [journey(one, parts, everybody=everybody) for one in given]
    finished = sum(each.minutes is not None for each in journeys)
    return CampaignFunnel(
        funnel(step_names(parts, has_roster, has_reviews), journeys),
        median_minutes(journeys) if finished >= MINUTES_FROM else None,
        sum(one.has_withdrawn for one in given),
        0 if everybody else unseen,
        sum(one.review is State.asked_for_more for one in given) if has_reviews else 0,
    )


def journey(one: AskedInstitution, parts: Sequence[Section], *, everybody: bool) -> Journey:
    """Return what an institution was shown and what it reached. With `everybody`, those who show only counts are included.

    A section is shown once all before it are answered, the result once anybody has begun. Sections count for
    respondents who do the run that the campaign asks for: others are asked something else. Somebody who finished it has
    all its sections behind them. An institution with a result is never stuck, even if another person who answers for it is.
    """
    minutes = min((member.minutes for member in one.members if member.minutes is not None), default=None)
    reached, shown = {str(Reach.asked)}, {str(Reach.asked), str(Reach.opened)}
    if one.was_opened:
        reached.add(Reach.opened)
        shown.add(Reach.joined)
    if one.members:
        reached.add(Reach.joined)
        shown.add(Reach.answered)
    if minutes is not None or any(member.has_answered for member in one.members):
        reached.add(Reach.answered)
        shown.add(Reach.result)
    following = [each for each in one.members if each.follows and (everybody or each.shown >= Visibility.status)]
    if minutes is not None:
        reached.add(Reach.result)
        if any(member.minutes is not None for member in following):
            reached.update(part.name for part in parts)
    else:
        for member in following:
            _walk(member, parts, shown, reached)
    _review(one, minutes is not None, shown, reached)
    return Journey(frozenset(shown), frozenset(reached), minutes)


def _review(one: AskedInstitution, has_result: bool, shown: set[str], reached: set[str]) -> None:
    if one.shows_progress and (has_result or one.review is not None):
        shown.add(Reach.submitted)
    if one.review is not None:
        reached.add(Reach.submitted)
        shown.add(Reach.reviewed)
    if one.review is State.reviewed:
        reached.add(Reach.reviewed)


def _walk(member: Member, parts: Sequence[Section], shown: set[str], reached: set[str]) -> None:
    is_here = bool(member.answered)
    for part in parts:
        is_whole = member.answered.issuperset(part.codes)
        if is_here:
            shown.add(part.name)
        if is_whole:
            reached.add(part.name)
        is_here = is_here and is_whole
