"""A batch is counted, paused, continued and cancelled while processes send it, at one pace for all of them."""

from __future__ import annotations

from datetime import timedelta

from storage.deliveries.batches import Batches
from storage.deliveries.leases import Deliveries
from storage.deliveries.pace import take_slot
from storage.tables import BatchState, DeliveryState
from tests.people.recipients import KIND, KINDS, Post, post, recipients, stored


async def begun(at: Post, count: int) -> int:
    await stored(at.database, count)
    return await at.batches.create(KIND, recipients(count))


async def counted(batches: Batches, batch: int) -> dict[str, int]:
    progress = await batches.progress(batch)
    assert progress is not None
    return {state.value: count for state, count in progress.counts.items()}


async def test_a_batch_has_a_delivery_for_everybody_who_is_stored(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 1200)
        batch = await at.batches.create(KIND, recipients(1300))
        progress = await at.batches.progress(batch)
        assert progress is not None
        assert (progress.state, progress.total, progress.is_over) == (BatchState.running, 1200, False)
        assert await at.batches.progress(batch + 1) is None


async def test_a_paused_batch_is_neither_claimed_nor_begun_until_it_goes_on(database_url: str) -> None:
    async with post(database_url) as at, post(database_url) as officer:
        batch = await begun(at, 3)
        first, second = await at.deliveries.claim(KINDS, 2)
        assert await at.deliveries.begin(first) is not None
        assert await officer.batches.pause(batch)
        assert not await officer.batches.pause(batch)
        assert await at.deliveries.begin(second) is None
        assert await at.deliveries.claim(KINDS, 9) == ()
        assert await at.deliveries.settle(first, DeliveryState.sent)
        assert await counted(officer.batches, batch) == {"sent": 1, "planned": 2}
        assert await officer.batches.resume(batch)
        assert len(await at.deliveries.claim(KINDS, 9)) == 2


async def test_a_cancelled_batch_skips_what_was_not_begun(database_url: str) -> None:
    async with post(database_url) as at, post(database_url) as officer:
        batch = await begun(at, 4)
        sent, again, leased = await at.deliveries.claim(KINDS, 3)
        for delivery in (sent, again):
            await at.deliveries.begin(delivery)
        await at.deliveries.settle(again, DeliveryState.again)
        assert await officer.batches.cancel(batch)
        assert await at.deliveries.begin(leased) is None
        assert await at.deliveries.settle(sent, DeliveryState.sent)
        assert await counted(officer.batches, batch) == {"sent": 1, "skipped": 3}
        progress = await officer.batches.progress(batch)
        assert progress is not None
        assert progress.is_over
        for change in (officer.batches.cancel, officer.batches.resume, officer.batches.pause):
            assert not await change(batch)


async def test_a_person_who_is_not_wanted_any_more_counts_as_skipped(database_url: str) -> None:
    async with post(database_url) as at:
        batch = await begun(at, 1)
        (delivery,) = await at.deliveries.claim(KINDS, 1)
        await at.deliveries.skip(delivery)
        assert await counted(at.batches, batch) == {"skipped": 1}


async def test_a_paused_batch_still_tells_what_a_dead_process_was_sending(database_url: str) -> None:
    async with post(database_url) as dead, post(database_url) as living:
        batch = await begun(dead, 1)
        await dead.begun()
        await living.batches.pause(batch)
        await living.time_passes(timedelta(minutes=2))
        assert await living.deliveries.claim(KINDS, 1) == ()
        assert await counted(living.batches, batch) == {"uncertain": 1}


async def test_slots_follow_each_other_by_the_pace_whichever_process_takes_them(database_url: str) -> None:
    pace = timedelta(seconds=2)
    async with post(database_url) as ours, post(database_url) as theirs:
        slots = []
        for each in (ours, theirs, theirs, ours):
            slots.append((await each.database.carry_out(lambda: take_slot(pace)))[1])
        assert [slot - slots[0] for slot in slots] == [n * pace for n in range(4)]


async def test_a_slot_from_before_the_clock_was_set_back_holds_nobody_up(database_url: str) -> None:
    async with post(database_url) as at:
        await begun(at, 2)
        await at.begun()
        await at.run("UPDATE pace SET next_at = '2099-01-01 00:00:00.000000+00:00'")
        (delivery,) = await at.deliveries.claim(KINDS, 1)
        assert await at.deliveries.begin(delivery) == 0


async def test_the_lease_of_a_message_begins_at_its_slot(database_url: str) -> None:
    async with post(database_url) as at:
        await begun(at, 2)
        slow = Deliveries(at.database, lease=timedelta(seconds=30), pace=timedelta(seconds=9))
        for _ in range(2):
            (delivery,) = await slow.claim(KINDS, 1)
            await slow.begin(delivery)
        # The lease of the second ends nine seconds after that of the first.
        await at.time_passes(timedelta(seconds=31))
        await at.deliveries.claim(KINDS, 1)
        assert await at.states() == ["sending", "uncertain"]
