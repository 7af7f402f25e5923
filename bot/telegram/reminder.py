"""A message to somebody who has not just spoken: sent once, at a pace that Telegram allows, and never sent again by itself."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientConnectorError

from bot.reminders import Delivery
from bot.telegram.cards import keyboard_of, text_of
from bot.telegram.session import Session
from bot.wording import Wording
from flows.dialogue import Screen

# Telegram lets a bot send about 30 messages a second to many people; taps of others need some of them.
PACE_S = 0.05
log = structlog.get_logger()


class TelegramReminder:
    """Sends reminders over a session of its own, without the patience that asks again after a cut connection."""

    def __init__(self, token: str, api_url: str, wording: Wording) -> None:
        self._bot = Bot(token, session=Session(api_url))
        self._wording = wording
        self._pace = asyncio.Lock()

    async def remind(self, key: str, screen: Screen) -> Delivery:
        """Send a reminder to an account, once; what is known of it."""
        async with self._pace:
            delivery = await self._send(int(key), screen)
            await asyncio.sleep(PACE_S)
        return delivery

    async def close(self) -> None:
        """Close the session."""
        await self._bot.session.close()

    async def _send(self, chat: int, screen: Screen) -> Delivery:
        try:
            await self._bot.send_message(
                chat, text_of(screen, self._wording), parse_mode="HTML", reply_markup=keyboard_of(screen, self._wording)
            )
        except TelegramForbiddenError:
            return Delivery.blocked
        except TelegramRetryAfter:
            return Delivery.not_now
        except TelegramNetworkError as error:
            return Delivery.not_now if isinstance(error.__cause__, ClientConnectorError) else Delivery.uncertain
        except TelegramServerError:
            return Delivery.uncertain
        except TelegramBadRequest as error:
            log.error("reminder_refused", cause=error.message)
            return Delivery.uncertain
        except TelegramAPIError:
            return Delivery.uncertain
        return Delivery.arrived
