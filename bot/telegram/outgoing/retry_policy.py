"""How often and how long calls of the Bot API are tried: the policies, and the one retry loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from msgspec import Struct

from bot.operations.metrics import count_telegram_call
from bot.telegram.outgoing.errors import NotSent, Refused, TooManyRequests, Unanswered, Unreachable

FIRST_WAIT_S = 0.4
Result = TypeVar("Result")


class RetryPolicy(Struct, frozen=True):
    """At most `tries` tries of `answer_s` seconds each, with at most `wait_s` seconds between two.

    `repeats` says that a call may be carried out twice without harm. It is then tried again if the first result is unknown.
    """

    tries: int
    answer_s: float
    wait_s: float
    repeats: bool = True


# Somebody waits for a card or a toast. A card that is sent twice shows the same turn: the first tap counts, the second says so.
# All tries end within the minute that Telegram waits for a webhook.
TAP = RetryPolicy(tries=4, answer_s=10.0, wait_s=5.0)
# Nobody waits for a reminder, and nobody wants to read it twice.
REMINDER = RetryPolicy(tries=1, answer_s=30.0, wait_s=0.0, repeats=False)
# The bot's profile can also be updated at the next start.
START = RetryPolicy(tries=2, answer_s=10.0, wait_s=2.0)
# The caller asks again anyway, and gives `answer_s` for how long it lets Telegram wait.
POLL = RetryPolicy(tries=1, answer_s=30.0, wait_s=0.0)
# Somebody has asked for these megabytes, and nobody else waits behind them. Twice is better than not at all.
UPLOAD = RetryPolicy(tries=4, answer_s=60.0, wait_s=60.0)
DOWNLOAD = RetryPolicy(tries=2, answer_s=60.0, wait_s=5.0)


async def with_retries(method: str, policy: RetryPolicy, attempt: Callable[[], Awaitable[Result]]) -> Result:
    """Call `attempt` as often as `policy` allows, and return its first result. Each try is counted in the metric of `method`.

    Wait exactly `retry_after` seconds if Telegram asks for it; raise TooManyRequests if that is longer than `wait_s`. Raises
    what the last try raised, but Unanswered instead of NotSent if an earlier try may have been carried out.
    """
    wait = min(FIRST_WAIT_S, policy.wait_s)
    doubtful = False
    left = policy.tries
    while True:
        left -= 1
        try:
            result = await attempt()
            count_telegram_call(method)
            return result
        except Refused as refusal:
            count_telegram_call(method, refusal)
            refusal.is_echo = doubtful
            raise
        except TooManyRequests as error:
            count_telegram_call(method, error)
            if not left or error.retry_after > policy.wait_s:
                raise
            await asyncio.sleep(error.retry_after)
        except Unreachable as error:
            count_telegram_call(method, error)
            if isinstance(error, NotSent) and doubtful:
                error = Unanswered(str(error))
            doubtful = isinstance(error, Unanswered)
            if not left or (doubtful and not policy.repeats):
                raise error
            await asyncio.sleep(wait)
            wait = min(2 * wait, policy.wait_s)
