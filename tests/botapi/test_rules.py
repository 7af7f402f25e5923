"""What Telegram refuses is refused in its words, and recorded."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BufferedInputFile

from . import BotApi
from .echo import bot_for, call, keyboard

pytestmark = pytest.mark.asyncio


async def test_callback_query_is_answered_once_and_only_while_fresh() -> None:
    async with BotApi(patience=0.05) as api, bot_for(api) as bot:
        person = api.person(id=1)
        await bot.send_message(1, "x", reply_markup=keyboard("A"))
        for stale in (False, True):
            await person.tap("A", wait=False)
            query = (await call(api, "getUpdates", offset=-1))[1]["result"][0]["callback_query"]
            if stale:
                api.expire_queries()
            else:
                await bot.answer_callback_query(query["id"])
            with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
                await bot.answer_callback_query(query["id"])
        with pytest.raises(TimeoutError, match="lacks its delivery"):
            await person.send("nobody polls")
        assert not api.violations


async def test_edits_and_deletions_answer_as_telegram_does() -> None:
    async with BotApi() as api, bot_for(api) as bot:
        person = api.person(id=1)
        await person.send("mine", wait=False)
        sent = await bot.send_message(1, "<i>a</i>", parse_mode="HTML", reply_markup=keyboard("A"))
        same: dict[str, Any] = {"chat_id": 1, "message_id": sent.message_id, "reply_markup": keyboard("A")}
        with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
            await bot.edit_message_text(text=" <i>a</i>\n", parse_mode="HTML", **same)
        await bot.edit_message_text(text="a", **same)  # the same words without italics are a change
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text(text="b", chat_id=1, message_id=1)
        with pytest.raises(TelegramBadRequest, match="message to edit not found"):
            await bot.edit_message_text(text="b", chat_id=1, message_id=99)
        await bot.edit_message_reply_markup(chat_id=1, message_id=sent.message_id)
        assert person.buttons == []
        await bot.delete_message(1, sent.message_id)
        with pytest.raises(TelegramBadRequest, match="message to delete not found"):
            await bot.delete_message(1, sent.message_id)
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(2, "nobody")
        assert (api.unmodified, api.violations) == (1, [])


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMesage", {}, "Not Found: method not found"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": " \n"}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": "\N{GRINNING FACE}" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, 'unknown field "colour"'),
        ("sendMessage", {"chat_id": 1, "text": 5}, 'field "text" must be of type String'),
        ("sendMessage", {"chat_id": 1.5, "text": "x"}, "must be of type Integer or String"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end",
        ),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": button()}, "Text buttons are unallowed"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": button(text="", url="tg://x")},
            "non-empty",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": button(callback_data="好" * 22)},
            "BUTTON_DATA",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": button(callback_dat="a")},
            "unknown field",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"keyboard": [[{"text": "x"}]]}},
            "inline",
        ),
        (
            "sendMessage",
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "tg://x"}] * 9]},
            },
            "REPLY_MARKUP_TOO_LONG",
        ),
        ("editMessageText", {"text": "x"}, "chat_id is empty"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "too long"),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code"),
        ("setMyCommands", {"commands": [], "scope": {"type": "private"}}, "can't parse"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "wrong length"),
        ("sendChatAction", {"chat_id": 1, "action": "sleeping"}, "wrong parameter action"),
        ("getUpdates", {"allowed_updates": ["mesage"]}, "unknown updates"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS URL must be provided"),
        ("banChatMember", {"chat_id": 1}, 'parameter "user_id" is required'),
    ],
)
async def test_broken_rules_are_refused_and_recorded(method: str, params: dict[str, Any], words: str) -> None:
    async with BotApi() as api:
        api.person(id=1)
        status, body = await call(api, method, **params)
        assert not body["ok"]
        assert status == body["error_code"]
        assert words in body["description"]
        assert [v.method for v in api.violations] == [method]
        assert not api.calls[-1].ok
        assert not api.person(id=1).messages


async def test_lengths_count_what_is_seen_and_the_rest_of_the_methods_are_answered() -> None:
    async with BotApi() as api, bot_for(api) as bot:
        api.person(id=1)
        long = "<b>" + "&lt;" * 4096 + "</b>"
        status, body = await call(api, "sendMessage", chat_id=1, text=long, parse_mode="HTML")
        assert status == 200
        assert body["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
        assert (await call(api, "banChatMember", chat_id=1, user_id=1))[1] == {"ok": True, "result": True}
        assert (await call(api, "getMe", token="1:NO"))[0] == 401
        commands = [BotCommand(command="start", description="Begin")]
        await bot.set_my_commands(commands, language_code="zh")
        assert [c.command for c in await bot.get_my_commands(language_code="zh")] == ["start"]
        assert await bot.get_my_commands() == []
        await bot.log_out()
        with pytest.raises(TelegramBadRequest, match="Logged out"):
            await bot.get_me()
        assert not api.violations


async def test_photos_are_kept_and_file_ids_are_of_their_kind() -> None:
    async with BotApi() as api, bot_for(api) as bot:
        api.person(id=1)
        sent = await bot.send_photo(1, BufferedInputFile(b"jpeg", "a.jpg"), caption="<b>c</b>", parse_mode="HTML")
        assert sent.photo
        assert sent.caption == "c"
        again = await bot.send_photo(1, sent.photo[0].file_id)
        assert again.photo == sent.photo
        data = await bot.download(sent.photo[0])
        assert data
        assert data.read() == b"jpeg"
        with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
            await bot.send_document(1, sent.photo[0].file_id)
        assert not api.violations
        with pytest.raises(TelegramBadRequest, match="message caption is too long"):
            await bot.send_photo(1, sent.photo[0].file_id, caption="x" * 1025)
