"""The server's own tests: a small aiogram bot over polling and webhook, and the rules it must enforce."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import CommandStart
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from . import BotApi, Person
from .html import HtmlError, parse
from .person import command_entities

pytestmark = pytest.mark.asyncio

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


async def talk(api: BotApi, person: Person) -> None:
    """One conversation that both ways of delivery must carry alike."""
    await person.send("/start")
    assert person.screen == "Hi"
    assert person.buttons == [["One", "Two"]]
    await person.tap("Tw")
    assert person.screen == "You chose go:Two"
    assert person.buttons == [["Three"]]
    await api.until(lambda: person.toasts == ["done"])
    await person.send("ok")
    assert [message.text for message in person.messages] == ["/start", "You chose go:Two", "ok", "ok"]
    await person.send_document("a.txt", b"abc")
    last = person.messages[-1]
    assert last.text == "back"
    assert last.file_id
    assert api.file(last.file_id).data == b"cba"
    await api.idle()
    assert api.violations == []
    for sent in api.called("sendMessage", "sendDocument"):
        assert sent.ok
    for message in person.messages:
        api.schema.check(message.raw, "Message", "Message")


async def test_polling_conversation() -> None:
    async with BotApi() as api, polling(api):
        await talk(api, api.person(id=1001, language_code="zh-hans", first_name="Li"))


async def test_webhook_conversation_with_the_answer_in_the_response() -> None:
    async with BotApi() as api, hooked(api):
        await talk(api, api.person(id=1001, language_code="en"))
        assert [c.ok for c in api.called("answerCallbackQuery")] == [True]
        assert api.called("answerCallbackQuery")[0].params["text"] == "done"


async def test_failed_webhook_is_tried_again_in_order_and_a_bounded_number_of_times() -> None:
    async with BotApi(webhook_attempts=3, webhook_backoff=0.001) as api, hooked(api, failures=2) as seen:
        person = api.person(id=1)
        await asyncio.gather(person.send("a"), person.send("b"))
        assert [m.text for m in person.messages if m.from_bot] == ["a", "b"]
        first = seen[0]
        assert seen == [first, first, first, first + 1]
    async with BotApi(webhook_attempts=2, webhook_backoff=0.001) as api, hooked(api, failures=9):
        await api.person(id=1).send("lost")
        assert len(api.undelivered) == 1
        info = (await call(api, "getWebhookInfo"))[1]["result"]
        assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_wrong_secret_is_not_served() -> None:
    async with BotApi(webhook_attempts=1) as api, hooked(api):
        url = api._delivery.webhook.url if api._delivery.webhook else ""
        await call(api, "setWebhook", url=url, secret_token="other")
        await api.person(id=1).send("hello")
        assert len(api.undelivered) == 1
        assert not api.called("sendMessage")


@pytest.mark.parametrize("way", [polling, hooked])
async def test_taps_at_once_and_redelivery(way: Any) -> None:
    async with BotApi() as api, way(api):
        person = api.person(id=1)
        await person.send("/start")
        await person.tap_at_once("One", times=3)
        await api.idle()
        answers = api.called("answerCallbackQuery")
        assert len({answer.params["callback_query_id"] for answer in answers}) == 3
        assert api.unmodified == 2
        old = {"update_id": 700_000_001, "message": person.messages[0].raw}
        await api.handled([api.redeliver(old)])
        assert [m.text for m in person.messages] == ["/start", "You chose go:One", "Hi"]


async def test_polls_conflict_and_offset_confirms() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        first = asyncio.create_task(call(api, "getUpdates", timeout=30))
        await api.until(lambda: api.polling)  # the first must be in the server before the second
        second = asyncio.create_task(call(api, "getUpdates", timeout=30))
        status, body = await first
        assert status == 409
        assert body["description"].startswith("Conflict: terminated by other getUpdates request")
        await person.send("/start now", wait=False)
        update = (await second)[1]["result"][0]
        assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
        assert (await call(api, "getUpdates"))[1]["result"] == [update]
        assert (await call(api, "getUpdates", offset=update["update_id"] + 1))[1]["result"] == []
        await api.idle()
        await call(api, "setWebhook", url="https://example.org/hook", allowed_updates=["callback_query"])
        status, body = await call(api, "getUpdates")
        assert (status, body["error_code"]) == (409, 409)
        await person.send("not allowed, so dropped")
        await call(api, "deleteWebhook")
        assert (await call(api, "getUpdates"))[1]["result"] == []


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


async def test_faults_on_demand() -> None:
    async with BotApi() as api, bot_for(api) as bot:
        person = api.person(id=1)
        api.person(id=2)
        api.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3, chat_id=1)
        await bot.send_message(2, "untouched")
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(1, "x")
        assert refused.value.retry_after == 3
        api.fail_next("sendMessage", 502, "Bad Gateway")
        with pytest.raises(TelegramServerError):
            await bot.send_message(1, "x")
        api.drop_next("sendMessage")
        api.drop_next("sendMessage", after=True)
        for shown in ([], ["x"]):
            with pytest.raises(TelegramNetworkError):
                await bot.send_message(1, "x")
            assert [m.text for m in person.messages] == shown
        api.block(1)
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await bot.send_message(1, "x")
        api.unblock(1)
        await bot.send_message(1, "y")
        api.fail_next("getMe", 409, "Conflict")
        with pytest.raises(TelegramConflictError):
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


async def test_every_kind_of_message_and_a_group_reach_the_bot() -> None:
    async with BotApi() as api, hooked(api) as seen:
        person = api.person(id=1)
        await person.send_sticker()
        await person.send_voice()
        await person.send_photo(caption="look")
        await person.send_in_group(-1001, "hello /start@test_bot")
        assert len(seen) == 4
        assert [m.text for m in api.messages(-1001)] == ["hello /start@test_bot"] * 2
        await person.send("/start")
        first = person.messages[-1]
        await person.tap("One")
        with pytest.raises(LookupError, match="there are"):
            await person.tap("One")
        await person.tap("go:One", message=first)  # the keyboard she saw before the edit
        with pytest.raises(LookupError, match="no button"):
            await person.tap(lambda item: item["text"].startswith("Z"))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("好<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a&nbsp;b", 'Unsupported HTML entity "&nbsp;" at byte offset 1'),
    ],
)
async def test_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(HtmlError) as refused:
        parse(source)
    assert str(refused.value) == words


async def test_html_and_commands_count_in_utf16() -> None:
    link = '<a href="https://e.org/?a=1&amp;b=2">x &amp; y</a>'
    parsed = parse(f' \N{GRINNING FACE}{link}<pre><code class="language-py">z</code></pre> ')
    assert parsed.text == "\N{GRINNING FACE}x & yz"
    assert parsed.entities == (
        {"type": "text_link", "offset": 2, "length": 5, "url": "https://e.org/?a=1&b=2"},
        {"type": "pre", "offset": 7, "length": 1, "language": "py"},
    )
    assert parse("R&D &#128512; &lt;").text == "R&D \N{GRINNING FACE} <"
    assert command_entities("\N{GRINNING FACE} /go a/b http://x/y") == [{"type": "bot_command", "offset": 3, "length": 3}]
