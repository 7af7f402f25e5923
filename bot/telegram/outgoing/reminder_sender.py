"""A message to somebody who has not just spoken: sent once, at a pace that Telegram allows, and never sent again by itself."""

from __future__ import annotations

import asyncio

import structlog

from bot.reminders.sending import Delivery
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.card_text import CardWriter
from bot.telegram.outgoing.errors import Forbidden, NotSent, Refused, TooManyRequests, Unanswered
from bot.telegram.outgoing.retry_policy import REMINDER
from bot.words.wording import Wording
from flows.screen import Screen

# Telegram lets a bot send about 30 messages a second to many people; taps of others need some of them.
PACE_S = 0.05
log = structlog.get_logger()


class ReminderSender:
    """Sends reminders over connections of its own, each of them once."""

    def __init__(self, token: str, api_url: str, wording: Wording) -> None:
        self._api = BotApi(token, api_url)
        self._cards = CardWriter(wording)
        self._pace = asyncio.Lock()

    async def remind(self, address: str, screen: Screen) -> Delivery:
        """Send a reminder to an account, once; what is known of it."""
        async with self._pace:
            delivery = await self._send(int(address), screen)
            await asyncio.sleep(PACE_S)
        return delivery

    async def close(self) -> None:
        """End the connections."""
        await self._api.close()

    async def _send(self, chat: int, screen: Screen) -> Delivery:
        try:
            await self._api.send("sendMessage", self._cards.send(chat, screen), REMINDER)
        except Forbidden:
            return Delivery.blocked
        except Refused as refusal:
            log.error("reminder_refused", code=refusal.code)
            return Delivery.uncertain
        except (TooManyRequests, NotSent):
            return Delivery.not_now
        except Unanswered:
            return Delivery.uncertain
        return Delivery.arrived
