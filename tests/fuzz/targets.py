"""What bytes from outside reach: an update's body, callback data, answers to score. Each takes any bytes and raises for a fault."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from contextlib import AsyncExitStack, redirect_stdout
from datetime import date
from pathlib import Path

import aiohttp

from bot.commands.score import score
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.incoming.webhook import SECRET_HEADER
from bot.words.wording import Wording
from flows.dialogue import Refusal, Reply
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.loader import shipped
from tests.botapi import BotApi
from tests.ports import free_port

Target = Callable[[bytes], None]
SECRET = "Secret-1"
STANDARD = shipped()
TODAY = date(2026, 11, 24)
ASKING = Session("zh", 0x1F4, "asking", 1)
CHATS = (7001, 7002)


def reply(data: bytes) -> None:
    """Callback data: read back as it was written or not at all; then taken or refused, never more than one answer changed."""
    found = Reply.decode(data.decode("utf-8", "replace"))
    if found is None:
        return
    interview = Interview(STANDARD, ASKING, TODAY)
    try:
        interview.hear(found)
    except Refusal:
        assert interview.session == ASKING
    assert len(interview.session.ratings) <= 1


class Scoring:
    """`xingjie score`, with and without --lines: a result for every line, or one line of fault and nothing else."""

    def __init__(self, folder: Path, lines: bool) -> None:
        self._file = folder / "answers"
        self._lines = lines

    def __call__(self, data: bytes) -> None:
        """Score these bytes."""
        self._file.write_bytes(data)
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(printed):
            fault = score(STANDARD, str(self._file), self._lines)
        printed.flush()
        results = printed.buffer.getvalue().splitlines()
        if fault is not None:
            assert results == []
            assert len(fault.splitlines()) == 1
            return
        for line in results:
            stars = json.loads(line)["stars"]
            assert stars["evidenced"]["low"] <= stars["claimed"]["low"] <= stars["under_way"]["low"]


class Webhook:
    """The bot's own webhook over real HTTP, the strict Bot API server behind it; never does it answer with a fault of its own."""

    def __init__(self, folder: Path, wording: Wording) -> None:
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        self._url = f"http://127.0.0.1:{free_port()}/telegram"
        self._loop.run_until_complete(self._open(folder, wording))

    def __call__(self, data: bytes) -> None:
        """Post these bytes as an update."""
        status = self._loop.run_until_complete(self._post(data))
        assert status in (200, 400), status
        assert self.api.violations == [], self.api.violations

    def close(self) -> None:
        """End the bot and the server."""
        self._loop.run_until_complete(self._stack.aclose())
        self._loop.close()

    async def _post(self, data: bytes) -> int:
        headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
        async with self._client.post(self._url, data=data, headers=headers) as response:
            return response.status

    async def _open(self, folder: Path, wording: Wording) -> None:
        self.api = await self._stack.enter_async_context(BotApi(token="42:TEST"))
        for chat in CHATS:
            self.api.world.open_chat({"id": chat, "type": "private", "first_name": "Ann"})
        conversation = await self._stack.enter_async_context(open_conversation(f"sqlite:///{folder / 'fuzz.db'}"))
        renderer = Renderer(wording, folder)
        self._stack.push_async_callback(renderer.close)
        telegram = TelegramFace("42:TEST", self.api.url, conversation, wording, renderer)
        port = int(self._url.split(":")[2].split("/")[0])
        await self._stack.enter_async_context(telegram.webhook(self._url, SECRET, "127.0.0.1", port))
        self._client = await self._stack.enter_async_context(aiohttp.ClientSession())
