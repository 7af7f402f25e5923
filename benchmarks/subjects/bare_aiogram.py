"""A bare aiogram handler: no state, no database; the question's number travels in the button."""

import asyncio
import json
import os
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text())
dispatcher = Dispatcher()


def keyboard(number: int) -> InlineKeyboardMarkup:
    rows = QUESTIONS[number]["rows"] if number < len(QUESTIONS) else [[["again", "again"]]]
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=text, callback_data="again" if data == "again" else f"{number}|{data}")
                for text, data in row
            ]
            for row in rows
        ]
    )


def text(number: int) -> str:
    return QUESTIONS[number]["text"] if number < len(QUESTIONS) else "done"


@dispatcher.message(CommandStart())
async def start(message: Message) -> None:
    await message.answer(text(0), reply_markup=keyboard(0), parse_mode="HTML")


@dispatcher.callback_query(F.data)
async def tapped(query: CallbackQuery) -> None:
    data = query.data or ""
    number = 0 if data == "again" else int(data.split("|")[0]) + 1
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(text(number), reply_markup=keyboard(number), parse_mode="HTML")


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot("42:BENCH", session=session)
    if not os.environ.get("WEBHOOK_PORT"):
        await dispatcher.start_polling(bot)
        return
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = int(os.environ["WEBHOOK_PORT"])
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook")
    await asyncio.Event().wait()


asyncio.run(main())
