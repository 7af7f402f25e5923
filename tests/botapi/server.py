"""A strict Telegram Bot API over real HTTP, for tests."""

from __future__ import annotations

import asyncio
import copy
import random
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from .delivery import Delivery, Pending, describe
from .errors import ApiError
from .fault_controls import FaultControls
from .files import StoredFile
from .http_server import HttpServer
from .injection import Spoiled
from .notice import Notice
from .person import Person, Seen, see
from .schema import Json, Schema
from .updates_calls import UpdatesCalls
from .world import Chat, NotModified, World


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


class BotApi(FaultControls):
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
        super().__init__()
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
        self._updates = UpdatesCalls(lambda: self._delivery, self.schema)
        self._handlers = {**self.world.handlers(), **self._own_handlers()}
        self._persons: dict[int, Person] = {}
        self.newest: Json = {}  # the update that was given last
        self._logged_out = False
        self._http = HttpServer(self)

    # Life

    async def __aenter__(self) -> Self:
        await self._http.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._delivery.close()
        await self._http.close()

    @property
    def url(self) -> str:
        """Output: the address to use instead of https://api.telegram.org."""
        return self._http.url

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
            self.note_violation(method, values, error)
            self._log(method, values, at, ok=False)
            raise
        except Spoiled:
            self._log(method, values, at, ok=False)
            raise
        self._log(method, values, at, ok=True)
        return result

    def note_violation(self, method: str, params: Json, error: ApiError) -> None:
        """Input: a call and its refusal. Keeps it if the schema or a limit refused the call."""
        if error.detail is not None:
            self.violations.append(Violation(method, params, error.description, error.detail))

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
            result = await self._updates.get_updates(values)
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
            **self._updates.handlers(),
            "logOut": self._log_out,
        }

    def _log_out(self, values: Json) -> bool:
        self._logged_out = True
        return True
