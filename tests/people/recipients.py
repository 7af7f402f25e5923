"""People to whom messages are sent, and processes that send them: for the tests of deliveries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import col, select

from storage.clock import moment
from storage.database import Database, open_database
from storage.deliveries.batches import Batches
from storage.deliveries.leases import Deliveries, Delivery
from storage.deliveries.planning import DeliveryKind, Recipient, plan
from storage.tables import DeliveryRow, DeliveryState, RespondentRow

KIND = DeliveryKind.broadcast
KINDS = (KIND,)
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)
AT_ONCE = timedelta(0)


@dataclass
class Post:
    """What one process has: a database, its deliveries, and batches."""

    database: Database
    deliveries: Deliveries
    batches: Batches

    async def planned(self, count: int, about: str = "news") -> None:
        """Plan a message to each of the first respondents, without a batch."""
        async with self.database.writing() as db:
            await plan(db, KIND, recipients(count, about), await moment(db))

    async def states(self) -> list[DeliveryState]:
        """Return the state of each delivery, sorted."""
        async with self.database.reading() as db:
            found = await db.exec(select(DeliveryRow.state).order_by(col(DeliveryRow.state)))
            return [DeliveryState(state) for state in found]

    async def begun(self) -> Delivery:
        """Claim one delivery and begin it."""
        (delivery,) = await self.deliveries.claim(KINDS, 1)
        assert await self.deliveries.begin(delivery) is not None
        return delivery

    async def run(self, statement: str) -> None:
        """Run a statement, as a clock or an accident would have left the tables."""
        async with self.database.writing() as db:
            await (await db.connection()).execute(text(statement))

    async def time_passes(self, by: timedelta) -> None:
        """Set back every lease and due moment, as if that much time had passed."""
        await set_back(self.database, by)


async def set_back(database: Database, by: timedelta) -> None:
    """Set back every lease and due moment of a database's deliveries."""
    async with database.writing() as db:
        for row in await db.exec(select(DeliveryRow)):
            row.due_at -= by
            if row.leased_until is not None:
                row.leased_until -= by


def recipients(count: int, about: str = "news") -> list[Recipient]:
    return [Recipient(number, about) for number in range(1, count + 1)]


@asynccontextmanager
async def post(url: str, lease: timedelta = timedelta(seconds=60), pace: timedelta = AT_ONCE) -> AsyncIterator[Post]:
    """Open what one process has."""
    async with open_database(url) as database:
        yield Post(database, Deliveries(database, lease=lease, pace=pace), Batches(database))


async def stored(database: Database, count: int) -> None:
    """Store respondents whose ids count from 1."""
    async with database.writing() as db:
        for number in range(1, count + 1):
            db.add(_respondent(number))


def _respondent(number: int) -> RespondentRow:
    return RespondentRow(
        id=number,
        face="telegram",
        address=str(7_000_000_000 + number),
        language="zh",
        turn=1,
        stage="finished",
        assessment=1,
        mode="full",
        target=0,
        focus="",
        origin="",
        rechecking=False,
        reminders=True,
        rich_cards=False,
        timezone="Asia/Shanghai",
        heard=0,
        counter="",
        consented_at=LONG_AGO,
        seen_at=LONG_AGO,
    )
