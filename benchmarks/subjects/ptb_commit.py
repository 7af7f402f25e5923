"""python-telegram-bot's ConversationHandler with a synced SQLite commit per answer."""

import json
import os
import sqlite3
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, ConversationHandler

QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text())
ASKING, DONE = range(2)
database = sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute("CREATE TABLE answers (person INTEGER, number INTEGER, mark TEXT, PRIMARY KEY (person, number))")


def keyboard(number: int) -> InlineKeyboardMarkup:
    rows = [
        [InlineKeyboardButton(text, callback_data=f"{number}|{data}") for text, data in row]
        for row in QUESTIONS[number]["rows"]
    ]
    return InlineKeyboardMarkup(rows)


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["number"] = 0
    await update.message.reply_text(QUESTIONS[0]["text"], reply_markup=keyboard(0), parse_mode="HTML")
    return ASKING


async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    number, mark = context.user_data["number"], query.data.partition("|")[2]
    database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (query.from_user.id, number, mark))
    number = context.user_data["number"] = number + 1
    await query.answer()
    if number == len(QUESTIONS):
        await query.edit_message_text(
            "done", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="again")]])
        )
        return DONE
    await query.edit_message_text(QUESTIONS[number]["text"], reply_markup=keyboard(number), parse_mode="HTML")
    return ASKING


async def again(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["number"] = 0
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(QUESTIONS[0]["text"], reply_markup=keyboard(0), parse_mode="HTML")
    return ASKING


url = os.environ["TELEGRAM_API_URL"]
application = Application.builder().token("42:BENCH").base_url(f"{url}/bot").build()
application.add_handler(
    ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={ASKING: [CallbackQueryHandler(answered)], DONE: [CallbackQueryHandler(again)]},
        fallbacks=[],
        per_message=False,
    )
)
port = int(os.environ["WEBHOOK_PORT"])
application.run_webhook("127.0.0.1", port, url_path="hook", webhook_url=f"http://127.0.0.1:{port}/hook")
