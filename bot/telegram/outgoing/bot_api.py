"""The one client of the Bot API for every call without a file. Files go through `aiogram_session`."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from bot.telegram.outgoing.errors import NotSent, Unanswered, raise_for_answer
from bot.telegram.outgoing.http_client import HttpClient, NotConnected
from bot.telegram.outgoing.retry_policy import TAP, RetryPolicy, with_retries


class BotApi:
    """Calls of one bot, over kept connections to one server."""

    def __init__(self, token: str, api_url: str) -> None:
        self._client = HttpClient(api_url)
        self._path = f"/bot{token}/"

    async def call(
        self, method: str, params: dict[str, Any], policy: RetryPolicy = TAP, *, answer_s: float | None = None
    ) -> bytes:
        """Make a call with these values and return its whole answer, `{"ok":true,"result":…}`. Raises as `send` does."""
        return await self.send(method, json.dumps(params).encode(), policy, answer_s=answer_s)

    async def send(self, method: str, body: bytes, policy: RetryPolicy = TAP, *, answer_s: float | None = None) -> bytes:
        """Make a call whose JSON is written already, and return its whole answer.

        `answer_s` (seconds, for long polls) replaces the policy's. Raises TelegramError (see `errors`) and nothing else.
        """
        attempt = partial(self._once, self._path + method, body, answer_s or policy.answer_s, policy.repeats)
        return await with_retries(method, policy, attempt)

    async def close(self) -> None:
        """Close the kept connections."""
        await self._client.close()

    async def _once(self, path: str, body: bytes, answer_s: float, repeats: bool) -> bytes:
        try:
            status, answer = await self._client.post(path, body, answer_s, repeats=repeats)
        except NotConnected as error:
            raise NotSent(str(error)) from error
        except OSError as error:
            raise Unanswered(type(error).__name__) from error
        raise_for_answer(status, answer)
        return answer
