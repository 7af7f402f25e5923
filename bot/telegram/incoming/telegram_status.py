"""Tracks whether updates arrive from Telegram, and if not, why and which setting to look at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from msgspec import Struct

from bot.errors import NotReady
from bot.telegram.outgoing.errors import Refused, TelegramError, TooManyRequests

# The longest time between two answers of Telegram while all is well, in seconds: a long poll plus its answer.
FRESH_S = 45.0
# After a conflict with another process, seconds until updates count as arriving again: longer than one long poll.
CONFLICT_S = 30.0
# A failure shorter than this, in seconds, does not make the process unready.
PASSING_S = 5.0
PAUSE_FIRST_S = 1.0
PAUSE_MOST_S = 30.0
UNAUTHORIZED, NOT_FOUND, CONFLICT = 401, 404, 409
log = structlog.get_logger()


class NotServed(NotReady):
    """No updates arrive. The message says why."""


class TelegramProblem(Struct, frozen=True):
    """Why no updates arrive. It counts for at least `lasts_s` seconds, even if a call succeeds meanwhile."""

    why: str
    lasts_s: float = 0.0


def problem_of(error: Exception, url: str = "") -> TelegramProblem:
    """Return what a failed call means for the operator. `url` is the webhook that was to be set, "" for other calls."""
    match error:
        case Refused(code=code) if code in (UNAUTHORIZED, NOT_FOUND):
            return TelegramProblem("Telegram does not know this BOT_TOKEN; copy it from @BotFather once more")
        case Refused(code=code) if code == CONFLICT:
            return TelegramProblem(
                "another process asks for this bot's updates; stop it, or give one of them its own BOT_TOKEN", CONFLICT_S
            )
        case Refused(why=why) if url:
            return TelegramProblem(f"Telegram refuses WEBHOOK_URL={url}: {why}")
        case TooManyRequests(retry_after=seconds):
            return TelegramProblem(f"Telegram asks to wait {seconds:g} s")
        case TelegramError() | ValueError():
            return TelegramProblem(f"Telegram cannot be reached at TELEGRAM_API_URL: {error}")
    raise error


class TelegramStatus:
    """Whether updates arrive. Each change is logged once. `served` is set from the first success on."""

    def __init__(self, by: str, fresh_s: float = FRESH_S, now: Callable[[], float] = time.monotonic) -> None:
        """`by` names the transport in the log. After `fresh_s` seconds without a success, updates count as not arriving."""
        self.served = asyncio.Event()
        self._by = by
        self._fresh_s = fresh_s
        self._now = now
        self._worked_at = self._failed_at = float("-inf")
        self._problem: TelegramProblem | None = TelegramProblem("Telegram has not answered yet")
        self._lasts_until = float("-inf")
        self._pause_s = PAUSE_FIRST_S

    def record_success(self) -> None:
        """Record that Telegram answered, so updates arrive."""
        self._worked_at = self._now()
        if self._problem is None or self._worked_at < self._lasts_until:
            return
        self._problem, self._pause_s = None, PAUSE_FIRST_S
        self.served.set()
        log.info("telegram_served", by=self._by)

    def record_failure(self, problem: TelegramProblem) -> None:
        """Record that Telegram did not answer or refused. A new problem is logged."""
        now = self._now()
        if self._problem is None:
            self._failed_at = now
        self._lasts_until = max(self._lasts_until, now + problem.lasts_s)
        if problem != self._problem:
            self._problem = problem
            log.warning("telegram_not_served", why=problem.why, next="it is tried again until it works")

    def next_pause_s(self, error: Exception | None = None) -> float:
        """Return the seconds to wait before the next try. They double every time, until a success.

        If `error` is TooManyRequests, the result is at least the time that Telegram asked for.
        """
        pause, self._pause_s = self._pause_s, min(self._pause_s * 2, PAUSE_MOST_S)
        return max(pause, error.retry_after) if isinstance(error, TooManyRequests) else pause

    async def check(self) -> None:
        """Raise NotServed if no updates arrive. Used by the readiness probe."""
        now = self._now()
        if self._problem is not None and (now < self._lasts_until or now - self._failed_at >= PASSING_S):
            raise NotServed(self._problem.why)
        if now - self._worked_at > self._fresh_s:
            raise NotServed(f"no answer for {self._fresh_s:g} s")
