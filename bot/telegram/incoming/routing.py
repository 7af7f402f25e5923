"""Routes every update: taps to their own handler, everything else to aiogram."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable
from functools import partial

import structlog
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from msgspec import Struct
from pydantic import ValidationError

from bot.operations.background import Background
from bot.operations.bounded_dict import BoundedDict
from bot.operations.logs import UPDATE
from bot.operations.metrics import REFUSED
from bot.telegram.incoming.chat_queues import HANDLED, Admission, ChatQueues, Outcome, PendingUpdate, Toast, Work
from bot.telegram.incoming.messages import PendingResponse
from bot.telegram.incoming.parked_updates import ParkedUpdates
from bot.telegram.incoming.parse import UNNUMBERED, IncomingUpdate, Tap
from bot.telegram.incoming.taps import TapHandler, TapResult
from bot.telegram.outgoing.errors import TelegramError

# The most updates of one chat in its queue. Fast fingers on two devices cause three or four at a time, a program hundreds.
AT_ONCE = 8
# By polling, one batch may bring everything that a person sent while the bot was away.
AT_ONCE_POLLED = 30
REFUSED_REMEMBERED = 10_000
# Telegram keeps an update for a day. After a week without any it draws the next number at random, so an old number may return.
REFUSED_FOR_S = 24 * 3600.0
# A chat, and the number of a message in it.
_MessageKey = tuple[Hashable, int]
log = structlog.get_logger()


class _Refusal(Struct, frozen=True):
    toast: Toast
    at: float


class UpdateRouter:
    """Handles updates. An update that is delivered again does no harm.

    A refused update stays refused. Its sender read that nothing was stored, and may have answered differently since. Handled
    now, the old update would overwrite that. So they read the same refusal again, and nothing else happens.
    """

    def __init__(
        self,
        taps: TapHandler,
        dispatcher: Dispatcher,
        bot: Bot,
        parked: ParkedUpdates | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Build the router. Without `parked`, slow updates are not parked."""
        self._taps = taps
        self._dispatcher = dispatcher
        self._bot = bot
        self._parked = parked
        self._now = now
        self._queues = ChatQueues(parked, self._show_late)
        self._background = Background()
        self._refused = BoundedDict[int, _Refusal](REFUSED_REMEMBERED)
        # Lines and commands that were answered. One that had no effect ("not begun yet") could have one if handled again.
        self._handled_messages = BoundedDict[_MessageKey, bool](REFUSED_REMEMBERED)

    def record_refusal(self, update: int, toast: Toast = None) -> None:
        """Record that nothing of this update is stored, and that the person knows it: from this toast or from a message."""
        if update != UNNUMBERED:
            self._refused.keep(update, _Refusal(toast, self._now()))

    async def resume(self) -> None:
        """Queue what an earlier process parked. Call it before any other update is queued."""
        if self._parked is None:
            return
        try:
            left = await asyncio.to_thread(lambda parked: list(parked.read_all()), self._parked)
        except OSError as error:
            log.error("parked_updates_unreadable", exc_info=error)
            return
        for file, update in left:
            self._queues.add(update, self._work(update, by_call=True), file)

    async def handle_pushed(self, update: IncomingUpdate) -> Outcome:
        """Handle an update of a webhook, and return its outcome when it is handled or parked.

        Its toast is for the webhook's response. A chat that sends more than AT_ONCE updates at a time is warned once; the rest
        is refused.
        """
        refused = self._refusal(update.number)
        if refused is not None:
            return Outcome(refused.toast)
        if self._was_handled(update):
            return HANDLED
        admission = self._queues.admit(update.chat, AT_ONCE)
        if admission is not Admission.ACCEPTED:
            return Outcome(self._refuse_flood(update, admission))
        return await self._queues.add(update, self._work(update, by_call=False)).outcome

    def start_polled(self, update: IncomingUpdate) -> PendingUpdate | None:
        """Start handling a polled update; return None if there is nothing to do. Toasts are shown by separate calls."""
        if self._refusal(update.number) is not None or self._was_handled(update):
            return None  # they have read the refusal already
        admission = self._queues.admit(update.chat, AT_ONCE_POLLED)
        if admission is not Admission.ACCEPTED:
            toast = self._refuse_flood(update, admission)
            if toast is not None:
                self._background.start(self._show_late(toast))
            return None
        return self._queues.add(update, self._work(update, by_call=True))

    async def close(self, seconds: float) -> None:
        """Finish queued updates within `seconds`. The rest is delivered again."""
        await self._queues.close(seconds)
        await self._background.stop()

    def _refusal(self, number: int) -> _Refusal | None:
        refusal = self._refused.get(number)
        return refusal if refusal is not None and self._now() - refusal.at < REFUSED_FOR_S else None

    def _was_handled(self, update: IncomingUpdate) -> bool:
        message = _message_of(update)
        return message is not None and message in self._handled_messages

    def _refuse_flood(self, update: IncomingUpdate, admission: Admission) -> Toast:
        REFUSED.labels("telegram").inc()
        toast = self._taps.too_fast_toast(update.tap) if update.tap and admission is Admission.REFUSED_WITH_WARNING else None
        self.record_refusal(update.number, toast)
        return toast

    def _work(self, update: IncomingUpdate, *, by_call: bool) -> Work:
        """Return the work of an update. `by_call` is True if no webhook response can carry its toast."""
        return (
            partial(self._handle_tap, _PendingTap(update.tap), by_call)
            if update.tap
            else partial(self._handle_by_aiogram, update, PendingResponse())
        )

    async def _handle_tap(self, pending_tap: _PendingTap, by_call: bool) -> Toast:
        tap, answering = pending_tap.tap, None
        if pending_tap.result is None:
            UPDATE.set(tap.update)
            result = pending_tap.result = await self._taps.handle(tap)
            if result.response is None:
                self.record_refusal(tap.update, result.toast)
            if by_call:
                answering = self._background.start(self._taps.answer_query(result))
        try:
            await self._taps.show(tap, pending_tap.result)
        finally:
            if answering is not None:
                await answering
        return None if by_call else pending_tap.result.toast

    async def _show_late(self, toast: Toast) -> None:
        if toast is not None:
            await self._taps.answer_query(TapResult(None, toast))

    async def _handle_by_aiogram(self, update: IncomingUpdate, pending: PendingResponse) -> None:
        UPDATE.set(update.number)
        if not update.content:  # its shape cannot be read, or we did not ask for its kind
            log.warning("update_passed_over", update=update.number)
            return
        try:
            method = await self._dispatcher.feed_raw_update(self._bot, update.content, pending=pending)
        except ValidationError as error:
            log.error("update_unreadable", update=update.number, errors=error.error_count())
            return
        if isinstance(method, TelegramMethod):
            try:
                await self._bot(method)
            except TelegramError as error:
                log.info("line_not_told", update=update.number, error=str(error))
        message = _message_of(update)
        if message is not None:
            self._handled_messages.keep(message, True)


def _message_of(update: IncomingUpdate) -> _MessageKey | None:
    """Return the chat and number of an update's message, if any. Unlike update numbers, message numbers never start again."""
    message = update.content.get("message")
    number = message.get("message_id") if isinstance(message, dict) else None
    return (update.chat, number) if isinstance(number, int) else None


class _PendingTap:
    """A queued tap. It is handled once; if its card could not be shown, only showing is repeated."""

    __slots__ = ("result", "tap")

    def __init__(self, tap: Tap) -> None:
        self.tap = tap
        self.result: TapResult | None = None
