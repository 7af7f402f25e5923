"""Shows a screen in a chat: one card, edited in place, or sent as a new message if it cannot be edited."""

from __future__ import annotations

import structlog
from msgspec import Struct
from msgspec.json import Decoder
from msgspec.structs import replace

from bot.conversation.response import Response
from bot.operations.operator import Operator
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.card_text import CardWriter
from bot.telegram.outgoing.errors import Forbidden, Refused, result_of
from bot.telegram.outgoing.newest_cards import NewestCards
from bot.telegram.outgoing.rich_card import RichCardWriter
from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.screen import Aside, Screen
from flows.stages import Stage
from flows.views import View

log = structlog.get_logger()


# In Telegram's words: the message shows just that already.
NOT_MODIFIED = "message is not modified"
# The screens that say who runs this installation.
SIGNED = frozenset({Stage.welcome, View.about})


class _Sent(Struct):
    message_id: int


_SENT = Decoder(_Sent)


class Presenter:
    """Shows responses by calls to Telegram.

    The response is stored already, so the person reads nothing about a failure. A call that Telegram refuses is logged. A call
    that cannot be carried out now raises TooManyRequests or Unreachable, so that it is repeated later. A repeated card may
    be in the chat twice. That does no harm: both show the same turn, so one tap counts, and a tap on the other says so.
    """

    def __init__(self, api: BotApi, wording: Wording, newest: NewestCards, operator: Operator | None = None) -> None:
        """`operator` is who runs this installation, as the welcome and the page about it say."""
        self._operator = operator or Operator()
        self._api = api
        self._wording = wording
        self._cards = CardWriter(wording)
        self._rich_cards = RichCardWriter(wording)
        self._newest = newest

    async def edit(self, chat: int, message: int, response: Response, *, moved: bool) -> bool:
        """Show the response in the tapped message, or in a new one if Telegram refuses the edit. Return whether it is shown.

        `moved` says that the interview left the tapped turn, so that the message cannot show the response already.
        """
        turn = response.screen.turn
        try:
            await self._edit(chat, message, response.screen)
        except Forbidden:
            log.info("blocked")
            return False
        except Refused as refusal:
            is_shown = refusal.is_echo or not moved or self._newest.shows(chat, message, turn)
            if not (is_shown and NOT_MODIFIED in refusal.why):
                return await self.send(chat, response)
        self._newest.record_shown(chat, message, turn)
        return True

    async def send(self, chat: int, response: Response) -> bool:
        """Show the answer in a new message below whatever was typed; the card above goes. True if it is shown."""
        try:
            sent: _Sent = result_of(await self._send(chat, response), _SENT)
        except Forbidden:
            log.info("blocked")
            return False
        except Refused as refusal:
            # The chat is gone, or the bot may not write in it. Another delivery of the update would end here again.
            log.error("card_refused", code=refusal.code)
            return False
        self._newest.record_shown(chat, sent.message_id, response.screen.turn)
        return True

    async def send_sample(self, chat: int, sample: Screen) -> None:
        """Send a rich card to try out, beside the chat's own card. If Telegram refuses it, say so in a plain message."""
        try:
            await self._api.send("sendRichMessage", self._rich_cards.send(chat, sample))
        except Forbidden:
            log.info("blocked")
        except Refused as refusal:
            log.info("rich_card_refused", code=refusal.code)
            words = self._wording.say(phrase("rich-refused"), sample.language)
            await self._api.call("sendMessage", {"chat_id": chat, "text": words})

    async def _edit(self, chat: int, message: int, screen: Screen) -> None:
        """Show a screen in a message: as a rich card if the person can see one and Telegram takes it, else as a plain one."""
        screen = self._signed(screen)
        if screen.is_rich:
            try:
                await self._api.send("editMessageText", self._rich_cards.edit(chat, message, screen))
                return
            except Refused as refusal:
                if isinstance(refusal, Forbidden) or NOT_MODIFIED in refusal.why:
                    raise
                log.info("rich_card_refused", code=refusal.code)
        await self._api.send("editMessageText", self._cards.edit(chat, message, screen))

    async def _send(self, chat: int, response: Response) -> bytes:
        """Send a screen as a new message: rich if the person can see that and Telegram takes it, else plain."""
        screen = self._signed(response.screen)
        if screen.is_rich:
            try:
                return await self._api.send("sendRichMessage", self._rich_cards.send(chat, screen, response.refusal))
            except Refused as refusal:
                if isinstance(refusal, Forbidden):
                    raise
                log.info("rich_card_refused", code=refusal.code)
        return await self._api.send("sendMessage", self._cards.send(chat, screen, response.refusal))

    def _signed(self, screen: Screen) -> Screen:
        """Return the screen; if it is one that says who runs this installation and how to reach them, with that below it."""
        if screen.name not in SIGNED:
            return screen
        name, contact = self._operator.name, self._operator.contact
        said = [phrase("web-operator", name=name)] if name else []
        said += [phrase("operator-contact", contact=contact)] if contact else []
        return replace(screen, blocks=(*screen.blocks, *map(Aside, said)))

    def record_pin(self, chat: int, message: int) -> None:
        """Record that a person has pinned a message, so that it is not deleted when another card replaces it."""
        self._newest.record_pin(chat, message)
