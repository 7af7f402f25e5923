"""aiogram-dialog: one window whose text and buttons come from a getter; its state in memory."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Button, Group, Select
from aiogram_dialog.widgets.text import Const, Format
from aiohttp import web

QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text())
dispatcher = Dispatcher()


class Asking(StatesGroup):
    question = State()
    done = State()


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    question = QUESTIONS[dialog_manager.dialog_data.get("number", 0)]
    return {"text": question["text"], "buttons": [button for row in question["rows"] for button in row]}


async def answered(_query: CallbackQuery, _widget: Any, manager: DialogManager, value: str) -> None:
    number = manager.dialog_data.get("number", 0)
    manager.dialog_data.setdefault("answers", {})[str(number)] = value
    if number + 1 == len(QUESTIONS):
        await manager.switch_to(Asking.done)
    else:
        manager.dialog_data["number"] = number + 1


async def again(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await manager.switch_to(Asking.question)


dispatcher.include_router(
    Dialog(
        Window(
            Format("{text}"),
            Group(
                Select(Format("{item[0]}"), id="mark", item_id_getter=lambda item: item[1], items="buttons", on_click=answered),
                width=6,
            ),
            state=Asking.question,
            getter=card,
            parse_mode="HTML",
        ),
        Window(Const("done"), Button(Const("again"), id="again", on_click=again), state=Asking.done),
    )
)
setup_dialogs(dispatcher)


@dispatcher.message(CommandStart())
async def start(_message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Asking.question, mode=StartMode.RESET_STACK)


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot("42:BENCH", session=session)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = int(os.environ["WEBHOOK_PORT"])
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook")
    await asyncio.Event().wait()


asyncio.run(main())
