"""The one card of a chat that lives: known in memory for every tap, stored for a restart; the card before it is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from msgspec import Struct

from bot.operations.background import Background
from bot.operations.bounded_dict import BoundedDict
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import Forbidden, Refused, TelegramError
from flows.dialogue import NO_TURN, Address

CHATS_REMEMBERED = 5_000
STORED_TOGETHER = 500
log = structlog.get_logger()


class OldCard(Protocol):
    """A card that another one came in place of."""

    @property
    def message(self) -> int:
        """Its message."""

    @property
    def is_pinned(self) -> bool:
        """Whether the person has pinned it."""


class CardStore(Protocol):
    """Stores the newest card of each person, so that a restart knows it (storage.respondents.newest_cards.NewestCards)."""

    async def replace(self, newest: Mapping[Address, int], bot: int) -> Mapping[Address, OldCard]:
        """Store these cards, and return the older cards that they replace."""

    async def pin(self, who: Address, message: int, bot: int) -> None:
        """Store that a person has pinned a message, if it is their newest card."""


class _Card(Struct, frozen=True):
    message: int
    turn: int
    is_stored: bool


class NewestCards:
    """The newest cards of one bot's private chats.

    An old card is deleted. If it is pinned, or too old to be deleted (48 hours), it stays without its buttons. This happens in
    the background: the new card comes first, and a failure is only logged.
    """

    def __init__(self, api: BotApi, store: CardStore | None, bot: int) -> None:
        """`bot` is the id of the bot that sent the cards. Without `store` a restart forgets them."""
        self._api = api
        self._store = store
        self._bot = bot
        self._known = BoundedDict[int, _Card](CHATS_REMEMBERED)
        self._pinned = BoundedDict[int, int](CHATS_REMEMBERED)
        self._unstored: dict[int, int] = {}
        self._is_storing = False
        self._background = Background()

    def shows(self, chat: int, message: int, turn: int) -> bool:
        """Return whether a message is known to show a turn."""
        known = self._known.get(chat)
        return known is not None and (known.message, known.turn) == (message, turn)

    def record_shown(self, chat: int, message: int, turn: int) -> None:
        """Record that a message shows this turn and so is the newest card. Cheap if it was before, as for nearly every tap."""
        known = self._known.get(chat)
        is_same = known is not None and known.message == message
        if known is not None and not is_same and NO_TURN < turn < known.turn:
            self._background.start(self._remove(chat, message))  # another card shows a later turn already
            return
        is_stored = turn != NO_TURN and self._store is not None
        self._known.keep(chat, _Card(message, turn, is_stored))
        if known is not None and not is_same and not (known.is_stored and is_stored):
            self._background.start(self._remove(chat, known.message))  # the store does not know this card
        if is_stored and not (is_same and known is not None and known.is_stored):
            self._unstored[chat] = message
            if not self._is_storing:
                self._is_storing = True
                self._background.start(self._store_all(self._store))

    def record_pin(self, chat: int, message: int) -> None:
        """Record that a person has pinned a message."""
        self._pinned.keep(chat, message)
        if self._store is not None:
            self._background.start(self._store.pin(_who(chat), message, self._bot))

    async def drain(self, seconds: float) -> None:
        """Wait until all cards are stored and old ones removed, for at most `seconds`."""
        await self._background.drain(seconds)
        await self._background.stop()

    async def _store_all(self, store: CardStore | None) -> None:
        """Store all waiting cards, many in one commit, until none waits."""
        assert store is not None
        try:
            while self._unstored:
                chats = dict(list(self._unstored.items())[:STORED_TOGETHER])
                for chat in chats:
                    del self._unstored[chat]
                await self._store_batch(store, chats)
        finally:
            self._is_storing = False

    async def _store_batch(self, store: CardStore, chats: Mapping[int, int]) -> None:
        try:
            before = await store.replace({_who(chat): message for chat, message in chats.items()}, self._bot)
        except Exception as error:
            log.warning("cards_not_stored", count=len(chats), error=type(error).__name__)
            for chat, message in chats.items():  # the next tap tries again
                known = self._known.get(chat)
                if known is not None and known.message == message:
                    self._known.keep(chat, _Card(message, known.turn, is_stored=False))
            return
        for who, old in before.items():
            self._background.start(self._remove(int(who.address), old.message, is_pinned=old.is_pinned))

    async def _remove(self, chat: int, message: int, *, is_pinned: bool = False) -> None:
        place: dict[str, Any] = {"chat_id": chat, "message_id": message}
        try:
            if is_pinned or self._pinned.get(chat) == message or not await self._delete(place):
                await self._api.call("editMessageReplyMarkup", place)
        except TelegramError as error:
            log.debug("card_stays", error=str(error))  # its buttons say that they are old

    async def _delete(self, place: dict[str, Any]) -> bool:
        """Delete a message. Return True if it is gone, False if Telegram does not delete it."""
        try:
            await self._api.call("deleteMessage", place)
        except Forbidden:
            raise
        except Refused as refusal:
            return "not found" in refusal.why
        return True


def _who(chat: int) -> Address:
    """Return the person of a private chat, which has the person's number."""
    return Address("telegram", str(chat))
