"""Builds the statements of work lists: how far each institution is, and one page of them with the districts around it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    DateTime,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlmodel import col

from flows.campaign.roles import Right, Role
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.days import begin_of
from storage.associations.access import Acting
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.case_states import shows_reviews, states_of_people
from storage.tables import AssessmentRow, RespondentRow


def in_sight(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller may see a row of a roster: a liaison sees their districts."""
    office = acting.caller.officer.office
    if Right.see_rows not in office.rights:
        return false()
    return col(RosterRow.district).in_(office.districts) if office.role is Role.liaison else true()


def listed(
    campaign: int, *conditions: ColumnElement[bool], only: int | None = None, reviews: CTE | None = None
) -> Select[*tuple[Any, ...]]:
    """Return the institutions of a campaign that fit conditions on the roster, or `only` one, with how far each is.

    `reviews` says how far people are with reviews (see `case_states`); without it nobody is further than a result.
    Columns: id, name, district, state, since when it is in it, how many answer for it (`joined`) and how many object.
    """
    joined = _joined(campaign, only, reviews).subquery()
    before = case((col(RosterRow.opened_at).is_not(None), State.opened.value), else_=State.not_opened.value)
    one = () if only is None else (col(RosterRow.id) == only,)
    return (
        select(
            col(RosterRow.id).label("id"),
            col(RosterRow.name).label("name"),
            col(RosterRow.district).label("district"),
            func.coalesce(joined.c.state, before, type_=Integer()).label("state"),
            func.coalesce(joined.c.moved, RosterRow.opened_at, RosterRow.added_at).label("since"),
            func.coalesce(joined.c.joined, 0, type_=Integer()).label("joined"),
            func.coalesce(joined.c.objecting, 0, type_=Integer()).label("objecting"),
        )
        .outerjoin(joined, joined.c.roster_id == col(RosterRow.id))
        .where(col(RosterRow.campaign_id) == campaign, *conditions, *one)
    )


def with_reviews(acting: Acting, campaign: CampaignRow, only: int | None = None) -> Select[*tuple[Any, ...]]:
    """Return all institutions that the caller sees, or `only` one, as `listed` has them, with reviews if these are shown."""
    reviews = states_of_people(campaign, acting.now) if shows_reviews(campaign) else None
    return listed(campaign.id, in_sight(acting), only=only, reviews=reviews)


def ordered(of: FromClause, fits: ColumnElement[bool], offset: int, at_most: int) -> Select[*tuple[Any, ...]]:
    """Return some rows of a list that fit, those that have waited longest first, then by name."""
    return select(of).where(fits).order_by(of.c.since, of.c.name, of.c.id).offset(offset).limit(at_most)


def page_statement(
    acting: Acting, campaign: CampaignRow, chosen: WorkFilter, today: date, offset: int, at_most: int
) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement of a page: its rows, as `listed` has them, and a row for each district.

    The list of all institutions is made once for both. The last column is the place of a row (1, 2, …), and 0 for a district.
    A district has its name, and as `state`, `joined` and `objecting` how many institutions it has, how many of them have
    finished, and how many fit the filter.
    """
    # Without the word each use would make the list again.
    everybody = with_reviews(acting, campaign).cte("listed").prefix_with("MATERIALIZED")
    fits = conditions(everybody, chosen, today)
    some = ordered(everybody, fits, offset, at_most).subquery()
    place = func.row_number().over(order_by=(some.c.since, some.c.name, some.c.id))
    return union_all(select(some, place.label("place")), _districts(everybody, fits))


def conditions(of: FromClause, chosen: WorkFilter, today: date) -> ColumnElement[bool]:
    """Return the condition that a row of a list fits a filter."""
    wanted: list[ColumnElement[bool]] = []
    if chosen.district:
        wanted.append(of.c.district == chosen.district)
    if chosen.state is not None:
        wanted.append(of.c.state == chosen.state.value)
    if chosen.to_remind or chosen.stuck_days:
        wanted.append(of.c.state.between(State.not_opened.value, State.in_progress.value))
    if chosen.stuck_days:
        wanted.append(of.c.since < begin_of(today - timedelta(days=chosen.stuck_days - 1)))
    if chosen.channel:
        through = select(col(ParticipationRow.roster_id)).join(
            InvitationRow, col(InvitationRow.id) == col(ParticipationRow.invitation_id)
        )
        # How somebody came who takes part no more is not told.
        takes_part = (col(ParticipationRow.withdrawn_at).is_(None), col(ParticipationRow.detached_at).is_(None))
        wanted.append(of.c.id.in_(through.where(col(InvitationRow.channel) == chosen.channel, *takes_part)))
    return and_(true(), *wanted)


def _joined(campaign: int, only: int | None, reviews: CTE | None) -> Select[*tuple[Any, ...]]:
    """Return how far the people of each institution are; those who have withdrawn count last."""
    finished = (
        select(literal(1))
        .where(
            col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id), col(AssessmentRow.finished_at).is_not(None)
        )
        .exists()
    )
    is_withdrawn = col(ParticipationRow.withdrawn_at).is_not(None)
    reviewed = [] if reviews is None else [(_shows() & reviews.c.state.is_not(None), reviews.c.state)]
    state = case(
        (is_withdrawn, State.withdrawn.value), *reviewed, (finished, State.result.value), else_=State.in_progress.value
    )
    objects = col(ParticipationRow.objected_at).is_not(None) & col(ParticipationRow.withdrawn_at).is_(None)
    moved = case((is_withdrawn, col(ParticipationRow.withdrawn_at)), else_=col(RespondentRow.seen_at))
    one = () if only is None else (col(ParticipationRow.roster_id) == only,)
    found: Select[*tuple[Any, ...]] = (
        select(
            col(ParticipationRow.roster_id).label("roster_id"),
            func.max(state).label("state"),
            func.max(moved).label("moved"),
            func.sum(case((is_withdrawn, 0), else_=1)).label("joined"),
            func.sum(case((objects, 1), else_=0)).label("objecting"),
        )
        .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
        .where(col(ParticipationRow.campaign_id) == campaign, col(ParticipationRow.detached_at).is_(None), *one)
        .group_by(col(ParticipationRow.roster_id))
    )
    return found if reviews is None else found.outerjoin(reviews, reviews.c.respondent_id == col(RespondentRow.id))


def _shows() -> ColumnElement[bool]:
    return col(ParticipationRow.agreed) >= Visibility.status.value


def _districts(everybody: CTE, fits: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    finished = case((everybody.c.state >= State.result.value, 1), else_=0)
    return select(
        literal(0),
        literal(""),
        everybody.c.district,
        func.count(),
        cast(null(), DateTime(timezone=True)),
        func.sum(finished),
        func.sum(case((fits, 1), else_=0)),
        literal(0),
    ).group_by(everybody.c.district)
