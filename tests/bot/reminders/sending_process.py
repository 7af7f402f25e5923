"""A process that gives reminders: `python -m tests.bot.reminders.sending_process DATABASE_URL stuck` is there to be killed, `… once` ends by itself."""

from __future__ import annotations

import asyncio
import sys

from bot.reminders.engine import Durable
from bot.reminders.sending import Delivery
from flows.screen import Screen
from tests.people.reminded import House, house, stored_of


class Chat:
    """A face that says on standard output what it sends; stuck, it never comes back."""

    def __init__(self, stuck: bool) -> None:
        self._stuck = stuck

    async def remind(self, address: str, screen: Screen) -> Delivery:
        """Print one line; then wait for ever, or have it arrive."""
        print(f"sending {address}", flush=True)
        if self._stuck:
            await asyncio.Event().wait()
        return Delivery.arrived


async def main(url: str, how: str) -> None:
    """Sweep once, and go on until nothing is due any more."""
    async with house(url) as at:
        at.messengers["telegram"] = Chat(how == "stuck")
        engine = Durable(url, lambda due: at.reminding.give(due, at.messengers))
        await at.reminding.sweep(engine)
        await _settled(at)
        await engine.stop()


async def _settled(at: House) -> None:
    while await stored_of(at).due():
        pass


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
