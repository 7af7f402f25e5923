"""A delivery is one process's at a time, and nothing that may have been sent is sent again."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from flows.dialogue import Address
from storage.deliveries.leases import LEASE, Deliveries, Delivery
from storage.deliveries.planning import DeliveryKind
from storage.respondents.sessions import StoredSessions
from storage.steps import Steps
from storage.tables import DeliveryState
from tests.people.recipients import KIND, KINDS, Post, post, stored

OVER = LEASE + timedelta(seconds=1)


async def test_planning_twice_makes_one_delivery(database_url: str) -> None:
    async with post(database_url) as ours, post(database_url) as theirs:
        await stored(ours.database, 3)
        await asyncio.gather(*(each.planned(4) for each in (ours, theirs, ours, theirs)))  # the fourth is not stored
        assert await ours.states() == ["planned"] * 3


async def test_each_delivery_is_claimed_by_one_process(database_url: str) -> None:
    async with post(database_url) as ours, post(database_url) as theirs:
        await stored(ours.database, 20)
        await ours.planned(20)
        claimed = await asyncio.gather(*(each.deliveries.claim(KINDS, 6) for each in (ours, theirs) * 4))
        ids = Counter(delivery.id for some in claimed for delivery in some)
        assert (len(ids), set(ids.values())) == (20, {1})
        assert await ours.deliveries.claim(KINDS, 6) == ()


async def test_the_longest_due_is_claimed_first_whatever_its_state(database_url: str) -> None:
    async with post(database_url) as at, post(database_url) as dead:
        await stored(at.database, 4)
        await at.planned(4)
        again = await at.begun()
        await at.deliveries.settle(again, DeliveryState.again, wait_s=0)
        (lost,) = await dead.deliveries.claim(KINDS, 1)
        for number, minutes in ((again.respondent, 9), (lost.respondent, 8)):
            await at.run(
                f"UPDATE deliveries SET due_at = '2026-11-01 00:{minutes:02}:00.000000' WHERE respondent_id = {number}"
            )
        rest = {1, 2, 3, 4} - {again.respondent, lost.respondent}
        for minutes, number in enumerate(sorted(rest)):
            await at.run(f"UPDATE deliveries SET due_at = '2026-11-01 00:0{minutes}:00.000000' WHERE respondent_id = {number}")
        await at.run("UPDATE deliveries SET leased_until = '2026-11-01 00:00:00.000000' WHERE state = 'leased'")
        claimed = [delivery.respondent for delivery in await at.deliveries.claim(KINDS, 3)]
        assert claimed == [*sorted(rest), lost.respondent]
        assert [delivery.respondent for delivery in await at.deliveries.claim(KINDS, 3)] == [again.respondent]


async def test_a_process_claims_only_kinds_that_it_knows(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 1)
        await at.planned(1)
        assert await at.deliveries.wait_s([DeliveryKind.reminder]) is None
        assert await at.deliveries.claim([DeliveryKind.reminder], 9) == ()


async def test_another_process_sends_what_a_dead_one_had_leased(database_url: str) -> None:
    async with post(database_url) as dead, post(database_url) as living:
        await stored(dead.database, 1)
        await dead.planned(1)
        (lost,) = await dead.deliveries.claim(KINDS, 9)
        assert await living.deliveries.claim(KINDS, 9) == ()
        await living.time_passes(OVER)
        assert await living.deliveries.wait_s(KINDS) == 0
        assert await dead.deliveries.begin(lost) is None
        (taken,) = await living.deliveries.claim(KINDS, 9)
        assert await dead.deliveries.begin(lost) is None
        assert await living.deliveries.begin(taken) is not None
        assert not await dead.deliveries.settle(lost, DeliveryState.sent)
        assert await living.deliveries.settle(taken, DeliveryState.sent)
        assert await living.states() == ["sent"]


async def test_a_message_that_a_dead_process_was_sending_is_uncertain_and_not_repeated(database_url: str) -> None:
    async with post(database_url) as dead, post(database_url) as living:
        await stored(dead.database, 1)
        await dead.planned(1)
        await dead.begun()
        await living.time_passes(OVER)
        assert await living.deliveries.wait_s(KINDS) == 0
        assert await living.deliveries.claim(KINDS, 9) == ()
        assert await living.states() == ["uncertain"]
        assert await living.deliveries.wait_s(KINDS) is None


@pytest.mark.parametrize(("outcome", "state"), [("sent", "sent"), ("again", "uncertain"), ("blocked", "uncertain")])
async def test_a_process_that_took_too_long_may_still_say_that_it_arrived(database_url: str, outcome: str, state: str) -> None:
    async with post(database_url) as slow, post(database_url) as other:
        await stored(slow.database, 1)
        await slow.planned(1)
        delivery = await slow.begun()
        await other.time_passes(OVER)
        await other.deliveries.claim(KINDS, 9)
        assert await slow.deliveries.settle(delivery, DeliveryState(outcome)) == (outcome == state)
        assert await slow.states() == [state]


async def test_a_certain_failure_is_due_again_after_its_wait(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 1)
        await at.planned(1)
        await at.deliveries.settle(await at.begun(), DeliveryState.again, wait_s=40)
        wait_s = await at.deliveries.wait_s(KINDS)
        assert wait_s is not None
        assert 30 < wait_s <= 40
        assert await at.deliveries.claim(KINDS, 9) == ()
        await at.time_passes(timedelta(seconds=40))
        (again,) = await at.deliveries.claim(KINDS, 9)
        assert again.tries == 1


async def test_what_is_put_back_is_free_at_once(database_url: str) -> None:
    async with post(database_url) as ours, post(database_url) as theirs:
        await stored(ours.database, 2)
        await ours.planned(2)
        begun, leased = await ours.deliveries.claim(KINDS, 2)
        await ours.deliveries.begin(begun)
        await ours.deliveries.put_back([begun, leased])
        assert [delivery.id for delivery in await theirs.deliveries.claim(KINDS, 9)] == [leased.id]


async def test_a_skipped_message_can_be_planned_again(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 1)
        await at.planned(1)
        (delivery,) = await at.deliveries.claim(KINDS, 1)
        await at.deliveries.skip(delivery)
        assert await at.states() == []
        await at.planned(1)
        assert await at.states() == ["planned"]


@pytest.mark.parametrize("back", [timedelta(hours=9), timedelta(days=400)])
async def test_a_lease_from_before_the_clock_was_set_back_is_over(database_url: str, back: timedelta) -> None:
    async with post(database_url) as dead, post(database_url) as living:
        await stored(dead.database, 2)
        await dead.planned(2)
        await dead.begun()
        (leased,) = await dead.deliveries.claim(KINDS, 1)
        await living.run("UPDATE deliveries SET due_at = CURRENT_TIMESTAMP")
        await living.time_passes(-back)
        await living.run("UPDATE deliveries SET due_at = CURRENT_TIMESTAMP")
        assert await dead.deliveries.begin(leased) is None
        assert len(await living.deliveries.claim(KINDS, 9)) == 1
        assert await living.states() == ["leased", "uncertain"]


async def test_forget_deletes_the_deliveries_of_a_person(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 2)
        await at.planned(2)
        delivery = await at.begun()
        await StoredSessions(at.database, "edition-1").forget(Address("telegram", str(7_000_000_000 + delivery.respondent)))
        assert await at.states() == ["planned"]
        assert not await at.deliveries.settle(delivery, DeliveryState.sent)
        assert await at.states() == ["planned"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deliveries SET state = 'gone'",
        "UPDATE deliveries SET state = 'leased'",
        "UPDATE deliveries SET leased_until = due_at",
        "UPDATE deliveries SET tries = -1",
        "UPDATE deliveries SET batch = 5",
        "INSERT INTO batches VALUES (1, CURRENT_TIMESTAMP, 'stopped')",
        "INSERT INTO pace VALUES (2, CURRENT_TIMESTAMP)",
    ],
)
async def test_the_database_refuses_states_that_do_not_exist(database_url: str, statement: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 1)
        await at.planned(1)
        with pytest.raises(IntegrityError):
            await at.run(statement)


class Counted:
    """Effects that count, and refuse the second."""

    def __init__(self) -> None:
        self.began_with: list[int] = []
        self.ended_with: list[str] = []

    def began(self, delivery: Delivery) -> Steps[bool]:
        self.began_with.append(delivery.respondent)
        yield from ()
        return len(self.began_with) < 2

    def ended(self, _delivery: Delivery, state: DeliveryState) -> Steps[None]:
        self.ended_with.append(state)
        yield from ()


async def test_effects_are_stored_with_the_steps_and_may_refuse_one(database_url: str) -> None:
    async with post(database_url) as at:
        await stored(at.database, 2)
        await at.planned(2)
        effects = Counted()
        deliveries = Deliveries(at.database, {KIND: effects})
        first, second = await deliveries.claim(KINDS, 2)
        assert await deliveries.begin(first) is not None
        assert await deliveries.begin(second) is None
        await deliveries.settle(first, DeliveryState.sent)
        assert effects.ended_with == ["sent"]
        assert await at.states() == ["sent"]


async def _idle(at: Post) -> float | None:
    return await at.deliveries.wait_s(KINDS)


async def test_looking_for_work_does_not_wait_for_the_writer(sqlite_url: str) -> None:
    async with post(sqlite_url) as at, post(sqlite_url) as other, other.database.writing():
        async with asyncio.timeout(5):  # a writer would wait for ten seconds
            assert await _idle(at) is None
