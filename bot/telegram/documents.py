"""Sends documents into a chat, beside the taps: nobody's next answer waits for a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import BufferedInputFile

from bot.conversation import Conversation
from bot.documents.dossier import Dossier
from bot.documents.fingerprint import of_answers
from bot.documents.press import MEDIA_TYPES, SUFFIXES, Kind, NotMade, Press
from bot.documents.turns import Asker
from bot.newest import Newest
from bot.wording import Wording
from flows.dialogue import Address, phrase

CARDS_REMEMBERED = 5_000
log = structlog.get_logger()


class Documents:
    """Makes and sends documents. What it remembers (the newest card of a chat) may be lost without harm."""

    def __init__(self, bot: Bot, conversation: Conversation, wording: Wording, press: Press) -> None:
        self._bot = bot
        self._conversation = conversation
        self._wording = wording
        self._press = press
        self._sending: set[asyncio.Task[None]] = set()
        self._due: dict[int, Address] = {}
        self._line: asyncio.Task[None] | None = None
        self._cards = Newest[int, str](CARDS_REMEMBERED)

    def send(self, chat: int, who: Address, kind: Kind) -> None:
        """Begin to make a document of a person's assessment and send it."""
        self._begin(self._send(chat, who, kind))

    def send_result(self, chat: int, who: Address) -> None:
        """Begin to send the card that goes with a result; not the same one again while the answers are the same.

        These cards nobody has asked for are made one after the other, so that a rush of results leaves room for what was.
        """
        self._due[chat] = who
        if self._line is None or self._line.done():
            self._line = self._begin(self._send_due())

    async def drained(self, seconds: float) -> None:
        """Wait until what was begun is sent, for so long at most."""
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=seconds)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return task

    async def _send_due(self) -> None:
        while self._due:
            chat = next(iter(self._due))
            who = self._due.pop(chat)
            try:
                await self._send_card(chat, who)
            except Exception as error:
                log.error("document_failed", kind=Kind.card.value, error=type(error).__name__)

    async def _send_card(self, chat: int, who: Address) -> None:
        """By the time that it is made she may have begun anew: it is the card of what she finished last."""
        dossier = await self._conversation.result_dossier(who)
        if dossier is not None and self._cards.get(chat) != of_answers(dossier):
            await self._deliver(chat, Kind.card, dossier)

    async def _send(self, chat: int, who: Address, kind: Kind) -> None:
        dossier = await self._conversation.dossier(who)
        if dossier is not None:
            await self._deliver(chat, kind, dossier)

    async def _deliver(self, chat: int, kind: Kind, dossier: Dossier) -> None:
        try:
            await self._hand_over(chat, kind, dossier)
        except TelegramForbiddenError:
            log.info("blocked")
        except NotMade as error:
            await self._bot.send_message(chat, self._wording.say(error.why, dossier.language))
        except Exception as error:
            log.error("document_failed", kind=kind.value, error=type(error).__name__)
            await self._bot.send_message(chat, self._wording.say(phrase("document-failed"), dossier.language))

    async def _hand_over(self, chat: int, kind: Kind, dossier: Dossier) -> None:
        made = await self._press.make(kind, dossier, Asker(chat, chat))
        file = BufferedInputFile(made, f"xingjie-{dossier.assessed_on}.{SUFFIXES[kind]}")
        caption = self._wording.say(phrase(f"document-caption-{kind.value}"), dossier.language)
        if not MEDIA_TYPES[kind].startswith("image/"):
            await self._bot.send_document(chat, file, caption=caption)
            return
        await self._bot.send_photo(chat, file, caption=caption)
        if kind is Kind.card:
            self._cards.keep(chat, of_answers(dossier))
