"""Makes the releases of campaigns when they are due. No officer chooses the moment, so nobody can choose who is between two."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, delete, false, insert, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.next_release import next_release
from flows.campaign.release import Missing, Release, may_release
from flows.standard.model import Standard
from storage.campaign_tables import CampaignRow, CountedRow, ReleaseRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.counted import Unit, counted_units
from storage.campaigns.releases import published
from storage.clock import moment
from storage.database import Database
from storage.lookup import still_stored
from storage.release_trials import keep_trial

AT_ONCE = 500


class ReleaseMaker:
    """Makes releases for all associations of one database. Raises Unstored if it cannot be used."""

    def __init__(self, database: Database, standard: Standard) -> None:
        self._database = database
        self._standard = standard

    async def due(self, today: date) -> tuple[int, ...]:
        """Return the campaigns whose next release has to be tried on a day: running ones once a day, ended ones once more."""
        async with self._database.reading() as db:
            wanted = select(CampaignRow.id).where(*_is_due(today), CampaignRow.edition == self._standard.edition)
            return tuple(await db.exec(wanted.order_by(col(CampaignRow.id))))

    async def make(self, campaign: int, today: date) -> Release | Missing | None:
        """Try the next release of a campaign, and store it or what it lacks.

        None if it is not due any more: another process was faster. The figures are calculated outside of the transaction that
        stores them, in a thread, because taps must not wait. Somebody who leaves in between counts as left after the release.
        """
        async with self._database.reading() as db:
            row = await _due_row(db, campaign, today)
            if row is None:
                return None
            has_roster, units = await counted_units(db, row, self._standard)
            before = [each.release for each in await published(db, campaign)]
        is_closing = campaign_of(row).is_over(today)
        outcome, held_back = await asyncio.to_thread(_tried, row, units, before, has_roster, is_closing)
        async with self._database.writing() as db:
            again = await _due_row(db, campaign, today, locked=True)
            if again is None or len(await published(db, campaign)) != len(before):
                return None
            lacks = outcome if isinstance(outcome, Missing) else None
            keep_trial(again, today, lacks, is_closing=is_closing, held_back=held_back)
            if not isinstance(outcome, Missing):
                figures = msgspec.json.encode(outcome).decode()
                db.add(
                    ReleaseRow(
                        campaign_id=campaign,
                        number=outcome.number,
                        made_at=await moment(db),
                        is_closing=is_closing,
                        figures=figures,
                    )
                )
                await _remember(db, campaign, units, outcome.number)
            db.add(again)
        return outcome


def _tried(
    row: CampaignRow, units: Sequence[Unit], before: Sequence[Release], has_roster: bool, is_closing: bool
) -> tuple[Release | Missing, bool]:
    """Return the next release or what it lacks, and whether it was held back although nothing is missing."""
    counted = [unit.counted for unit in units]
    first_at, waited = row.first_at, row.waited
    outcome = next_release(counted, before, has_roster=has_roster, is_closing=is_closing, first_at=first_at, waited=waited)
    enough = may_release(counted, before[-1] if before else None, first_at, waited).is_nothing
    return outcome, isinstance(outcome, Missing) and enough


def _is_due(today: date) -> tuple[ColumnElement[bool], ...]:
    tried = or_(col(CampaignRow.tried_on).is_(None), col(CampaignRow.tried_on) < today)
    over = or_(col(CampaignRow.closed_on).is_not(None), col(CampaignRow.closes_on) < today)
    return (
        col(CampaignRow.started_on).is_not(None),
        col(CampaignRow.deleted_at).is_(None),
        col(CampaignRow.figures_final).is_(false()),
        or_(tried, over),
    )


async def _due_row(db: AsyncSession, campaign: int, today: date, *, locked: bool = False) -> CampaignRow | None:
    wanted = select(CampaignRow).where(CampaignRow.id == campaign, *_is_due(today))
    return (await db.exec(wanted.with_for_update() if locked else wanted)).first()


async def _remember(db: AsyncSession, campaign: int, units: Sequence[Unit], number: int) -> None:
    """Keep what the release counted: only rows that are new, changed or gone are written."""
    before = set(await db.exec(select(CountedRow.respondent_id).where(CountedRow.campaign_id == campaign)))
    same = {unit.respondent for unit in units if unit.counted.since is not None} & before
    gone = sorted(before - same)
    for start in range(0, len(gone), AT_ONCE):
        some = gone[start : start + AT_ONCE]
        await db.exec(
            delete(CountedRow).where(col(CountedRow.campaign_id) == campaign, col(CountedRow.respondent_id).in_(some))
        )
    fresh = [unit for unit in units if unit.respondent not in same]
    for start in range(0, len(fresh), AT_ONCE):
        some_units = fresh[start : start + AT_ONCE]
        there = await still_stored(db, [unit.respondent for unit in some_units])
        rows = [_row(campaign, unit, number) for unit in some_units if unit.respondent in there]
        if rows:
            await db.exec(insert(CountedRow).values(rows))


def _row(campaign: int, unit: Unit, number: int) -> dict[str, object]:
    return {
        "campaign_id": campaign,
        "respondent_id": unit.respondent,
        "roster_id": unit.roster,
        "since": unit.counted.since or number,
        "seen": unit.counted.seen.value,
        "answers": unit.answers,
    }
