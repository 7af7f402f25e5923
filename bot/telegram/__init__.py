"""The Telegram face. Every import from here first imports aiogram without building all of its types (`lazy_aiogram`)."""

from bot.telegram.lazy_aiogram import import_aiogram

import_aiogram()
