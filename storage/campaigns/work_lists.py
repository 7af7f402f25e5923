"""Reads how far the institutions of a campaign are, a page at a time, as far as the caller may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    Integer,
    Row,
    Select,
    Subquery,
    case,
    false,
    func,
    literal,
    select,
    true,
    update,
)
from sqlmodel import col

from flows.campaign.officers import Act
from flows.campaign.roles import Right, Role
from flows.campaign.states import Progress, State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.standard.model import Standard
from storage.associations.access import Access, Acting, Entry
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_row
from storage.campaigns.written_to import written_to
from storage.moments import aware
from storage.tables import AssessmentRow, RatingRow, RespondentRow

PAGE = 50
# How many rows come at once if all are wanted.
PORTION = 2_000
FIRST_DOMAIN = 1
SHOWN = (col(RosterRow.id), col(RosterRow.name), col(RosterRow.district))


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Some rows of a work list, from `offset` on, and how many rows fit the filter in all."""

    rows: tuple[WorkRow, ...]
    offset: int
    total: int


class WorkLists:
    """The work lists of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, standard: Standard) -> None:
        self._access = access
        self._standard = standard

    async def page(
        self, session: str, campaign: int, chosen: WorkFilter, today: date, offset: int = 0, at_most: int = PAGE
    ) -> WorkPage | None:
        """Return a page of the institutions that fit a filter, those that have waited longest first; of equals, by name.

        None if there is no such campaign. A liaison sees their districts only. `today` ends the waiting days.
        """
        async with self._access.reading(session, Right.see_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            listed = _listed(campaign)
            fitting = (in_sight(acting), *_conditions(listed, chosen, today))
            count = select(func.count()).select_from(listed).join(RosterRow, _same(listed)).where(*fitting)
            total = (await _rows(acting, count))[0][0]
            return WorkPage(await self._read(acting, row, listed, fitting, offset, at_most), offset, total)

    async def all(self, acting: Acting, row: CampaignRow, chosen: WorkFilter, today: date) -> AsyncIterator[WorkRow]:
        """Yield all institutions that fit a filter, in the caller's transaction, in the order of `page`."""
        listed, offset = _listed(row.id), 0
        fitting = (in_sight(acting), *_conditions(listed, chosen, today))
        while found := await self._read(acting, row, listed, fitting, offset, PORTION):
            for each in found:
                yield each
            offset += PORTION

    async def one(self, acting: Acting, row: CampaignRow, institution: int) -> WorkRow | None:
        """Return one institution, in the caller's transaction; None if the caller may not see it, or there is none."""
        listed = _listed(row.id)
        found = await self._read(acting, row, listed, (in_sight(acting), listed.c.id == institution), 0, 1)
        return found[0] if found else None

    async def districts(self, entry: Entry, campaign: int) -> tuple[tuple[str, int, int], ...]:
        """Return the districts that the caller sees: name, institutions, and how many of them have finished."""
        async with self._access.reading(entry, Right.see_rows) as acting:
            if await campaign_row(acting, campaign) is None:
                return ()
            listed = _listed(campaign)
            finished = func.sum(case((listed.c.state >= State.result.value, 1), else_=0))
            wanted = (
                select(col(RosterRow.district), func.count(), finished)
                .join(listed, _same(listed))
                .where(in_sight(acting))
                .group_by(col(RosterRow.district))
                .order_by(col(RosterRow.district))
            )
            return tuple((name, number, done) for name, number, done in await _rows(acting, wanted))

    async def counts(self, acting: Acting, campaign: int) -> tuple[int, int]:
        """Return how many institutions a campaign asks, and how many of them have finished, in the caller's transaction."""
        listed = _listed(campaign)
        finished = func.coalesce(func.sum(case((listed.c.state >= State.result.value, 1), else_=0)), 0, type_=Integer())
        [(asked, done)] = await _rows(acting, select(func.count(), finished).select_from(listed))
        return asked, done

    async def detach(self, session: str, campaign: int, institution: int) -> int:
        """Say that nobody who answered under an institution's link answers for it; how many. Their own answers stay theirs."""
        async with self._access.writing(session, Right.manage_campaigns) as acting:
            if await campaign_row(acting, campaign) is None:
                return 0
            changed = await acting.db.exec(
                update(ParticipationRow)
                .where(
                    col(ParticipationRow.campaign_id) == campaign,
                    col(ParticipationRow.roster_id) == institution,
                    col(ParticipationRow.detached_at).is_(None),
                )
                .values(detached_at=acting.now)
            )
            name = await acting.db.get(RosterRow, institution)
            if changed.rowcount and name is not None:
                note_by_caller(acting, Act.detached, name.name, str(name.id))
            return int(changed.rowcount)

    async def _read(
        self,
        acting: Acting,
        row: CampaignRow,
        listed: Subquery,
        fitting: Sequence[ColumnExpressionArgument[bool]],
        offset: int,
        at_most: int,
    ) -> tuple[WorkRow, ...]:
        """Return rows that fit, those that have waited longest first; of equals, by name."""
        wanted = (
            select(
                col(RosterRow.id),
                col(RosterRow.name),
                col(RosterRow.district),
                listed.c.state,
                listed.c.since,
                listed.c.joined,
                listed.c.objecting,
            )
            .join(listed, _same(listed))
            .where(*fitting)
            .order_by(listed.c.since, col(RosterRow.name), col(RosterRow.id))
            .offset(offset)
            .limit(at_most)
        )
        found = await _rows(acting, wanted)
        domains = await self._domains(acting, row, [each for each in found if each.state == State.in_progress])
        written = await written_to(acting.db, row.id, [each.id for each in found])
        return tuple(_work_row(each, domains.get(each.id, 0), written.get(each.id, 0)) for each in found)

    async def _domains(self, acting: Acting, campaign: CampaignRow, found: Sequence[Row[*tuple[Any, ...]]]) -> dict[int, int]:
        """Return the number of the domain that each institution is in; of several respondents, that of the furthest."""
        ids = [each.id for each in found]
        wanted = (
            select(
                col(ParticipationRow.roster_id),
                col(ParticipationRow.agreed),
                col(ParticipationRow.respondent_id),
                col(RatingRow.subdomain),
            )
            .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
            .outerjoin(
                RatingRow,
                (col(RatingRow.respondent_id) == col(RespondentRow.id))
                & (col(RatingRow.assessment) == col(RespondentRow.assessment)),
            )
            .where(*_counted(campaign.id), col(ParticipationRow.roster_id).in_(ids))
        )
        answered: dict[tuple[int, int], set[str]] = defaultdict(set)
        for roster, agreed, respondent, code in await _rows(acting, wanted):
            if min(agreed, campaign.visibility) >= Visibility.status:
                answered[roster, respondent].add(code)
        furthest: dict[int, int] = {}
        for (roster, _), codes in answered.items():
            furthest[roster] = max(furthest.get(roster, FIRST_DOMAIN), self._domain_after(codes))
        return furthest

    def _domain_after(self, answered: set[str]) -> int:
        """Return the number of the first domain that is not answered whole; that of the last one if all are."""
        for number, domain in enumerate(self._standard.domains, FIRST_DOMAIN):
            if not answered >= {sub.code for sub in domain.subdomains}:
                return number
        return len(self._standard.domains)


def in_sight(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller may see a row of a roster: a liaison sees their districts."""
    office = acting.caller.officer.office
    if Right.see_rows not in office.rights:
        return false()
    return col(RosterRow.district).in_(office.districts) if office.role is Role.liaison else true()


def _counted(campaign: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ParticipationRow.campaign_id) == campaign,
        col(ParticipationRow.detached_at).is_(None),
        col(ParticipationRow.withdrawn_at).is_(None),
    )


def _listed(campaign: int) -> Subquery:
    """Return each institution's state, since when it is in it, and how many answer for it and how many object.

    Withdrawn ones count last.
    """
    finished = (
        select(literal(1))
        .where(
            col(AssessmentRow.respondent_id) == col(ParticipationRow.respondent_id), col(AssessmentRow.finished_at).is_not(None)
        )
        .exists()
    )
    is_withdrawn = col(ParticipationRow.withdrawn_at).is_not(None)
    state = case((is_withdrawn, State.withdrawn.value), (finished, State.result.value), else_=State.in_progress.value)
    objects = col(ParticipationRow.objected_at).is_not(None) & col(ParticipationRow.withdrawn_at).is_(None)
    moved = case((is_withdrawn, col(ParticipationRow.withdrawn_at)), else_=col(RespondentRow.seen_at))
    joined = (
        select(
            col(ParticipationRow.roster_id).label("roster_id"),
            func.max(state).label("state"),
            func.max(moved).label("moved"),
            func.sum(case((is_withdrawn, 0), else_=1)).label("joined"),
            func.sum(case((objects, 1), else_=0)).label("objecting"),
        )
        .join(RespondentRow, col(RespondentRow.id) == col(ParticipationRow.respondent_id))
        .where(col(ParticipationRow.campaign_id) == campaign, col(ParticipationRow.detached_at).is_(None))
        .group_by(col(ParticipationRow.roster_id))
        .subquery()
    )
    before = case((col(RosterRow.opened_at).is_not(None), State.opened.value), else_=State.not_opened.value)
    return (
        select(
            col(RosterRow.id).label("id"),
            func.coalesce(joined.c.state, before, type_=Integer()).label("state"),
            func.coalesce(joined.c.moved, RosterRow.opened_at, RosterRow.added_at).label("since"),
            func.coalesce(joined.c.joined, 0, type_=Integer()).label("joined"),
            func.coalesce(joined.c.objecting, 0, type_=Integer()).label("objecting"),
        )
        .outerjoin(joined, joined.c.roster_id == col(RosterRow.id))
        .where(col(RosterRow.campaign_id) == campaign)
        .subquery()
    )


def _same(listed: Subquery) -> ColumnElement[bool]:
    return listed.c.id == col(RosterRow.id)


def _conditions(listed: Subquery, chosen: WorkFilter, today: date) -> list[ColumnExpressionArgument[bool]]:
    wanted: list[ColumnExpressionArgument[bool]] = []
    if chosen.district:
        wanted.append(col(RosterRow.district) == chosen.district)
    if chosen.state is not None:
        wanted.append(listed.c.state == chosen.state.value)
    if chosen.stuck_days:
        until = datetime.combine(today, time.max, UTC) - timedelta(days=chosen.stuck_days)
        wanted += [listed.c.state.between(State.not_opened.value, State.in_progress.value), listed.c.since <= until]
    if chosen.channel:
        through = select(col(ParticipationRow.roster_id)).join(
            InvitationRow, col(InvitationRow.id) == col(ParticipationRow.invitation_id)
        )
        wanted.append(col(RosterRow.id).in_(through.where(col(InvitationRow.channel) == chosen.channel)))
    return wanted


def _work_row(found: Row[*tuple[Any, ...]], domain: int, written: int) -> WorkRow:
    state = State(found.state)
    progress = Progress(state, domain if state is State.in_progress else 0)
    since, objecting = aware(found.since).date(), found.objecting
    return WorkRow(str(found.id), found.name, found.district, "", progress, since, found.joined, written, objecting=objecting)


async def _rows(acting: Acting, wanted: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    return (await (await acting.db.connection()).execute(wanted)).all()
