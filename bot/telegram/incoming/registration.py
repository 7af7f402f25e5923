"""Registers our webhook with Telegram, and checks regularly that it is still registered."""

from __future__ import annotations

import asyncio

import structlog
from msgspec import Struct
from msgspec.json import Decoder

from bot.telegram.incoming.telegram_status import TelegramProblem, TelegramStatus, problem_of
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import TelegramError, result_of
from bot.telegram.outgoing.retry_policy import POLL

LOOK_S = 30.0
FRESH_S = 2 * LOOK_S + POLL.answer_s
# Telegram delivers twice as many updates at a time as it may open connections; with many, one chat cannot fill them all.
CONNECTIONS = 100
log = structlog.get_logger()


class _Info(Struct):
    url: str = ""
    last_error_date: int = 0
    last_error_message: str = ""
    pending_update_count: int = 0


_INFO = Decoder(_Info)


class WebhookRegistration:
    """The registration of one webhook."""

    def __init__(self, api: BotApi, url: str, secret: str, kinds: list[str], status: TelegramStatus) -> None:
        self._api = api
        self._url = url
        self._params = {"url": url, "secret_token": secret, "allowed_updates": kinds, "max_connections": CONNECTIONS}
        self._status = status
        self._last_error = 0

    async def run(self) -> None:
        """Register the webhook, and again if it gets lost, until cancelled."""
        registered = False
        while True:
            try:
                if not registered:
                    await self._api.call("setWebhook", self._params, POLL)
                registered = await self._is_known()
            except TelegramError as error:
                self._status.record_failure(problem_of(error, "" if registered else self._url))
                await asyncio.sleep(self._status.next_pause_s(error))
            else:
                await asyncio.sleep(LOOK_S if registered else self._status.next_pause_s())

    async def _is_known(self) -> bool:
        """Return False if the webhook has to be set again. A webhook that another program has set is only reported."""
        info: _Info = result_of(await self._api.call("getWebhookInfo", {}, POLL), _INFO)
        if info.last_error_date > self._last_error:
            self._last_error = info.last_error_date
            log.warning("webhook_failed", why=info.last_error_message, waiting=info.pending_update_count)
        if info.url == self._url:
            self._status.record_success()
        elif info.url:
            self._status.record_failure(
                TelegramProblem("another program moved this bot's webhook elsewhere; stop it, and start this one again")
            )
        else:
            self._status.record_failure(TelegramProblem("another program deleted this bot's webhook; it is set again"))
        return bool(info.url)
