"""Builds the one statement that counts a funnel: each respondent is looked at once, and numbers come back, no institutions."""

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
    String,
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
from flows.campaign.visibility import Visibility
from storage.associations.access import Acting
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.work_statement import in_sight
from storage.tables import AssessmentRow, RatingRow, RespondentRow

# How many numbers a row has.
NUMBERS = 10
# Every section has fewer questions.
PLACES = 100


class Kind(StrEnum):
    """What a row of the statement counts.

    `asked`: of a district, asked and opened. `district` and `channel`: joined, answered, result, withdrawn, joined and unseen,
    finished the campaign's run and shows progress, finished it. `sections`: reached and shown for each section, of those
    without a result; its name is "all" or "showing". `minutes`: minutes, and how many needed them. `outside`: respondents.
    """

    asked = "asked"
    district = "district"
    channel = "channel"
    sections = "sections"
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
    acting: Acting, campaign: CampaignRow, part: Part, sections: Sequence[Section], *, has_roster: bool
) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement. Its rows are a kind, a name and NUMBERS numbers (0 if not used)."""
    members = _members(acting, campaign, part, has_roster)
    units = _units(members, (members.c.unit, members.c.district), "units")
    by_channel = _units(members, (members.c.channel, members.c.unit), "by_channel")
    rows = [
        _row(Kind.district, units.c.district, _numbers(units)).group_by(units.c.district),
        _row(Kind.channel, by_channel.c.channel, _numbers(by_channel)).group_by(by_channel.c.channel),
        _row(Kind.minutes, literal(""), [units.c.minutes, func.count()])
        .where(units.c.minutes.is_not(None))
        .group_by(units.c.minutes),
    ]
    if has_roster and not part.channel:
        rows.append(_asked(acting, campaign, part))
    if has_roster and part.is_whole:
        rows.append(_outside(acting, campaign))
    if sections:
        walks = _walks(members, units, sections)
        rows += [_sections(walks, sections, name, showing) for name, showing in (("all", False), ("showing", True))]
    return union_all(*rows)


def _members(acting: Acting, campaign: CampaignRow, part: Part, has_roster: bool) -> CTE:
    """Return each respondent of the part, with the institution that they joined for and how they came.

    Somebody who finished several attempts has a row for each. Somebody who finished none has one row, without minutes.
    """
    seconds = _epoch(AssessmentRow.finished_at) - _epoch(AssessmentRow.started_at)
    has_finished = col(AssessmentRow.respondent_id).is_not(None)
    is_finished = and_(
        col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id), col(AssessmentRow.finished_at).is_not(None)
    )
    has_answered = exists().where(col(RatingRow.respondent_id) == col(ParticipationRow.respondent_id))
    shows = and_(literal(campaign.visibility >= Visibility.status), col(ParticipationRow.agreed) >= Visibility.status.value)
    follows = and_(col(RespondentRow.mode) == campaign.mode, col(RespondentRow.target) == campaign.target)
    channel = func.coalesce(InvitationRow.channel, "")
    wanted = (
        select(
            (col(RosterRow.id) if has_roster else col(ParticipationRow.respondent_id)).label("unit"),
            (col(RosterRow.district) if has_roster else literal("")).label("district"),
            channel.label("channel"),
            col(ParticipationRow.respondent_id).label("respondent"),
            col(RespondentRow.assessment).label("assessment"),
            _flag(col(ParticipationRow.withdrawn_at).is_(None)).label("takes_part"),
            _flag(shows).label("shows"),
            _flag(follows).label("follows"),
            case((has_finished, 1), (has_answered, 1), else_=0).label("has_answered"),
            (seconds // 60).label("minutes"),
        )
        .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
        .outerjoin(AssessmentRow, is_finished)
        .outerjoin(InvitationRow, col(InvitationRow.id) == col(ParticipationRow.invitation_id))
        .where(col(ParticipationRow.campaign_id) == campaign.id, col(ParticipationRow.detached_at).is_(None))
    )
    if has_roster:
        wanted = wanted.join(RosterRow, col(RosterRow.id) == col(ParticipationRow.roster_id)).where(*_in(acting, part))
    else:
        wanted = wanted.where(_sees_all(acting), literal("") == part.district)
    return _once(wanted.where(channel == part.channel) if part.channel else wanted, "members")


def _units(members: CTE, by: tuple[ColumnElement[Any], ...], name: str) -> CTE:
    """Return what is counted of each institution, or of each institution in each channel."""
    counts = members.c.takes_part == 1
    finished = and_(counts, members.c.minutes.is_not(None))
    walked = and_(finished, members.c.follows == 1)
    shows = func.max(_flag(and_(counts, members.c.shows == 1)))
    joined = func.max(members.c.takes_part)
    wanted = select(
        *by,
        joined.label("joined"),
        func.max(_flag(and_(counts, members.c.has_answered == 1))).label("answered"),
        func.max(_flag(finished)).label("result"),
        (joined - shows).label("unseen"),
        func.max(_flag(and_(walked, members.c.shows == 1))).label("walked_showing"),
        func.max(_flag(walked)).label("walked"),
        func.min(case((counts, members.c.minutes))).label("minutes"),
    )
    return _once(wanted.group_by(*by), name)


def _numbers(of: CTE) -> tuple[ColumnElement[Any], ...]:
    withdrawn = func.sum(_flag(of.c.joined == 0))
    before, after = ("joined", "answered", "result"), ("unseen", "walked_showing", "walked")
    return (*(func.sum(of.c[name]) for name in before), withdrawn, *(func.sum(of.c[name]) for name in after))


def _asked(acting: Acting, campaign: CampaignRow, part: Part) -> Select[*tuple[Any, ...]]:
    numbers = (func.count(), func.sum(_flag(col(RosterRow.opened_at).is_not(None))))
    return (
        _row(Kind.asked, col(RosterRow.district), numbers)
        .where(col(RosterRow.campaign_id) == campaign.id, *_in(acting, part))
        .group_by(col(RosterRow.district))
    )


def _outside(acting: Acting, campaign: CampaignRow) -> Select[*tuple[Any, ...]]:
    return _row(Kind.outside, literal(""), [func.count()]).where(
        col(ParticipationRow.campaign_id) == campaign.id,
        col(ParticipationRow.roster_id).is_(None),
        col(ParticipationRow.withdrawn_at).is_(None),
        col(ParticipationRow.detached_at).is_(None),
        _sees_all(acting),
    )


def _walks(members: CTE, units: CTE, sections: Sequence[Section]) -> CTE:
    """Return, for each respondent whose institution has no result, which sections of the campaign's run they have answered."""
    # One number for all sections, which is faster than one each: two decimal places of it for each section.
    weights = [(col(RatingRow.subdomain).in_(each.codes), PLACES**n) for n, each in enumerate(sections)]
    is_theirs = and_(col(RatingRow.respondent_id) == members.c.respondent, col(RatingRow.assessment) == members.c.assessment)
    # Read for one respondent after the other: in one large group all answers would have to be sorted.
    answers = select(func.sum(case(*weights, else_=0))).where(is_theirs).scalar_subquery()
    wanted = select(members.c.unit, members.c.shows, answers.label("answers")).where(
        members.c.takes_part == 1,
        members.c.follows == 1,
        members.c.unit.not_in(select(units.c.unit).where(units.c.result == 1)),
    )
    by_member = _once(wanted, "by_member")
    is_whole = [by_member.c.answers // PLACES**n % PLACES == len(each.codes) for n, each in enumerate(sections)]
    columns: list[ColumnElement[Any]] = []
    for n, whole in enumerate(is_whole):
        columns.append(_flag(whole).label(f"reached_{n}"))
        columns.append(_flag(or_(whole, and_(true(), *is_whole[:n]))).label(f"shown_{n}"))
    walked = select(by_member.c.unit, by_member.c.shows, *columns).where(by_member.c.answers.is_not(None))
    return _once(walked, "walks")


def _sections(walks: CTE, sections: Sequence[Section], name: str, showing: bool) -> Select[*tuple[Any, ...]]:
    names = [f"{what}_{n}" for n in range(len(sections)) for what in ("reached", "shown")]
    best = select(walks.c.unit, *(func.max(walks.c[each]).label(each) for each in names)).group_by(walks.c.unit)
    units = (best.where(walks.c.shows == 1) if showing else best).subquery()
    return _row(Kind.sections, literal(name), [func.sum(units.c[each]) for each in names])


def _row(kind: Kind, name: ColumnElement[Any] | Mapped[str], numbers: Sequence[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
    padded = [cast(func.coalesce(each, 0), Integer) for each in (*numbers, *[literal(0)] * (NUMBERS - len(numbers)))]
    return select(literal(kind.value).label("kind"), cast(name, String).label("name"), *padded)


def _once(wanted: Select[*tuple[Any, ...]], name: str) -> CTE:
    """Return a part of the statement that the database works out once, not once for each use."""
    return wanted.cte(name).prefix_with("MATERIALIZED")


def _epoch(column: Any) -> ColumnElement[int]:
    """Return a moment in whole seconds."""
    return cast(extract("epoch", column), Integer)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _in(acting: Acting, part: Part) -> tuple[ColumnElement[bool], ...]:
    seen = in_sight(acting)
    return (seen, col(RosterRow.district) == part.district) if part.district else (seen,)


def _sees_all(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller sees people who answer for no institution: a liaison sees their districts."""
    return false() if acting.caller.officer.office.role is Role.liaison else true()
