"""Makes and sends documents about the cases of an institution, in the background: no tap waits for them."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.conversation.conversation import Conversation
from bot.conversation.response import CaseDocument, CaseDocumentKind
from bot.conversation.review_facts import review_facts
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import review_report
from bot.documents.fair_queue import Asker
from bot.documents.renderer import Renderer
from bot.telegram.outgoing.background_files import BackgroundFiles
from bot.words.wording import Wording
from flows.dialogue import Address, Refusal, phrase

GONE = phrase("own-case-document-gone")


class CaseDocuments:
    """Sends reports of reviews, issued files and what was handed in, each once at a time to a chat."""

    def __init__(self, bot: Bot, conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
        self._bot = bot
        self._conversation = conversation
        self._wording = wording
        self._renderer = renderer
        self._files = BackgroundFiles(bot, wording)

    def send(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> None:
        """Start making and sending a document, unless the same one is under way to this chat."""
        work = self._send(chat, who, wanted, language)
        self._files.start(chat, f"case_{wanted.kind.value}", language, work, wanted.case)

    async def drain(self, seconds: float) -> None:
        """Wait until all started documents are sent, for at most `seconds`."""
        await self._files.sending.drain(seconds)

    async def _send(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> None:
        made = await self._made(chat, who, wanted, language)
        caption = self._wording.say(phrase(f"own-case-{wanted.kind.value}-caption"), language)
        await self._bot.send_document(chat, BufferedInputFile(made, wanted.kind.file_name), caption=caption)

    async def _made(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> bytes:
        """Return the document. Raises Refusal if the institution has none (any more), or if it cannot be made."""
        if wanted.kind is CaseDocumentKind.sealed:
            own = await self._conversation.result_pages.of(who)
            result = next((each for each in own if each.case == wanted.case), None)
            if result is None:
                raise Refusal(GONE)
            return result.sealed
        if wanted.kind is CaseDocumentKind.handed_in:
            handed_in = await self._conversation.cases.handed_file(who, wanted.case)
            if handed_in is None:
                raise Refusal(GONE)
            return handed_in
        seen = await self._conversation.cases.one(who, wanted.case)
        if seen is None or not seen.has_report:
            raise Refusal(GONE)
        facts = await review_facts(self._conversation, who, seen, self._renderer.check_page)
        content = review_report(facts, self._conversation.standard, DocumentWords(self._wording, language))
        return await self._renderer.typeset(content, Asker(chat, chat))
