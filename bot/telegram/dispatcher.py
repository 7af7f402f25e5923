"""Telegram's side of the program: one Bot, one Dispatcher, served by long polling or by webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ErrorEvent,
    TelegramObject,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.conversation import Conversation
from bot.telegram.handlers import router
from bot.telegram.presenter import Presenter
from bot.wording import Wording, language_of
from flows.dialogue import phrase

COMMANDS = (
    "start", "quick", "full", "resume", "result", "plan", "history", "restart", "language",
    "standard", "stop", "help", "about", "privacy", "mydata", "forget",
)  # fmt: skip
UPDATES = ["message", "callback_query", "my_chat_member"]
TRIES = 4
DRAIN_S = 8.0
log = structlog.get_logger()


class Patience(BaseRequestMiddleware):
    """Honours `retry_after` to the second, and asks again after a cut connection or a fault on Telegram's side."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """The response of the last try; the last try's exception is raised."""
        for attempt in range(1, TRIES):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                await asyncio.sleep(0.2 * 2**attempt)
        return await make_request(bot, method)


class InFlight:
    """Knows the updates that are being handled, so that a stop can wait for them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def __call__(
        self, handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        """Handle one update, known while it lasts."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            return await handler(event, data)
        finally:
            self._tasks.discard(task)

    async def drained(self) -> None:
        """Wait until what is being handled is done, for DRAIN_S seconds at most."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=DRAIN_S)


class Telegram:
    """The face of one bot over one conversation."""

    def __init__(self, token: str, api_url: str, conversation: Conversation, wording: Wording) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
        session.middleware(Patience())
        self.bot = Bot(token, session=session)
        self._wording = wording
        self._in_flight = InFlight()
        self.dispatcher = Dispatcher(
            conversation=conversation, wording=wording, presenter=Presenter(self.bot, wording), disable_fsm=True
        )
        self.dispatcher.update.outer_middleware(self._in_flight)
        self.dispatcher.include_router(router())
        self.dispatcher.errors.register(self._failed)

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[None]:
        """Serve by long polling while the body runs; on leaving, finish what has begun."""
        await self.bot.delete_webhook()
        await self._introduce()
        task = asyncio.create_task(
            self.dispatcher.start_polling(
                self.bot,
                handle_signals=False,
                close_bot_session=False,
                allowed_updates=UPDATES,
                polling_timeout=20,
            )
        )
        try:
            yield
        finally:
            if not task.done():
                await self.dispatcher.stop_polling()
            await asyncio.wait([task])
            await self._close()

    @asynccontextmanager
    async def webhook(self, url: str, secret: str, host: str, port: int) -> AsyncIterator[None]:
        """Serve Telegram's requests to `url` on a port of this machine while the body runs.

        An update is answered after it is handled: until then Telegram keeps it, and delivers it again should we die.
        """
        app = web.Application(client_max_size=1024 * 1024)
        handler = SimpleRequestHandler(self.dispatcher, self.bot, handle_in_background=False, secret_token=secret)
        handler.register(app, path=urlsplit(url).path or "/")
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_S)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        try:
            await self._introduce()
            await self.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
            yield
        finally:
            await runner.cleanup()
            await self._close()

    async def _introduce(self) -> None:
        """Register the commands and the description, for each language; Telegram shows English to every other one."""
        for language, code in (("en", None), ("en", "en"), ("zh", "zh")):
            commands = [
                BotCommand(command=name, description=self._wording.say(phrase(f"command-{name}"), language))
                for name in COMMANDS
            ]
            await self.bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code=code)
            await self.bot.set_my_description(self._wording.say(phrase("bot-description"), language), language_code=code)
            await self.bot.set_my_short_description(self._wording.say(phrase("bot-about"), language), language_code=code)

    async def _failed(self, event: ErrorEvent) -> TelegramMethod[Any] | None:
        """Anything unforeseen is a bug: logged without a word of the person's, who reads one calm sentence."""
        log.error("update_failed", update=event.update.update_id, exc_info=event.exception)
        query, message = event.update.callback_query, event.update.message
        if query is not None:
            return query.answer(self._wording.say(phrase("refusal-wrong"), language_of(query.from_user.language_code)))
        if message is not None and message.from_user is not None:
            return message.answer(self._wording.say(phrase("refusal-wrong"), language_of(message.from_user.language_code)))
        return None

    async def _close(self) -> None:
        await self._in_flight.drained()
        await self.bot.session.close()
