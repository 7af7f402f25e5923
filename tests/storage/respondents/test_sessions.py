"""Acknowledged answers are stored, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import text

import storage.respondents.sessions
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Past, Session
from storage.database import open_database
from storage.errors import DatabaseUnusable
from storage.respondents.finished import read_past
from storage.respondents.sessions import StoredSessions

DAY = date(2026, 11, 2)
FILE = Attachment("目录.pdf", 20_000_000, "application/pdf", "a" * 64, "telegram:BQACAg")
PLAN = Plan(
    3, DAY, (PlannedStep("risk-management", 1, 3, DAY), PlannedStep("service-level", 2, 3, DAY, "主任", StepState.doing))
)
WHO = Address("telegram", "7000000001")
STRANGER = Session("zh", 0)
BEGUN = Session("zh", 500, "choosing", 1)
ASKING = replace(BEGUN, turn=501, stage="asking")
RATED = replace(ASKING, turn=502, ratings={"demand-management": Rating(2, under_way=True)})


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[StoredSessions]:
    async with open_database(database_url) as database:
        yield StoredSessions(database, "edition-1")


async def begun(sessions: StoredSessions) -> None:
    assert await sessions.save(WHO, STRANGER, BEGUN)
    assert await sessions.save(WHO, BEGUN, ASKING)
    assert await sessions.save(WHO, ASKING, RATED)


async def read_back(sessions: StoredSessions) -> Session | None:
    """Load as another process would: without remembered sessions."""
    return await StoredSessions(sessions._database, "edition-1").load(WHO)


async def test_nothing_is_stored_of_a_stranger(sessions: StoredSessions) -> None:
    assert await read_back(sessions) is None
    assert await sessions.everything(WHO) is None


async def test_a_saved_session_can_be_loaded(sessions: StoredSessions) -> None:
    await begun(sessions)
    assert await read_back(sessions) == RATED


@pytest.mark.parametrize(
    "rating",
    [
        Rating(0),
        Rating(5),
        Rating(4, under_way=True),
        Rating(unsure=True),
        Rating(not_applicable="没有外部伙伴 🤝"),
        Rating(3, evidence=Evidence("x", 3)),
        Rating(3, evidence=Evidence("x", 3, shows="3ac")),
        Rating(4, evidence=Evidence("目录2026版", 4, DAY, date(2026, 1, 1), DAY, FILE)),
    ],
)
async def test_every_kind_of_rating_can_be_stored(sessions: StoredSessions, rating: Rating) -> None:
    await begun(sessions)
    after = replace(RATED, turn=503, ratings={**RATED.ratings, "risk-management": rating})
    assert await sessions.save(WHO, RATED, after)
    assert await read_back(sessions) == after


async def test_evidence_can_be_renewed_and_withdrawn_without_changing_the_rating(sessions: StoredSessions) -> None:
    await begun(sessions)
    named = replace(RATED, turn=503, ratings={"demand-management": Rating(2, True, evidence=Evidence("册子", 2, DAY))})
    taken = replace(RATED, turn=504)
    for before, after in ((RATED, named), (named, taken)):
        assert await sessions.save(WHO, before, after)
        assert await read_back(sessions) == after
    stored = await sessions.everything(WHO)
    assert stored is not None
    assert len(stored["changes"]) == 1


async def test_a_process_of_the_version_before_can_renew_evidence_for_another_rung(sessions: StoredSessions) -> None:
    """It does not know the column `shows`, and leaves the criteria of the rung before. They say nothing about the new rung."""
    await begun(sessions)
    part = Evidence("册子", 3, DAY, shows="3a")
    named = replace(RATED, turn=503, ratings={"demand-management": Rating(3, evidence=part)})
    assert await sessions.save(WHO, RATED, named)
    async with sessions._database.writing() as db:
        await (await db.connection()).execute(text("UPDATE evidence SET rung = 4"))
    found = await read_back(sessions)
    assert found is not None
    assert found.ratings["demand-management"].evidence == replace(part, rung=4, shows="")


async def test_a_plan_can_be_stored_replaced_and_deleted(sessions: StoredSessions) -> None:
    await begun(sessions)
    planned = replace(RATED, turn=503, plan=PLAN)
    other = replace(RATED, turn=504, plan=replace(PLAN, steps=PLAN.steps[1:]), reminders=True, timezone="Asia/Urumqi")
    for before, after in ((RATED, planned), (planned, other), (other, replace(RATED, turn=505))):
        assert await sessions.save(WHO, before, after)
        assert await read_back(sessions) == after


async def test_the_name_of_the_institution_can_be_stored_changed_and_deleted(sessions: StoredSessions) -> None:
    await begun(sessions)
    named = replace(RATED, turn=503, institution="喆堃垚㛃𬭎中心 <b>{ $x }</b>")
    other = replace(RATED, turn=504, institution="𬭎" * 200)
    for before, after in ((RATED, named), (named, other), (other, replace(RATED, turn=505))):
        assert await sessions.save(WHO, before, after)
        assert await read_back(sessions) == after
        stored = await sessions.everything(WHO)
        assert stored is not None
        assert [each["name"] for each in stored["institutions"]] == ([after.institution] if after.institution else [])
        assert [each["role"] for each in stored["members"]] == (["coordinator"] if after.institution else [])


async def test_answers_and_new_assessments_do_not_change_the_name(sessions: StoredSessions) -> None:
    await begun(sessions)
    named = replace(RATED, turn=503, institution="First centre")
    rated = replace(named, turn=504, ratings={**RATED.ratings, "risk-management": Rating(1)})
    anew = replace(rated, turn=505, stage="choosing", assessment=2, ratings={})
    for before, after in ((RATED, named), (named, rated), (rated, anew)):
        assert await sessions.save(WHO, before, after)
        assert await read_back(sessions) == after
        assert await sessions.load(WHO) is after


async def test_a_name_that_comes_too_late_is_not_stored(sessions: StoredSessions) -> None:
    await begun(sessions)
    named = replace(RATED, turn=503, institution="First centre")
    assert await sessions.save(WHO, RATED, named)
    assert not await sessions.save(WHO, RATED, replace(RATED, turn=503, institution="Second centre"))
    assert await read_back(sessions) == named


async def test_forget_deletes_the_name_of_the_institution(sessions: StoredSessions) -> None:
    await begun(sessions)
    await sessions.save(WHO, RATED, replace(RATED, turn=503, institution="First centre"))
    await sessions.forget(WHO)
    assert await sessions.everything(WHO) is None
    assert await sessions.save(WHO, STRANGER, BEGUN)
    assert await read_back(sessions) == BEGUN


async def test_several_ratings_can_change_on_one_turn(sessions: StoredSessions) -> None:
    await begun(sessions)
    after = replace(RATED, turn=503, ratings={**RATED.ratings, "risk-management": Rating(1), "service-level": Rating(2)})
    assert await sessions.save(WHO, RATED, after)
    assert await read_back(sessions) == after


async def test_two_saves_from_the_same_turn_store_one(sessions: StoredSessions) -> None:
    await begun(sessions)
    taps = [replace(RATED, turn=503, ratings={**RATED.ratings, "risk-management": Rating(level)}) for level in range(5)]
    saved = await asyncio.gather(*(sessions.save(WHO, RATED, tap) for tap in taps))
    assert saved.count(True) == 1
    assert await read_back(sessions) == taps[saved.index(True)]
    stored = await sessions.everything(WHO)
    assert stored is not None
    assert len(stored["changes"]) == 2


async def test_two_first_consents_at_once_make_one_respondent(sessions: StoredSessions) -> None:
    saved = await asyncio.gather(*(sessions.save(WHO, STRANGER, replace(BEGUN, turn=turn)) for turn in (10, 20, 30)))
    assert saved.count(True) == 1


async def test_the_log_holds_each_change_of_a_rating(sessions: StoredSessions) -> None:
    await begun(sessions)
    again = replace(RATED, turn=503, ratings={"demand-management": Rating(3)})
    assert await sessions.save(WHO, RATED, again)
    stored = await sessions.everything(WHO)
    assert stored is not None
    log = sorted(stored["changes"], key=lambda change: change["turn"])
    assert [(c["subdomain"], c["before"], c["after"]) for c in log] == [
        ("demand-management", None, "2+"),
        ("demand-management", "2+", "3"),
    ]


async def test_the_log_tells_which_criteria_changed(sessions: StoredSessions) -> None:
    await begun(sessions)
    before = RATED
    for turn, ticked in enumerate(("3a", "3a5bc", ""), 503):
        ratings = {**RATED.ratings, "demand-management": Rating(2, under_way=True, ticked=ticked)}
        after = replace(before, turn=turn, ratings=ratings)
        assert await sessions.save(WHO, before, after)
        before = after
    stored = await sessions.everything(WHO)
    assert stored is not None
    log = sorted(stored["changes"], key=lambda change: change["turn"])
    assert [(change["before"], change["after"]) for change in log] == [
        (None, "2+"),
        ("2+", "2+ 3a"),
        ("2+ 3a", "2+ 3a5bc"),
        ("2+ 3a5bc", "2+"),
    ]


async def test_a_new_assessment_keeps_the_old_one_in_the_history(sessions: StoredSessions) -> None:
    await begun(sessions)
    done = replace(RATED, turn=503, stage="finished")
    assert await sessions.save(WHO, RATED, done)
    anew = replace(BEGUN, turn=504, assessment=2, past=(Past(1, datetime.now(UTC).date(), RATED.ratings),))
    assert await sessions.save(WHO, done, anew)
    assert await sessions.load(WHO) is anew
    loaded = await read_back(sessions)
    assert loaded is not None
    assert [(past.number, past.ratings) for past in loaded.past] == [(1, RATED.ratings)]
    assert replace(loaded, past=()) == replace(anew, past=())
    stored = await sessions.everything(WHO)
    assert stored is not None
    assert [(a["number"], a["finished_at"] is not None) for a in stored["assessments"]] == [(1, True), (2, False)]
    assert [r["assessment"] for r in stored["ratings"]] == [1]


async def test_an_assessment_that_begins_as_the_plan_changes_is_kept_and_finished(sessions: StoredSessions) -> None:
    """Answers of the old assessment no longer count for the plan, so both change on one turn."""
    await begun(sessions)
    planned = replace(RATED, turn=503, plan=PLAN)
    anew = replace(BEGUN, turn=504, assessment=2, plan=replace(PLAN, steps=PLAN.steps[1:]))
    done = replace(anew, turn=505, stage="finished")
    for before, after in ((RATED, planned), (planned, anew), (anew, done)):
        assert await sessions.save(WHO, before, after)
    loaded = await read_back(sessions)
    assert loaded is not None
    assert [past.number for past in loaded.past] == [2]


async def test_a_load_never_mixes_two_turns(sessions: StoredSessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan and past are read later. If they belonged to another turn, the session would be one that never existed."""
    await begun(sessions)
    done = replace(RATED, turn=503, stage="finished", institution="First centre")
    paused = replace(done, turn=504, stage="paused", institution="Second centre", plan=PLAN)
    assert await sessions.save(WHO, RATED, done)

    async def slow(*where: Any) -> tuple[Past, ...]:
        await sessions.save(WHO, done, paused)
        return await read_past(*where)

    monkeypatch.setattr(storage.respondents.sessions, "read_past", slow)
    loaded = await StoredSessions(sessions._database, "edition-1").load(WHO)
    assert loaded is not None
    assert replace(loaded, past=()) in (done, paused)


async def test_forget_leaves_nothing(sessions: StoredSessions) -> None:
    await begun(sessions)
    await sessions.forget(WHO)
    assert await sessions.everything(WHO) is None
    assert not await sessions.save(WHO, RATED, replace(RATED, turn=503, stage="paused"))


async def test_a_purge_deletes_old_respondents_only(database_url: str) -> None:
    async with open_database(database_url) as database:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        old, new = StoredSessions(database, "e", lambda: now), StoredSessions(database, "e", lambda: now + timedelta(days=800))
        await old.save(WHO, STRANGER, BEGUN)
        await new.save(Address("web", "abc"), STRANGER, BEGUN)
        assert await new.purge(now + timedelta(days=1)) == 1
        assert await new.load(WHO) is None
        assert await new.load(Address("web", "abc")) == BEGUN


async def test_a_missing_embedded_database_is_created(new_sqlite_url: str) -> None:
    for before, after in ((STRANGER, BEGUN), (BEGUN, ASKING)):
        async with open_database(new_sqlite_url) as database:
            assert await StoredSessions(database, "edition-1").save(WHO, before, after)


async def test_a_server_database_that_is_behind_is_refused(postgres: object) -> None:
    postgres.psql("CREATE DATABASE behind;")  # type: ignore[attr-defined]
    with pytest.raises(DatabaseUnusable, match="run: xingjie migrate"):
        async with open_database(postgres.get_uri(database="behind")):  # type: ignore[attr-defined]
            pass


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "sqlite:////proc/none/x.db"])
async def test_an_unusable_address_raises_database_unusable(url: str) -> None:
    with pytest.raises((DatabaseUnusable, OSError)):
        async with open_database(url):
            pass
