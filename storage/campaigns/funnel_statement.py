"""Builds the one statement that counts a funnel: each institution is looked at once, and numbers come back, no institutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    extract,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Mapped
from sqlmodel import col

from flows.assessment.question_order import Section
from flows.campaign.roles import Role
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from storage.associations.access import Acting
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.case_states import states_of_people
from storage.campaigns.funnel_walks import walks_of
from storage.campaigns.work_statement import in_sight
from storage.tables import AssessmentRow, RatingRow, RespondentRow

# How many numbers a row has.
NUMBERS = 7
# How far somebody is who joined for an institution; an institution is where the furthest of them is.
WITHDRAWN, JOINED, ANSWERED, RESULT = range(4)
# Whether somebody finished the run that the campaign asks for, and whether they show it.
FINISHED, FINISHED_SHOWING = 1, 2
# Stands for an institution's own link, beside the ids of channels.
OWN_LINK = 0


class Kind(StrEnum):
    """What a row of the statement counts.

    `asked`: of a district, asked and opened. `district`: joined, answered, result, withdrawn, joined and unseen, finished the
    campaign's run and shows progress, finished it. `channel`: the first four of these; several rows of a channel add up.
    `review`: of a district, institutions that show how far they are and have a result, handed in, were reviewed, were asked
    for more. `walks`: institutions without a result whose people have these walks (see `funnel_walks`). `minutes`: minutes,
    and how many needed them. `outside`: respondents.
    """

    asked = "asked"
    district = "district"
    channel = "channel"
    review = "review"
    walks = "walks"
    minutes = "minutes"
    outside = "outside"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a campaign: a district, those who came by a channel, or both; "" means all."""

    district: str = ""
    channel: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is all that the officer sees of the campaign."""
        return not self.district and not self.channel


def statement(
    acting: Acting, campaign: CampaignRow, part: Part, sections: Sequence[Section], *, has_roster: bool, has_reviews: bool
) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement. Its rows are a kind, a name and NUMBERS numbers (0 if not used)."""
    unit = col(ParticipationRow.roster_id) if has_roster else col(ParticipationRow.respondent_id)
    belongs = (*_belongs(campaign), *_in(acting, campaign, part, has_roster))
    reviews = states_of_people(campaign, acting.now) if has_reviews else None
    units = _units(campaign, unit, belongs, sections, reviews)
    minutes = (units.c.minutes, func.count())
    rows = [
        _districts(units, has_roster),
        _row(Kind.minutes, literal(""), minutes).where(units.c.minutes.is_not(None)).group_by(units.c.minutes),
        _channels(campaign, units),
        _mixed(unit, belongs, units),
    ]
    if has_roster and not part.channel:
        rows.append(_asked(acting, campaign, part))
    if has_roster and part.is_whole:
        rows.append(_outside(acting, campaign))
    if has_reviews:
        rows.append(_reviews(units, has_roster))
    if sections:
        has_walks = (units.c.reach == ANSWERED, units.c.walks.is_not(None))
        rows.append(_row(Kind.walks, units.c.walks, [func.count()]).where(*has_walks).group_by(units.c.walks))
    return union_all(*rows)


def _units(
    campaign: CampaignRow,
    unit: Mapped[Any],
    belongs: Sequence[ColumnElement[bool]],
    sections: Sequence[Section],
    reviews: CTE | None,
) -> CTE:
    """Return what is counted of each institution, or of each respondent if there is no roster.

    SQLite reads them in the order of an index, so it sorts nothing. A person who finished several attempts comes once for each.
    """
    takes_part, has_result = col(ParticipationRow.withdrawn_at).is_(None), col(AssessmentRow.respondent_id).is_not(None)
    shows = and_(literal(campaign.visibility >= Visibility.status), col(ParticipationRow.agreed) >= Visibility.status.value)
    follows = and_(col(RespondentRow.mode) == campaign.mode, col(RespondentRow.target) == campaign.target)
    finished = case((and_(takes_part, has_result, follows), case((shows, FINISHED_SHOWING), else_=FINISHED)), else_=0)
    minutes = (_epoch(AssessmentRow.finished_at) - _epoch(AssessmentRow.started_at)) // 60
    way = func.coalesce(ParticipationRow.invitation_id, OWN_LINK)
    walking = and_(takes_part, col(AssessmentRow.respondent_id).is_(None), follows)
    columns = [
        unit.label("unit"),
        func.max(_reach()).label("reach"),
        func.max(case((and_(takes_part, shows), 1), else_=0)).label("shows"),
        func.max(finished).label("finished"),
        func.min(case((takes_part, minutes))).label("minutes"),
        func.min(way).label("first_way"),
        func.max(way).label("last_way"),
        *([walks_of(sections, walking, shows).label("walks")] if sections else ()),
        *([func.max(case((and_(takes_part, shows), reviews.c.state))).label("review")] if reviews is not None else ()),
    ]
    wanted = (
        select(*columns)
        .select_from(ParticipationRow)
        .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
        .outerjoin(AssessmentRow, _is_finished())
        .where(*belongs)
    )
    if reviews is not None:
        wanted = wanted.outerjoin(reviews, reviews.c.respondent_id == col(RespondentRow.id))
    # Without the word each use would count again.
    return wanted.group_by(unit).cte("units").prefix_with("MATERIALIZED")


def _districts(units: CTE, has_roster: bool) -> Select[*tuple[Any, ...]]:
    reach, finished = units.c.reach, units.c.finished
    unseen = _number(and_(reach > WITHDRAWN, units.c.shows == 0))
    numbers = (*_reached(reach), unseen, _number(finished == FINISHED_SHOWING), _number(finished >= FINISHED))
    if not has_roster:
        return _row(Kind.district, literal(""), numbers).select_from(units).having(func.count() > 0)
    district = col(RosterRow.district)
    return (
        _row(Kind.district, district, numbers).join_from(units, RosterRow, col(RosterRow.id) == units.c.unit).group_by(district)
    )


def _reviews(units: CTE, has_roster: bool) -> Select[*tuple[Any, ...]]:
    review, shows = units.c.review, units.c.shows == 1
    numbers = (
        _number(and_(shows, or_(units.c.reach == RESULT, review.is_not(None)))),
        _number(review.is_not(None)),
        _number(review == State.reviewed.value),
        _number(review == State.asked_for_more.value),
    )
    if not has_roster:
        return _row(Kind.review, literal(""), numbers).select_from(units)
    district = col(RosterRow.district)
    return (
        _row(Kind.review, district, numbers).join_from(units, RosterRow, col(RosterRow.id) == units.c.unit).group_by(district)
    )


def _channels(campaign: CampaignRow, units: CTE) -> Select[*tuple[Any, ...]]:
    """Return the channels of the institutions whose people came one way, which are nearly all: their numbers are known."""
    # Read by the index `invitation_once`: most invitations are links of institutions.
    channels = select(col(InvitationRow.id)).where(
        col(InvitationRow.campaign_id) == campaign.id, col(InvitationRow.channel) > ""
    )
    way = case((units.c.first_way.in_(channels), units.c.first_way), else_=OWN_LINK)
    numbers = [each.label(f"number_{n}") for n, each in enumerate(_reached(units.c.reach))]
    by_way = select(way.label("way"), *numbers).where(units.c.first_way == units.c.last_way).group_by(way).subquery()
    return _row(Kind.channel, func.coalesce(InvitationRow.channel, ""), list(by_way.c)[1:]).join_from(
        by_way, InvitationRow, col(InvitationRow.id) == by_way.c.way, isouter=True
    )


def _mixed(unit: Mapped[Any], belongs: Sequence[ColumnElement[bool]], units: CTE) -> Select[*tuple[Any, ...]]:
    """Return the channels of the institutions whose people came several ways."""
    channel = func.coalesce(InvitationRow.channel, "").label("channel")
    several = select(units.c.unit).where(units.c.first_way != units.c.last_way)
    by_channel = (
        select(channel, func.max(_reach()).label("reach"))
        .select_from(ParticipationRow)
        .outerjoin(AssessmentRow, _is_finished())
        .outerjoin(InvitationRow, col(InvitationRow.id) == col(ParticipationRow.invitation_id))
        .where(*belongs, unit.in_(several))
        .group_by(unit, channel)
        .subquery()
    )
    return _row(Kind.channel, by_channel.c.channel, _reached(by_channel.c.reach)).group_by(by_channel.c.channel)


def _asked(acting: Acting, campaign: CampaignRow, part: Part) -> Select[*tuple[Any, ...]]:
    numbers = (func.count(), func.count(col(RosterRow.opened_at)))
    return (
        _row(Kind.asked, col(RosterRow.district), numbers)
        .where(*_roster(acting, campaign, part))
        .group_by(col(RosterRow.district))
    )


def _outside(acting: Acting, campaign: CampaignRow) -> Select[*tuple[Any, ...]]:
    return _row(Kind.outside, literal(""), [func.count()]).where(
        *_belongs(campaign),
        col(ParticipationRow.roster_id).is_(None),
        col(ParticipationRow.withdrawn_at).is_(None),
        _sees_all(acting),
    )


def _reach() -> ColumnElement[int]:
    """Return how far a respondent is; a row of AssessmentRow means that they finished an attempt."""
    has_answered = exists().where(col(RatingRow.respondent_id) == col(ParticipationRow.respondent_id))
    return case(
        (col(ParticipationRow.withdrawn_at).is_not(None), WITHDRAWN),
        (col(AssessmentRow.respondent_id).is_not(None), RESULT),
        (has_answered, ANSWERED),
        else_=JOINED,
    )


def _reached(reach: ColumnElement[int]) -> tuple[ColumnElement[int], ...]:
    """Return how many joined, answered, have a result, and withdrew."""
    return (*(_number(reach >= least) for least in (JOINED, ANSWERED, RESULT)), _number(reach == WITHDRAWN))


def _is_finished() -> ColumnElement[bool]:
    is_theirs = col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id)
    return and_(is_theirs, col(AssessmentRow.finished_at).is_not(None))


def _row(kind: Kind, name: ColumnElement[Any] | Mapped[str], numbers: Sequence[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
    padding = [literal(0)] * (NUMBERS - len(numbers))
    return select(literal(kind.value).label("kind"), name.label("name"), *numbers, *padding)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fit a condition."""
    return func.count().filter(condition)


def _epoch(column: Any) -> ColumnElement[int]:
    """Return a moment in whole seconds."""
    return cast(extract("epoch", column), Integer)


def _belongs(campaign: CampaignRow) -> tuple[ColumnElement[bool], ...]:
    return (col(ParticipationRow.campaign_id) == campaign.id, col(ParticipationRow.detached_at).is_(None))


def _in(acting: Acting, campaign: CampaignRow, part: Part, has_roster: bool) -> list[ColumnElement[bool]]:
    """Return the conditions on a participation that it is in a part, for an institution that the caller sees."""
    found = list[ColumnElement[bool]]()
    if part.channel:
        by_it = (col(InvitationRow.campaign_id) == campaign.id, col(InvitationRow.channel) == part.channel)
        found.append(col(ParticipationRow.invitation_id).in_(select(col(InvitationRow.id)).where(*by_it)))
    if not has_roster:
        found += [_sees_all(acting), literal("") == part.district]
    elif part.district or _is_liaison(acting):
        seen = select(col(RosterRow.id)).where(*_roster(acting, campaign, part))
        found.append(col(ParticipationRow.roster_id).in_(seen))
    else:
        found.append(col(ParticipationRow.roster_id).is_not(None))
    return found


def _roster(acting: Acting, campaign: CampaignRow, part: Part) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on a row of the roster that it is in a part and the caller sees it."""
    here = (col(RosterRow.district) == part.district,) if part.district else ()
    return (col(RosterRow.campaign_id) == campaign.id, in_sight(acting), *here)


def _sees_all(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller sees people who answer for no institution: a liaison sees their districts."""
    return false() if _is_liaison(acting) else true()


def _is_liaison(acting: Acting) -> bool:
    return acting.caller.officer.office.role is Role.liaison
