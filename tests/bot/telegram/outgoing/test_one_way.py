"""There is one way to Telegram: every call without a file goes through BotApi."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bot.conversation.opening import open_conversation
from bot.deliveries.report import SendOutcome
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.outgoing import bot_api, http_client
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.words.wording import Wording
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.loader import shipped
from tests.botapi import BotApi
from tests.botapi.schema import Upload
from tests.people.chat import PDF, TOKEN, begun, naming_evidence, run_through, say
from tests.ports import free_port

# How the bot gets updates differs; everything else is called in both ways.
UPDATES = {"polling": {"getUpdates"}, "webhook": {"setWebhook", "getWebhookInfo"}}
# A toast travels in the response to the webhook's request.
IN_RESPONSES: dict[str, set[str]] = {"polling": set(), "webhook": {"answerCallbackQuery"}}
JSON_CALLS = {
    "sendMessage", "editMessageText", "deleteMessage", "editMessageReplyMarkup", "getMe", "getFile", "getMyCommands",
    "setMyCommands", "getMyDescription", "setMyDescription", "getMyShortDescription", "setMyShortDescription",
}  # fmt: skip


@pytest.mark.parametrize("way", UPDATES)
async def test_no_call_without_a_file_goes_around_the_bot_api(
    way: str, sqlite_url: str, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: Counter[str] = Counter()

    class CountingClient(http_client.HttpClient):
        async def post(self, path: str, body: bytes, timeout_s: float, *, repeats: bool = True) -> tuple[int, bytes]:
            posted[path.rpartition("/")[2]] += 1
            return await super().post(path, body, timeout_s, repeats=repeats)

    monkeypatch.setattr(bot_api, "HttpClient", CountingClient)
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram, port = TelegramFace(TOKEN, api.url, conversation, wording, renderer), free_port()
        async with (
            telegram.polling()
            if way == "polling"
            else telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
        ):
            await _do_everything(api)
        reminders = ReminderSender(TOKEN, api.url, wording)
        screen = Interview(shipped(), Session("en", 7, "choosing", 1), date(2026, 11, 2)).screen()
        assert (await reminders.remind("1001", screen)).outcome is SendOutcome.arrived
        await reminders.close()
    uploads = {call.method for call in api.calls if any(isinstance(value, Upload) for value in call.params.values())}
    received = Counter(call.method for call in api.calls if call.method not in uploads)
    assert uploads == {"sendPhoto", "sendDocument"}
    assert JSON_CALLS | UPDATES[way] <= received.keys()
    assert (received - posted).keys() <= IN_RESPONSES[way]
    assert not uploads & posted.keys()


async def _do_everything(api: BotApi) -> None:
    """Make the bot use every method of the Bot API that it knows."""
    person = await naming_evidence(api)
    await person.send_document("rules.pdf", PDF)
    await api.until(lambda: bool(api.downloads) and person.messages[-1].from_bot)
    await say(api, person, "/mydata")
    await person.send_in_group(-100, "/start")
    other = await begun(api, 1002, mode="target-1")
    await run_through(other, "1")
    await api.until(lambda: bool(api.called("sendPhoto")))
    api.fail_next("deleteMessage", 400, "Bad Request: message can't be deleted")
    await say(api, other, "/about")
    await api.until(lambda: all(map(api.called, ("deleteMessage", "editMessageReplyMarkup", "getMe"))))
    await api.until(lambda: len(api.called("setMyShortDescription")) == 2)
