"""Makes and sends documents about the cases of an institution, in the background: no tap waits for them."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.conversation.conversation import Conversation
from bot.conversation.response import CaseDocument, CaseDocumentKind
from bot.conversation.review_facts import review_facts
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review_report import review_report
from bot.documents.fair_queue import Asker
from bot.documents.renderer import FAILED, Renderer
from bot.operations.background import Background
from bot.telegram.outgoing.errors import Forbidden, TelegramError
from bot.words.wording import Wording
from flows.dialogue import Address, Phrase, Refusal, phrase

FILES = {CaseDocumentKind.report: "xingjie-review.pdf", CaseDocumentKind.sealed: "xingjie-result.json"}
GONE = phrase("own-case-document-gone")
log = structlog.get_logger()


class CaseDocuments:
    """Sends reports of reviews and issued files, each once at a time to a chat."""

    def __init__(self, bot: Bot, conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
        self._bot = bot
        self._conversation = conversation
        self._wording = wording
        self._renderer = renderer
        self._sending = Background()
        self._in_progress: set[tuple[int, CaseDocument]] = set()

    def send(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> None:
        """Start making and sending a document, unless the same one is under way to this chat."""
        if (chat, wanted) not in self._in_progress:
            self._in_progress.add((chat, wanted))
            self._sending.start(self._send(chat, who, wanted, language))

    async def drain(self, seconds: float) -> None:
        """Wait until all started documents are sent, for at most `seconds`."""
        await self._sending.drain(seconds)

    async def _send(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> None:
        try:
            made = await self._made(chat, who, wanted, language)
            caption = self._wording.say(phrase(f"own-case-{wanted.kind.value}-caption"), language)
            await self._bot.send_document(chat, BufferedInputFile(made, FILES[wanted.kind]), caption=caption)
        except Forbidden:
            log.info("blocked")
        except Refusal as refusal:
            await self._say(chat, refusal.why, language)
        except Exception as error:
            log.error("document_failed", kind=f"case_{wanted.kind.value}", error=type(error).__name__)
            await self._say(chat, FAILED, language)
        finally:
            self._in_progress.discard((chat, wanted))

    async def _made(self, chat: int, who: Address, wanted: CaseDocument, language: str) -> bytes:
        """Return the document. Raises Refusal if the institution has none (any more), or if it cannot be made."""
        if wanted.kind is CaseDocumentKind.sealed:
            own = await self._conversation.result_pages.of(who)
            result = next((each for each in own if each.case == wanted.case), None)
            if result is None:
                raise Refusal(GONE)
            return result.sealed
        seen = await self._conversation.cases.one(who, wanted.case)
        if seen is None or not seen.has_report:
            raise Refusal(GONE)
        facts = await review_facts(self._conversation, who, seen, self._renderer.check_page)
        content = review_report(facts, self._conversation.standard, DocumentWords(self._wording, language))
        return await self._renderer.typeset(content, Asker(chat, chat))

    async def _say(self, chat: int, why: Phrase, language: str) -> None:
        try:
            await self._bot.send_message(chat, self._wording.say(why, language))
        except TelegramError as error:
            log.info("document_failure_not_told", error=str(error))
