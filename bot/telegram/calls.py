"""Calls of the Bot API as prepared JSON, with patience: what every tap needs, without a second look by pydantic."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.metrics import called_telegram
from bot.telegram.wire import Wire

TRIES = 4
ANSWER_S = 30.0
RETRY_FIRST_S = 0.4


class Refused(Exception):
    """Telegram refuses a call: `code` as in HTTP, `why` in its words."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(str(code))  # its words may quote what it was given, and logs show this
        self.code = code
        self.why = why


class Unreachable(Exception):
    """Telegram could not be reached, or answered with a fault of its own, at every try."""


class Calls:
    """The calls of one bot."""

    def __init__(self, token: str, api_url: str) -> None:
        self._wire = Wire(api_url)
        self._bot = f"/bot{token}/"

    async def call(self, method: str, params: dict[str, Any], timeout_s: float = ANSWER_S) -> bytes:
        """The whole answer to a call. See `send`."""
        return await self.send(method, json.dumps(params).encode(), timeout_s)

    async def send(self, method: str, body: bytes, timeout_s: float = ANSWER_S) -> bytes:
        """The whole answer to a call whose JSON is written already.

        `retry_after` is honoured to the second; a cut connection and a fault on Telegram's side are tried again. Raises Refused
        where Telegram refuses, Unreachable after the last try.
        """
        path = self._bot + method
        wait = RETRY_FIRST_S
        for last in (False,) * (TRIES - 1) + (True,):
            try:
                status, answer = await self._wire.post(path, body, timeout_s)
            except OSError as error:
                called_telegram(method, error)
                why = type(error).__name__
            else:
                if status == 200:
                    called_telegram(method)
                    return answer
                refusal = _refusal(status, answer)
                called_telegram(method, refusal)
                if refusal.code == 429 and not last:
                    await asyncio.sleep(_retry_after(answer))
                    continue
                if refusal.code < 500:
                    raise refusal
                why = str(refusal.code)
            if not last:
                await asyncio.sleep(wait)
                wait *= 2
        raise Unreachable(f"{method}: {why}")

    async def close(self) -> None:
        """End the kept connections."""
        await self._wire.close()


def _refusal(status: int, answer: bytes) -> Refused:
    return Refused(status, str(_object(answer).get("description", "")))


def _retry_after(answer: bytes) -> float:
    parameters = _object(answer).get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(seconds) if isinstance(seconds, int | float) else 1.0


def _object(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
