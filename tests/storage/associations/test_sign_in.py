"""Links of officers work once, for one purpose and one association, until they expire; sessions end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from flows.campaign.officers import Act, LinkPurpose, Office
from flows.campaign.roles import NotSignedIn, Right, Role
from storage.associations.access import SESSION
from storage.associations.links import LIFETIMES
from storage.associations.operator import invite_administrator
from storage.associations.sign_in import Browser
from storage.tries import Tried, TryLimit
from tests.people.officers import BROWSER, desk_process

MOMENT = timedelta(seconds=2)


async def test_the_first_administrator_joins_under_the_name_they_chose(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first("North", "Ann")
        caller = await desk.access.visit(session, Right.manage_officers)
        assert (caller.officer.association_name, caller.officer.name) == ("North", "Ann")
        assert caller.officer.office == Office(Role.administrator, may_send=True)
        assert await desk.acts(session) == [Act.invited_by_operator, Act.joined, Act.signed_in]


async def test_a_link_works_once_also_in_two_processes_at_the_same_moment(database_url: str) -> None:
    async with desk_process(database_url) as ours, desk_process(database_url) as theirs:
        session = await ours.first()
        for _ in range(5):
            token = await ours.link(session)
            entered = await asyncio.gather(*(desk.enters(token) for desk in (ours, theirs, ours, theirs)))
            assert sorted(entered) == [False, False, False, True]
            assert not await theirs.enters(token)


async def test_an_invitation_makes_one_officer_also_in_two_processes_at_the_same_moment(database_url: str) -> None:
    async with desk_process(database_url) as ours, desk_process(database_url) as theirs:
        session = await ours.first()
        made = await ours.officers.invite(session, Office(Role.viewer), "Ben")
        assert made is not None
        tried = await asyncio.gather(*(desk.sign_in.join(made.token, "Ben", BROWSER) for desk in (ours, theirs)))
        assert sorted(bool(entered.session) for entered in tried) == [False, True]
        assert [officer.name for officer in await ours.officers.all(session)] == ["Ann", "Ben"]


@pytest.mark.parametrize("purpose", list(LinkPurpose))
async def test_a_link_is_good_for_its_purpose_only(database_url: str, purpose: LinkPurpose) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        if purpose is LinkPurpose.invitation:
            made = await desk.officers.invite(session, Office(Role.viewer), "")
            assert made is not None
            assert not await desk.enters(made.token)
            assert await desk.joined(made.token, "Ben")
        else:
            token = await desk.link(session, purpose)
            assert not (await desk.sign_in.join(token, "Ben", BROWSER)).session
            assert await desk.enters(token) is (purpose is not LinkPurpose.connect)


@pytest.mark.parametrize("purpose", [LinkPurpose.device, LinkPurpose.later, LinkPurpose.sign_in])
async def test_a_link_expires_by_the_clock_of_the_database(database_url: str, purpose: LinkPurpose) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        early, late = await desk.link(session, purpose), await desk.link(session, purpose)
        await desk.time_passes(min(LIFETIMES[purpose], SESSION) - MOMENT)
        if LIFETIMES[purpose] > SESSION:
            await desk.time_passes(LIFETIMES[purpose] - SESSION)
        assert await desk.enters(early)
        await desk.time_passes(MOMENT)
        assert not await desk.enters(late)


async def test_a_refused_link_is_logged_with_its_own_association_only(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        north, south = await desk.first("North", "Ann"), await desk.first("South", "Sue")
        token = await desk.link(north)
        assert await desk.enters(token)
        assert not await desk.enters(token)
        assert not await desk.enters("guessed")
        assert (await desk.acts(north)).count(Act.link_refused) == 1
        assert Act.link_refused not in await desk.acts(south)


async def test_a_session_ends_after_hours_and_by_signing_out(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        other = (await desk.sign_in.enter(await desk.link(session), BROWSER)).session
        await desk.sign_in.sign_out(other)
        with pytest.raises(NotSignedIn):
            await desk.access.visit(other, Right.use_desk)
        await desk.time_passes(SESSION - MOMENT)
        assert await desk.access.visit(session, Right.use_desk)
        await desk.time_passes(MOMENT)
        with pytest.raises(NotSignedIn):
            await desk.access.visit(session, Right.use_desk)


async def test_signing_in_again_gives_a_new_secret_and_ends_the_old_session_of_the_browser(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        again = await desk.sign_in.enter(await desk.link(session), Browser("en", session=session))
        assert again.session not in ("", session)
        with pytest.raises(NotSignedIn):
            await desk.access.visit(session, Right.use_desk)
        assert len(await desk.sessions.sessions(again.session)) == 1


async def test_own_sessions_and_links_are_listed_and_revoked(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        other = (await desk.sign_in.enter(await desk.link(session), BROWSER)).session
        later = await desk.link(session, LinkPurpose.later)
        listed = await desk.sessions.sessions(session)
        assert [(each.purpose, each.is_this) for each in listed] == [
            (LinkPurpose.device, False),
            (LinkPurpose.invitation, True),
        ]
        (link,) = await desk.sessions.links(session)
        for name in (listed[0].name, link.name):
            assert await desk.sessions.revoke(session, name)
            assert not await desk.sessions.revoke(session, name)
        assert not await desk.enters(later)
        with pytest.raises(NotSignedIn):
            await desk.access.visit(other, Right.use_desk)


async def test_nobody_revokes_a_session_of_somebody_else(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        north, south = await desk.first("North", "Ann"), await desk.first("South", "Sue")
        colleague = await desk.colleague(north, Role.viewer, "Ben")
        (theirs,) = await desk.sessions.sessions(north)
        for stranger in (south, colleague):
            assert not await desk.sessions.revoke(stranger, theirs.name)
        assert await desk.access.visit(north, Right.use_desk)


async def test_tries_are_limited_over_restarts_and_processes(database_url: str) -> None:
    limit = TryLimit(3, timedelta(minutes=1))
    browser = Browser("en", [Tried("an address", limit)])
    async with desk_process(database_url) as desk:
        session = await desk.first()
        token = await desk.link(session, LinkPurpose.later)
        tried = await asyncio.gather(*(desk.sign_in.enter(f"guess {n}", browser) for n in range(6)))
        assert sorted(bool(entered.wait) for entered in tried) == [False] * 3 + [True] * 3
    async with desk_process(database_url) as restarted:
        waiting = await restarted.sign_in.enter(token, browser)
        assert not waiting.session
        assert timedelta() < waiting.wait <= timedelta(minutes=1)
        assert (await restarted.sign_in.join(token, "Ben", browser)).wait
        await restarted.time_passes(timedelta(minutes=1))
        assert (await restarted.sign_in.enter(token, browser)).session


async def test_another_address_may_go_on_trying(database_url: str) -> None:
    limit = TryLimit(1, timedelta(minutes=1))
    async with desk_process(database_url) as desk:
        for key, waits in (("one", False), ("one", True), ("two", False)):
            assert bool((await desk.sign_in.enter("guess", Browser("en", [Tried(key, limit)]))).wait) is waits


async def test_no_secret_is_stored(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        invited = await invite_administrator(desk.database, "North")
        assert invited.link is not None
        secrets = [session, await desk.link(session), invited.link.token]
        async with desk.database.reading() as db:
            connection = await db.connection()
            for table in ("officers", "officer_sessions", "officer_links", "audit_log"):
                stored = str([tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table}"))])
                assert not [secret for secret in secrets if secret in stored]
