"""How patient a call of the Bot API is: the one policy, and the one loop that tries again."""

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
    """`tries` of at most `answer_s` seconds each, with at most `wait_s` seconds between two.

    `repeats` says that the call is harmless if it is carried out twice, so it is tried again when nobody knows whether it was.
    """

    tries: int
    answer_s: float
    wait_s: float
    repeats: bool = True


# Somebody waits for a card or a toast. A card that came twice shows the same turn: the first tap counts, the second says so.
# Ends within the minute that Telegram waits for a webhook.
TAP = RetryPolicy(tries=4, answer_s=10.0, wait_s=5.0)
# Nobody waits, and nobody wants to read it twice.
REMINDER = RetryPolicy(tries=1, answer_s=30.0, wait_s=0.0, repeats=False)
# What the bot says about itself can be said at the next start.
START = RetryPolicy(tries=2, answer_s=10.0, wait_s=2.0)
# The caller asks again anyway, and gives `answer_s` for how long it lets Telegram wait.
POLL = RetryPolicy(tries=1, answer_s=30.0, wait_s=0.0)
# Megabytes that somebody has asked for; nobody else waits behind them. Twice is better than not at all.
UPLOAD = RetryPolicy(tries=4, answer_s=60.0, wait_s=60.0)
DOWNLOAD = RetryPolicy(tries=2, answer_s=60.0, wait_s=5.0)


async def with_retries(method: str, policy: RetryPolicy, attempt: Callable[[], Awaitable[Result]]) -> Result:
    """What `attempt` returns, tried as often as `policy` allows. Each try is counted as one of `method`.

    `retry_after` is honoured to the second, or raised as TooManyRequests if it is longer than `wait_s`. Raises what the last
    try raised; Unanswered if the last one was not sent, but one before may have been carried out.
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
