"""Updates of any shape: each is handled or left, none is a fault of ours, and none comes again forever."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.incoming.parse import read_batch, read_update
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import TOKEN
from tests.ports import free_port

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "Secret-1", "Content-Type": "application/json"}
ANN: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
HERE = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP = {"id": -5, "type": "supergroup", "title": "G"}
SENT = {"message_id": 3, "date": 1_790_000_000, "chat": HERE, "from": ANN}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
BOT = {"id": 42, "is_bot": True, "first_name": "Test"}
QUERY = {"id": "9", "from": ANN, "chat_instance": "1", "data": "0||consent|", "message": {**SENT, "from": BOT, "text": "…"}}
REAL: list[dict[str, Any]] = [
    {"message": {**SENT, "text": "/start quick", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}},
    {"message": {**SENT, "text": "3"}},
    {"message": {**SENT, "text": "/mydata"}},
    {"message": {**SENT, "photo": [{**FILE, "width": 9, "height": 9}], "caption": "x"}},
    {"message": {**SENT, "document": {**FILE, "file_name": "x.pdf", "mime_type": "application/pdf"}}},
    {
        "message": {
            **SENT,
            "sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False},
        }
    },
    {"message": {**SENT, "pinned_message": {"message_id": 1, "chat": HERE, "date": 0}}},
    {"message": {**SENT, "chat": GROUP, "text": "/help"}},
    {"message": {**SENT, "chat": GROUP, "text": "/help@test_bot", "sender_chat": GROUP}},
    {"callback_query": QUERY},
    {"callback_query": {**QUERY, "message": {**SENT, "chat": GROUP, "from": BOT, "text": "…"}}},
    {"callback_query": {"id": "9", "from": ANN, "chat_instance": "1", "inline_message_id": "i", "data": "0||consent|"}},
    {
        "my_chat_member": {
            "chat": GROUP,
            "from": ANN,
            "date": 1_790_000_000,
            "old_chat_member": {"user": BOT, "status": "left"},
            "new_chat_member": {"user": BOT, "status": "member"},
        }
    },
    {"channel_post": {**SENT, "text": "/help", "sender_chat": GROUP}},
    {"poll": {"id": "1"}},
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**31, 2**52, 2**53, 2**63, 2**64, 10**30, 10**400, 1.5, -0.0]),
    st.sampled_from(["", "x", "7", "\ud800", "\x00", "/", "@", "字" * 5_000, "private", "channel", "0||consent|", "|||"]),
    st.sampled_from([[], [[]], [7], {}, {"id": []}, {"id": {}}, [{"id": 7}], {"type": "private"}, HERE, ANN]),
)

NEW = ("chat", "from", "text", "photo", "document", "data", "message", "new")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that an update holds."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


@st.composite
def bent(draw: st.DrawFn) -> dict[str, Any]:
    """A real update in which one to three things are of another shape, are missing or are new."""
    update: dict[str, Any] = copy.deepcopy({"update_id": draw(st.integers(1, 2**31)), **draw(st.sampled_from(REAL))})
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(sorted(places(update), key=repr)))
        holder: Any = update
        for key in way:
            holder = holder[key]
        odd, new = copy.deepcopy(draw(ODD)), draw(st.sampled_from(NEW))
        match draw(st.sampled_from(["change", "change", "leave out", "add"])):
            case "change":
                holder[last] = odd
            case "add" if isinstance(holder, dict):
                holder[new] = odd
            case _:
                del holder[last]
        if not update:
            break
    return update


@pytest.mark.long("the shorter tests of this file")
async def test_no_shape_of_an_update_is_a_fault(sqlite_url: str, wording: Wording, renderer: Renderer) -> None:
    port, loop = free_port(), asyncio.get_running_loop()
    address = f"http://127.0.0.1:{port}/telegram"
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(sqlite_url) as conversation,
        ClientSession(headers=SECRET) as session,
    ):
        api.person(ANN["id"], language_code="en")
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)

        async def push(text: str) -> int:
            async with asyncio.timeout(30), session.post(address, data=text.encode()) as response:
                return response.status

        @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
        @given(bent())
        def check(update: dict[str, Any]) -> None:
            with capture_logs() as logs:
                status = asyncio.run_coroutine_threadsafe(push(json.dumps(update)), loop).result()
            assert status == 200
            faults = [line.get("exc_info") for line in logs if line["event"] in ("update_failed", "tap_failed")]
            assert [fault for fault in faults if "chat not found" not in str(fault)] == []

        async with telegram.webhook(address, "Secret-1", "127.0.0.1", port):
            await asyncio.to_thread(check)


@given(st.lists(bent(), max_size=3))
def test_no_shape_stops_a_batch(updates: list[dict[str, Any]]) -> None:
    read = read_batch(json.dumps({"ok": True, "result": updates}).encode())
    assert all(hash(update.chat) is not None and update.number >= 0 for update in read)


@pytest.mark.parametrize("update", REAL[:-2])
def test_what_is_real_is_read(update: dict[str, Any]) -> None:
    read = read_update(json.dumps({"update_id": 1, **update}).encode())
    assert read is not None
    assert read.tap is not None or read.content == {"update_id": 1, **update}
