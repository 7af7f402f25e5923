"""A fake Telegram with one person who taps, and chats that are slow or many."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from benchmarks.fake_telegram import FakeTelegram
from benchmarks.tiny_http import Respond
from flows.dialogue import Reply

TOKEN = "42:BENCH"  # noqa: S105 - of a fake server
PAUSE_S = 0.03
SLOW_CHAT = 3_000_000
OTHERS = range(3_100_000, 3_100_150)
SERVED_WITHIN_S = 5.0
TOO_MANY = b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 40","parameters":{"retry_after":40}}'
FILE = b'{"ok":true,"result":{"file_id":"slow","file_unique_id":"slow","file_size":1000,"file_path":"slow"}}'
SENT = '{{"ok":true,"result":{{"message_id":{number},"date":1750000000,"chat":{{"id":{chat},"type":"private"}},"text":"…"}}}}'


class Neighbourhood(FakeTelegram):
    """One person taps; a slow chat and 150 others may come."""

    def __init__(self) -> None:
        super().__init__(1, pause_s=PAUSE_S)
        self._refusing = False
        self._cards: asyncio.Queue[list[str]] = asyncio.Queue()
        self._waiting: dict[int, float] = {}
        self._has_file = asyncio.Event()
        self.unserved = 0

    async def disturb(self, name: str) -> None:
        """Let the slow chat begin: its card is refused for 40 s, or its file takes longer than anybody waits."""
        if "chat" in name:
            self._refusing = True
            self.people.start(SLOW_CHAT)
            return
        self.people.start(SLOW_CHAT)
        await self._tap("consent")
        await self._tap("begin", "full")
        await self._tap("rate", "3")
        await self._tap("evidence")
        await self._cards.get()
        self.people.attach(SLOW_CHAT)
        await self._has_file.wait()

    async def others(self) -> None:
        """Let 150 other people come, a few at a time, and count those who are not served in SERVED_WITHIN_S."""
        for chat in OTHERS:
            self._waiting[chat] = time.perf_counter()
            self.people.start(chat)
            await asyncio.sleep(0.01)
        end = time.perf_counter() + SERVED_WITHIN_S
        while self._waiting and time.perf_counter() < end:  # noqa: ASYNC110 a look is cheap
            await asyncio.sleep(0.05)
        self.unserved = len(self._waiting)

    async def _tap(self, trigger: str, value: str | None = None) -> None:
        offered = [(data, Reply.decode(data)) for data in await self._cards.get()]
        self.people.tap(
            SLOW_CHAT,
            next(data for data, r in offered if r and r.trigger == trigger and (value is None or r.value == value)),
        )

    def _answer(self, method: str, is_json: bool, body: bytes, query: str, respond: Respond) -> None:
        if method == "slow":
            self._has_file.set()
            return  # the file never comes
        if method == "getfile":
            respond(FILE)
            return
        if self._refusing and method in ("sendmessage", "editmessagetext") and str(SLOW_CHAT).encode() in body:
            respond(TOO_MANY, 429)
            return
        super()._answer(method, is_json, body, query, respond)

    def _done(self, method: str, params: dict[str, Any]) -> bytes:
        chat = int(params.get("chat_id", 0))
        if method in ("sendmessage", "editmessagetext") and (chat == SLOW_CHAT or chat in OTHERS):
            self._waiting.pop(chat, None)
            if chat == SLOW_CHAT:
                markup = params.get("reply_markup", "{}")
                markup = json.loads(markup) if isinstance(markup, str) else markup
                rows = markup.get("inline_keyboard", [])
                self._cards.put_nowait([button["callback_data"] for row in rows for button in row])
            return SENT.format(number=params.get("message_id", 1), chat=chat).encode()
        return super()._done(method, params)
