"""Backups with answers of institutions: what is settled, planned, allowed and lent is the same in the restored database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.assessment.plan import Plan, PlannedStep
from flows.assessment.rating import Rating
from flows.institution.division import Division
from flows.institution.result import Allowed
from storage.errors import DatabaseUnusable
from storage.institutions.institution_plans import InstitutionPlans
from storage.institutions.round_results import RoundResults
from storage.transfer.backup import back_up, restore
from storage.transfer.copying import copy_database
from tests.people.offices import ANN, BEN, CAT, STANDARD, office
from tests.storage.transfer.backup_files import altered, held, summed_again

CODE, OTHER = [sub.code for sub in STANDARD.ticked(1)][:2]
PLAN = Plan(3, date(2026, 11, 1), (PlannedStep(CODE, 1, 3, date(2027, 2, 1), "Benny"),))


async def answered(url: str) -> None:
    """Let three people hand in, differ, settle and lower an answer, plan, agree, and lend evidence."""
    async with office(url) as at:
        await at.three()
        assert await at.rounds.begin(ANN, Division.everything)
        for who in (ANN, BEN, CAT):
            await at.hands_in(who, {CODE: "0"} if who is BEN else None)
        assert await at.rounds.settle(ANN, CODE, "0", "careful")
        assert await at.rounds.lower(ANN, OTHER, "1", "No record yet")
        before = await at.load(BEN)
        named = {**before.ratings, OTHER: Rating(2).with_evidence(Evidence("Ben's file", 2))}
        assert await at.sessions.save(BEN, before, replace(before, turn=before.turn + 1, ratings=named))
        results, number = RoundResults(at.database, STANDARD, at.now), (await at.round()).id
        for who in (ANN, BEN, CAT):
            assert await results.allow(who, number, Allowed(shares_answers=True, lends_evidence=who is BEN))
        assert await InstitutionPlans(at.database).change(ANN, lambda _: PLAN)


async def read(url: str) -> tuple[object, ...]:
    """What two colleagues read of their institution."""
    async with office(url) as at:
        results, plans = RoundResults(at.database, STANDARD, at.now), InstitutionPlans(at.database)
        found = [(await results.of(who), await results.answers(who), await plans.of(who)) for who in (ANN, BEN)]
        given = found[0][1]
        assert given is not None
        assert found[0][2] == PLAN
        assert (given.ratings[CODE].level, given.ratings[OTHER].level) == (0, 1)
        assert given.together.votes[CODE]
        return tuple(found)


STAYS = pytest.mark.long("the star of a plan, and other altered values in test_plausible_reviews.py")


async def test_answers_of_an_institution_are_restored(database_url: str, tmp_path: Path) -> None:
    await answered(database_url)
    before = await read(database_url)
    await back_up(database_url, tmp_path / "b.db")
    target = f"sqlite:///{tmp_path / 'restored' / 'x.db'}"
    await restore(target, tmp_path / "b.db", replace=False)
    assert await read(target) == before
    back = f"sqlite:///{tmp_path / 'back' / 'y.db'}"
    await copy_database(database_url, back)
    assert await read(back) == before
    await restore(database_url, tmp_path / "b.db", replace=True)
    assert await read(database_url) == before


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE institution_plans SET star = 9", "institution_plans.star"),
        pytest.param("UPDATE institution_steps SET to_rung = 9", "institution_steps.to_rung", marks=STAYS),
        pytest.param("UPDATE institution_steps SET number = 0", "institution_steps.number", marks=STAYS),
    ],
)
async def test_altered_answers_are_refused(sqlite_url: str, tmp_path: Path, statement: str, says: str) -> None:
    await answered(sqlite_url)
    file = tmp_path / "b.db"
    await back_up(sqlite_url, file)
    before = await held(sqlite_url)
    altered(statement)(file)
    await summed_again(file)
    with pytest.raises(DatabaseUnusable, match=says):
        await restore(sqlite_url, file, replace=True)
    assert await held(sqlite_url) == before
