"""aiogram comes in lean: nothing is built before it is used, and everything can be."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEAN = """
import bot.telegram
import aiogram.methods, aiogram.types
from aiogram.methods.base import Response
from aiogram.types import Message, Sticker, Update

assert not Sticker.__pydantic_complete__, "was built, although nobody used it"

message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "3"}
update = Update.model_validate({"update_id": 1, "message": message | {"reply_to_message": message}})
assert update.message.reply_to_message.text == "3"
assert Response[Message].model_validate({"ok": True, "result": message}).result.chat.id == 7

for module in (aiogram.types, aiogram.methods):
    for name in module.__all__:
        described = getattr(module, name)
        if hasattr(described, "model_rebuild") and name != "TelegramMethod":
            described.model_rebuild()
            assert described.__pydantic_complete__, name
print("built")
"""


@pytest.mark.long("each test of Telegram builds what it uses")
def test_aiogram_builds_what_is_used_and_can_build_everything() -> None:
    """In a process of its own: here aiogram may have been imported before."""
    run = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("built\n", "")
