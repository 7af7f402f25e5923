"""A process that begins a reminder and is killed while it sends: run as `python -m tests.bot.sending DATABASE_URL`."""

from __future__ import annotations

import asyncio
import sys

from bot.durable import Durable
from bot.reminders import Delivery
from flows.dialogue import Screen
from tests.bot.test_reminders import house


class Stuck:
    """A face that says that it is sending, and never comes back."""

    async def remind(self, key: str, screen: Screen) -> Delivery:
        """Print one line and wait."""
        print("sending", flush=True)
        await asyncio.Event().wait()
        return Delivery.arrived


async def main(url: str) -> None:
    """Sweep once and wait to be killed."""
    async with house(url) as at:
        at.messengers["telegram"] = Stuck()
        await at.reminding.sweep(Durable(url, lambda due: at.reminding.give(due, at.messengers)))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
