"""Shows a Screen in a chat: one card, edited in place, sent anew where it cannot be edited."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.conversation import Answer
from bot.newest import Newest
from bot.telegram.calls import Calls, Refused, Unreachable
from bot.telegram.cards import Cards, keyboard_of, text_of
from bot.wording import Wording

CARDS_REMEMBERED = 5_000
log = structlog.get_logger()


class Presenter:
    """Turns answers into Telegram's calls. What it remembers (the newest card of a chat) may be lost without harm."""

    def __init__(self, bot: Bot, calls: Calls, wording: Wording) -> None:
        self._bot = bot
        self._calls = calls
        self._wording = wording
        self._edits = Cards(wording)
        self._cards = Newest[int, int](CARDS_REMEMBERED)

    async def edit(self, chat: int, message: int, answer: Answer) -> None:
        """Show the answer in the message that was tapped; where Telegram refuses the edit, in a new one. Raises Unreachable."""
        try:
            await self._calls.send("editMessageText", self._edits.edit(chat, message, answer.screen))
            self._cards.keep(chat, message)
        except Refused as refusal:
            if refusal.code == 403:
                log.info("blocked")
            elif "message is not modified" not in refusal.why:
                await self.send(chat, answer)

    async def send(self, chat: int, answer: Answer) -> None:
        """Show the answer in a new message below whatever was typed, and take the card above away. Raises Unreachable."""
        try:
            sent = await self._bot.send_message(
                chat,
                text_of(answer.screen, self._wording, answer.refusal),
                parse_mode="HTML",
                reply_markup=keyboard_of(answer.screen, self._wording),
            )
        except TelegramForbiddenError:
            log.info("blocked")
            return
        except (TelegramNetworkError, TelegramRetryAfter, TelegramServerError) as error:
            raise Unreachable(f"sendMessage: {type(error).__name__}") from error
        old = self._cards.get(chat)
        self._cards.keep(chat, sent.message_id)
        if old is not None:
            await self._take_away(chat, old)

    async def _take_away(self, chat: int, message: int) -> None:
        try:
            await self._bot.delete_message(chat, message)
        except TelegramAPIError:
            log.debug("card_stays")  # older than 48 hours, deleted by the person, out of reach: its buttons answer calmly
