"""Makes and sends documents in the background: no tap waits for a picture."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.conversation.conversation import Conversation
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.fingerprint import card_fingerprint
from bot.documents.fair_queue import Asker
from bot.documents.file_name import document_name
from bot.documents.kinds import MEDIA_TYPES, DocumentKind
from bot.documents.renderer import Renderer
from bot.operations.bounded_dict import BoundedDict
from bot.telegram.outgoing.background_files import BackgroundFiles
from bot.words.wording import Wording
from flows.dialogue import Address, phrase

CARDS_REMEMBERED = 5_000
# The workbook of everything stored about a person: what logs call it, and the name of its file.
MY_DATA, MY_DATA_FILE = "mydata", "xingjie-mydata.xlsx"
# What logs call the documents of institutions.
INSTITUTIONS = "institution"
log = structlog.get_logger()


class DocumentSender:
    """Makes and sends documents. It remembers the last picture card of each chat; losing that does no harm."""

    def __init__(self, bot: Bot, conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
        self._bot = bot
        self._conversation = conversation
        self._wording = wording
        self._renderer = renderer
        self._files = BackgroundFiles(bot, wording)
        self._results_due: dict[int, Address] = {}
        self._result_task: asyncio.Task[None] | None = None
        self._cards = BoundedDict[int, str](CARDS_REMEMBERED)

    def send(self, chat: int, who: Address, kind: DocumentKind, language: str) -> None:
        """Start making and sending a document of a person's assessment, unless one of this kind is under way to them."""
        self._files.start(chat, kind.value, language, self._send(chat, who, kind))

    def send_institutions(self, chat: int, who: Address, kind: DocumentKind, language: str) -> None:
        """Start making and sending a document of the result of a person's institution, as `send`."""
        self._files.start(chat, f"{INSTITUTIONS}-{kind.value}", language, self._send_institutions(chat, who, kind))

    def send_my_data(self, chat: int, who: Address, export: str, language: str) -> None:
        """Start making and sending the workbook of a person's stored data, whose JSON is `export`, as `send`."""
        self._files.start(chat, MY_DATA, language, self._send_my_data(chat, who, export))

    def send_result(self, chat: int, who: Address) -> None:
        """Start sending the picture card of a result, unless the chat has the same card already.

        Nobody asked for these cards, so they are made one at a time: many results at once must not delay requested documents.
        """
        self._results_due[chat] = who
        if self._result_task is None or self._result_task.done():
            self._result_task = self._files.sending.start(self._send_due())

    async def drain(self, seconds: float) -> None:
        """Wait until all started documents are sent, for at most `seconds`."""
        await self._files.sending.drain(seconds)

    async def _send_due(self) -> None:
        while self._results_due:
            chat = next(iter(self._results_due))
            who = self._results_due.pop(chat)
            try:
                await self._send_card(chat, who)
            except Exception as error:
                log.error("document_failed", kind=DocumentKind.card.value, error=type(error).__name__)

    async def _send_card(self, chat: int, who: Address) -> None:
        """Send the card of the assessment that the person finished last; they may have begun a new one since."""
        dossier = await self._conversation.result_dossier(who)
        if dossier is not None and self._cards.get(chat) != card_fingerprint(dossier):
            work = self._make_and_send(chat, DocumentKind.card, dossier)
            await self._files.telling(chat, DocumentKind.card.value, dossier.language, work)

    async def _send(self, chat: int, who: Address, kind: DocumentKind) -> None:
        dossier = await self._conversation.dossier(who)
        if dossier is not None:
            await self._make_and_send(chat, kind, dossier)

    async def _send_institutions(self, chat: int, who: Address, kind: DocumentKind) -> None:
        dossier = await self._conversation.answering.documents.of(who)
        if dossier is not None:
            await self._make_and_send(chat, kind, dossier)

    async def _send_my_data(self, chat: int, who: Address, export: str) -> None:
        dossier = await self._conversation.dossier(who)
        if dossier is not None:
            made = await self._renderer.make_my_data(export, dossier, Asker(chat, chat))
            caption = self._wording.say(phrase("mydata-workbook-caption"), dossier.language)
            await self._bot.send_document(chat, BufferedInputFile(made, MY_DATA_FILE), caption=caption)

    async def _make_and_send(self, chat: int, kind: DocumentKind, dossier: Dossier) -> None:
        made = await self._renderer.make(kind, dossier, Asker(chat, chat))
        file = BufferedInputFile(made, document_name(kind, dossier, DocumentWords(self._wording, dossier.language)))
        caption = self._wording.say(phrase(f"document-caption-{kind.value}"), dossier.language)
        if not MEDIA_TYPES[kind].startswith("image/"):
            await self._bot.send_document(chat, file, caption=caption)
            return
        await self._bot.send_photo(chat, file, caption=caption)
        if kind is DocumentKind.card and dossier.together is None:
            self._cards.keep(chat, card_fingerprint(dossier))
