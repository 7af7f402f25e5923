"""aiogram with SQLModel as its documentation shows: an asynchronous ORM session per answer, a synced commit each."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from sqlalchemy import BigInteger, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text())
dispatcher = Dispatcher()
engine = create_async_engine(os.environ["DATABASE_URL"].replace("sqlite://", "sqlite+aiosqlite://"))


@event.listens_for(engine.sync_engine, "connect")
def durable(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=60000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(engine.sync_engine, "begin")
def begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Person(SQLModel, table=True):
    id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = 0


class Answer(SQLModel, table=True):
    person: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(primary_key=True)
    mark: str = ""


async def store(person_id: int, number: int, mark: str) -> int:
    async with AsyncSession(engine) as session, session.begin():
        person = await session.get(Person, person_id) or Person(id=person_id)
        session.add(person)
        if number >= 0:
            await session.merge(Answer(person=person_id, number=number, mark=mark))
        person.number = number + 1
        return person.number


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
    answered, _, mark = ("-1", "", "") if data == "again" else data.partition("|")
    number = await store(query.from_user.id, int(answered), mark)
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(text(number), reply_markup=keyboard(number), parse_mode="HTML")


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot("42:BENCH", session=session)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
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
