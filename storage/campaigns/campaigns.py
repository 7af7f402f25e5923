"""Makes, finds and changes the campaigns of the caller's association."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from flows.assessment.question_order import Mode
from flows.campaign.campaign import Campaign, Status
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.campaign.visibility import Visibility
from flows.days import day_of
from storage.associations.access import Access, Acting, Entry
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import CampaignRow
from storage.moments import aware
from storage.tokens import fresh_id

# What a change is called in the log, by the status that it leads to.
ACTS = {Status.running: Act.campaign_started, Status.closed: Act.campaign_closed}


@dataclass(frozen=True, slots=True)
class StoredCampaign:
    """A campaign and its id."""

    id: int
    campaign: Campaign


class Campaigns:
    """The campaigns of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def all(self, entry: Entry) -> tuple[StoredCampaign, ...]:
        """Return all campaigns, the newest first."""
        async with self._access.reading(entry, Right.use_desk) as acting:
            rows = await acting.db.exec(
                select(CampaignRow).where(_of(acting)).order_by(col(CampaignRow.made_at).desc(), col(CampaignRow.id))
            )
            return tuple(StoredCampaign(row.id, campaign_of(row)) for row in rows)

    async def one(self, entry: Entry, campaign: int) -> Campaign | None:
        """Return one campaign; None if the caller's association has none with this id."""
        async with self._access.reading(entry, Right.use_desk) as acting:
            row = await campaign_row(acting, campaign)
            return None if row is None else campaign_of(row)

    async def make(self, session: str, draft: Campaign) -> int | None:
        """Store a draft and return its id. None if it cites a campaign of another association."""
        async with self._access.writing(session, Right.manage_campaigns) as acting:
            if draft.successor_of and await campaign_row(acting, int(draft.successor_of)) is None:
                return None
            row = CampaignRow(
                id=fresh_id(), association_id=acting.caller.officer.association, made_at=acting.now, **_columns(draft)
            )
            acting.db.add(row)
            note_by_caller(acting, Act.campaign_made, draft.name)
            return row.id

    async def change(self, session: str, campaign: int, changed: Callable[[Campaign], Campaign]) -> Campaign | None:
        """Change a campaign by a rule of `flows.campaign.campaign`, and return it as changed. None if no campaign has this id.

        What the rule raises ends the transaction, and nothing changes. Two changes come one after the other.
        """
        async with self._access.writing(session, Right.manage_campaigns, alone=True) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            before = campaign_of(row)
            after = changed(before)
            for name, value in _columns(after).items():
                setattr(row, name, value)
            acting.db.add(row)
            act = ACTS[after.status] if after.status is not before.status else Act.campaign_changed
            note_by_caller(acting, act, after.name)
            return after


async def campaign_row(acting: Acting, campaign: int) -> CampaignRow | None:
    """Return the row of a campaign of the caller's association; None if it has none with this id."""
    wanted = select(CampaignRow).where(_of(acting), CampaignRow.id == campaign)
    return (await acting.db.exec(wanted.execution_options(populate_existing=True))).first()


def campaign_of(row: CampaignRow) -> Campaign:
    """Return the campaign of a row."""
    return Campaign(
        row.name,
        row.welcome,
        row.contact,
        Mode(row.mode),
        Visibility(row.visibility),
        row.edition,
        row.closes_on,
        row.kept_until,
        row.target,
        row.reminds,
        row.on_documents,
        row.first_at,
        "" if row.successor_of is None else str(row.successor_of),
        row.started_on,
        row.closed_on,
        None if row.deleted_at is None else day_of(aware(row.deleted_at)),
    )


def _columns(campaign: Campaign) -> dict[str, Any]:
    same = ("name", "welcome", "contact", "edition", "closes_on", "kept_until", "target", "reminds", "on_documents", "first_at")
    return {
        **{name: getattr(campaign, name) for name in same},
        "mode": campaign.mode.value,
        "visibility": campaign.visibility.value,
        "successor_of": int(campaign.successor_of) if campaign.successor_of else None,
        "started_on": campaign.started_on,
        "closed_on": campaign.closed_on,
    }


def _of(acting: Acting) -> ColumnElement[bool]:
    return col(CampaignRow.association_id) == acting.caller.officer.association
