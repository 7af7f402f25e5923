"""The Telegram face: dispatcher, handlers, presenter. Whatever of it is imported first, aiogram comes in lean (`lean`)."""

from bot.telegram.lazy_aiogram import import_aiogram

import_aiogram()
