"""Several people of one institution, on both engines: joining by a link, one name, and what stays when somebody leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlmodel import select

from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.institution.colleagues import COLLEAGUES_AT_MOST, Post
from storage.campaigns.participations import Joined, Participations
from storage.database import open_database
from storage.institution_tables import ColleagueLinkRow, InstitutionRow, MemberRow
from storage.institutions.colleagues import LIFETIME, LINKS_AT_MOST, USES_AT_MOST, JoinResult
from storage.respondents.carrying_on import CarryingOn, Keep
from storage.respondents.links import LinkKind, Links
from storage.transfer.backup import back_up, restore
from tests.both_engines import ON_BOTH
from tests.people.campaigners import TODAY, campaign_desk
from tests.people.offices import ANN, BEN, CAT, DAN, NAME, Office, office


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        yield opened


async def coordinators(at: Office) -> list[int]:
    async with at.database.reading() as db:
        return list(await db.exec(select(MemberRow.number).where(MemberRow.role == "coordinator")))


async def institutions(at: Office) -> list[str]:
    async with at.database.reading() as db:
        return sorted(await db.exec(select(InstitutionRow.name)))


@ON_BOTH
async def test_colleagues_join_by_a_link_and_bear_one_name(at: Office) -> None:
    await at.three()
    team = await at.team(BEN)
    assert (team.name, [each.number for each in team.colleagues]) == (NAME, [1, 2, 3])
    assert [each.is_coordinator for each in team.colleagues] == [True, False, False]
    assert team.me.number == 2
    for who in (ANN, BEN, CAT):
        assert (await at.load(who)).institution == NAME
    assert [(await at.load(who)).is_colleague for who in (ANN, BEN)] == [False, True]


async def test_a_new_name_shows_for_all_in_every_process(at: Office) -> None:
    await at.three()
    assert (await at.other_process.load(BEN)) == await at.load(BEN)
    await at.named(ANN, "Second Help")
    for process in (at.sessions, at.other_process):
        loaded = await process.load(BEN)
        assert loaded is not None
        assert loaded.institution == "Second Help"
    assert await institutions(at) == ["Second Help"]


async def test_a_colleague_cannot_rename_the_institution(at: Office) -> None:
    await at.three()
    await at.named(BEN, "Mine now")
    assert (await at.load(BEN)).institution == NAME
    await at.named(BEN, "")
    assert await institutions(at) == [NAME]


async def test_a_name_taken_away_leaves_the_colleagues_together(at: Office) -> None:
    await at.three()
    await at.named(ANN, "")
    assert (await at.team(CAT)).name == ""
    assert len((await at.team(CAT)).colleagues) == 3


async def test_a_person_without_a_name_gets_an_institution_when_they_invite(at: Office) -> None:
    await at.begun(ANN)
    assert await at.colleagues.of(ANN) is None
    token = await at.link()
    await at.begun(BEN)
    assert await at.joins(BEN, token, Post.quality, "Benny") is JoinResult.done
    team = await at.team(ANN)
    assert team.name == ""
    assert [(each.post, each.nickname) for each in team.others] == [(Post.quality, "Benny")]


async def test_a_person_who_joins_leaves_the_institution_before(at: Office) -> None:
    await at.three()
    await at.begun(DAN, "Of Dan")
    opened = await at.colleagues.look(await at.link(), DAN)
    assert opened is not None
    assert (opened.institution, opened.people, opened.leaves, opened.is_mine) == (NAME, 3, "Of Dan", False)
    assert await at.joins(DAN, await at.link()) is JoinResult.done
    assert await institutions(at) == [NAME]
    assert await at.joins(DAN, await at.link()) is JoinResult.already


@pytest.mark.parametrize("why", ["revoked", "all revoked", "expired", "used up", "unknown"])
async def test_a_link_that_does_not_work_lets_nobody_in(at: Office, why: str) -> None:
    await at.begun(ANN, NAME)
    await at.begun(BEN)
    token = await at.link()
    if why == "revoked":
        (link,) = await at.colleagues.links(ANN)
        await at.colleagues.revoke(BEN, link.name)
        assert await at.colleagues.look(token, BEN) is not None
        await at.colleagues.revoke(ANN, link.name)
    elif why == "all revoked":
        assert not await at.colleagues.revoke_all(BEN)
        assert await at.colleagues.revoke_all(ANN)
    elif why == "expired":
        at.later(days=LIFETIME.days)
    elif why == "used up":
        for number in range(USES_AT_MOST):
            who = Address("web", f"guest {number}")
            await at.begun(who)
            assert await at.joins(who, token) is JoinResult.done
    else:
        token += "x"
    assert await at.colleagues.look(token, BEN) is None
    assert await at.joins(BEN, token) is JoinResult.gone
    assert await at.colleagues.of(BEN) is None


async def test_the_number_of_people_is_limited(at: Office) -> None:
    await at.begun(ANN, NAME)
    tokens = [await at.link(), await at.link()]
    for number in range(COLLEAGUES_AT_MOST - 1):
        who = Address("web", f"guest {number}")
        await at.begun(who)
        assert await at.joins(who, tokens[number // USES_AT_MOST]) is JoinResult.done
    await at.begun(BEN)
    assert await at.joins(BEN, tokens[1]) is JoinResult.full
    assert await at.joins(DAN, tokens[1]) is JoinResult.stranger


async def test_only_the_coordinator_makes_links_and_not_too_many(at: Office) -> None:
    await at.three()
    assert await at.colleagues.make_link(BEN) is None
    assert await at.colleagues.make_link(DAN) is None
    assert await at.colleagues.links(BEN) == ()
    for _ in range(LINKS_AT_MOST - 1):
        assert await at.colleagues.make_link(ANN) is not None
    assert await at.colleagues.make_link(ANN) is None
    at.later(days=LIFETIME.days)
    assert await at.colleagues.make_link(ANN) is not None


async def test_the_coordination_is_handed_on(at: Office) -> None:
    await at.three()
    assert not await at.colleagues.hand_on(BEN, 2)
    assert not await at.colleagues.hand_on(ANN, 1)
    assert not await at.colleagues.hand_on(ANN, 9)
    assert await at.colleagues.hand_on(ANN, 3)
    assert await coordinators(at) == [3]
    assert not await at.colleagues.remove(ANN, 2)
    assert await at.colleagues.remove(CAT, 2)
    assert await at.colleagues.of(BEN) is None
    assert (await at.named(CAT, "Of Cat")).institution == "Of Cat"


@pytest.mark.parametrize("how", ["leaves", "forgets", "is purged"])
async def test_the_member_who_is_there_longest_follows_and_the_last_one_ends_it(at: Office, how: str) -> None:
    await at.three()
    for left, who in ((2, ANN), (3, BEN)):
        if how == "leaves":
            assert await at.colleagues.leave(who)
        elif how == "forgets":
            await at.sessions.forget(who)
        else:
            at.later(days=1)
            session = await at.load(CAT)
            others = [each for each in (BEN, CAT) if each != who]
            for each in others:
                session = await at.load(each)
                await at.sessions.save(each, session, session.on_turn(session.turn + 1))
            await at.sessions.purge(at.now() - timedelta(hours=1))
        assert await coordinators(at) == [left]
    assert (await at.load(CAT)).institution == NAME
    assert await at.colleagues.leave(CAT)
    assert await institutions(at) == []
    assert await at.colleagues.of(CAT) is None
    async with at.database.reading() as db:
        assert list(await db.exec(select(ColleagueLinkRow))) == []


async def test_a_number_is_never_given_to_a_second_person(at: Office) -> None:
    await at.three()
    assert await at.colleagues.leave(CAT)
    await at.begun(DAN)
    assert await at.joins(DAN, await at.link()) is JoinResult.done
    assert [each.number for each in (await at.team(ANN)).colleagues] == [1, 2, 4]


async def test_own_data_hold_the_institution_and_nothing_of_colleagues(at: Office) -> None:
    await at.three()
    stored = await at.sessions.everything(BEN)
    assert stored is not None
    assert [each["name"] for each in stored["institutions"]] == [NAME]
    assert [each["number"] for each in stored["members"]] == [2]


@pytest.mark.parametrize("keep", Keep)
async def test_of_two_people_who_become_one_the_kept_ones_institution_stays(at: Office, keep: Keep) -> None:
    await at.three()
    await at.begun(DAN, "Of Dan")
    made = await Links(at.database, at.now).make(ANN, LinkKind.again)
    assert made is not None
    assert await CarryingOn(at.database, at.now).join(made.token, {LinkKind.again}, DAN, keep)
    at.sessions.let_go()
    assert (await at.load(DAN)).institution == (NAME if keep is Keep.theirs else "Of Dan")
    assert await coordinators(at) == [1] if keep is Keep.theirs else sorted(await coordinators(at)) == [1, 2]


async def test_somebody_without_an_institution_gets_that_of_their_other_address(at: Office) -> None:
    await at.three()
    await at.begun(DAN)
    made = await Links(at.database, at.now).make(DAN, LinkKind.again)
    assert made is not None
    assert await CarryingOn(at.database, at.now).join(made.token, {LinkKind.again}, ANN, Keep.theirs)
    assert (await at.team(DAN)).me.is_coordinator


async def test_two_colleagues_who_are_one_person_keep_what_either_was(at: Office) -> None:
    await at.three()
    made = await Links(at.database, at.now).make(BEN, LinkKind.again)
    assert made is not None
    assert await CarryingOn(at.database, at.now).join(made.token, {LinkKind.again}, ANN, Keep.theirs)
    team = await at.team(ANN)
    assert [each.number for each in team.colleagues] == [2, 3]
    assert team.me.is_coordinator


@ON_BOTH
async def test_two_who_join_and_leave_at_once_never_lose_the_institution(at: Office) -> None:
    """The last member leaves while another joins: either the institution is gone first, or the new one coordinates it."""
    for number in range(6):
        ann, ben = Address("web", f"ann {number}"), Address("web", f"ben {number}")
        await at.begun(ann, f"Office {number}")
        await at.begun(ben)
        token = await at.link(ann)
        joined, _ = await asyncio.gather(at.joins(ben, token), at.colleagues.leave(ann))
        team = await at.colleagues.of(ben)
        if joined is JoinResult.done:
            assert team is not None
            assert team.me.is_coordinator
        else:
            assert (joined, team) == (JoinResult.gone, None)


@ON_BOTH
async def test_a_backup_holds_institutions_and_their_people(database_url: str, tmp_path: Path) -> None:
    async with office(database_url) as before:
        await before.three()
        team = await before.team(CAT)
    await back_up(database_url, tmp_path / "b.db")
    await restore(f"sqlite:///{tmp_path / 'new' / 'x.db'}", tmp_path / "b.db", replace=False)
    async with open_database(f"sqlite:///{tmp_path / 'new' / 'x.db'}") as database:
        assert await Office(database).team(CAT) == team


async def test_a_rosters_invitation_names_the_institution_and_lets_nobody_else_in(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        at = Office(desk.database)
        session = await desk.first()
        campaign = await desk.running(session)
        way = await desk.way_of(session, campaign, (await desk.imported(session, campaign))["First Help"])
        people = Participations(desk.database)
        for who in (ANN, BEN):
            await at.begun(who)
            assert await people.join(who, way.token, Visibility.star, TODAY) is Joined.done
            at.sessions.let_go()
            assert (await at.load(who)).institution == "First Help"
        assert [len((await at.team(who)).colleagues) for who in (ANN, BEN)] == [1, 1]
        await at.begun(CAT, "Of Cat")
        assert await people.join(CAT, way.token, Visibility.star, TODAY) is Joined.done
        assert (await at.load(CAT)).institution == "Of Cat"
