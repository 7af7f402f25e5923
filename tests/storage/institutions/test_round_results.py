"""Results of institutions on both engines: which round counts, who answered, what people allow, and whose evidence goes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.institution.answers import InstitutionAnswers, Said
from flows.institution.division import Division
from flows.institution.result import Allowed, RoundResult
from storage.institutions.round_results import RoundResults
from tests.both_engines import ON_BOTH
from tests.people.offices import ANN, BEN, CAT, DAN, NAME, STANDARD, Office, office

CODE, OTHER = [sub.code for sub in STANDARD.ticked(1)][:2]
DOMAIN = STANDARD.subdomain(CODE).domain
LENDS, SHARES = Allowed(lends_evidence=True), Allowed(shares_answers=True)


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        await opened.three()
        yield opened


def results_of(at: Office) -> RoundResults:
    return RoundResults(at.database, STANDARD, at.now)


async def result(at: Office, who: Address = ANN) -> RoundResult:
    found = await results_of(at).of(who)
    assert found is not None
    return found


async def answers(at: Office, who: Address = ANN) -> InstitutionAnswers:
    found = await results_of(at).answers(who)
    assert found is not None
    return found


async def all_hand_in(at: Office, marks: dict[Address, dict[str, str]]) -> int:
    assert await at.rounds.begin(ANN, Division.everything)
    for who in (ANN, BEN, CAT):
        await at.hands_in(who, marks.get(who))
    return (await at.round()).id


async def allows(at: Office, who: Address, allowed: Allowed) -> bool:
    return await results_of(at).allow(who, (await result(at, who)).round.id, allowed)


async def names(at: Office, who: Address, code: str, what: str, rung: int = 2) -> None:
    """Let a person answer one question of their own self-check, and name evidence for it."""
    before = await at.load(who)
    rating = Rating(rung).with_evidence(Evidence(what, rung))
    assert await at.sessions.save(who, before, replace(before, turn=before.turn + 1, ratings={**before.ratings, code: rating}))


async def test_before_everything_has_an_answer_nothing_goes(at: Office) -> None:
    assert await results_of(at).of(ANN) is None
    assert await at.rounds.begin(ANN, Division.everything)
    await at.hands_in(ANN)
    found = await result(at)
    assert (found.is_complete, found.is_open, found.round.answered) == (False, True, 1)
    assert await results_of(at).answers(ANN) is None


@ON_BOTH
async def test_the_settled_answers_count_with_people_reasons_and_day(at: Office) -> None:
    await all_hand_in(at, {BEN: {CODE: "0", OTHER: "1"}})
    assert await at.rounds.settle(ANN, CODE, "0", "careful")
    given = await answers(at)
    assert (given.ratings[CODE].level, given.ratings[OTHER].level) == (0, 1)
    assert given.together.people == 3
    assert [(each.code, each.reason, each.is_open) for each in given.together.differed] == [
        (code, "careful" if code == CODE else "", code == OTHER) for code in STANDARD.codes if code in (CODE, OTHER)
    ]
    assert given.on == at.now().date()
    assert given == await answers(at, BEN)


async def test_who_left_still_counts_and_who_is_taken_off_does_not(at: Office) -> None:
    await all_hand_in(at, {})
    assert await at.colleagues.leave(BEN)
    assert (await result(at)).round.answered == 3
    for domain in STANDARD.domains:
        assert await at.rounds.assign(ANN, domain.code, (1,))
    assert (await result(at)).round.answered == 2
    assert (await result(at)).is_complete


async def test_a_new_round_keeps_the_result_before_it_until_it_has_come_as_far(at: Office) -> None:
    first = await all_hand_in(at, {BEN: {CODE: "0"}})
    assert await at.rounds.begin(ANN, Division.everything)
    found = await result(at)
    assert (found.round.id, found.goes_on, found.is_open) == (first, True, False)
    # What nobody settled stays the lowest answer, also after everybody has gone.
    assert (await answers(at)).together.open == (CODE,)
    for who in (BEN, CAT):
        assert await at.colleagues.leave(who)
    assert (await answers(at)).ratings[CODE].level == 0
    for domain in STANDARD.domains:
        assert await at.rounds.assign(ANN, domain.code, (1,))
    at.later(days=1)
    await at.hands_in(ANN)
    now = await result(at)
    assert (now.round.id, now.goes_on) != (first, True)
    assert [each.id for each in await results_of(at).history(ANN)] == [first, now.round.id]


async def test_a_settled_answer_is_lowered_by_the_coordinator_alone(at: Office) -> None:
    await all_hand_in(at, {})
    assert not await at.rounds.lower(BEN, CODE, "1", "why")
    assert not await at.rounds.lower(ANN, "no-such", "1", "why")
    assert await at.rounds.lower(ANN, CODE, "1", "No record yet")
    given = await answers(at)
    assert given.ratings[CODE].level == 1
    assert [each.reason for each in given.together.differed] == ["No record yet"]


async def test_single_answers_go_only_while_all_agree(at: Office) -> None:
    await all_hand_in(at, {BEN: {CODE: "0"}})
    for who in (ANN, BEN):
        assert await allows(at, who, SHARES)
    assert not (await answers(at)).together.votes
    assert await allows(at, CAT, SHARES)
    assert (await answers(at)).together.votes[CODE] == (Said(0), Said(2), Said(2))
    assert await allows(at, CAT, Allowed())
    assert not (await answers(at)).together.votes
    # An agreement is about one round.
    assert await allows(at, CAT, SHARES)
    await all_hand_in(at, {})
    assert not (await answers(at)).together.votes


async def test_evidence_of_a_colleague_goes_only_if_they_lend_it(at: Office) -> None:
    assert await at.rounds.begin(ANN, Division.everything)
    assert await at.rounds.assign(ANN, DOMAIN, (1, 2))
    for who in (ANN, BEN, CAT):
        await at.hands_in(who)
    for who, what in ((BEN, "Ben's file"), (CAT, "Cat's file")):
        await names(at, who, CODE, what)
    assert (await answers(at)).ratings[CODE].evidence is None
    # Cat did not answer this domain, so their file is not part of it.
    assert await allows(at, CAT, LENDS)
    assert (await answers(at)).ratings[CODE].evidence is None
    assert await allows(at, BEN, LENDS)
    assert (await answers(at)).ratings[CODE].evidence == Evidence("Ben's file", 2)
    await names(at, ANN, CODE, "Ann's file")
    assert (await answers(at)).ratings[CODE].evidence == Evidence("Ann's file", 2)


async def test_who_leaves_takes_what_they_allow_along(at: Office) -> None:
    await all_hand_in(at, {})
    await names(at, BEN, CODE, "Ben's file")
    assert await allows(at, BEN, Allowed(True, True))
    stored = await at.sessions.everything(BEN)
    assert stored is not None
    assert [(row["shares_answers"], row["lends_evidence"]) for row in stored["allowed"]] == [(True, True)]
    await at.sessions.forget(BEN)
    found = await answers(at)
    assert found.ratings[CODE].evidence is None
    assert found.together.people == 3
    assert not (await result(at)).allowed


async def test_others_see_and_allow_nothing(at: Office) -> None:
    round_id = await all_hand_in(at, {})
    await at.begun(DAN, NAME)
    results = results_of(at)
    assert await results.of(DAN) is None
    assert await results.answers(DAN) is None
    assert await results.history(DAN) == ()
    assert not await results.allow(DAN, round_id, SHARES)
    stranger = Address("web", "nobody")
    assert await results.of(stranger) is None
    assert not await results.allow(stranger, round_id, SHARES)
    assert await at.colleagues.leave(CAT)
    assert await results.of(CAT) is None
    assert not await results.allow(CAT, round_id, SHARES)
