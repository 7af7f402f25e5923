"""How long a broadcast takes at its pace, in simulated time: `python -m tests.faults.broadcast_pace` sends to 10,000 people.

The worker, its leases and its pace are those of the bot, over a real SQLite file. Only the clock is simulated: a call takes 300 ms,
and each operation of the database 5 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from bisect import bisect_left
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Call, Worker
from storage.database import open_database
from storage.deliveries.batches import Batches
from storage.deliveries.leases import PACE, Delivery
from storage.tables import DeliveryState
from tests.faults.report import BUILD, add_others
from tests.people.recipients import KIND, recipients, stored
from tests.people.simulated_time import SimulatedDeliveries, SimulatedTime
from tests.postgres import place

CALL_S, OPERATION_S = 0.3, 0.005
SAME = 0.03


@dataclass(frozen=True)
class Pace:
    """What a run showed: how long it took, how long the pace alone takes, in seconds, and the most calls in one second."""

    people: int
    sent: int
    seconds: float
    expected_s: float
    most_in_a_second: int

    @property
    def is_kept(self) -> bool:
        """Whether all was sent, as fast as the pace allows, within 3 %."""
        return self.sent == self.people and abs(self.seconds - self.expected_s) <= SAME * self.expected_s


class _Chat:
    """A face whose calls take CALL_S of the simulated time; it writes down when each is made."""

    def __init__(self, time: SimulatedTime) -> None:
        self._time = time
        self.at: list[float] = []

    async def prepare(self, _delivery: Delivery) -> Call | None:
        async def call() -> SendReport:
            self.at.append(self._time.now.timestamp())
            await self._time.sleep(CALL_S)
            return SendReport(SendOutcome.arrived)

        return call


async def run(url: str, people: int) -> Pace:
    """Send to this number of people over a new database."""
    time = SimulatedTime()
    places = {"moment": ("leases", "batches"), "present": ("leases", "pace")}
    patches = [
        patch(f"storage.deliveries.{module}.{name}", getattr(time, name))
        for name, modules in places.items()
        for module in modules
    ]
    for each in patches:
        each.start()
    try:
        async with open_database(url) as database, time.running():
            await stored(database, people)
            batch = await Batches(database).create(KIND, recipients(people))
            deliveries = SimulatedDeliveries(database)
            deliveries.time, deliveries.cost_s = time, OPERATION_S
            chat = _Chat(time)
            await Worker(deliveries, {KIND: chat}, sleep=time.sleep).work_off()
            progress = await Batches(database).progress(batch)
    finally:
        for each in patches:
            each.stop()
    assert progress is not None
    most = max(bisect_left(chat.at, start + 1) - number for number, start in enumerate(chat.at))
    seconds = chat.at[-1] - chat.at[0] + PACE.total_seconds()
    return Pace(people, progress.counts.get(DeliveryState.sent, 0), round(seconds, 2), people * PACE.total_seconds(), most)


def main() -> int:
    """Make a run. Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        pace = asyncio.run(run(f"sqlite:///{Path(folder) / 'x.db'}", wanted.people))
    found = {"run": "broadcast, pace, simulated time", **asdict(pace)}
    print(json.dumps(found))
    add_others([found], BUILD)
    return 0 if pace.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
