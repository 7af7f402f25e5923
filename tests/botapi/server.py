"""A strict Telegram Bot API over real HTTP, for tests."""

from __future__ import annotations

import asyncio
import copy
import io
import json
import random
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import msgspec
from aiohttp import web

from . import limits
from .delivery import Delivery, Pending, Webhook, describe, read_multipart
from .errors import ApiError, violation
from .injection import Fault, Faults, Nonsense, Spoiled, nonsense
from .notice import Notice
from .person import Person, Seen, see
from .schema import Json, Schema
from .world import Chat, NotModified, StoredFile, World

_BODY_LIMIT = 60 * 1024 * 1024


@dataclass(frozen=True)
class Call:
    """A call the bot made: method, values, whether it succeeded, and when it came (time.monotonic)."""

    method: str
    params: Json
    ok: bool
    at: float


@dataclass(frozen=True)
class Violation:
    """A call refused by the schema or a limit: what was answered (description) and why exactly (detail)."""

    method: str
    params: Json
    description: str
    detail: str


class BotApi:
    """The server. `async with BotApi(token=…) as api` starts and stops it."""

    def __init__(
        self,
        token: str = "42:TEST",
        *,
        username: str = "test_bot",
        first_name: str = "Test",
        webhook_attempts: int = 4,
        webhook_backoff: float = 0.02,
        webhook_timeout: float = 10.0,
        query_lifetime: float = 30.0,
        patience: float = 10.0,
    ) -> None:
        """Input: the bot's token and names; how often and how fast a failed webhook is tried again; for
        how many seconds a callback query may be answered; how long idle() waits before it gives up."""
        self.token = token
        self.delay = 0.0
        self.calls: list[Call] = []
        self.violations: list[Violation] = []
        self.downloads: list[str] = []
        self.unmodified = 0
        self.patience = patience
        self.me: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.schema = Schema.load()
        sender = {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")}
        self.world = World(sender, query_lifetime)
        self._notice = Notice()
        self._delivery = Delivery(
            self._execute_from_webhook,
            self._notice,
            attempts=webhook_attempts,
            backoff=webhook_backoff,
            timeout=webhook_timeout,
        )
        self._handlers = {**self.world.handlers(), **self._own_handlers()}
        self.faults_to_come = Faults()
        self._blocked: set[int] = set()
        self._persons: dict[int, Person] = {}
        self.newest: Json = {}  # the update that was given last
        self._logged_out = False
        self._runner: web.AppRunner | None = None
        self._port = 0

    # Life

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_BODY_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._handle_download)
        # Cancellation tells a poll that its client has gone, so that it does not linger.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._delivery.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Output: the address to use instead of https://api.telegram.org."""
        return f"http://127.0.0.1:{self._port}"

    # People and updates

    def person(self, id: int, language_code: str | None = None, first_name: str = "Ann", **extra: Any) -> Person:
        """Input: a User's fields. Output: the person; the same one for the same id."""
        if id not in self._persons:
            user: Json = {"id": id, "is_bot": False, "first_name": first_name, **extra}
            if language_code is not None:
                user["language_code"] = language_code
            self._persons[id] = Person(self, user)
        return self._persons[id]

    def give(self, kind: str, payload: Json, lane: Hashable, query_id: str | None = None) -> Pending:
        """Input: an update's type and object, the lane it keeps order in, the query to be answered.
        Output: the update on its way."""
        update = {"update_id": self._delivery.numbers.take(), kind: copy.deepcopy(payload)}
        # What is given to the bot must be as true as what it sends.
        self.schema.check(update, "Update", "Update")
        self.newest = update
        pending = Pending(update, lane, query_id)
        self._delivery.push(pending)
        return pending

    def redeliver(self, update: Json) -> Pending:
        """Input: an update given before. It is sent again under its old number. Output: it on its way."""
        self._delivery.numbers.given(update["update_id"])
        pending = Pending(copy.deepcopy(update), lane=("again", update["update_id"]), again=True)
        self._delivery.push(pending)
        return pending

    def quiet_week(self, first: int | None = None) -> int:
        """Input: the number of the next update after a week without any, drawn at random (often lower) if not given.
        Output: that number. Raises RuntimeError while an update is not confirmed: such a week was not quiet."""
        if self._delivery.waiting():
            raise RuntimeError("updates wait to be confirmed; a week is quiet without any")
        return self._delivery.numbers.quiet_week(random.Random(), first)

    @property
    def polling(self) -> bool:
        """Output: whether a getUpdates is waiting now."""
        return self._delivery.polls > 0

    @property
    def undelivered(self) -> list[Json]:
        """Output: updates the webhook failed to take at every attempt."""
        return self._delivery.undelivered

    async def idle(self) -> None:
        """Returns when the bot has handled all updates given so far: the webhook has answered; or by
        polling a later offset has confirmed them, and callback queries have been answered. Raises
        TimeoutError."""
        await self.handled(self._delivery.open())

    async def handled(self, pendings: Iterable[Pending]) -> None:
        """Input: updates on their way. Returns when the bot has handled them. Raises TimeoutError."""
        awaited = list(pendings)
        if not await self._notice.until(lambda: all(p.handled for p in awaited), self.patience):
            raise TimeoutError(describe([p for p in awaited if not p.handled]))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Input: a condition on what the bot did. Returns when it holds, looking after every call; for
        bots that go on working after they confirm an update. Raises TimeoutError."""
        if not await self._notice.until(condition, self.patience):
            raise TimeoutError("the condition did not come true")

    # Faults

    def fail_next(
        self,
        method: str,
        error_code: int,
        description: str,
        retry_after: int | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Input: which calls to refuse (only those to `chat_id` if given), how, and how many of them; the
        method "download" means the downloads of files."""
        error = ApiError(error_code, description, retry_after=retry_after)
        self.faults_to_come.add(Fault(method, times, chat_id, error=error))

    def drop_next(self, method: str, times: int = 1, *, after: bool = False) -> None:
        """Input: the method whose next calls lose their connection: unheard, or with `after` once
        executed."""
        self.spoil_next(method, Nonsense.cut, times, after=after)

    def spoil_next(
        self, method: str, kind: Nonsense, times: int = 1, *, after: bool = False, chat_id: int | None = None
    ) -> None:
        """Input: the method ("*": any) whose next calls get nonsense in place of an answer: before they are executed, or
        with `after` once they are; only those to `chat_id` if given."""
        self.faults_to_come.add(Fault(method, times, chat_id, nonsense=kind, after=after))

    def slow_next(self, method: str, seconds: float, times: int = 1, *, chat_id: int | None = None) -> None:
        """Input: the method ("*": any) whose next calls are executed and answered so much later."""
        self.faults_to_come.add(Fault(method, times, chat_id, late_s=seconds))

    @property
    def outage(self) -> Nonsense | None:
        """What every call and every download gets in place of an answer now; None: Telegram works."""
        return self.faults_to_come.outage

    @outage.setter
    def outage(self, kind: Nonsense | None) -> None:
        self.faults_to_come.outage = kind

    def block(self, user_id: int) -> None:
        """Input: a person who blocks the bot."""
        self._blocked.add(user_id)

    def unblock(self, user_id: int) -> None:
        """Input: a person who takes the block back."""
        self._blocked.discard(user_id)

    def expire_queries(self) -> None:
        """Makes every callback query given so far too old to be answered."""
        self.world.expire_queries()

    # What was done

    def called(self, *methods: str) -> list[Call]:
        """Input: method names. Output: the calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    def file(self, file_id: str) -> StoredFile:
        """Input: a file id. Output: the file as kept, with its bytes."""
        return self.world.files[file_id]

    def chat(self, chat_id: int) -> Chat:
        """Input: a chat id. Output: the chat with its messages."""
        return self.world.chats[chat_id]

    def messages(self, chat_id: int) -> list[Seen]:
        """Input: a chat id, also a group's. Output: what is to be seen there, oldest first."""
        return [see(message) for message in self.chat(chat_id).messages.values()]

    # Calls

    async def perform(self, method: str, params: Json, *, form: bool = False) -> Any:
        """Input: a call. Output: its result. Raises ApiError; logs the call and any violation."""
        at, values = time.monotonic(), params
        try:
            if self.delay and method != "getUpdates":  # a long poll is slow enough
                await asyncio.sleep(self.delay)
            values = self.schema.check_call(method, params, form=form)
            result = await self._run(method, values)
        except NotModified as error:
            self.unmodified += 1
            self._log(method, values, at, ok=False)
            raise ApiError(400, str(error)) from error
        except ApiError as error:
            if error.detail is not None:
                self.violations.append(Violation(method, values, error.description, error.detail))
            self._log(method, values, at, ok=False)
            raise
        except Spoiled:
            self._log(method, values, at, ok=False)
            raise
        self._log(method, values, at, ok=True)
        return result

    def _log(self, method: str, params: Json, at: float, *, ok: bool) -> None:
        self.calls.append(Call(method, params, ok, at))
        if method == "answerCallbackQuery":
            # A refused answer counts as well: the bot has done its part.
            self._delivery.note_answer(str(params.get("callback_query_id")))
        self._notice.ring()

    async def _run(self, method: str, values: Json) -> Any:
        if self._logged_out:
            raise ApiError(400, "Logged out")
        fault = self.faults_to_come.take(method, values.get("chat_id"))
        if fault is not None:
            await fault.before()
        if values.get("chat_id") in self._blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        handler = self._handlers.get(method)
        result: Any = handler(values) if handler else True
        if method == "getUpdates":
            result = await self._get_updates(values)
        if fault is not None:
            fault.afterwards()
        return result

    async def _execute_from_webhook(self, method: str, params: Json, form: bool) -> None:
        try:
            await self.perform(method, params, form=form)
        except (ApiError, Spoiled):
            return  # as with Telegram, the bot never learns the result; the log and the violations hold it

    # Calls on the server's own state

    def _own_handlers(self) -> dict[str, Callable[[Json], Any]]:
        return {
            "getMe": lambda values: self.me,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "logOut": self._log_out,
        }

    async def _get_updates(self, values: Json) -> list[Json]:
        limits.polling(values)
        self._allow(values)
        return await self._delivery.poll(values.get("offset"), values.get("limit", 100), float(values.get("timeout", 0)))

    def _allow(self, values: Json) -> None:
        allowed = limits.allowed_updates(values, self.schema.types["Update"]["fields"])
        if allowed is not None:  # a list once given stays in force
            self._delivery.allowed = allowed

    def _set_webhook(self, values: Json) -> bool:
        if not values["url"]:
            return self._delete_webhook(values)
        limits.webhook(values)
        self._allow(values)
        if values.get("drop_pending_updates"):
            self._delivery.drop()
        hook = Webhook(values["url"], values.get("secret_token"), values.get("max_connections", 40))
        self._delivery.set_webhook(hook)
        return True

    def _delete_webhook(self, values: Json) -> bool:
        if values.get("drop_pending_updates"):
            self._delivery.drop()
        self._delivery.set_webhook(None)
        return True

    def _webhook_info(self, values: Json) -> Json:
        hook = self._delivery.webhook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": self._delivery.waiting(),
        }
        if hook:
            info["max_connections"] = hook.max_connections
        if self._delivery.allowed:
            info["allowed_updates"] = self._delivery.allowed
        if self._delivery.last_error:
            info["last_error_date"], info["last_error_message"] = self._delivery.last_error
        return info

    def _log_out(self, values: Json) -> bool:
        self._logged_out = True
        return True

    # HTTP

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _failure(ApiError(401, "Unauthorized"))
        method = request.match_info["method"]
        try:
            params, form = await self._read(request, method)
            result = await self.perform(method, params, form=form)
        except ApiError as error:
            return _failure(error)
        except Spoiled as spoiled:
            return await nonsense(request, spoiled.nonsense)
        # Written down at once: what is kept may change with the next call.
        return web.Response(body=msgspec.json.encode({"ok": True, "result": result}), content_type="application/json")

    async def _read(self, request: web.Request, method: str) -> tuple[Json, bool]:
        """Output: the values of a call, and whether they came as text. Raises ApiError."""
        params: Json = dict(request.query)
        kind = request.content_type
        if request.method == "GET" or not request.can_read_body:
            return params, True
        if kind == "application/json":
            return {**params, **self._parse_json(await request.text(), method)}, False
        if kind.startswith("multipart/"):
            return {**params, **await read_multipart(await request.multipart())}, True
        return {**params, **{key: str(value) for key, value in (await request.post()).items()}}, True

    def _parse_json(self, body: str, method: str) -> Json:
        try:
            params = json.loads(body)
            if not isinstance(params, dict):
                raise ValueError("not an object")
        except ValueError as error:
            refused = violation("can't parse request body as a JSON object", f"{error}: {body[:200]!r}")
            self.violations.append(Violation(method, {}, refused.description, str(refused.detail)))
            raise refused from error
        return params

    async def _handle_download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _failure(ApiError(401, "Unauthorized"))
        path = request.match_info["path"]
        fault = self.faults_to_come.take("download", None)
        try:
            if fault is not None:
                await fault.before()
                fault.afterwards()
        except ApiError as error:
            return _failure(error)
        except Spoiled as spoiled:
            return await nonsense(request, spoiled.nonsense)
        stored = next((file for file in self.world.files.values() if file.path == path), None)
        if stored is None:
            return _failure(ApiError(404, "Not Found"))
        self.downloads.append(stored.file_id)
        return web.Response(body=io.BytesIO(stored.data), content_type="application/octet-stream")


def _failure(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.code)
