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
from sqlmodel import col

from flows.assessment.question_order import Section
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from storage.associations.access import Acting
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.work_lists import in_sight
from storage.tables import AssessmentRow, RatingRow, RespondentRow

# How many numbers a row has.
NUMBERS = 10


class Kind(StrEnum):
    """What a row of the statement counts.

    `district` and `channel`: asked, opened, joined, answered, result, withdrawn, joined and unseen, finished the campaign's run
    and shows progress, finished it. `sections`: reached and shown for each section, of those without a result; its name is
    "all" or "showing". `minutes`: the one or two in the middle. `outside`: respondents.
    """

    district = "district"
    channel = "channel"
    sections = "sections"
    minutes = "minutes"
    outside = "outside"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a campaign: a district or a channel, else all of it. With a channel, `district` is "" ."""

    district: str = ""
    channel: str = ""

    @property
    def name(self) -> str:
        """The name of the district or the channel."""
        return self.channel or self.district

    @property
    def is_whole(self) -> bool:
        """Whether it is all that the officer sees of the campaign."""
        return not self.name


def statement(
    acting: Acting, campaign: CampaignRow, part: Part, parts: Sequence[Section], *, has_roster: bool
) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement. Its rows are a kind, a name and NUMBERS numbers (0 if not used)."""
    members = _members(acting, campaign, has_roster)
    units = _roster_units(acting, campaign, members) if has_roster else _respondent_units(members)
    channels = _channels(members, units)
    chosen = _chosen(part, units, channels)
    rows = [_row(Kind.district, units.c.district, _numbers(units)).group_by(units.c.district)]
    rows.append(_row(Kind.channel, channels.c.channel, _numbers(channels)).group_by(channels.c.channel))
    rows.append(_middle(units, chosen))
    if has_roster:
        rows.append(_outside(acting, campaign))
    if parts:
        walks = _walks(members, units, parts, chosen)
        rows += [_sections(walks, parts, name, showing) for name, showing in (("all", False), ("showing", True))]
    return union_all(*rows)


def _members(acting: Acting, campaign: CampaignRow, has_roster: bool) -> CTE:
    """Return each respondent who takes part, or has withdrawn, with the institution that they answer for."""
    seconds = cast(extract("epoch", AssessmentRow.finished_at), Integer) - cast(  # type: ignore[arg-type]
        extract("epoch", AssessmentRow.started_at),  # type: ignore[arg-type]
        Integer,
    )
    finished = (
        select(func.min(seconds // 60))
        .where(
            col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id), col(AssessmentRow.finished_at).is_not(None)
        )
        .scalar_subquery()
    )
    shows = campaign.visibility >= Visibility.status
    wanted = (
        select(
            (col(ParticipationRow.roster_id) if has_roster else col(ParticipationRow.respondent_id)).label("unit"),
            col(ParticipationRow.respondent_id).label("respondent"),
            col(ParticipationRow.invitation_id).label("invitation"),
            col(RespondentRow.assessment).label("assessment"),
            _flag(col(ParticipationRow.withdrawn_at).is_(None)).label("takes_part"),
            _flag(and_(literal(shows), col(ParticipationRow.agreed) >= Visibility.status.value)).label("shows"),
            _flag(and_(col(RespondentRow.mode) == campaign.mode, col(RespondentRow.target) == campaign.target)).label(
                "follows"
            ),
            finished.label("minutes"),
        )
        .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
        .where(
            col(ParticipationRow.campaign_id) == campaign.id,
            col(ParticipationRow.detached_at).is_(None),
            col(ParticipationRow.roster_id).is_not(None) if has_roster else _sees_all(acting),
        )
    )
    return wanted.cte("members")


def _by_unit(members: CTE) -> CTE:
    counts = members.c.takes_part == 1
    has_answered = exists().where(col(RatingRow.respondent_id) == members.c.respondent)
    finished = and_(counts, members.c.minutes.is_not(None))
    walked = and_(finished, members.c.follows == 1)
    return (
        select(
            members.c.unit,
            func.max(members.c.takes_part).label("joined"),
            func.max(case((~counts, 0), (members.c.minutes.is_not(None), 1), (has_answered, 1), else_=0)).label("answered"),
            func.max(_flag(finished)).label("result"),
            func.min(case((counts, members.c.minutes))).label("minutes"),
            func.max(_flag(and_(counts, members.c.shows == 1))).label("shows"),
            func.max(_flag(and_(walked, members.c.shows == 1))).label("walked_showing"),
            func.max(_flag(walked)).label("walked"),
        )
        .group_by(members.c.unit)
        .cte("by_unit")
    )


def _roster_units(acting: Acting, campaign: CampaignRow, members: CTE) -> CTE:
    by_unit = _by_unit(members)
    has_come = or_(col(RosterRow.opened_at).is_not(None), by_unit.c.unit.is_not(None))
    return (
        select(col(RosterRow.id).label("unit"), col(RosterRow.district).label("district"), *_unit_columns(by_unit, has_come))
        .outerjoin(by_unit, by_unit.c.unit == col(RosterRow.id))
        .where(col(RosterRow.campaign_id) == campaign.id, in_sight(acting))
        .cte("units")
    )


def _respondent_units(members: CTE) -> CTE:
    by_unit = _by_unit(members)
    return select(by_unit.c.unit, literal("").label("district"), *_unit_columns(by_unit, true())).cte("units")


def _unit_columns(by_unit: CTE, has_come: ColumnElement[bool]) -> tuple[ColumnElement[Any], ...]:
    names = ("joined", "answered", "result", "walked_showing", "walked")
    return (
        _flag(has_come).label("opened"),
        *(func.coalesce(by_unit.c[name], 0, type_=Integer()).label(name) for name in names),
        _flag(by_unit.c.joined == 0).label("withdrawn"),
        _flag(and_(by_unit.c.joined == 1, by_unit.c.shows == 0)).label("unseen"),
        by_unit.c.minutes.label("minutes"),
    )


def _channels(members: CTE, units: CTE) -> CTE:
    """Return each channel with the institutions that came by it, each once."""
    came = (
        select(col(InvitationRow.channel).label("channel"), members.c.unit.label("unit"))
        .join(InvitationRow, col(InvitationRow.id) == members.c.invitation)
        .where(members.c.takes_part == 1)
        .distinct()
        .subquery()
    )
    others = [column for column in units.c if column.name != "unit"]
    return select(came.c.channel, came.c.unit, *others).join(units, units.c.unit == came.c.unit).cte("channels")


def _chosen(part: Part, units: CTE, channels: CTE) -> ColumnElement[bool]:
    if part.channel:
        return units.c.unit.in_(select(channels.c.unit).where(channels.c.channel == part.channel))
    return units.c.district == part.district if part.district else true()


def _numbers(of: CTE) -> tuple[ColumnElement[Any], ...]:
    names = ("opened", "joined", "answered", "result", "withdrawn", "unseen", "walked_showing", "walked")
    return (func.count(), *(func.sum(of.c[name]) for name in names))


def _middle(units: CTE, chosen: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    place = func.row_number().over(order_by=units.c.minutes).label("place")
    ordered = select(units.c.minutes, place, func.count().over().label("size"))
    ranked = ordered.where(units.c.minutes.is_not(None), chosen).subquery()
    is_middle = ranked.c.place.in_([(ranked.c.size + 1) // 2, (ranked.c.size + 2) // 2])
    return _row(Kind.minutes, literal(""), [ranked.c.minutes]).where(is_middle)


def _outside(acting: Acting, campaign: CampaignRow) -> Select[*tuple[Any, ...]]:
    return _row(Kind.outside, literal(""), [func.count()]).where(
        col(ParticipationRow.campaign_id) == campaign.id,
        col(ParticipationRow.roster_id).is_(None),
        col(ParticipationRow.withdrawn_at).is_(None),
        col(ParticipationRow.detached_at).is_(None),
        _sees_all(acting),
    )


def _walks(members: CTE, units: CTE, parts: Sequence[Section], chosen: ColumnElement[bool]) -> CTE:
    """Return, for each respondent whose institution has no result, which sections they have answered, of the campaign's run."""
    answers = [func.sum(_flag(col(RatingRow.subdomain).in_(part.codes))).label(f"answers_{n}") for n, part in enumerate(parts)]
    by_member = (
        select(members.c.unit, members.c.shows, *answers)
        .join(units, units.c.unit == members.c.unit)
        .join(
            RatingRow,
            and_(col(RatingRow.respondent_id) == members.c.respondent, col(RatingRow.assessment) == members.c.assessment),
        )
        .where(members.c.takes_part == 1, members.c.follows == 1, units.c.result == 0, chosen)
        .group_by(members.c.unit, members.c.respondent, members.c.shows)
        .subquery()
    )
    is_whole = [by_member.c[f"answers_{n}"] == len(part.codes) for n, part in enumerate(parts)]
    columns: list[ColumnElement[Any]] = []
    for n, whole in enumerate(is_whole):
        columns.append(_flag(whole).label(f"reached_{n}"))
        columns.append(_flag(or_(whole, and_(true(), *is_whole[:n]))).label(f"shown_{n}"))
    return select(by_member.c.unit, by_member.c.shows, *columns).cte("walks")


def _sections(walks: CTE, parts: Sequence[Section], name: str, showing: bool) -> Select[*tuple[Any, ...]]:
    names = [f"{what}_{n}" for n in range(len(parts)) for what in ("reached", "shown")]
    best = select(walks.c.unit, *(func.max(walks.c[each]).label(each) for each in names)).group_by(walks.c.unit)
    units = (best.where(walks.c.shows == 1) if showing else best).subquery()
    return _row(Kind.sections, literal(name), [func.sum(units.c[each]) for each in names])


def _row(kind: Kind, name: ColumnElement[Any], numbers: Sequence[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
    padded = [cast(func.coalesce(each, 0), Integer) for each in (*numbers, *[literal(0)] * (NUMBERS - len(numbers)))]
    return select(literal(kind.value).label("kind"), cast(name, String).label("name"), *padded)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _sees_all(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller sees people who answer for no institution: a liaison sees their districts."""
    return false() if acting.caller.officer.office.role is Role.liaison else true()
