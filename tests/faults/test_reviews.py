"""A short run of `python -m tests.faults.reviews`, and that its comparison finds what is wrong."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.review.states import CaseEvent, CaseState
from flows.standard.loader import shipped
from tests.faults.reviews.case import CaseDrive
from tests.faults.reviews.engines import PROCESSES
from tests.faults.reviews.ratings import rate_until
from tests.faults.reviews.run import Plan, Served, run, served
from tests.people.rated_twice import a_quarter_passes, draw


@pytest.mark.long("tests/storage/review presses again, issues two results at once, and none if the seal fails")
async def test_reviews_survive_kills(database_url: str, tmp_path: Path) -> None:
    processes = PROCESSES[database_url.partition(":")[0]]
    figures = await run(database_url, Plan(4, institutions=3, associations=1, processes=processes, seed=1), tmp_path)
    assert figures.is_clean, figures
    assert sum(figures.cut.values())
    assert figures.cases


async def issued(under_way: Served) -> int:
    """Let an institution hand in until a result is issued that nobody rescinds; its case. Its files are handed in with it."""
    dice = random.Random(1)
    while True:
        case = CaseDrive(under_way.people.institutions[0], dice)
        case.whims.share, case.whims.rescinds = "file", False
        if await case.go() is CaseState.issued:
            return case.number


async def changed(under_way: Served, statement: str) -> None:
    async with under_way.database.writing() as db:
        await (await db.connection()).execute(text(statement))


@pytest.mark.long("no run with kills is in make test")
async def test_the_comparison_finds_what_is_lost_doubled_and_half(database_url: str, tmp_path: Path) -> None:
    async with served(database_url, Plan(institutions=1, associations=1), tmp_path) as under_way:
        case, ledger, over = await issued(under_way), under_way.people.ledger, asyncio.Event()
        await a_quarter_passes(under_way.database)
        await draw(under_way.database, shipped().edition)
        over.set()
        readers = under_way.people.associations[0].readers
        await asyncio.gather(*(rate_until(reader, over, random.Random(1)) for reader in readers))
        await under_way.servers.stop()
        assert (whole := await under_way.look()).said == []
        assert whole.issued
        ledger.begin(case, CaseEvent.withdraw).is_done = True
        assert (await under_way.look()).lost == 1
        ledger.steps.pop()
        submitted = next(step for step in ledger.steps if step.key.event is CaseEvent.submit)
        submitted.is_done = False
        assert (await under_way.look()).doubled == 1
        submitted.is_done = True
        ledger.rated[-1].what = "decline"
        assert (await under_way.look()).ratings
        await changed(under_way, "UPDATE ratings SET verified = NULL")
        assert (await under_way.look()).answers
        await changed(under_way, "DELETE FROM audit_log WHERE detail = 'issue'")
        assert (await under_way.look()).half == 1
        await changed(under_way, "UPDATE review_decisions SET text = 'Great'")
        assert (await under_way.look()).half > 1
        for file in (tmp_path / "data" / "evidence").iterdir():
            file.write_bytes(b"x")
        assert (await under_way.look()).files
        next((tmp_path / "data").glob("*.toml")).unlink()
        assert (await under_way.look()).seals
