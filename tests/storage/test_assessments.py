"""What is acknowledged is stored, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Session
from storage.assessments import Assessments
from storage.database import DatabaseUnusable, open_database

WHO = Address("telegram", "7000000001")
STRANGER = Session("zh", 0)
BEGUN = Session("zh", 500, "choosing", 1)
ASKING = replace(BEGUN, turn=501, stage="asking")
RATED = replace(ASKING, turn=502, ratings={"demand-management": Rating(2, under_way=True)})


@pytest.fixture
async def assessments(database_url: str) -> AsyncIterator[Assessments]:
    async with open_database(database_url) as database:
        yield Assessments(database, "edition-1")


async def begun(assessments: Assessments) -> None:
    assert await assessments.save(WHO, STRANGER, BEGUN)
    assert await assessments.save(WHO, BEGUN, ASKING)
    assert await assessments.save(WHO, ASKING, RATED)


async def test_nothing_is_stored_of_a_stranger(assessments: Assessments) -> None:
    assert await assessments.load(WHO) is None
    assert await assessments.everything(WHO) is None


async def test_what_was_saved_is_loaded(assessments: Assessments) -> None:
    await begun(assessments)
    assert await assessments.load(WHO) == RATED


@pytest.mark.parametrize(
    "rating",
    [
        Rating(0),
        Rating(5),
        Rating(4, under_way=True),
        Rating(unsure=True),
        Rating(not_applicable="没有外部伙伴 🤝"),
        Rating(3, evidence="x"),
    ],
)
async def test_every_kind_of_rating_survives(assessments: Assessments, rating: Rating) -> None:
    await begun(assessments)
    after = replace(RATED, turn=503, ratings={**RATED.ratings, "risk-management": rating})
    assert await assessments.save(WHO, RATED, after)
    assert await assessments.load(WHO) == after


async def test_of_two_at_the_same_turn_one_is_stored(assessments: Assessments) -> None:
    await begun(assessments)
    taps = [replace(RATED, turn=503, ratings={**RATED.ratings, "risk-management": Rating(level)}) for level in range(5)]
    saved = await asyncio.gather(*(assessments.save(WHO, RATED, tap) for tap in taps))
    assert saved.count(True) == 1
    assert await assessments.load(WHO) == taps[saved.index(True)]
    stored = await assessments.everything(WHO)
    assert stored is not None
    assert len(stored["changes"]) == 2


async def test_two_first_consents_at_once_make_one_respondent(assessments: Assessments) -> None:
    saved = await asyncio.gather(*(assessments.save(WHO, STRANGER, replace(BEGUN, turn=turn)) for turn in (10, 20, 30)))
    assert saved.count(True) == 1


async def test_the_log_tells_who_changed_what_from_what_to_what(assessments: Assessments) -> None:
    await begun(assessments)
    again = replace(RATED, turn=503, ratings={"demand-management": Rating(3)})
    assert await assessments.save(WHO, RATED, again)
    stored = await assessments.everything(WHO)
    assert stored is not None
    log = sorted(stored["changes"], key=lambda change: change["turn"])
    assert [(c["subdomain"], c["before"], c["after"]) for c in log] == [
        ("demand-management", None, "2+"),
        ("demand-management", "2+", "3"),
    ]


async def test_a_new_assessment_leaves_the_old_one_in_the_history(assessments: Assessments) -> None:
    await begun(assessments)
    done = replace(RATED, turn=503, stage="finished")
    assert await assessments.save(WHO, RATED, done)
    anew = replace(BEGUN, turn=504, assessment=2)
    assert await assessments.save(WHO, done, anew)
    assert await assessments.load(WHO) == anew
    stored = await assessments.everything(WHO)
    assert stored is not None
    assert [(a["number"], a["finished_at"] is not None) for a in stored["assessments"]] == [(1, True), (2, False)]
    assert [r["assessment"] for r in stored["ratings"]] == [1]


async def test_forget_leaves_nothing(assessments: Assessments) -> None:
    await begun(assessments)
    await assessments.forget(WHO)
    assert await assessments.everything(WHO) is None
    assert not await assessments.save(WHO, RATED, replace(RATED, turn=503, stage="paused"))


async def test_what_is_old_is_purged(database_url: str) -> None:
    async with open_database(database_url) as database:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        old, new = Assessments(database, "e", lambda: now), Assessments(database, "e", lambda: now + timedelta(days=800))
        await old.save(WHO, STRANGER, BEGUN)
        await new.save(Address("web", "abc"), STRANGER, BEGUN)
        assert await new.purge(now + timedelta(days=1)) == 1
        assert await new.load(WHO) is None
        assert await new.load(Address("web", "abc")) == BEGUN


async def test_a_server_database_that_is_behind_is_refused(postgres: object) -> None:
    postgres.psql("CREATE DATABASE behind;")  # type: ignore[attr-defined]
    with pytest.raises(DatabaseUnusable, match="run: xingjie migrate"):
        async with open_database(postgres.get_uri(database="behind")):  # type: ignore[attr-defined]
            pass


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "sqlite:////proc/none/x.db"])
async def test_an_unusable_address_is_said_plainly(url: str) -> None:
    with pytest.raises((DatabaseUnusable, OSError)):
        async with open_database(url):
            pass
