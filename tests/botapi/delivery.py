"""The way of updates to the bot: a queue that is polled, or a webhook that is called."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

from .errors import ApiError
from .notice import Notice
from .numbers import UpdateNumbers
from .schema import Json, Upload

# Telegram leaves these out unless they are asked for by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_SUPERSEDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_HOOKED_MEANWHILE = "Conflict: terminated by setWebhook request"
_HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

Execute = Callable[[str, Json, bool], Awaitable[None]]


@dataclass(frozen=True)
class Webhook:
    """The address that updates are posted to, and the secret that goes with them."""

    url: str
    secret: str | None
    max_connections: int


@dataclass(eq=False)
class Pending:
    """An update on its way. Those of one lane keep order; `query_id` is set if an answer is awaited too.

    `again` marks one that is sent once more under its old number, which the real server never does by polling: no offset
    confirms it before it was sent.
    """

    update: Json
    lane: Hashable
    query_id: str | None = None
    again: bool = False
    sent: bool = False
    delivered: bool = False
    answered: bool = False

    @property
    def handled(self) -> bool:
        """Whether the bot is done with it."""
        return self.delivered and (self.query_id is None or self.answered)

    @property
    def update_id(self) -> int:
        """Output: the update's number."""
        return int(self.update["update_id"])

    @property
    def lacks(self) -> str:
        """Output: what is still missing, for the message of a timeout."""
        return "its answerCallbackQuery" if self.delivered else "its delivery"


class Delivery:
    """Holds the updates not yet handled and brings them to the bot."""

    def __init__(self, execute: Execute, notice: Notice, *, attempts: int, backoff: float, timeout: float) -> None:
        """Input: what executes a call answered to a webhook, the bell, and the webhook's retry rules."""
        self.numbers = UpdateNumbers()
        self.webhook: Webhook | None = None
        self.allowed: list[str] | None = None
        self.undelivered: list[Json] = []
        self.last_error: tuple[int, str] | None = None
        self._execute = execute
        self._notice = notice
        self._attempts = attempts
        self._backoff = backoff
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._queue: list[Pending] = []
        self._open: list[Pending] = []
        self.polls = 0
        self._turn = object()
        self._lanes: dict[Hashable, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None
        self._closing = False

    def push(self, pending: Pending) -> None:
        """Input: an update to deliver. One whose type the bot did not allow is dropped, as Telegram
        drops it."""
        if not self._is_allowed(next(key for key in pending.update if key != "update_id")):
            pending.delivered = pending.answered = True
            return
        self._queue.append(pending)
        self._open.append(pending)
        self._pump()
        self._notice.ring()

    def open(self) -> list[Pending]:
        """Output: the updates the bot has not handled yet."""
        self._open = [pending for pending in self._open if not pending.handled]
        return list(self._open)

    def waiting(self) -> int:
        """Output: how many updates are not delivered yet."""
        return len(self._queue)

    def note_answer(self, query_id: str) -> None:
        """Input: the callback query the bot has just tried to answer."""
        for pending in self._open:
            if pending.query_id == query_id:
                pending.answered = True
        self._notice.ring()

    def drop(self) -> None:
        """Forgets every update not delivered yet."""
        for pending in self._queue:
            self._finish(pending, answered=True)
        self._queue.clear()

    async def poll(self, offset: int | None, limit: int, seconds: float) -> list[Json]:
        """Input: the values of getUpdates. Output: the updates, at once or when some come. Raises
        ApiError."""
        if self.webhook is not None:
            raise ApiError(409, _HOOKED)
        if offset and offset < 0:
            self._forget(self._ordered()[:offset])
        turn = self._turn = object()
        self.polls += 1
        self._confirm(offset)
        self._notice.ring()

        def ready() -> bool:
            return bool(self._closing or self._turn is not turn or self.webhook or self._held(offset))

        try:
            await self._notice.until(ready, seconds)
        finally:
            self.polls -= 1
        if self._turn is not turn:
            raise ApiError(409, _SUPERSEDED)
        if self.webhook is not None:
            raise ApiError(409, _HOOKED_MEANWHILE)
        batch = self._ordered()[:limit]
        for pending in batch:
            pending.sent = True
        return [pending.update for pending in batch]

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Input: the new webhook, None for polling. Updates that wait take the new way."""
        self.webhook = webhook
        self.last_error = None
        self._slots = asyncio.Semaphore(webhook.max_connections if webhook else 40)
        self._pump()
        self._notice.ring()

    async def close(self) -> None:
        """Ends polls and webhook calls."""
        self._closing = True
        self._notice.ring()
        lanes = list(self._lanes.values())
        for task in lanes:
            task.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _is_allowed(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ON_REQUEST

    def _ordered(self) -> list[Pending]:
        return sorted(self._queue, key=lambda pending: pending.update_id)

    def _held(self, offset: int | None) -> bool:
        """Input: the offset of a poll that waits. Output: whether there is something for it: an update that came below the
        offset meanwhile is forgotten."""
        if self._queue:
            self._confirm(offset)
        return bool(self._queue)

    def _confirm(self, offset: int | None) -> None:
        """Input: the offset of a poll: updates before it are forgotten, whether they were sent or not. One that lies too far
        in the future, as after a quiet week, confirms nothing."""
        if offset and offset > 0 and self.numbers.believes(offset):
            self._forget([p for p in self._queue if p.update_id < offset and (p.sent or not p.again)])

    def _forget(self, confirmed: list[Pending]) -> None:
        for pending in confirmed:
            self._queue.remove(pending)
            self._finish(pending, answered=not pending.sent)

    def _finish(self, pending: Pending, *, answered: bool) -> None:
        pending.delivered = True
        pending.answered = pending.answered or answered
        self._notice.ring()

    def _pump(self) -> None:
        """Makes sure that, with a webhook set, every lane with updates has its task."""
        if self.webhook is None or self._closing:
            return
        for lane in {pending.lane for pending in self._queue} - self._lanes.keys():
            self._lanes[lane] = asyncio.create_task(self._run_lane(lane))

    async def _run_lane(self, lane: Hashable) -> None:
        try:
            while (pending := self._next(lane)) and (hook := self.webhook):
                await self._deliver(pending, hook)
        finally:
            del self._lanes[lane]

    def _next(self, lane: Hashable) -> Pending | None:
        return next((pending for pending in self._queue if pending.lane == lane), None)

    async def _deliver(self, pending: Pending, hook: Webhook) -> None:
        for attempt in range(self._attempts):
            await asyncio.sleep(self._backoff * attempt)
            if await self._post(pending, hook):
                break
        else:
            self.undelivered.append(pending.update)
        if pending in self._queue:  # it may have been dropped meanwhile
            self._queue.remove(pending)
        # Over a webhook the response is the sign of handling: no answer to a query is awaited beyond it.
        self._finish(pending, answered=True)

    async def _post(self, pending: Pending, hook: Webhook) -> bool:
        """Output: whether the webhook took the update. A call in its answer is executed.

        No more than the webhook's `max_connections` are posted at once.
        """
        async with self._slots:
            return await self._posted(pending, hook)

    async def _posted(self, pending: Pending, hook: Webhook) -> bool:
        pending.sent = True
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        try:
            async with self._session.post(hook.url, data=msgspec.json.encode(pending.update), headers=headers) as response:
                if not 200 <= response.status < 300:
                    self._note_error(f"Wrong response from the webhook: {response.status} {response.reason}")
                    return False
                call, form = await _read_call(response)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            self._note_error(f"{type(error).__name__}: {error}")
            return False
        if "method" in call:
            await self._execute(str(call.pop("method")), call, form)
        return True

    def _note_error(self, words: str) -> None:
        self.last_error = (int(time.time()), words)


async def _read_call(response: aiohttp.ClientResponse) -> tuple[Json, bool]:
    """Output: the values a webhook answered with (empty if none), and whether they came as a form."""
    kind = response.content_type
    if kind == "multipart/form-data":
        return await read_multipart(aiohttp.MultipartReader(response.headers, response.content)), True
    if kind != "application/json":
        return {}, False
    try:
        call = json.loads(await response.text() or "{}")
    except ValueError:
        return {}, False
    return (call, False) if isinstance(call, dict) else ({}, False)


async def read_multipart(reader: aiohttp.MultipartReader) -> Json:
    """Input: a multipart body. Output: its fields as text, its files as Upload."""
    values: Json = {}
    async for part in reader:
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        values[part.name] = await _read_part(part)
    return values


async def _read_part(part: aiohttp.BodyPartReader) -> Any:
    data = bytes(await part.read(decode=True))
    if part.filename is None:
        return data.decode("utf-8", "replace")
    return Upload(part.filename, data, part.headers.get("Content-Type", "application/octet-stream"))


def describe(pendings: Sequence[Pending]) -> str:
    """Input: updates not handled. Output: one line for each, for the message of a timeout."""
    return "; ".join(f"update {p.update_id} lacks {p.lacks}: {p.update!r:.200}" for p in pendings)
