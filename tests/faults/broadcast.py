"""A broadcast to many people while processes are killed and Telegram fails: who got it, how often, how fast.

`python -m tests.faults.broadcast` sends to 2,000 people, 20 a second, and kills 20 processes at random moments. On SQLite one
process sends, and each time another one takes its place. On PostgreSQL two send, and after the last kill the living one finishes
alone. Telegram answers some calls with 429, 403 and 500, and cuts some, before or after it has carried them out. Halfway the batch
is paused for a second. After each restart the progress is held against what Telegram has carried out. It prints figures as JSON,
and adds them to build/faults.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from asyncio.subprocess import Process
from bisect import bisect_left
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from storage.database import migrate
from storage.tables import DeliveryState
from tests.faults.broadcast_parts import FailingTelegram, broadcast_to, states_of, work
from tests.faults.report import BUILD, add_others
from tests.people.recipients import Post, post
from tests.postgres import own
from tests.warm.starting import python

LOOK_S = 0.02
PAUSE_S = 1.0
# A message in one of these may have been carried out.
MAY_HAVE_ARRIVED = (DeliveryState.sent, DeliveryState.uncertain, DeliveryState.sending)


@dataclass(frozen=True)
class Plan:
    """How a run goes. `call_s` is how long one call takes, `calls_at_once` how many a process has in flight at most."""

    people: int
    processes: int
    kills: int = 20
    pace_s: float = 0.05
    lease_s: float = 5.0
    call_s: float = 0.02
    calls_at_once: int = 1
    seed: int = 0


@dataclass(frozen=True)
class Figures:
    """What a run showed.

    `skipped` counts people whom no call reached and of whom the progress does not say that it is uncertain, blocked or open.
    `doubled` counts people who got the message twice. `uncertain_by_kill` counts uncertain messages that no fault of Telegram
    explains: the calls in flight of a killed process. `untrue` counts differences between the progress and what Telegram has
    carried out.
    """

    people: int
    kills: int
    faults: dict[str, int]
    sent: int
    blocked: int
    uncertain: int
    uncertain_by_kill: int
    skipped: int
    doubled: int
    untrue: int
    begun_while_paused: int
    most_in_a_second: int
    seconds: float

    def is_clean(self, calls_at_once: int = 1) -> bool:
        """Whether every promise was kept."""
        wrong = (self.skipped, self.doubled, self.untrue, self.begun_while_paused)
        whole = self.sent + self.blocked + self.uncertain == self.people
        return not any(wrong) and whole and self.uncertain_by_kill <= self.kills * calls_at_once


@dataclass
class Senders:
    """The processes that send, each with its own connections; the parent starts and kills them."""

    url: str
    telegram: FailingTelegram
    plan: Plan
    living: list[Process] = field(default_factory=list)
    dead: int = 0

    async def start(self) -> None:
        """Start one more."""
        plan = self.plan
        arguments = (self.url, self.telegram.url, str(plan.pace_s), str(plan.lease_s), str(plan.calls_at_once))
        self.living.append(await asyncio.create_subprocess_exec(*python("tests.faults.broadcast"), "worker", *arguments))

    async def kill(self, dice: random.Random) -> None:
        """Kill one of them for good."""
        victim = self.living.pop(dice.randrange(len(self.living)))
        victim.kill()
        await victim.wait()
        self.dead += 1

    async def close(self) -> None:
        """Kill all."""
        for process in self.living:
            process.kill()
            await process.wait()


async def run(url: str, plan: Plan) -> Figures:
    """Send one broadcast, and kill a process whenever another share of the people got it; pause after a half."""
    dice = random.Random(plan.seed)
    batch = await broadcast_to(url, plan.people)
    async with FailingTelegram(plan.people, dice, plan.call_s) as telegram, post(url) as at:
        began = time.monotonic()
        moments = sorted(dice.sample(range(plan.people * 8 // 10), plan.kills))
        untrue, begun_while_paused, is_paused = 0, 0, False
        async with _sending(Senders(url, telegram, plan)) as senders:
            for left, moment in zip(reversed(range(plan.kills)), moments, strict=True):
                if moment > plan.people * 4 // 10 and not is_paused:
                    is_paused, begun_while_paused = True, await _paused(at, batch, telegram)
                while len(telegram.sent) < moment:  # noqa: ASYNC110 - other processes send
                    await asyncio.sleep(LOOK_S)
                await asyncio.sleep(dice.uniform(0, plan.pace_s + plan.call_s))
                await senders.kill(dice)
                if left or not senders.living:
                    await senders.start()
                untrue += await _untrue(at, batch, telegram)
            progress = await at.batches.progress(batch)
            while progress is not None and not progress.is_over:
                await asyncio.sleep(LOOK_S)
                progress = await at.batches.progress(batch)
            untrue += await _untrue(at, batch, telegram)
        assert progress is not None
        states = await states_of(at.database)
        assert not telegram.violations
    times = Counter(each.respondent for each in telegram.sent)
    uncertain = progress.counts.get(DeliveryState.uncertain, 0)
    explained = sum(telegram.faults[name] for name in ("500", "cut before", "cut after"))
    return Figures(
        people=plan.people,
        kills=senders.dead,
        faults=dict(telegram.faults),
        sent=progress.counts.get(DeliveryState.sent, 0),
        blocked=progress.counts.get(DeliveryState.blocked, 0),
        uncertain=uncertain,
        uncertain_by_kill=max(uncertain - explained, 0),
        skipped=sum(
            number not in times and state in (DeliveryState.sent, DeliveryState.skipped) for number, state in states.items()
        ),
        doubled=sum(count > 1 for count in times.values()),
        untrue=untrue,
        begun_while_paused=begun_while_paused,
        most_in_a_second=_most_in_a_second([each.at for each in telegram.sent]),
        seconds=round(time.monotonic() - began, 1),
    )


@asynccontextmanager
async def _sending(senders: Senders) -> AsyncIterator[Senders]:
    try:
        for _ in range(senders.plan.processes):
            await senders.start()
        yield senders
    finally:
        await senders.close()


async def _untrue(at: Post, batch: int, telegram: FailingTelegram) -> int:
    """Count people of whom the stored state says something else than Telegram, and states that the progress counts wrongly."""
    before = {each.respondent for each in telegram.sent}
    states = await states_of(at.database)
    progress = await at.batches.progress(batch)
    assert progress is not None
    after = {each.respondent for each in telegram.sent}
    lost = sum(states[number] not in MAY_HAVE_ARRIVED for number in before)
    invented = sum(state is DeliveryState.sent and number not in after for number, state in states.items())
    return lost + invented + abs(progress.total - len(states))


async def _paused(at: Post, batch: int, telegram: FailingTelegram) -> int:
    """Pause the batch for a moment; return how many messages were carried out after what was in flight had ended."""
    assert await at.batches.pause(batch)
    while DeliveryState.sending in await at.states():  # noqa: ASYNC110 - other processes store it
        await asyncio.sleep(LOOK_S)
    before = len(telegram.sent)
    await asyncio.sleep(PAUSE_S)
    begun = len(telegram.sent) - before
    assert await at.batches.resume(batch)
    return begun


def _most_in_a_second(moments: list[float]) -> int:
    ordered = sorted(moments)
    return max(bisect_left(ordered, start + 1) - number for number, start in enumerate(ordered))


async def measured(people: int, kills: int, only: str = "") -> bool:
    """Make both runs; print and store the figures. Return whether every promise was kept."""
    clean = True
    with tempfile.TemporaryDirectory() as name, own(Path(name) / "postgres") as server:
        for engine, url, processes in (
            ("broadcast, sqlite, one process", f"sqlite:///{Path(name) / 'x.db'}", 1),
            ("broadcast, postgresql, two processes", server.get_uri(), 2),
        ):
            if only not in engine:
                continue
            await migrate(url)
            figures = await run(url, Plan(people, processes, kills))
            clean = clean and figures.is_clean()
            found = {"run": engine, **asdict(figures)}
            print(json.dumps(found), flush=True)
            add_others([found], BUILD)
    return clean


def main() -> int:
    """Make the runs. Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", default="", help="only runs whose name holds this")
    wanted = parser.parse_args()
    return 0 if asyncio.run(measured(wanted.people, wanted.kills, wanted.only)) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        url, api_url, pace_s, lease_s, calls = sys.argv[2:]
        asyncio.run(work(url, api_url, float(pace_s), float(lease_s), int(calls)))
    else:
        sys.exit(main())
