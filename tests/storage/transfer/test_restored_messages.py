"""A restored database sends nothing on its own: broadcasts are paused, and what was due in the past is dropped with a notice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from storage.clock import moment
from storage.deliveries.batches import Batches
from storage.deliveries.planning import DeliveryKind, Recipient, plan
from storage.respondents.reminders import Outcome
from storage.tables import BatchState, DeliveryRow, ReminderRow, RespondentRow
from storage.transfer.backup import back_up, restore
from storage.transfer.withheld import Withheld
from tests.people.reminded import RESPONDENT, Clock, house
from tests.people.written_to import written


async def restored(url: str, folder: Path) -> Withheld:
    """Back up a database and restore it; what the notice says."""
    file, notices = folder / "backup.db", list[Withheld]()
    await back_up(url, file)
    await restore(url, file, replace=True, notice=notices.append)
    (notice,) = notices
    return notice


@pytest.mark.long("the shorter tests of this file")
async def test_every_broadcast_is_paused_and_only_an_officer_continues_it(database_url: str, tmp_path: Path) -> None:
    async with written(database_url, 3) as at:
        number = await at.begun()
    assert await restored(database_url, tmp_path) == Withheld(1, 0, 1)
    async with written(database_url, 0) as later:
        assert await later.posted() == []
        row = await later.batch_of(number)
        assert row.state == BatchState.paused
        assert await Batches(later.desk.database).resume(row.id)
        assert len(await later.posted()) == 3


@pytest.mark.long("the shorter tests of this file")
async def test_a_reminder_that_a_campaign_had_planned_is_dropped_and_none_comes_for_a_week(
    database_url: str, tmp_path: Path
) -> None:
    async with written(database_url, 2) as at:
        for account in at.people:
            await at.last_seen(account, timedelta(days=8))
        assert await at.reminders.plan() == 2
    assert await restored(database_url, tmp_path) == Withheld(0, 2, 1)
    async with written(database_url, 0) as later:
        assert await later.posted() == []
        today = datetime.now(UTC).replace(hour=2)  # ten o'clock in Shanghai
        for days, planned in ((0, 0), (6, 0)):
            later.clock.at = today + timedelta(days=days)
            assert await later.reminders.plan() == planned


@pytest.mark.long("the shorter tests of this file")
async def test_a_reminder_of_a_plan_waits_for_the_next_visit_instead(database_url: str, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    async with house(database_url, Clock(now)) as at:
        await at.plan(RESPONDENT, (now - timedelta(days=2)).date())
        async with at.database.reading() as db:
            number = (await db.exec(select(RespondentRow.id))).one()
        async with at.database.writing() as db:
            await plan(db, DeliveryKind.reminder, [Recipient(number, "steps 2026-01-01")], await moment(db))
    assert await restored(database_url, tmp_path) == Withheld(0, 1, 0)
    async with house(database_url, Clock(now)) as at, at.database.reading() as db:
        assert list(await db.exec(select(DeliveryRow))) == []
        assert [row.state for row in await db.exec(select(ReminderRow))] == [Outcome.waiting]


def test_the_notice_says_what_is_held_back_and_nothing_if_nothing_is() -> None:
    said = str(Withheld(2, 5, 1))
    assert ["paused: 2." in said, "not sent: 5." in said, "a week: 1." in said] == [True] * 3
    assert str(Withheld(0, 0, 0)) == ""
