"""Sends the messages of campaigns: what each says, whether it has to wait, and who is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from bot.deliveries.report import SendReport
from bot.deliveries.worker import Call, Later
from flows.campaign.broadcast import Broadcast
from flows.campaign.reaching import wait_s
from flows.interview.reminders.campaign_messages import broadcast_of, campaign_reminder
from flows.screen import Screen
from storage.campaigns.messages import CampaignMessage, CampaignMessages
from storage.deliveries.leases import Delivery


class Writer(Protocol):
    """A face that can write plain text to a person who has not just spoken."""

    async def write(self, address: str, screen: Screen) -> SendReport:
        """Send a screen as plain text with its buttons to an account of this face, once."""


class SendingCampaignMessages:
    """Sends what campaigns write, through the faces that can be reached: the Sender of their deliveries."""

    def __init__(
        self,
        messages: CampaignMessages,
        writers: Mapping[str, Writer],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._messages = messages
        self._writers = writers
        self._now = now

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender. It waits for a decent hour, and until the person has not answered for some minutes."""
        message = await self._messages.message(delivery)
        writer = self._writers.get(message.who.face) if message is not None else None
        if message is None or writer is None:
            return None
        seconds = wait_s(message.seen_at, message.timezone, self._now())
        return Later(seconds) if seconds else partial(writer.write, message.who.address, screen_of(message))


def screen_of(message: CampaignMessage) -> Screen:
    """Return a message as its person reads it."""
    if message.text is None:
        return campaign_reminder(message.campaign, message.association, message.language)
    return broadcast_of(Broadcast(message.text, message.association, message.campaign.name), message.language)
