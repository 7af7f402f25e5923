"""Shows a screen in a chat: one card, edited in place, or sent as a new message if it cannot be edited."""

from __future__ import annotations

import structlog
from msgspec import Struct
from msgspec.json import Decoder

from bot.conversation import Response
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.card_text import CardWriter
from bot.telegram.outgoing.errors import Forbidden, Refused, result_of
from bot.telegram.outgoing.newest_cards import NewestCards
from bot.words.wording import Wording

log = structlog.get_logger()


class _Sent(Struct):
    message_id: int


_SENT = Decoder(_Sent)


class Presenter:
    """Shows responses by calls to Telegram.

    The response is stored already, so the person reads nothing about a failure. A call that Telegram refuses is logged. A call
    that cannot be carried out now raises TooManyRequests or Unreachable, so that it is repeated later. A repeated card may
    be in the chat twice. That does no harm: both show the same turn, so one tap counts, and a tap on the other says so.
    """

    def __init__(self, api: BotApi, wording: Wording, newest: NewestCards) -> None:
        self._api = api
        self._cards = CardWriter(wording)
        self._newest = newest

    async def edit(self, chat: int, message: int, response: Response, *, moved: bool) -> bool:
        """Show the response in the tapped message, or in a new one if Telegram refuses the edit. Return whether it is shown.

        `moved` says that the interview left the tapped turn, so that the message cannot show the response already.
        """
        turn = response.screen.turn
        try:
            await self._api.send("editMessageText", self._cards.edit(chat, message, response.screen))
        except Forbidden:
            log.info("blocked")
            return False
        except Refused as refusal:
            is_shown = refusal.is_echo or not moved or self._newest.shows(chat, message, turn)
            if not (is_shown and "message is not modified" in refusal.why):
                return await self.send(chat, response)
        self._newest.record_shown(chat, message, turn)
        return True

    async def send(self, chat: int, response: Response) -> bool:
        """Show the response in a new message and remove the card above. Return whether it is shown."""
        body = self._cards.send(chat, response.screen, response.refusal)
        try:
            sent: _Sent = result_of(await self._api.send("sendMessage", body), _SENT)
        except Forbidden:
            log.info("blocked")
            return False
        except Refused as refusal:
            # The chat is gone, or the bot may not write in it. Another delivery of the update would end here again.
            log.error("card_refused", code=refusal.code)
            return False
        self._newest.record_shown(chat, sent.message_id, response.screen.turn)
        return True

    def record_pin(self, chat: int, message: int) -> None:
        """Record that a person has pinned a message, so that it is not deleted when another card replaces it."""
        self._newest.record_pin(chat, message)
