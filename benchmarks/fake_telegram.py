"""A fake Bot API for one bot: it believes everything, and answers at once or after a given delay."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.people import People
from benchmarks.tiny_http import Pushing, Respond, Served

CONNECTIONS = 100  # what setWebhook allows at most
SECRET, CRLF = "X-Telegram-Bot-Api-Secret-Token: ", "\r\n"
TRUE = b'{"ok":true,"result":true}'
FILE = b'{"ok":true,"result":{"message_id":1,"date":1750000000,"chat":{"id":1,"type":"private"}}}'
ME = (
    b'{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,'
    b'"has_main_web_app":false}}'
)


class FakeTelegram:
    """The server, and the way of updates to the bot: pushed if a webhook is set, else asked for."""

    def __init__(self, people: int, delay_s: float = 0.0, others_come: bool = False, pause_s: float = 0.0) -> None:
        self.people = People(people, self._give, others_come=others_come, pause_s=pause_s)
        self.ready = asyncio.Event()
        self.pictures = 0
        self.documents = 0
        self._delay_s = delay_s
        self._queue: deque[tuple[int, str]] = deque()
        self._poll: tuple[Respond, asyncio.TimerHandle] | None = None
        self._hook: tuple[str, int, str, str] | None = None
        self._idle: list[Pushing] = []
        self._busy = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """Listen; returns the address to use instead of https://api.telegram.org."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Served(self._handle), "127.0.0.1", 0, backlog=2048)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Close everything; nothing more is given, even if a connection closes and would take the next update."""
        self._queue.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in self._idle:
            if connection.transport:
                connection.transport.close()
        if self._server:
            self._server.close()

    # Calls of the bot

    def _handle(self, path: str, is_json: bool, body: bytes, respond: Respond) -> None:
        path, _, query = path.partition("?")
        method = path.rpartition("/")[2].lower()
        if method == "getupdates":
            self._asked(_params(is_json, body, query), respond)
        elif self._delay_s:
            asyncio.get_running_loop().call_later(self._delay_s, self._answer, method, is_json, body, query, respond)
        else:
            self._answer(method, is_json, body, query, respond)

    def _answer(self, method: str, is_json: bool, body: bytes, query: str, respond: Respond) -> None:
        if method == "getme":
            respond(ME)
        elif method == "setwebhook":
            self._hooked(_params(is_json, body, query))
            respond(TRUE)
        elif method in ("sendphoto", "senddocument"):
            self.pictures += method == "sendphoto"
            self.documents += method == "senddocument"
            respond(FILE)
        else:
            respond(self._done(method, _params(is_json, body, query)))

    def _done(self, method: str, params: dict[str, Any]) -> bytes:
        if method == "answercallbackquery":
            self.people.toast(str(params["callback_query_id"]))
            return TRUE
        if method in ("editmessagetext", "sendmessage"):
            chat = int(params["chat_id"])
            edited = int(params["message_id"]) if method == "editmessagetext" else None
            markup = params.get("reply_markup", "")
            markup = markup if isinstance(markup, str) else json.dumps(markup)
            number = self.people.shown(chat, edited, params["text"], markup)
            return (
                f'{{"ok":true,"result":{{"message_id":{number},"date":1750000000,"chat":{{"id":{chat},"type":"private"}},'
                f'"text":{json.dumps(params["text"])},"reply_markup":{markup or "{}"}}}}}'
            ).encode()
        return TRUE

    # Updates to the bot

    def _give(self, number: int, update: str) -> None:
        if self._hook:
            self._queue.append((number, update))
            self._push()
        else:
            self._queue.append((number, update))
            if self._poll:
                respond, timer = self._poll
                self._poll = None
                timer.cancel()
                # One turn of the loop later: who taps in the same moment comes in the same answer.
                asyncio.get_running_loop().call_soon(self._give_batch, 100, respond)

    def _asked(self, params: dict[str, Any], respond: Respond) -> None:
        self.ready.set()
        offset, seconds = int(params.get("offset", 0)), float(params.get("timeout", 0))
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        if self._queue or not seconds:
            self._give_batch(int(params.get("limit", 100)), respond)
        else:
            timer = asyncio.get_running_loop().call_later(seconds, self._nothing)
            self._poll = (respond, timer)

    def _give_batch(self, limit: int, respond: Respond) -> None:
        batch = [self._queue[n][1] for n in range(min(limit, len(self._queue)))]
        respond(('{"ok":true,"result":[' + ",".join(batch) + "]}").encode())

    def _nothing(self) -> None:
        if self._poll:
            respond, _ = self._poll
            self._poll = None
            respond(b'{"ok":true,"result":[]}')

    def _hooked(self, params: dict[str, Any]) -> None:
        if not params.get("url"):
            return
        parts = urlsplit(params["url"])
        self._hook = (parts.hostname or "", parts.port or 80, parts.path or "/", params.get("secret_token", ""))
        self.ready.set()

    def _push(self) -> None:
        while self._queue and self._busy < CONNECTIONS:
            _, update = self._queue.popleft()
            self._busy += 1
            while self._idle and not self._idle[-1].is_open:
                self._idle.pop()
            if self._idle:
                self._post(self._idle.pop(), update)
            else:
                task = asyncio.create_task(self._connect_and_post(update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _connect_and_post(self, update: str) -> None:
        assert self._hook
        while True:
            try:
                _, connection = await asyncio.get_running_loop().create_connection(Pushing, self._hook[0], self._hook[1])
            except ConnectionRefusedError:
                await asyncio.sleep(0.1)  # it says where it listens before it does
            else:
                self._post(connection, update)
                return

    def _post(self, connection: Pushing, update: str) -> None:
        assert self._hook
        assert connection.transport
        host, port, path, secret = self._hook
        body = update.encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
            f"{SECRET + secret + CRLF if secret else ''}Content-Length: {len(body)}\r\n\r\n"
        )

        def answered(status: int, response: bytes) -> None:
            self._busy -= 1
            if connection.is_open:
                self._idle.append(connection)
            if response[:1] == b"{" and b'"method"' in response:
                call = json.loads(response)
                self._done(str(call.pop("method")).lower(), call)
            elif response and b"answerCallbackQuery" in response:  # a form, as aiogram writes it
                found = response.partition(b'name="callback_query_id"')[2].split(b"\r\n\r\n", 1)[1]
                self.people.toast(found.split(b"\r\n", 1)[0].decode())
            if status == 0 and self.people.goes_on:
                self._queue.append((0, update))
            self._push()

        connection.answered = answered
        connection.transport.write(head.encode() + body)


def _params(is_json: bool, body: bytes, query: str) -> dict[str, Any]:
    if is_json and body:
        found: dict[str, Any] = json.loads(body)
        return found
    text = query + "&" + body.decode("utf-8", "replace") if body else query  # a picture is not text, and nobody looks at it
    if b"form-data" in body[:200]:
        return _parts(body)
    return {key: values[0] for key, values in parse_qs(text).items()}


def _parts(body: bytes) -> dict[str, str]:
    boundary = body.partition(b"\r\n")[0]
    found = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        found[head.partition(b'name="')[2].partition(b'"')[0].decode()] = value[:-2].decode()
    return found
