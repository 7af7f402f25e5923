"""A copy of a database sends nothing on its own: batches are paused, and what was being sent is uncertain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.deliveries.batches import Batches
from storage.tables import BatchState, DeliveryState
from storage.transfer.backup import back_up, restore
from storage.transfer.copying import copy_database
from tests.people.recipients import KIND, KINDS, post, recipients, stored


async def sending(url: str) -> int:
    """Leave a batch in the middle: one sent, one being sent, one leased, one planned. Return its id."""
    async with post(url) as at:
        await stored(at.database, 4)
        batch = await at.batches.create(KIND, recipients(4))
        assert await at.deliveries.settle(await at.begun(), DeliveryState.sent)
        await at.begun()
        assert len(await at.deliveries.claim(KINDS, 1)) == 1
        assert await at.states() == ["leased", "planned", "sending", "sent"]
    return batch


async def check_calm(url: str, batch: int) -> None:
    """Check that nothing is sent until somebody resumes the batch, and then only what was not begun."""
    async with post(url) as at:
        assert await at.states() == ["planned", "planned", "sent", "uncertain"]
        progress = await at.batches.progress(batch)
        assert progress is not None
        assert progress.state is BatchState.paused
        assert await at.deliveries.claim(KINDS, 9) == ()
        assert await Batches(at.database).resume(batch)
        assert len(await at.deliveries.claim(KINDS, 9)) == 2


@pytest.mark.long("the shorter tests of this file")
async def test_a_restored_batch_is_paused_and_what_was_being_sent_is_uncertain(database_url: str, tmp_path: Path) -> None:
    batch = await sending(database_url)
    file = tmp_path / "backup.db"
    saved = await back_up(database_url, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(leased_until) + count(leased_by) FROM deliveries").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM pace").fetchone() == (0,)
    assert await restore(database_url, file, replace=True) == saved
    await check_calm(database_url, batch)


async def test_a_copied_batch_is_paused_too(database_url: str, tmp_path: Path) -> None:
    batch = await sending(database_url)
    target = f"sqlite:///{tmp_path / 'copy.db'}"
    await copy_database(database_url, target)
    await check_calm(target, batch)


async def test_a_database_that_only_has_a_pace_counts_as_empty(database_url: str, tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path / 'source.db'}"
    batch = await sending(source)
    async with post(database_url) as at:
        await at.run("INSERT INTO pace VALUES (1, CURRENT_TIMESTAMP)")
    await copy_database(source, database_url)
    await check_calm(database_url, batch)
