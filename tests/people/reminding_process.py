"""A process that sends reminders: `python -m tests.people.reminding_process DATABASE_URL stuck` is there to be killed, `… once` ends on its own."""

from __future__ import annotations

import asyncio
import sys

from bot.deliveries.report import SendOutcome, SendReport
from flows.screen import Screen
from tests.people.reminded import house


class Chat:
    """A face that prints what it sends; if it is stuck, its calls never end."""

    def __init__(self, stuck: bool) -> None:
        self._stuck = stuck

    async def remind(self, address: str, screen: Screen) -> SendReport:
        """Print one line; then wait forever, or say that it arrived."""
        print(f"sending {address}", flush=True)
        if self._stuck:
            await asyncio.Event().wait()
        return SendReport(SendOutcome.arrived)


async def main(url: str, how: str) -> None:
    """Plan what is due, and send until nothing is due any more."""
    async with house(url) as at:
        at.messengers["telegram"] = Chat(how == "stuck")
        worker = at.worker()
        await at.reminding.plan()
        while await at.stored.due():
            await worker.work_off()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
