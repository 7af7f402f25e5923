"""One person with several addresses, on both engines: links, two faces in turn, forgetting, and joining two histories."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest_asyncio
from msgspec.structs import replace
from sqlmodel import select

from flows.assessment.plan import new_plan
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.standard.loader import shipped
from storage.database import Database, open_database
from storage.respondents.carrying_on import CarryingOn, Keep
from storage.respondents.census import census
from storage.respondents.links import AT_MOST, LinkKind, Links
from storage.respondents.newest_cards import NewestCards
from storage.respondents.reminders import Reminders
from storage.respondents.sessions import StoredSessions
from storage.tables import OF_RESPONDENTS, LinkRow, RespondentRow

AGAIN, ONCE = {LinkKind.again}, {LinkKind.to_page}
OFFICE, PHONE, CHAT = Address("web", "office"), Address("web", "phone"), Address("telegram", "7")
STANDARD = shipped()
CODE, OTHER_CODE = STANDARD.codes[:2]


@dataclass
class World:
    """One database as two processes see it, and a clock."""

    database: Database
    time: datetime = datetime(2026, 11, 28, 12, tzinfo=UTC)
    here: StoredSessions = field(init=False)
    elsewhere: StoredSessions = field(init=False)
    links: Links = field(init=False)
    carrying_on: CarryingOn = field(init=False)

    def __post_init__(self) -> None:
        self.here, self.elsewhere = (StoredSessions(self.database, "edition-1", self.now) for _ in range(2))
        self.links, self.carrying_on = Links(self.database, self.now), CarryingOn(self.database, self.now)

    def now(self) -> datetime:
        return self.time

    async def begun(self, who: Address, turn: int = 500) -> Session:
        """Somebody who has begun."""
        begun = Session("zh", turn, "asking", 1)
        assert await self.here.save(who, Session("zh", 0), begun)
        return begun

    async def answered(self, who: Address, before: Session, code: str, level: int) -> Session:
        after = replace(before, turn=before.turn + 1, ratings={**before.ratings, code: Rating(level)})
        assert await self.here.save(who, before, after)
        return after

    async def finished(self, who: Address, before: Session) -> Session:
        past = (*before.past, Past(before.assessment, self.time.date(), before.ratings))
        after = replace(before, turn=before.turn + 1, stage="finished", past=past)
        assert await self.here.save(who, before, after)
        return after

    async def link(self, who: Address, kind: LinkKind = LinkKind.again) -> str:
        made = await self.links.make(who, kind)
        assert made is not None
        return made.token


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_database(database_url) as database:
        yield World(database)


async def test_two_browsers_of_one_person_tap_in_turn(world: World) -> None:
    one = await world.begun(OFFICE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE), AGAIN, PHONE)
    assert await world.here.load(PHONE) == one
    assert await world.elsewhere.load(OFFICE) == one
    two = await world.answered(PHONE, one, CODE, 2)
    for process in (world.here, world.elsewhere):
        for address in (OFFICE, PHONE):
            assert await process.load(address) == two
    late = replace(one, turn=501, ratings={CODE: Rating(5)})
    assert not await world.elsewhere.save(OFFICE, one, late)  # the other browser was faster
    three = await world.answered(OFFICE, two, OTHER_CODE, 3)
    assert await world.elsewhere.load(PHONE) == three
    assert (await census(world.database))["open"] == 1


async def test_rare_changes_are_stored_from_a_further_address_too(world: World) -> None:
    one = await world.begun(OFFICE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE), AGAIN, PHONE)
    two = replace(one, turn=501, institution="Sunrise")
    assert await world.here.save(PHONE, one, two)
    assert await world.elsewhere.load(OFFICE) == two


async def test_forgetting_at_one_address_forgets_at_all(world: World) -> None:
    one = await world.begun(OFFICE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE), AGAIN, PHONE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE, LinkKind.to_chat), {LinkKind.to_chat}, CHAT)
    token = await world.link(OFFICE)
    await world.here.load(PHONE)
    await world.here.forget(CHAT)
    for address in (OFFICE, PHONE, CHAT):
        assert world.here.remembered(address, one.turn) is None
        for process in (world.here, world.elsewhere):
            assert await process.load(address) is None
    assert await world.carrying_on.look(token, AGAIN, PHONE) is None
    async with world.database.reading() as db:
        for table in (RespondentRow, *OF_RESPONDENTS):
            assert list(await db.exec(select(table))) == []
    await world.begun(PHONE)
    assert await world.here.load(OFFICE) is None


async def test_my_data_list_addresses_and_links_but_no_token(world: World) -> None:
    await world.begun(OFFICE)
    token = await world.link(OFFICE)
    assert await world.carrying_on.carry_on(token, AGAIN, PHONE)
    found = await world.here.everything(PHONE)
    assert found is not None
    assert [row["address"] for row in found["addresses"]] == ["phone"]
    assert [row["kind"] for row in found["links"]] == ["again"]
    assert token not in str(found)


async def test_a_link_works_until_it_expires_or_is_revoked(world: World) -> None:
    await world.begun(OFFICE)
    token, other = await world.link(OFFICE), await world.link(OFFICE)
    assert len(token) == 22
    assert await world.carrying_on.look("a guess", AGAIN, PHONE) is None
    assert await world.carrying_on.look(token, ONCE, PHONE) is None
    assert await world.carrying_on.look(token, AGAIN, PHONE) is not None
    world.time += timedelta(days=89)
    assert await world.carrying_on.carry_on(other, AGAIN, PHONE, renew=True)
    world.time += timedelta(days=2)
    assert await world.carrying_on.look(token, AGAIN, PHONE) is None
    assert not await world.carrying_on.carry_on(token, AGAIN, CHAT)
    (left,) = await world.links.of(OFFICE)
    assert left.used_at == world.time - timedelta(days=2)
    await world.links.revoke(CHAT, left.name)  # somebody else
    assert await world.carrying_on.look(other, AGAIN, OFFICE) is not None
    await world.links.revoke(OFFICE, left.name)
    assert await world.links.of(OFFICE) == ()
    assert await world.carrying_on.look(other, AGAIN, OFFICE) is None


async def test_a_link_that_works_once_is_used_up_by_its_first_use(world: World) -> None:
    await world.begun(OFFICE)
    token = await world.link(OFFICE, LinkKind.to_page)
    assert await world.carrying_on.look(token, ONCE, PHONE) is not None
    assert await world.carrying_on.carry_on(token, ONCE, PHONE)
    assert not await world.carrying_on.carry_on(token, ONCE, Address("web", "replayed"))
    assert await world.here.load(Address("web", "replayed")) is None
    late = await world.link(OFFICE, LinkKind.to_page)
    world.time += timedelta(minutes=10)
    assert not await world.carrying_on.carry_on(late, ONCE, Address("web", "late"))


async def test_the_number_of_links_is_bounded_and_expired_ones_are_purged(world: World) -> None:
    await world.begun(OFFICE)
    for _ in range(AT_MOST):
        await world.link(OFFICE)
        await world.link(OFFICE, LinkKind.to_page)
    assert await world.links.make(OFFICE, LinkKind.again) is None
    newest = await world.link(OFFICE, LinkKind.to_page)
    assert await world.carrying_on.look(newest, ONCE, PHONE) is not None
    assert await world.links.make(PHONE, LinkKind.again) is None  # a stranger
    world.time += timedelta(days=91)
    await world.here.purge(world.time - timedelta(days=700))
    async with world.database.reading() as db:
        assert list(await db.exec(select(LinkRow))) == []


async def test_another_account_takes_the_place_of_the_first(world: World) -> None:
    """A person has one chat at most: messages of two chats are numbered apart."""
    one = replace(await world.begun(CHAT), heard=900, counter="42", turn=501)
    assert await world.here.save(CHAT, replace(one, turn=500, heard=0, counter=""), one)
    new = Address("telegram", "8")
    await NewestCards(world.database).replace({CHAT: 11}, 42)
    assert await world.carrying_on.carry_on(await world.link(CHAT, LinkKind.to_chat), {LinkKind.to_chat}, new)
    assert await world.here.load(CHAT) is None
    session = await world.elsewhere.load(new)
    assert session is not None
    assert not session.has_heard(3, "42")
    assert await NewestCards(world.database).replace({new: 5}, 42) == {}  # card 11 is in the other chat
    assert await NewestCards(world.database).replace({new: 6}, 42) != {}


async def test_reminders_go_to_the_chat_whichever_address_came_first(world: World) -> None:
    await world.begun(OFFICE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE, LinkKind.to_chat), {LinkKind.to_chat}, CHAT)
    async with world.database.reading() as db:
        (row,) = await db.exec(select(RespondentRow))
    assert await Reminders(world.database).who(row.id) == CHAT


async def test_other_browsers_can_be_sent_away(world: World) -> None:
    await world.begun(OFFICE)
    assert await world.carrying_on.carry_on(await world.link(OFFICE, LinkKind.to_chat), {LinkKind.to_chat}, CHAT)
    assert await world.carrying_on.carry_on(await world.link(OFFICE), AGAIN, PHONE)
    await world.carrying_on.leave_only(PHONE)
    assert set(await world.carrying_on.places(PHONE)) == {PHONE, CHAT}
    assert await world.here.load(OFFICE) is None
    assert await world.here.load(PHONE) is not None


async def test_joining_loses_the_history_of_neither(world: World) -> None:
    old = await world.finished(OFFICE, await world.answered(OFFICE, await world.begun(OFFICE), CODE, 1))
    world.time += timedelta(days=10)
    theirs = await world.finished(CHAT, await world.answered(CHAT, await world.begun(CHAT, 9000), CODE, 4))
    again = replace(theirs, turn=theirs.turn + 1, stage="asking", assessment=2, ratings={})
    assert await world.here.save(CHAT, theirs, again)
    half = await world.answered(CHAT, again, OTHER_CODE, 5)
    planned = replace(half, turn=half.turn + 1, plan=new_plan(STANDARD, half.ratings, 1, date(2026, 12, 1)))
    assert await world.here.save(CHAT, half, planned)
    world.time += timedelta(days=10)
    renewed = replace(old, turn=old.turn + 1, stage="asking", assessment=2, ratings={})
    assert await world.here.save(OFFICE, old, renewed)
    now = await world.answered(OFFICE, renewed, OTHER_CODE, 2)

    token = await world.link(CHAT, LinkKind.to_page)
    assert await world.carrying_on.join(token, ONCE, OFFICE, Keep.mine)
    assert not await world.carrying_on.join(token, ONCE, OFFICE, Keep.mine)
    joined = await world.elsewhere.load(OFFICE)
    assert joined is not None
    assert await world.here.load(CHAT) == joined
    assert joined.turn > max(now.turn, planned.turn)
    assert (joined.stage, joined.ratings) == ("asking", {OTHER_CODE: Rating(2)})
    assert [dict(past.ratings) for past in joined.past] == [{CODE: Rating(4)}, {CODE: Rating(1)}]
    assert joined.plan is not None  # the kept one had none
    stored = await world.here.everything(OFFICE)
    assert stored is not None
    assert [row["number"] for row in stored["assessments"]] == [1, 2, 3, 4]
    assert sorted((row["assessment"], row["level"]) for row in stored["ratings"]) == [(1, 4), (2, 5), (3, 1), (4, 2)]
    assert len(stored["changes"]) == 4
    async with world.database.reading() as db:
        assert len(list(await db.exec(select(RespondentRow)))) == 1
    for address, before in ((OFFICE, now), (CHAT, planned)):
        assert not await world.here.save(address, before, replace(before, turn=before.turn + 1))
    assert await world.answered(CHAT, joined, CODE, 3)


async def test_joining_the_other_way_keeps_the_other_answers(world: World) -> None:
    await world.answered(OFFICE, await world.begun(OFFICE, 500), CODE, 1)
    await world.answered(PHONE, await world.begun(PHONE, 500), CODE, 4)  # the same turns, by chance
    assert await world.carrying_on.join(await world.link(OFFICE), AGAIN, PHONE, Keep.theirs)
    joined = await world.here.load(PHONE)
    assert joined is not None
    assert joined.ratings == {CODE: Rating(1)}
    stored = await world.here.everything(PHONE)
    assert stored is not None
    assert sorted((row["assessment"], row["level"]) for row in stored["ratings"]) == [(1, 4), (2, 1)]
    assert len(stored["changes"]) == 2


async def test_a_reminder_is_a_message_to_who_has_a_chat_and_waits_for_others(world: World) -> None:
    for who, turn in ((OFFICE, 500), (PHONE, 800)):
        begun = await world.begun(who, turn)
        plan = new_plan(STANDARD, {CODE: Rating(0)}, 1, date(2026, 8, 1))
        due = replace(plan, steps=tuple(replace(step, due=date(2026, 11, 28)) for step in plan.steps))
        assert await world.here.save(who, begun, replace(begun, turn=turn + 1, reminders=True, plan=due))
    assert await world.carrying_on.carry_on(await world.link(OFFICE, LinkKind.to_chat), {LinkKind.to_chat}, CHAT)
    world.time = datetime(2026, 11, 28, 2, tzinfo=UTC)  # ten in the morning where they live
    reminders = Reminders(world.database, world.now)
    assert await reminders.plan({"telegram"}) == 2
    assert await reminders.waiting(OFFICE) is None
    assert await reminders.waiting(PHONE) is not None
