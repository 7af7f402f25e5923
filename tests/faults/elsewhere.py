"""Groups and channels beside the people: they send everything that they can hold, and must get nothing."""

from __future__ import annotations

import asyncio
import random

from tests.botapi.content import CHANNEL_ID, GROUP_ID, Content, Place
from tests.faults.telegram import Telegram

# Seconds from one update to the next.
EVERY_S = 0.25
# A command that names no other bot: in a group it gets one line.
COMMAND = "text /start"
STRANGER = {"id": 900, "is_bot": False, "first_name": "Eve"}


class Elsewhere:
    """A group and a channel of which the bot is a member. `sent` counts their updates."""

    def __init__(self, api: Telegram, dice: random.Random) -> None:
        self.sent = 0
        self._api = api
        self._dice = dice
        content = Content(api.schema, STRANGER, api.me)
        places = (Place.group, Place.channel)
        self._updates = [each for place in places for each in content.messages(place) if each.name != COMMAND]

    async def live(self, until: asyncio.Event) -> None:
        """Send one update after another until told to stop."""
        while not until.is_set():
            each = self._dice.choice(self._updates)
            self.sent += 1
            self._api.hand_over_elsewhere(each.kind, each.payload)
            await asyncio.sleep(EVERY_S)

    @property
    def oddities(self) -> list[str]:
        """What the bot did there."""
        return [f"a call to a group or channel: {call}" for call in self._api.called_to((GROUP_ID, CHANNEL_ID))]
