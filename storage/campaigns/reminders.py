"""Plans the reminders that campaigns promised: one a week for people who have not finished, and one in the last days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.reaching import LeftOut, is_reminder_due, runs
from flows.days import day_of
from flows.standard.model import Standard
from storage.broadcast_tables import CampaignMessageRow, MessageState
from storage.campaign_tables import CampaignRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.meant import UNFINISHED
from storage.campaigns.members import Contact, contacts
from storage.campaigns.messages import about_reminder
from storage.clock import moment
from storage.database import Database
from storage.deliveries.insert import insert_new
from storage.deliveries.planning import DeliveryKind, Recipient, drop_old, plan
from storage.lookup import still_stored


class CampaignReminders:
    """The reminders of all campaigns. `now` says which day and hour it is. Raises Unstored."""

    def __init__(self, database: Database, standard: Standard, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._standard = standard
        self._now = now

    async def plan(self) -> int:
        """Plan what is due now, once however many processes do; return how many reminders are new.

        People who have a chat get a message. The others see it at their next visit to the page.
        """
        planned = 0
        async with self._database.reading() as db:
            wanted = select(CampaignRow).where(
                col(CampaignRow.reminds), col(CampaignRow.started_on).is_not(None), col(CampaignRow.closed_on).is_(None)
            )
            rows = list(await db.exec(wanted))
        for row in rows:
            if runs(campaign_of(row), day_of(self._now())):
                planned += await self._plan_of(row)
        return planned

    async def _plan_of(self, row: CampaignRow) -> int:
        now = self._now()
        today, rules = day_of(now), campaign_of(row)
        async with self._database.reading() as db:
            found = await contacts(db, row.id, rules, UNFINISHED, self._standard, today)
            waiting = await _waiting(db, row.id)

        def is_due(each: Contact) -> bool:
            here = now.astimezone(ZoneInfo(each.timezone))
            return is_reminder_due(rules, each.last, each.member.seen_on, here, today)

        due = [each for each in found if each.left_out in (None, LeftOut.no_chat) and is_due(each)]
        about = about_reminder(row.id, today)
        to_send = [Recipient(each.respondent, about) for each in due if each.left_out is None]
        to_wait = [each.respondent for each in due if each.left_out is LeftOut.no_chat and each.respondent not in waiting]
        if not to_send and not to_wait:
            return 0
        async with self._database.writing() as db:
            at = await moment(db)
            await drop_old(db, DeliveryKind.campaign, at)
            planned = await plan(db, DeliveryKind.campaign, to_send, at)
            for respondent in await still_stored(db, to_wait):
                planned += await _added(db, row.id, respondent, about, at)
        return planned


async def _waiting(db: AsyncSession, campaign: int) -> set[int]:
    """Return the people for whose visit a reminder of a campaign waits already."""
    found = select(CampaignMessageRow.respondent_id).where(
        CampaignMessageRow.campaign_id == campaign, CampaignMessageRow.state == MessageState.waiting
    )
    return set(await db.exec(found))


async def _added(db: AsyncSession, campaign: int, respondent: int, about: str, at: datetime) -> int:
    row = {
        "campaign_id": campaign,
        "respondent_id": respondent,
        "about": about,
        "state": MessageState.waiting.value,
        "is_counted": True,
        "at": at,
    }
    return int((await db.exec(insert_new(db, CampaignMessageRow, [row]))).rowcount)
