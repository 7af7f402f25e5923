"""Reads what a delivery of a campaign is about, and where a person is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from flows.campaign.campaign import Campaign
from flows.campaign.segment import Audience, Segment
from flows.dialogue import Address
from storage.association_tables import AssociationRow
from storage.broadcast_tables import BroadcastRow
from storage.campaign_tables import CampaignRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.segment_rows import segment_of
from storage.deliveries.leases import Delivery
from storage.deliveries.planning import DeliveryKind
from storage.moments import aware
from storage.respondents.addresses import ONE_ACCOUNT
from storage.steps import Steps, read, table_of
from storage.tables import AddressRow, RespondentRow

UNFINISHED = Segment(Audience.unfinished)
CAMPAIGNS, ASSOCIATIONS, BROADCASTS = table_of(CampaignRow), table_of(AssociationRow), table_of(BroadcastRow)
RESPONDENTS, ADDRESSES = table_of(RespondentRow), table_of(AddressRow)
_CAMPAIGN = select(CAMPAIGNS, ASSOCIATIONS.c.name.label("association")).join(
    ASSOCIATIONS, ASSOCIATIONS.c.id == CAMPAIGNS.c.association_id
)
BY_ID = _CAMPAIGN.where(CAMPAIGNS.c.id == bindparam("campaign"))
BY_BROADCAST = (
    _CAMPAIGN.add_columns(*(BROADCASTS.c[name] for name in ("text", "audience", "domain", "since_days", "channel", "district")))
    .join(BROADCASTS, BROADCASTS.c.campaign_id == CAMPAIGNS.c.id)
    .where(BROADCASTS.c.id == bindparam("broadcast"))
)
ACCOUNT = (
    select(ADDRESSES.c.address)
    .where(ADDRESSES.c.respondent_id == RESPONDENTS.c.id, ADDRESSES.c.face == ONE_ACCOUNT)
    .order_by(ADDRESSES.c.added_at, ADDRESSES.c.address)
    .limit(1)
    .scalar_subquery()
)
PERSON = select(
    *(RESPONDENTS.c[name] for name in ("face", "address", "language", "timezone", "seen_at")), ACCOUNT.label("account")
).where(RESPONDENTS.c.id == bindparam("respondent"))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a delivery is about: the campaign with its id, to whom its message goes, and its text if it is a broadcast."""

    id: int
    campaign: Campaign
    association: str
    segment: Segment
    text: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """The address, the language and the time zone of a person, and when they answered last."""

    who: Address
    language: str
    timezone: str
    seen_at: datetime


def meant_by(delivery: Delivery) -> Steps[Meant | None]:
    """Return what a delivery is about; None if its campaign or its broadcast is gone."""
    is_broadcast = delivery.kind is DeliveryKind.broadcast
    if is_broadcast:
        rows = yield from read(BY_BROADCAST, broadcast=int(delivery.about))
    else:
        rows = yield from read(BY_ID, campaign=int(delivery.about.partition(" ")[0]))
    if not rows:
        return None
    row = rows[0]
    segment, text = (segment_of(row), row.text) if is_broadcast else (UNFINISHED, None)
    return Meant(row.id, campaign_of(row), row.association, segment, text)


def reached(respondent: int) -> Steps[Reached | None]:
    """Return where a respondent is reached: on their account if they have one, else at their first address."""
    rows = yield from read(PERSON, respondent=respondent)
    if not rows:
        return None
    row = rows[0]
    uses_account = row.face != ONE_ACCOUNT and row.account is not None
    who = Address(ONE_ACCOUNT, row.account) if uses_account else Address(row.face, row.address)
    return Reached(who, row.language, row.timezone, aware(row.seen_at))
