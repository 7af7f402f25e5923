"""Sends a message to somebody who has not just spoken, once, and reports what is known of it: a reminder, a broadcast."""

from __future__ import annotations

import structlog

from bot.deliveries.report import SendOutcome, SendReport
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.card_text import CardWriter
from bot.telegram.outgoing.errors import Forbidden, NotSent, Refused, TooManyRequests, Unanswered
from bot.telegram.outgoing.plain_message import plain_message
from bot.telegram.outgoing.retry_policy import REMINDER
from bot.words.wording import Wording
from flows.screen import Screen

log = structlog.get_logger()


class ReminderSender:
    """Sends reminders over connections of its own. `storage.deliveries` sets the pace."""

    def __init__(self, token: str, api_url: str, wording: Wording) -> None:
        self._api = BotApi(token, api_url)
        self._cards = CardWriter(wording)
        self._wording = wording

    async def remind(self, address: str, screen: Screen) -> SendReport:
        """Send a reminder to an account, once; return what is known of it."""
        return await self._sent(self._cards.send(int(address), screen))

    async def write(self, address: str, screen: Screen) -> SendReport:
        """Send a screen as plain text with its buttons to an account, once; return what is known of it."""
        return await self._sent(plain_message(int(address), screen, self._wording))

    async def _sent(self, body: bytes) -> SendReport:
        try:
            await self._api.send("sendMessage", body, REMINDER)
        except Forbidden:
            return SendReport(SendOutcome.blocked)
        except Refused as refusal:
            log.error("message_refused", code=refusal.code)
            return SendReport(SendOutcome.uncertain)
        except TooManyRequests as error:
            return SendReport(SendOutcome.not_now, error.retry_after)
        except NotSent:
            return SendReport(SendOutcome.not_now)
        except Unanswered:
            return SendReport(SendOutcome.uncertain)
        return SendReport(SendOutcome.arrived)

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()
