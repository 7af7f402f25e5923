"""What this process knows of its way to Telegram: whether updates arrive, and if not, why and which setting is concerned."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from msgspec import Struct

from bot.errors import NotReady
from bot.telegram.outgoing.errors import Refused, TelegramError, TooManyRequests

# The longest time between two answers of Telegram, as long as all is well: a long poll and what its answer may take.
FRESH_S = 45.0
# After a conflict a whole long poll has to pass undisturbed.
CONFLICT_S = 30.0
# A failure that is over so soon is no reason to be taken out of service.
PASSING_S = 5.0
PAUSE_FIRST_S = 1.0
PAUSE_MOST_S = 30.0
UNAUTHORIZED, NOT_FOUND, CONFLICT = 401, 404, 409
log = structlog.get_logger()


class NotServed(NotReady):
    """No updates arrive; the message says why."""


class TelegramProblem(Struct, frozen=True):
    """Why Telegram is not served. It counts for `lasts_s` seconds, whatever succeeds meanwhile."""

    why: str
    lasts_s: float = 0.0


def problem_of(error: Exception, url: str = "") -> TelegramProblem:
    """What a failed call means for the operator; `url` is the webhook that was to be set."""
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
    """The state of the way to Telegram. Each change is logged once; `check` is for the readiness probe."""

    def __init__(self, by: str, fresh_s: float = FRESH_S, now: Callable[[], float] = time.monotonic) -> None:
        """`by` names the transport. Without a sign of life for `fresh_s` seconds, Telegram counts as not served."""
        self.served = asyncio.Event()
        self._by = by
        self._fresh_s = fresh_s
        self._now = now
        self._worked_at = self._failed_at = float("-inf")
        self._problem: TelegramProblem | None = TelegramProblem("Telegram has not answered yet")
        self._lasts_until = float("-inf")
        self._pause_s = PAUSE_FIRST_S

    def record_success(self) -> None:
        """Telegram answered: updates arrive."""
        self._worked_at = self._now()
        if self._problem is None or self._worked_at < self._lasts_until:
            return
        self._problem, self._pause_s = None, PAUSE_FIRST_S
        self.served.set()
        log.info("telegram_served", by=self._by)

    def record_failure(self, problem: TelegramProblem) -> None:
        """Telegram did not answer, or refused. Logged if it is news."""
        now = self._now()
        if self._problem is None:
            self._failed_at = now
        self._lasts_until = max(self._lasts_until, now + problem.lasts_s)
        if problem != self._problem:
            self._problem = problem
            log.warning("telegram_not_served", why=problem.why, next="it is tried again until it works")

    def next_pause_s(self, error: Exception | None = None) -> float:
        """Return the seconds to wait before the next try: longer every time, until something works.

        It is never less than what Telegram asked for, if `error` says that it was asked too often.
        """
        pause, self._pause_s = self._pause_s, min(self._pause_s * 2, PAUSE_MOST_S)
        return max(pause, error.retry_after) if isinstance(error, TooManyRequests) else pause

    async def check(self) -> None:
        """Raises NotServed if no updates arrive."""
        now = self._now()
        if self._problem is not None and (now < self._lasts_until or now - self._failed_at >= PASSING_S):
            raise NotServed(self._problem.why)
        if now - self._worked_at > self._fresh_s:
            raise NotServed(f"no answer for {self._fresh_s:g} s")
