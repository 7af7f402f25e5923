"""What is not settled stays open when the person who answered lowest goes, whichever way they go; on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlmodel import select

from flows.assessment.rating import Rating
from flows.assessment.scorecard import StarRange
from flows.institution.division import Division
from flows.institution.settling import NotSettled
from storage.errors import DatabaseUnusable
from storage.institution_tables import LowerGoneRow, VoteRow
from storage.institutions.colleagues import JoinResult
from storage.institutions.round_results import RoundResults
from storage.transfer.backup import back_up, restore
from tests.both_engines import ON_BOTH
from tests.people.offices import ANN, BEN, CAT, DAN, STANDARD, Office, office
from tests.storage.transfer.backup_files import altered, held, summed_again

CODE = STANDARD.ticked(1)[0].code
DOMAIN = STANDARD.subdomain(CODE).domain


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        await differed(opened)
        yield opened


async def differed(at: Office, *, evidence: bool = False) -> None:
    """Three people answer everything; on one subdomain Ben says less than the other two."""
    await at.three()
    assert await at.rounds.begin(ANN, Division.everything)
    for who in (ANN, BEN, CAT):
        await at.hands_in(who, {CODE: "0"} if who is BEN else None, evidence=evidence)


async def leaves(at: Office) -> None:
    assert await at.colleagues.leave(BEN)


async def forgets(at: Office) -> None:
    await at.sessions.forget(BEN)


async def is_removed(at: Office) -> None:
    assert await at.colleagues.remove(ANN, 2)


async def joins_another(at: Office) -> None:
    await at.begun(DAN, "Second Help")
    assert await at.joins(BEN, await at.link(DAN)) is JoinResult.done


async def answers_it_no_longer(at: Office) -> None:
    assert await at.rounds.assign(ANN, DOMAIN, (1, 3))


async def is_silent_too_long(at: Office) -> None:
    for who in (ANN, CAT):
        session = await at.load(who)
        at.later(days=1)
        assert await at.sessions.save(who, session, session)
    assert await at.sessions.purge(at.now() - timedelta(days=1)) == 1


GOES = [leaves, forgets, is_removed, joins_another, answers_it_no_longer]


@ON_BOTH
@pytest.mark.parametrize("goes", GOES, ids=[each.__name__ for each in GOES])
async def test_whichever_way_the_lowest_goes_nothing_rises(at: Office, goes: Callable[[Office], Awaitable[None]]) -> None:
    results = RoundResults(at.database, STANDARD, at.now)
    before = await results.answers(ANN)
    assert before is not None
    assert (before.ratings[CODE], (await at.round()).stars(STANDARD)) == (Rating(0), StarRange(0, 2))
    await goes(at)
    found, after = await at.round(), await results.answers(ANN)
    assert after is not None
    assert (dict(found.lower_gone), found.stars(STANDARD)) == ({CODE: 1}, StarRange(0, 2))
    assert after.ratings[CODE] == Rating(unsure=True)
    (told,) = after.together.differed
    assert (told.code, told.people, told.is_open, told.lower_gone) == (CODE, 3, True, True)
    async with at.database.reading() as db:
        assert {row.level for row in await db.exec(select(VoteRow).where(VoteRow.subdomain == CODE))} == {2}


async def test_it_stays_open_until_the_coordinator_settles_it_with_a_reason(at: Office) -> None:
    await leaves(at)
    # Another change settles what people agree on, but not this.
    assert await at.rounds.assign(ANN, STANDARD.domains[-1].code, (1, 3))
    assert CODE not in (await at.round()).settled
    for mark, reason in (("2", ""), ("2", "We talked"), ("1", "We talked")):
        with pytest.raises(NotSettled):
            await at.rounds.settle(ANN, CODE, mark, reason)
    assert not await at.rounds.settle(CAT, CODE, "0", "I say so")
    assert await at.rounds.revise(CAT, CODE, "2", has_evidence=True)
    assert CODE not in (await at.round()).settled
    assert await at.rounds.settle(ANN, CODE, "2", "Cat has the file")
    found = await at.round()
    assert (found.settled[CODE].reason, found.settled[CODE].people, dict(found.lower_gone)) == ("Cat has the file", 3, {})
    assert found.stars(STANDARD) == StarRange(2, 2)


async def test_a_new_round_keeps_the_result_of_this_one_as_not_sure(at: Office) -> None:
    await leaves(at)
    assert await at.rounds.begin(ANN, Division.everything)
    kept = await RoundResults(at.database, STANDARD, at.now).answers(ANN)
    assert kept is not None
    assert (kept.ratings[CODE], kept.together.gone) == (Rating(unsure=True), (CODE,))


async def test_two_who_go_one_after_the_other_are_both_counted(at: Office) -> None:
    assert await at.rounds.revise(CAT, CODE, "1", has_evidence=False)
    await leaves(at)
    assert await at.colleagues.leave(CAT)
    assert dict((await at.round()).lower_gone) == {CODE: 2}


async def test_the_highest_who_goes_changes_nothing(at: Office) -> None:
    assert await at.colleagues.remove(ANN, 3)
    found = await at.round()
    assert (dict(found.lower_gone), found.stars(STANDARD)) == ({}, StarRange(0, 2))


async def test_who_takes_over_a_domain_of_everybody_who_differed_does_not_settle_it_alone(at: Office) -> None:
    await at.begun(DAN)
    assert await at.joins(DAN, await at.link()) is JoinResult.done
    assert await at.rounds.assign(ANN, DOMAIN, (4,))
    await at.hands_in(DAN, {CODE: "4"})
    found = await at.round()
    assert CODE not in found.settled
    assert found.stars(STANDARD).low == 0


async def test_people_who_are_deleted_because_they_are_silent_leave_it_open_too(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await differed(at)
        await is_silent_too_long(at)
        assert dict((await at.round()).lower_gone) == {CODE: 1}


async def test_nothing_of_who_has_gone_is_in_what_is_kept(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await differed(at)
        await forgets(at)
        async with at.database.reading() as db:
            (kept,) = await db.exec(select(LowerGoneRow))
        assert kept.model_dump(exclude={"round_id"}) == {"subdomain": CODE, "people": 1}


async def test_a_backup_keeps_it_open(sqlite_url: str, tmp_path: Path) -> None:
    async with office(sqlite_url) as at:
        await differed(at)
        await leaves(at)
        before = await at.round()
    await back_up(sqlite_url, tmp_path / "b.db")
    target = f"sqlite:///{tmp_path / 'restored.db'}"
    await restore(target, tmp_path / "b.db", replace=False)
    async with office(target) as at:
        assert await at.round() == before


async def test_a_backup_that_says_nobody_has_gone_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    async with office(sqlite_url) as at:
        await differed(at)
        await leaves(at)
    file, before = tmp_path / "b.db", await held(sqlite_url)
    await back_up(sqlite_url, file)
    altered("PRAGMA ignore_check_constraints = 1", "UPDATE lower_gone SET people = 0")(file)
    await summed_again(file)
    with pytest.raises(DatabaseUnusable, match=r"lower_gone\.people"):
        await restore(sqlite_url, file, replace=True)
    assert await held(sqlite_url) == before
