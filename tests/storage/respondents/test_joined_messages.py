"""When two respondents become one, what campaigns wrote to them, have still to send, and a /stop, become one too."""

from __future__ import annotations

from datetime import timedelta

from flows.campaign.reaching import LeftOut
from flows.dialogue import Address
from flows.interview.reminders.effects import MessageWish
from storage.respondents.carrying_on import CarryingOn, Keep
from storage.respondents.links import LinkKind, Links
from tests.people.campaigners import BEGUN, STRANGER, TODAY
from tests.people.written_to import CHASE, EVERYONE, Written, written

PAGE = Address("web", "page")


async def joined(at: Written, account: str) -> None:
    """Let somebody who has begun on the page carry on as the person of an account."""
    assert await at.desk.interviews.save(PAGE, STRANGER, BEGUN)
    links = Links(at.desk.database)
    made = await links.make(PAGE, LinkKind.to_chat)
    assert made is not None
    assert await CarryingOn(at.desk.database).join(made.token, {LinkKind.to_chat}, Address("telegram", account), Keep.theirs)
    await at.last_seen(account, timedelta(days=1))


async def test_what_was_written_still_counts_and_what_is_planned_still_comes(database_url: str) -> None:
    async with written(database_url, 1) as at:
        await at.begun(CHASE)
        assert await at.posted() == at.people
        await at.begun(EVERYONE, "Another one.")
        await joined(at, at.people[0])
        assert await at.posted() == at.people
        reach = await at.broadcasts.reach(at.session, at.campaign, CHASE, TODAY)
        assert reach is not None
        assert reach.left_out == {LeftOut.written_to: 1}


async def test_a_stop_of_either_holds(database_url: str) -> None:
    async with written(database_url, 1) as at:
        await at.messages.note(Address("telegram", at.people[0]), MessageWish.stop)
        await joined(at, at.people[0])
        reach = await at.broadcasts.reach(at.session, at.campaign, EVERYONE, TODAY)
        assert reach is not None
        assert reach.left_out == {LeftOut.stopped: 1}
