"""Telegram's side of the program: one Bot, one Dispatcher, served by long polling or by webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, ErrorEvent, Message, Update
from aiohttp import web

from bot.closing import Closing
from bot.connections import Connections, sweeping
from bot.conversation import Conversation
from bot.documents.press import Press
from bot.door import Door, webhook_room
from bot.metrics import called_telegram
from bot.open_files import raise_limit
from bot.telegram.calls import Calls, Unreachable
from bot.telegram.documents import Documents
from bot.telegram.handlers import router
from bot.telegram.lane import Lane
from bot.telegram.polling import Polling
from bot.telegram.presenter import Presenter
from bot.telegram.session import Session
from bot.telegram.updates import Updates
from bot.telegram.webhook import Webhook
from bot.wording import Wording, language_of
from flows.dialogue import Refusal, phrase

COMMANDS = (
    "start", "quick", "full", "resume", "result", "plan", "history", "restart", "language",
    "standard", "stop", "help", "about", "privacy", "mydata", "forget",
)  # fmt: skip
UPDATES = ["message", "callback_query", "my_chat_member"]
TRIES = 4
# How long a request may take that was not done in time, twice: to end, and to end when it is cancelled.
CUT_S = 0.5
log = structlog.get_logger()


class Patience(BaseRequestMiddleware):
    """Honours `retry_after` to the second, and asks again after a cut connection or a fault on Telegram's side."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """The response of the last try; the last try's exception is raised."""
        for attempt in range(1, TRIES):
            try:
                return await _counted(make_request, bot, method)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                await asyncio.sleep(0.2 * 2**attempt)
        return await _counted(make_request, bot, method)


async def _counted(
    make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
) -> Response[TelegramType]:
    try:
        response = await make_request(bot, method)
    except Exception as error:
        called_telegram(method.__api_method__, error)
        raise
    called_telegram(method.__api_method__)
    return response


class Telegram:
    """The face of one bot over one conversation."""

    def __init__(
        self,
        token: str,
        api_url: str,
        conversation: Conversation,
        wording: Wording,
        press: Press,
        closing: Closing | None = None,
    ) -> None:
        self._closing = closing or Closing()
        for needed in (Update, Message):
            needed.model_rebuild()  # now, and not while the first person waits
        session = Session(api_url)
        session.middleware(Patience())
        self.bot = Bot(token, session=session)
        self._wording = wording
        self._calls = Calls(token, api_url)
        presenter = Presenter(self.bot, self._calls, wording)
        self._documents = Documents(self.bot, conversation, wording, press)
        self.dispatcher = Dispatcher(
            conversation=conversation, wording=wording, presenter=presenter, documents=self._documents, disable_fsm=True
        )
        self.dispatcher.include_router(router())
        self.dispatcher.errors.register(self._failed)
        self._updates = Updates(Lane(conversation, wording, presenter, self._calls, self._documents), self.dispatcher, self.bot)

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[None]:
        """Serve by long polling while the body runs; on leaving, finish what has begun."""
        await self.bot.delete_webhook()
        await self._introduce()
        task = asyncio.create_task(Polling(self._updates, self._calls, UPDATES, self._closing).run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            await self._close()

    @asynccontextmanager
    async def webhook(self, url: str, secret: str, host: str, port: int) -> AsyncIterator[None]:
        """Serve Telegram's requests to `url` on a port of this machine while the body runs; on leaving, finish what began."""
        connections = Connections()
        handler = Webhook(self._updates, urlsplit(url).path or "/", secret, connections)
        server = Door(handler, connections, webhook_room(raise_limit()))
        runner = web.ServerRunner(server, shutdown_timeout=CUT_S)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        try:
            await self._introduce()
            await self.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
            async with sweeping(runner, connections):
                yield
        finally:
            await site.stop()
            server.pre_shutdown()
            await self._updates.drained(self._closing.left())
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
        """A refusal says why. Anything else is a bug: logged without a word of the person's, who reads one calm sentence.

        What is Unreachable is neither: it is stored, and told to try again she would give the same answer to the next question.
        """
        if isinstance(event.exception, Unreachable):
            raise event.exception
        if isinstance(event.exception, Refusal):
            why = event.exception.why
        else:
            why = phrase("refusal-wrong")
            log.error("update_failed", update=event.update.update_id, exc_info=event.exception)
        self._updates.refuse(event.update.update_id)
        query, message = event.update.callback_query, event.update.message
        if query is not None:
            return query.answer(self._wording.say(why, language_of(query.from_user.language_code)))
        if message is not None and message.from_user is not None:
            return message.answer(self._wording.say(why, language_of(message.from_user.language_code)))
        return None

    async def _close(self) -> None:
        await self._documents.drained(self._closing.left())
        await self._calls.close()
        await self.bot.session.close()
