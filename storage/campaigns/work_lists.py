"""Reads how far the institutions of a campaign are, a page at a time, as far as the caller may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Row,
    case,
    func,
    select,
    update,
)
from sqlmodel import col

from flows.campaign.journeys import codes_by_domain
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.campaign.states import Progress, State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.days import day_of
from flows.standard.model import Standard
from storage.associations.access import Access, Acting, Entry
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import CampaignRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.case_states import CaseTurn, turns
from storage.campaigns.work_statement import conditions, listed, ordered, page_statement, with_reviews
from storage.campaigns.written_to import written_to
from storage.moments import aware
from storage.tables import RatingRow, RespondentRow

PAGE = 50
# How many rows come at once if all are wanted.
PORTION = 2_000
FIRST_DOMAIN = 1
SHOWN = (col(RosterRow.id), col(RosterRow.name), col(RosterRow.district))


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Some rows of a work list, from `offset` on, and how many rows fit the filter in all.

    `districts` are all that the caller sees, also those that do not fit: name, institutions, how many of them have finished.
    """

    rows: tuple[WorkRow, ...]
    offset: int
    total: int
    districts: tuple[tuple[str, int, int], ...]


class WorkLists:
    """The work lists of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, standard: Standard) -> None:
        self._access = access
        self._standard = standard

    async def page(
        self, session: str, campaign: int, chosen: WorkFilter, today: date, offset: int = 0, at_most: int = PAGE
    ) -> WorkPage | None:
        """Return a page of the institutions that fit a filter, those that have waited longest first, then by name.

        None if there is no such campaign. A liaison sees their districts only. `today` ends the waiting days.
        """
        async with self._access.reading(session, Right.see_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            found = await _rows(acting, page_statement(acting, row, chosen, today, offset, at_most))
            rows = await self._read(acting, row, sorted((each for each in found if each.place), key=lambda each: each.place))
        groups = sorted((each for each in found if not each.place), key=lambda each: each.district)
        districts = tuple((each.district, each.state, each.joined) for each in groups)
        return WorkPage(rows, offset, sum(each.objecting for each in groups), districts)

    async def all(self, acting: Acting, row: CampaignRow, chosen: WorkFilter, today: date) -> AsyncIterator[WorkRow]:
        """Yield all institutions that fit a filter, in the caller's transaction, in the order of `page`."""
        of, offset = with_reviews(acting, row).subquery(), 0
        fits = conditions(of, chosen, today)
        while found := await self._read(acting, row, await _rows(acting, ordered(of, fits, offset, PORTION))):
            for each in found:
                yield each
            offset += PORTION

    async def one(self, acting: Acting, row: CampaignRow, institution: int) -> WorkRow | None:
        """Return one institution, in the caller's transaction; None if the caller may not see it, or there is none."""
        wanted = with_reviews(acting, row, only=institution)
        found = await self._read(acting, row, await _rows(acting, wanted))
        return found[0] if found else None

    async def districts(self, entry: Entry, campaign: int) -> tuple[tuple[str, int, int], ...]:
        """Return the districts that the caller sees: name, institutions, and how many of them have finished."""
        async with self._access.reading(entry, Right.see_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return ()
            of = with_reviews(acting, row).subquery()
            finished = func.sum(case((of.c.state >= State.result.value, 1), else_=0))
            wanted = select(of.c.district, func.count(), finished).group_by(of.c.district).order_by(of.c.district)
            return tuple((name, number, done) for name, number, done in await _rows(acting, wanted))

    async def counts(self, acting: Acting, campaign: int) -> tuple[int, int]:
        """Return how many institutions a campaign asks, and how many of them have finished, in the caller's transaction."""
        of = listed(campaign).subquery()
        finished = func.coalesce(func.sum(case((of.c.state >= State.result.value, 1), else_=0)), 0, type_=Integer())
        [(asked, done)] = await _rows(acting, select(func.count(), finished).select_from(of))
        return asked, done

    async def detach(self, session: str, campaign: int, institution: int) -> int:
        """Say that nobody who answered under an institution's link answers for it; how many. Their own answers stay theirs."""
        async with self._access.writing(session, Right.manage_campaigns, alone=True) as acting:
            row = await campaign_row(acting, campaign)
            # See `Institutions.look`.
            if row is None or row.deleted_at is not None:
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

    async def _read(self, acting: Acting, row: CampaignRow, found: Sequence[Row[*tuple[Any, ...]]]) -> tuple[WorkRow, ...]:
        """Return rows of a list as officers see them."""
        asked = codes_by_domain(campaign_of(row), self._standard)
        under_way = [each.id for each in found if each.state == State.in_progress] if asked else []
        domains = await self._domains(acting, row, under_way, asked) if under_way else {}
        written = await written_to(acting.db, row.id, [each.id for each in found])
        handed_in = [each.id for each in found if each.state >= State.submitted]
        waiting = await turns(acting.db, row, handed_in, acting.now) if handed_in else {}
        return tuple(_work_row(each, domains.get(each.id, 0), written.get(each.id, 0), waiting.get(each.id)) for each in found)

    async def _domains(
        self, acting: Acting, campaign: CampaignRow, ids: Sequence[int], asked: Sequence[frozenset[str]]
    ) -> dict[int, int]:
        """Return the number of the domain that each institution is in; of several respondents, that of the furthest."""
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
            furthest[roster] = max(furthest.get(roster, FIRST_DOMAIN), _domain_after(codes, asked))
        return furthest


def _domain_after(answered: set[str], asked: Sequence[frozenset[str]]) -> int:
    """Return the number of the first domain that is not complete; that of the last one if all are."""
    open_ones = (number for number, codes in enumerate(asked, FIRST_DOMAIN) if not answered >= codes)
    return next(open_ones, len(asked))


def _counted(campaign: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ParticipationRow.campaign_id) == campaign,
        col(ParticipationRow.detached_at).is_(None),
        col(ParticipationRow.withdrawn_at).is_(None),
    )


def _work_row(found: Row[*tuple[Any, ...]], domain: int, written: int, turn: CaseTurn | None) -> WorkRow:
    state = State(found.state)
    progress = Progress(state, domain if state is State.in_progress else 0)
    since, objecting = day_of(aware(found.since)), found.objecting
    awaited, due = (turn.awaited, turn.due) if turn is not None else (None, None)
    names = str(found.id), found.name, found.district, ""
    return WorkRow(*names, progress, since, found.joined, written, objecting, awaited, due)


async def _rows(acting: Acting, wanted: Executable) -> Sequence[Row[*tuple[Any, ...]]]:
    return (await (await acting.db.connection()).execute(wanted)).all()
