"""Rounds on both engines: alone first, then compared, revised once, settled; and what stays when somebody leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flows.assessment.scorecard import StarRange
from flows.dialogue import Address
from flows.institution.comparison import ItemState
from flows.institution.division import Division
from flows.institution.settling import AlreadySettled, NotSettled
from storage.institutions.colleagues import JoinResult
from tests.both_engines import ON_BOTH
from tests.people.offices import ANN, BEN, CAT, DAN, STANDARD, Office, office

CODE, OTHER = [sub.code for sub in STANDARD.ticked(1)][:2]
DOMAIN = STANDARD.subdomain(CODE).domain


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        await opened.three()
        yield opened


async def all_answer(at: Office, marks: dict[Address, dict[str, str]], division: Division = Division.everything) -> None:
    assert await at.rounds.begin(ANN, division)
    for who in (ANN, BEN, CAT):
        await at.hands_in(who, marks.get(who), evidence=who == CAT)


async def seen(at: Office, who: Address) -> list[str]:
    """The differing items that a person may see."""
    me = (await at.team(who)).me
    items = (await at.round(who)).seen_by(STANDARD, me.number, coordinates=me.is_coordinator)
    return [item.code for item in items]


async def test_only_the_coordinator_begins_and_everybody_gets_something(at: Office) -> None:
    assert not await at.rounds.begin(BEN, Division.by_domain)
    assert await at.rounds.of(BEN) is None
    assert await at.rounds.begin(ANN, Division.by_domain)
    found = await at.round(CAT)
    assert all(len(people) == 2 for people in found.assigned.values())
    assert {number for people in found.assigned.values() for number in people} == {1, 2, 3}


async def test_nobody_sees_answers_before_their_own_domain_is_handed_in(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.everything)
    await at.hands_in(BEN, {CODE: "0"})
    await at.hands_in(CAT, {CODE: "4"})
    for who in (ANN, BEN, CAT):
        assert await seen(at, who) == []  # Ann has not handed in, so nothing is compared
    assert not await at.rounds.revise(BEN, CODE, "1", has_evidence=False)
    assert not await at.rounds.settle(ANN, CODE, "0", "Why")
    await at.hands_in(ANN)
    for who in (ANN, BEN, CAT):
        assert await seen(at, who) == [CODE]


async def test_a_person_with_other_domains_sees_none_of_it(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.by_domain)
    assert await at.rounds.assign(ANN, DOMAIN, (1, 2))
    assert not await at.rounds.assign(BEN, DOMAIN, (2, 3))
    assert not await at.rounds.assign(ANN, DOMAIN, (9,))
    for who, mark in ((ANN, "0"), (BEN, "3"), (CAT, "2")):
        await at.hands_in(who, {CODE: mark})
    assert CODE in await seen(at, BEN)
    assert CODE not in await seen(at, CAT)
    assert not await at.rounds.revise(CAT, CODE, "3", has_evidence=False)


async def test_what_is_handed_in_is_kept_as_it_was_and_only_once(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.everything)
    assert not await at.rounds.hand_in(ANN, DOMAIN, {})  # not all answered
    assert not await at.rounds.hand_in(ANN, "no-such-domain", {})
    await at.hands_in(ANN, {CODE: "4"})
    with pytest.raises(AssertionError):
        await at.hands_in(ANN, {CODE: "0"})
    assert [vote.level for vote in (await at.round()).votes if vote.code == CODE] == [4]


@ON_BOTH
async def test_what_all_say_is_settled_and_the_rest_is_a_range(at: Office) -> None:
    await all_answer(at, {BEN: {CODE: "0"}})
    found = await at.round()
    assert set(found.settled) == set(STANDARD.codes) - {CODE}
    assert (found.stars(STANDARD).low, found.stars(STANDARD).high) == (0, 2)
    (item,) = found.seen_by(STANDARD, 2, coordinates=False)
    assert (item.code, item.state, item.changes_star) == (CODE, ItemState.to_talk, True)


async def test_one_revision_each_then_the_coordinator_settles_with_a_reason(at: Office) -> None:
    await all_answer(at, {BEN: {CODE: "0"}, CAT: {CODE: "4"}})
    assert await at.rounds.revise(BEN, CODE, "1", has_evidence=False)
    with pytest.raises(NotSettled):
        await at.rounds.revise(BEN, CODE, "2", has_evidence=False)
    assert not await at.rounds.settle(BEN, CODE, "1", "Why")
    for mark, reason in (("1", ""), ("5", "Why"), ("6", "Why")):
        with pytest.raises(NotSettled):
            await at.rounds.settle(ANN, CODE, mark, reason)
    assert await at.rounds.settle(ANN, CODE, "4", "The file shows it")  # Cat has evidence
    with pytest.raises(AlreadySettled) as already:
        await at.rounds.settle(ANN, CODE, "1", "Again")
    assert already.value.done.reason == "The file shows it"
    found = await at.round()
    assert (found.settled[CODE].level, found.settled[CODE].reason) == (4, "The file shows it")
    assert found.stars(STANDARD).decided


async def test_above_the_lowest_it_takes_evidence(at: Office) -> None:
    await all_answer(at, {ANN: {CODE: "4"}})
    with pytest.raises(NotSettled):
        await at.rounds.settle(ANN, CODE, "4", "I am sure")
    assert await at.rounds.settle(ANN, CODE, "2", "careful")


async def test_people_who_come_to_say_the_same_have_settled_it(at: Office) -> None:
    await all_answer(at, {BEN: {CODE: "3"}})
    assert await at.rounds.revise(BEN, CODE, "2", has_evidence=False)
    done = (await at.round()).settled[CODE]
    assert (done.level, done.reason, done.differed, done.people) == (2, "", True, 3)


@pytest.mark.parametrize("how", ["leaves", "forgets", "is removed"])
async def test_a_person_takes_their_answers_and_what_is_settled_stays(at: Office, how: str) -> None:
    await all_answer(at, {BEN: {CODE: "0", OTHER: "0"}})
    assert await at.rounds.settle(ANN, CODE, "0", "careful")
    if how == "leaves":
        assert await at.colleagues.leave(BEN)
    elif how == "forgets":
        await at.sessions.forget(BEN)
    else:
        assert await at.colleagues.remove(ANN, 2)
    found = await at.round()
    assert {vote.number for vote in found.votes} == {1, 3}
    assert (found.settled[CODE].reason, found.settled[CODE].people) == ("careful", 3)
    assert OTHER not in found.settled
    assert (dict(found.lower_gone), found.stars(STANDARD)) == ({OTHER: 1}, StarRange(0, 0))
    if how == "leaves":
        own = await at.sessions.everything(BEN)
        assert own is not None
        assert (own["votes"], own["assigned"], own["members"]) == ([], [], [])


async def test_the_last_to_leave_ends_the_round(at: Office) -> None:
    await all_answer(at, {})
    for who in (ANN, BEN, CAT):
        assert await at.colleagues.leave(who)
    assert await at.rounds.of(ANN) is None


async def test_who_joins_later_answers_once_they_are_given_something(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.by_domain)
    await at.begun(DAN)
    assert await at.joins(DAN, await at.link()) is JoinResult.done
    assert (await at.round(DAN)).domains_of(4) == ()
    assert await at.rounds.assign(ANN, DOMAIN, (1, 4))
    assert (await at.round(DAN)).domains_of(4) == (DOMAIN,)


async def test_beginning_again_starts_with_nothing_settled(at: Office) -> None:
    await all_answer(at, {})
    assert await at.rounds.begin(ANN, Division.by_domain)
    found = await at.round()
    assert (found.division, found.votes, dict(found.settled)) == (Division.by_domain, (), {})


@ON_BOTH
async def test_two_who_act_at_once_lose_nothing(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.everything)
    await asyncio.gather(*(at.hands_in(who) for who in (ANN, BEN, CAT)))
    found = await at.round()
    assert len(found.votes) == 3 * len(STANDARD.codes)
    assert set(found.settled) == set(STANDARD.codes)
