"""A small aiogram bot over polling and webhook, for the tests of the server itself."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import CommandStart
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from . import BotApi

TOKEN = "42:TEST"
SECRET = "s3cret"


def keyboard(*texts: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=text, callback_data=f"go:{text}") for text in texts]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def echo_bot() -> Dispatcher:
    """A bot that greets with a keyboard, echoes texts and files, and edits its message at each tap."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("<b>Hi</b>", reply_markup=keyboard("One", "Two"), parse_mode="HTML")

    @dispatcher.message(F.document)
    async def take(message: Message, bot: Bot) -> None:
        assert message.document
        data = await bot.download(message.document)
        assert data
        await message.answer_document(BufferedInputFile(data.read()[::-1], "back.txt"), caption="back")

    @dispatcher.message(F.text)
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> AnswerCallbackQuery:
        assert isinstance(query.message, Message)
        with contextlib.suppress(TelegramBadRequest):
            await query.message.edit_text(f"You chose {query.data}", reply_markup=keyboard("Three"))
        return query.answer("done")  # returned, not awaited: over a webhook it goes into the response

    return dispatcher


def bot_for(api: BotApi) -> Bot:
    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api.url)))


@contextlib.asynccontextmanager
async def polling(api: BotApi) -> AsyncIterator[None]:
    bot, dispatcher = bot_for(api), echo_bot()
    # Handled one by one, so that a later offset means that the update has been handled.
    task = asyncio.create_task(dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False, handle_as_tasks=False))
    try:
        yield
    finally:
        await api.until(lambda: bool(api.called("getMe")))
        await dispatcher.stop_polling()
        await task


@contextlib.asynccontextmanager
async def hooked(api: BotApi, failures: int = 0) -> AsyncIterator[list[int]]:
    """Output: the numbers of the updates that came to the webhook, which fails at first as often as told."""
    bot, dispatcher, seen = bot_for(api), echo_bot(), list[int]()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)

    async def receive(request: web.Request) -> web.StreamResponse:
        seen.append((await request.json())["update_id"])
        return web.Response(status=500) if len(seen) <= failures else await handler.handle(request)

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
        yield seen
    finally:
        await runner.cleanup()
        await bot.session.close()


async def call(api: BotApi, method: str, token: str = TOKEN, **params: Any) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{token}/{method}", json=params) as response,
    ):
        return response.status, await response.json()
