"""Administrators change the officers of their own association only, and there is always one of them left."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from flows.campaign.officers import Act, LinkPurpose, Office
from flows.campaign.roles import NotAllowed, NotSignedIn, Right, Role
from storage.associations.officers import Changed
from storage.associations.operator import all_officers, invite_administrator
from storage.transfer.backup import back_up, restore
from tests.people.officers import BROWSER, desk_process

VIEWER = Office(Role.viewer)


@pytest.mark.parametrize("how", ["remove", "change"])
async def test_the_last_administrator_stays(database_url: str, how: str) -> None:
    async with desk_process(database_url) as desk:
        session = await desk.first()
        await desk.colleague(session, Role.viewer, "Ben")
        me = await desk.number(session, "Ann")
        refused = await (desk.officers.remove(session, me) if how == "remove" else desk.officers.change(session, me, VIEWER))
        assert refused is Changed.last_administrator
        assert await desk.access.visit(session, Right.manage_officers)


@pytest.mark.parametrize("how", ["remove", "change", "both"])
async def test_two_administrators_cannot_end_each_other_at_the_same_moment(database_url: str, how: str) -> None:
    async with desk_process(database_url) as ours, desk_process(database_url) as theirs:
        for number in range(4):
            ann = await ours.first(f"Association {number}")
            bob = await ours.colleague(ann, Role.administrator, "Bob")
            ids = {name: await ours.number(ann, name) for name in ("Ann", "Bob")}
            first = ours.officers.change(ann, ids["Bob"], VIEWER) if how == "change" else ours.officers.remove(ann, ids["Bob"])
            second = (
                theirs.officers.remove(bob, ids["Ann"]) if how == "remove" else theirs.officers.change(bob, ids["Ann"], VIEWER)
            )
            results = await asyncio.gather(first, second, return_exceptions=True)
            assert results.count(Changed.done) == 1
            # The slower one has lost their session or their right before it was their turn.
            assert [type(each) for each in results if each is not Changed.done] in ([NotSignedIn], [NotAllowed])
            officers = (await all_officers(ours.database))[f"Association {number}"]
            assert [officer.office.role for officer in officers].count(Role.administrator) == 1


async def test_two_administrators_cannot_both_step_down_at_the_same_moment(database_url: str) -> None:
    async with desk_process(database_url) as ours, desk_process(database_url) as theirs:
        for number in range(4):
            ann = await ours.first(f"Association {number}")
            bob = await ours.colleague(ann, Role.administrator, "Bob")
            ids = {name: await ours.number(ann, name) for name in ("Ann", "Bob")}
            results = await asyncio.gather(
                ours.officers.change(ann, ids["Ann"], VIEWER), theirs.officers.remove(bob, ids["Bob"])
            )
            assert sorted(results) == [Changed.done, Changed.last_administrator]


async def test_a_right_that_was_taken_away_is_gone_at_once(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        bob = await desk.colleague(ann, Role.administrator, "Bob")
        invitation = await desk.officers.invite(bob, Office(Role.administrator), "a friend")
        assert invitation is not None
        assert await desk.officers.change(ann, await desk.number(ann, "Bob"), VIEWER) is Changed.done
        for act in (desk.officers.all(bob), desk.officers.invite(bob, VIEWER, ""), desk.log.page(bob)):
            with pytest.raises(NotAllowed):
                await act
        assert not (await desk.sign_in.join(invitation.token, "Friend", BROWSER)).session


async def test_removing_an_officer_ends_their_sessions_links_and_invitations(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        bob = await desk.colleague(ann, Role.administrator, "Bob")
        link, invitation = await desk.link(bob, LinkPurpose.later), await desk.officers.invite(bob, VIEWER, "")
        assert invitation is not None
        assert await desk.officers.remove(ann, await desk.number(ann, "Bob")) is Changed.done
        with pytest.raises(NotSignedIn):
            await desk.access.visit(bob, Right.use_desk)
        assert not await desk.enters(link)
        assert not (await desk.sign_in.join(invitation.token, "Friend", BROWSER)).session


async def test_officers_of_another_association_are_not_there(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        north, south = await desk.first("North", "Ann"), await desk.first("South", "Sue")
        await desk.colleague(south, Role.administrator, "Sam")
        theirs = await desk.number(south, "Sam")
        assert await desk.officers.one(north, theirs) is None
        assert await desk.officers.help_in(north, theirs) is None
        for change in (desk.officers.remove(north, theirs), desk.officers.change(north, theirs, VIEWER)):
            assert await change is Changed.gone
        assert await desk.officers.invite(south, VIEWER, "a friend")
        (invitation,) = await desk.officers.invitations(south)
        assert await desk.officers.withdraw(north, invitation.name) is Changed.gone
        assert await desk.officers.invitations(north) == ()
        assert [officer.name for officer in await desk.officers.all(south)] == ["Sue", "Sam"]
        assert {line.officer for line in (await desk.log.page(north)).lines} == {"", "Ann"}


async def test_a_change_is_stored_and_logged(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        await desk.colleague(ann, Role.viewer, "Ben")
        ben = await desk.number(ann, "Ben")
        liaison = Office(Role.liaison, districts=("East", "West"))
        for office in (liaison, Office(Role.administrator, may_send=True), Office(Role.administrator)):
            assert await desk.officers.change(ann, ben, office) is Changed.done
            changed = await desk.officers.one(ann, ben)
            assert changed is not None
            assert changed.office == office
        assert (await desk.acts(ann))[-6:] == [
            Act.role_changed,
            Act.districts_changed,
            Act.role_changed,
            Act.send_granted,
            Act.districts_changed,
            Act.send_withdrawn,
        ]


async def test_a_withdrawn_invitation_does_not_work(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        made = await desk.officers.invite(ann, VIEWER, "Ben")
        assert made is not None
        (invitation,) = await desk.officers.invitations(ann)
        assert await desk.officers.withdraw(ann, invitation.name) is Changed.done
        assert not (await desk.sign_in.join(made.token, "Ben", BROWSER)).session


async def test_an_association_is_taken_back_by_another_invitation_of_the_operator(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        again = await invite_administrator(desk.database, "North")
        assert again.link is not None
        assert (again.is_new, again.administrators) == (False, 1)
        eve = await desk.joined(again.link.token, "Eve")
        assert await desk.officers.remove(eve, await desk.number(eve, "Ann")) is Changed.done
        with pytest.raises(NotSignedIn):
            await desk.access.visit(ann, Right.use_desk)
        assert (await desk.acts(eve)).count(Act.invited_by_operator) == 2


async def test_taking_back_ends_all_administrators_and_invitations_at_once(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        other = await desk.first("South", "Sue")
        viewer = await desk.colleague(ann, Role.viewer, "Vic")
        open_one = await desk.officers.invite(ann, Office(Role.administrator), "Mallory")
        assert open_one is not None
        again = await invite_administrator(desk.database, "North", takes_back=True)
        assert again.link is not None
        assert again.administrators == 1
        with pytest.raises(NotSignedIn):
            await desk.access.visit(ann, Right.use_desk)
        assert not (await desk.sign_in.join(open_one.token, "Mallory", BROWSER)).session
        eve = await desk.joined(again.link.token, "Eve")
        assert {officer.name for officer in await desk.officers.all(eve)} == {"Eve", "Vic"}
        assert await desk.access.visit(viewer, Right.use_desk)
        assert await desk.access.visit(other, Right.manage_officers)
        assert Act.removed in await desk.acts(eve)


async def test_the_log_is_read_page_by_page(database_url: str) -> None:
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        for _ in range(60):
            await desk.link(ann)
        first = await desk.log.page(ann)
        second = await desk.log.page(ann, first.before)
        assert (len(first.lines), len(second.lines), second.before) == (50, 13, None)
        assert second.lines[-1].act is Act.invited_by_operator


@pytest.mark.long("the shorter tests of this file")
async def test_a_restored_copy_knows_the_officers_and_lets_nobody_in(database_url: str, tmp_path: Path) -> None:
    """A session that was revoked, or a link that was used, after the backup must not work again."""
    async with desk_process(database_url) as desk:
        ann = await desk.first()
        link = await desk.link(ann, LinkPurpose.later)
        log = await desk.acts(ann)
    await back_up(database_url, tmp_path / "backup.db")
    await restore(database_url, tmp_path / "backup.db", replace=True)
    async with desk_process(database_url) as desk:
        with pytest.raises(NotSignedIn):
            await desk.access.visit(ann, Right.use_desk)
        assert not await desk.enters(link)
        again = await invite_administrator(desk.database, "North")
        assert again.link is not None
        eve = await desk.joined(again.link.token, "Eve")
        assert [officer.name for officer in await desk.officers.all(eve)] == ["Ann", "Eve"]
        assert (await desk.acts(eve))[: len(log)] == log
