"""Says what a message of a campaign is, checks at the last moment whether it is wanted, and stores the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import Campaign
from flows.campaign.reaching import LeftOut, runs
from flows.campaign.segment import Audience, Segment
from flows.days import day_of
from flows.dialogue import Address
from flows.interview.reminders.effects import MessageWish
from flows.standard.model import Standard
from storage.association_tables import AssociationRow
from storage.broadcast_tables import CampaignMessageRow, MessageState, SilenceCause, SilenceRow
from storage.campaign_tables import CampaignRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.meant import UNFINISHED, Meant, meant_by, reached
from storage.campaigns.members import Contact, contact
from storage.clock import present
from storage.database import Database
from storage.deliveries.leases import Delivery
from storage.lookup import is_of, respondent_at
from storage.steps import Steps, insert_if_new, new, table_of, within, write
from storage.tables import DeliveryState, RespondentRow

# What the outcome of a delivery means for its message. One of which nobody knows whether it arrived stays taken.
OUTCOMES = {
    DeliveryState.sent: MessageState.sent,
    DeliveryState.again: MessageState.failed,
    DeliveryState.blocked: MessageState.failed,
}
MESSAGES, SILENCES = table_of(CampaignMessageRow), table_of(SilenceRow)
ADD_MESSAGE = insert_if_new(MESSAGES, ("campaign_id", "respondent_id", "about", "state", "is_counted", "at"))
MOVE_MESSAGE = (
    update(MESSAGES)
    .where(
        MESSAGES.c.respondent_id == bindparam("respondent"),
        MESSAGES.c.about == bindparam("its_about"),
        MESSAGES.c.state == bindparam("before"),
    )
    .values(state=new("state"), at=new("at"))
)
ADD_SILENCE = insert_if_new(SILENCES, ("respondent_id", "cause", "since"))
SILENCE_AGAIN = (
    update(SILENCES)
    .where(SILENCES.c.respondent_id == bindparam("respondent"), SILENCES.c.cause == bindparam("its_cause"))
    .values(since=new("since"))
)


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
        return await self._database.carry_out(partial(self._message, delivery), reads=True)

    def began(self, delivery: Delivery) -> Steps[bool]:
        """Implement Effects: record the message. Return False if the person or the campaign wants it no more.

        What was committed before counts: a /stop a moment ago, a withdrawal, the end of the campaign.
        """
        meant = yield from self._wanted(delivery)
        if meant is None:
            return False
        added = yield from write(
            ADD_MESSAGE,
            new_campaign_id=meant.id,
            new_respondent_id=delivery.respondent,
            new_about=delivery.about,
            new_state=MessageState.taken.value,
            new_is_counted=meant.segment.audience is not Audience.unplanned,
            new_at=(yield from present()),
        )
        if added:
            return True
        # It was tried before and certainly did not arrive.
        return (yield from _set(delivery.respondent, delivery.about, MessageState.taken, MessageState.failed))

    def ended(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
        """Implement Effects: store the outcome. Nobody writes to a person who has blocked us until they answer again."""
        if state in OUTCOMES:
            yield from _set(delivery.respondent, delivery.about, OUTCOMES[state], MessageState.taken)
        if state is DeliveryState.blocked:
            yield from silence(delivery.respondent, SilenceCause.blocked)

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
                    await within(db, silence(respondent, SilenceCause.stopped))
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
            await within(db, _set(message.respondent, message.about, MessageState.seen, MessageState.waiting))

    async def _is_awaited(self, db: AsyncSession, row: CampaignMessageRow, campaign: CampaignRow) -> bool:
        """Return whether a waiting reminder may be shown: its person takes part, has not finished and did not say stop."""
        found = await within(db, self._found(campaign.id, campaign_of(campaign), UNFINISHED, row.respondent_id))
        return found is not None and found.left_out in (None, LeftOut.no_chat, LeftOut.written_to)

    def _found(self, campaign: int, rules: Campaign, segment: Segment, respondent: int) -> Steps[Contact | None]:
        """Return one person of a segment of a campaign that runs; None if they are not in it, or it does not run."""
        today = day_of(self._now())
        if not runs(rules, today):
            return None
        return (yield from contact(campaign, rules, segment, self._standard, today, respondent))

    def _wanted(self, delivery: Delivery) -> Steps[Meant | None]:
        """Return what a delivery is about if its campaign runs and its person is still one of those whom it is for."""
        meant = yield from meant_by(delivery)
        if meant is None:
            return None
        found = yield from self._found(meant.id, meant.campaign, meant.segment, delivery.respondent)
        return meant if found is not None and found.left_out is None else None

    def _message(self, delivery: Delivery) -> Steps[CampaignMessage | None]:
        meant = yield from self._wanted(delivery)
        person = (yield from reached(delivery.respondent)) if meant is not None else None
        if meant is None or person is None:
            return None
        return CampaignMessage(
            person.who, person.language, person.timezone, person.seen_at, meant.campaign, meant.association, meant.text
        )


def silence(respondent: int, cause: SilenceCause) -> Steps[None]:
    """Record that a person is not written to from now on."""
    now = yield from present()
    added = yield from write(ADD_SILENCE, new_respondent_id=respondent, new_cause=cause.value, new_since=now)
    if not added:
        yield from write(SILENCE_AGAIN, respondent=respondent, its_cause=cause.value, new_since=now)


def _set(respondent: int, about: str, state: MessageState, before: MessageState) -> Steps[bool]:
    now = yield from present()
    changed = yield from write(
        MOVE_MESSAGE, respondent=respondent, its_about=about, before=before.value, new_state=state.value, new_at=now
    )
    return changed == 1
