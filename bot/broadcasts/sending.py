"""Sends the messages of campaigns, and says what each reads as."""

from __future__ import annotations

from bot.deliveries.worker import Call, Later
from bot.deliveries.writing import Writing
from flows.campaign.broadcast import Broadcast
from flows.interview.reminders.campaign_messages import broadcast_of, campaign_reminder
from flows.screen import Screen
from storage.campaigns.messages import CampaignMessage, CampaignMessages
from storage.deliveries.leases import Delivery


class SendingCampaignMessages:
    """Sends what campaigns write: the Sender of their deliveries."""

    def __init__(self, messages: CampaignMessages, writing: Writing) -> None:
        self._messages = messages
        self._writing = writing

    async def prepare(self, delivery: Delivery) -> Call | Later | None:
        """Implement Sender."""
        return self._writing.prepared(await self._messages.message(delivery), screen_of)


def screen_of(message: CampaignMessage) -> Screen:
    """Return a message as its person reads it."""
    if message.text is None:
        return campaign_reminder(message.campaign, message.association, message.language)
    return broadcast_of(Broadcast(message.text, message.association, message.campaign.name), message.language)
