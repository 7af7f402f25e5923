"""Says what a message of a campaign is, checks at the last moment whether it is wanted, and stores the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import Campaign
from flows.campaign.reaching import ZONE, LeftOut, runs
from flows.campaign.segment import Audience, Segment
from flows.dialogue import Address
from flows.interview.reminders.effects import MessageWish
from flows.standard.model import Standard
from storage.association_tables import AssociationRow
from storage.broadcast_tables import BroadcastRow, CampaignMessageRow, MessageState, SilenceCause, SilenceRow
from storage.campaign_tables import CampaignRow
from storage.campaigns.broadcasts import segment_of
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.members import Contact, contacts
from storage.clock import moment
from storage.database import Database
from storage.deliveries.insert import insert_new
from storage.deliveries.leases import Delivery
from storage.deliveries.planning import DeliveryKind
from storage.lookup import is_of, respondent_at
from storage.moments import aware
from storage.respondents.addresses import address_to_write_to
from storage.tables import DeliveryState, RespondentRow

# What the outcome of a delivery means for its message. One of which nobody knows whether it arrived stays taken.
OUTCOMES = {
    DeliveryState.sent: MessageState.sent,
    DeliveryState.again: MessageState.failed,
    DeliveryState.blocked: MessageState.failed,
}
UNFINISHED = Segment(Audience.unfinished)


@dataclass(frozen=True, slots=True)
class CampaignMessage:
    """One message of a campaign to one person: where it goes, in which language, and what it says.

    `text` is that of a broadcast; None: it is the reminder that the campaign promised. `seen_at` is when they answered last.
    """

    who: Address
    language: str
    timezone: str
    seen_at: datetime
    campaign: Campaign
    association: str
    text: str | None


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A reminder of a campaign that waits for a person's visit to the page."""

    respondent: int
    about: str
    campaign: Campaign
    association: str


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a delivery is about: the campaign, to whom its message goes, and its text."""

    campaign: CampaignRow
    segment: Segment
    text: str | None


def about_reminder(campaign: int, day: date) -> str:
    """Return what the delivery of a campaign's reminder is about."""
    return f"{campaign} {day.isoformat()}"


class CampaignMessages:
    """The messages of all campaigns: the Effects of their deliveries. `now` says which day it is. Raises Unstored."""

    def __init__(self, database: Database, standard: Standard, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._standard = standard
        self._now = now

    async def message(self, delivery: Delivery) -> CampaignMessage | None:
        """Return what a delivery says now; None if it is not wanted any more."""
        async with self._database.reading() as db:
            meant = await self._wanted(db, delivery)
            row = await db.get(RespondentRow, delivery.respondent) if meant is not None else None
            if meant is None or row is None:
                return None
            association = await db.get(AssociationRow, meant.campaign.association_id)
            assert association is not None
            return CampaignMessage(
                await address_to_write_to(db, row),
                row.language,
                row.timezone,
                aware(row.seen_at),
                campaign_of(meant.campaign),
                association.name,
                meant.text,
            )

    async def began(self, db: AsyncSession, delivery: Delivery) -> bool:
        """Implement Effects: record the message. Return False if the person or the campaign wants it no more.

        What was committed before counts: a /stop a moment ago, a withdrawal, the end of the campaign.
        """
        meant = await self._wanted(db, delivery)
        if meant is None:
            return False
        row = {
            "campaign_id": meant.campaign.id,
            "respondent_id": delivery.respondent,
            "about": delivery.about,
            "state": MessageState.taken.value,
            "is_counted": meant.segment.audience is not Audience.unplanned,
            "at": await moment(db),
        }
        added: CursorResult[Any] = await db.exec(insert_new(db, CampaignMessageRow, [row]))
        if added.rowcount:
            return True
        # It was tried before and certainly did not arrive.
        return await _set(db, delivery.respondent, delivery.about, MessageState.taken, MessageState.failed)

    async def ended(self, db: AsyncSession, delivery: Delivery, state: DeliveryState) -> None:
        """Implement Effects: store the outcome. Nobody writes to a person who has blocked us until they answer again."""
        if state in OUTCOMES:
            await _set(db, delivery.respondent, delivery.about, OUTCOMES[state], MessageState.taken)
        if state is DeliveryState.blocked:
            await silence(db, delivery.respondent, SilenceCause.blocked)

    async def note(self, who: Address, wish: MessageWish) -> None:
        """Record what a person says of messages.

        A stop holds for every campaign that they take part in now, until they turn reminders on. A person whose
        app refused our messages can be written to again when they come back.
        """
        async with self._database.writing() as db:
            if wish is MessageWish.stop:
                found = await db.exec(select(RespondentRow.id).where(is_of(who)))
                respondent = found.first()
                if respondent is not None:
                    await silence(db, respondent, SilenceCause.stopped)
                return
            ended = SilenceCause.stopped if wish is MessageWish.allow else SilenceCause.blocked
            await db.exec(
                delete(SilenceRow).where(
                    col(SilenceRow.respondent_id) == respondent_at(who.face, who.address), col(SilenceRow.cause) == ended
                )
            )

    async def waiting(self, who: Address) -> WaitingMessage | None:
        """Return the reminder of a campaign that waits for this person's visit, if it is still wanted. See `seen`."""
        async with self._database.reading() as db:
            found = await db.exec(
                select(CampaignMessageRow)
                .where(
                    CampaignMessageRow.respondent_id == respondent_at(who.face, who.address),
                    CampaignMessageRow.state == MessageState.waiting,
                )
                .order_by(col(CampaignMessageRow.at))
            )
            for row in list(found):
                campaign = await db.get(CampaignRow, row.campaign_id)
                association = await db.get(AssociationRow, campaign.association_id) if campaign is not None else None
                if campaign is not None and association is not None and await self._is_awaited(db, row, campaign):
                    return WaitingMessage(row.respondent_id, row.about, campaign_of(campaign), association.name)
        return None

    async def seen(self, message: WaitingMessage) -> None:
        """Record that a waiting reminder was shown, so that no later visit shows it."""
        async with self._database.writing() as db:
            await _set(db, message.respondent, message.about, MessageState.seen, MessageState.waiting)

    async def _is_awaited(self, db: AsyncSession, row: CampaignMessageRow, campaign: CampaignRow) -> bool:
        """Return whether a waiting reminder may be shown: its person takes part, has not finished and did not say stop."""
        found = await self._found(db, campaign, UNFINISHED, row.respondent_id)
        return found is not None and found.left_out in (None, LeftOut.no_chat, LeftOut.written_to)

    async def _found(self, db: AsyncSession, campaign: CampaignRow, segment: Segment, respondent: int) -> Contact | None:
        """Return one person of a segment of a campaign that runs; None if they are not in it, or it does not run."""
        rules, today = campaign_of(campaign), self._now().astimezone(ZONE).date()
        if not runs(rules, today):
            return None
        found = await contacts(db, campaign.id, rules, segment, self._standard, today, only=respondent)
        return found[0] if found else None

    async def _wanted(self, db: AsyncSession, delivery: Delivery) -> _Meant | None:
        """Return what a delivery is about if its campaign runs and its person is still one of those whom it is for."""
        meant = await _meant(db, delivery)
        if meant is None:
            return None
        found = await self._found(db, meant.campaign, meant.segment, delivery.respondent)
        return meant if found is not None and found.left_out is None else None


async def silence(db: AsyncSession, respondent: int, cause: SilenceCause) -> None:
    """Record that a person is not written to from now on, in the caller's transaction."""
    now = await moment(db)
    row = {"respondent_id": respondent, "cause": cause.value, "since": now}
    added: CursorResult[Any] = await db.exec(insert_new(db, SilenceRow, [row]))
    if not added.rowcount:
        await db.exec(
            update(SilenceRow)
            .where(col(SilenceRow.respondent_id) == respondent, col(SilenceRow.cause) == cause)
            .values(since=now)
        )


async def _meant(db: AsyncSession, delivery: Delivery) -> _Meant | None:
    if delivery.kind is DeliveryKind.broadcast:
        broadcast = await db.get(BroadcastRow, int(delivery.about))
        campaign = await db.get(CampaignRow, broadcast.campaign_id) if broadcast is not None else None
        if broadcast is None or campaign is None:
            return None
        return _Meant(campaign, segment_of(broadcast), broadcast.text)
    campaign = await db.get(CampaignRow, int(delivery.about.partition(" ")[0]))
    return None if campaign is None else _Meant(campaign, UNFINISHED, None)


async def _set(db: AsyncSession, respondent: int, about: str, state: MessageState, before: MessageState) -> bool:
    moved: CursorResult[Any] = await db.exec(
        update(CampaignMessageRow)
        .where(
            col(CampaignMessageRow.respondent_id) == respondent,
            col(CampaignMessageRow.about) == about,
            col(CampaignMessageRow.state) == before,
        )
        .values(state=state, at=await moment(db))
        .execution_options(synchronize_session=False)
    )
    return moved.rowcount == 1
