"""A short run of `python -m tests.faults.broadcast`: nobody gets a message twice, nobody is left out, the progress is true."""

from __future__ import annotations

import pytest

from tests.faults import broadcast_pace
from tests.faults.broadcast import Plan, run


@pytest.mark.long("test_leases.py takes over what a dead process had")
async def test_a_broadcast_survives_kills_and_faults_of_telegram(database_url: str) -> None:
    processes = 1 if database_url.startswith("sqlite") else 2
    plan = Plan(people=100, processes=processes, kills=3, pace_s=0.02, lease_s=2.0, call_s=0.01, seed=1)
    figures = await run(database_url, plan)
    assert figures.kills == 3
    assert figures.is_clean(), figures
    assert set(figures.faults) == {"429", "403", "500", "cut before", "cut after"}


@pytest.mark.long("test_batches.py gives out slots by the pace")
async def test_people_are_written_to_as_fast_as_the_pace_allows_and_no_faster(sqlite_url: str) -> None:
    pace = await broadcast_pace.run(sqlite_url, 200)
    assert pace.is_kept, pace
    assert pace.most_in_a_second <= 21
