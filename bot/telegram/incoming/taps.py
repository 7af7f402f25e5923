"""How a tap is handled: from the decoded update straight to the conversation, and out as prepared JSON.

aiogram's reading and dispatching of an update costs more than everything that a tap needs; it does all else.
"""

from __future__ import annotations

from typing import Any

import structlog
from msgspec import Struct

from bot.conversation import Conversation, Response
from bot.documents.kinds import DocumentKind
from bot.telegram.incoming.carrying_on import answer_tap, with_link_to_page
from bot.telegram.incoming.parse import Tap
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.document_sender import DocumentSender
from bot.telegram.outgoing.errors import TelegramError
from bot.telegram.outgoing.presenter import Presenter
from bot.words.wording import Wording
from flows.dialogue import Address, Phrase, Refusal, Reply, phrase
from flows.triggers import Trigger
from flows.views import View

UNREADABLE = Reply(-1, "", "")
WRONG = phrase("refusal-wrong")
MAKING = phrase("document-making")
TOO_FAST = phrase("refusal-too-fast")
ELSEWHERE = phrase("refusal-group")
log = structlog.get_logger()


class TapResult(Struct, frozen=True):
    """What a tap led to: the answer for the card, if there is one, and the values of answerCallbackQuery.

    `moved` says that the answer left the turn that was tapped.
    """

    response: Response | None
    toast: dict[str, Any]
    moved: bool = False


class TapHandler:
    """Answers taps: `hear`, then `show`; and `close_query` where no webhook's response can carry the toast."""

    def __init__(
        self, conversation: Conversation, wording: Wording, presenter: Presenter, api: BotApi, documents: DocumentSender
    ) -> None:
        self._conversation = conversation
        self._wording = wording
        self._presenter = presenter
        self._api = api
        self._documents = documents

    async def handle(self, tap: Tap) -> TapResult:
        """What a tap leads to; it is stored on return. Nothing is raised: what goes wrong is said in the toast.

        A tap anywhere but in the person's own private chat stores nothing: a card that others see is not theirs to answer.
        """
        if not tap.is_own:
            return TapResult(None, self._toast(tap, ELSEWHERE, tap.language))
        reply = Reply.decode(tap.data) or UNREADABLE
        who = Address("telegram", str(tap.user))
        try:
            response = await self._answer(who, reply, tap.language)
        except Refusal as refusal:
            return TapResult(None, self._toast(tap, refusal.why, tap.language))
        except Exception as error:
            log.error("tap_failed", exc_info=error)
            return TapResult(None, self._toast(tap, WRONG, tap.language))
        if reply.trigger == Trigger.document and not response.refusal:
            self._documents.send(tap.chat, who, DocumentKind(reply.value), response.screen.language)
            return TapResult(None, self._toast(tap, MAKING, response.screen.language))
        moved = response.refusal is None and response.screen.turn != reply.turn
        return TapResult(response, self._toast(tap, response.refusal, response.screen.language), moved)

    async def _answer(self, who: Address, reply: Reply, language: str) -> Response:
        if reply.trigger == Trigger.join_two:
            return await answer_tap(self._conversation, who, reply, language)
        response = await self._conversation.say(who, reply, language)
        if reply.trigger == Trigger.link and not response.refusal:
            return await with_link_to_page(self._conversation, who, response)
        return response

    async def show(self, tap: Tap, result: TapResult) -> None:
        """Show the answer in the card that was tapped. Raises TooManyRequests or Unreachable if it is to be shown later."""
        response = result.response
        if response is None or not await self._presenter.edit(tap.chat, tap.message, response, moved=result.moved):
            return
        await self._conversation.seen(response)
        who = Address("telegram", str(tap.user))
        if response.finished:
            self._documents.send_result(tap.chat, who)
        if response.screen.name == View.rich_cards:
            sample = await self._conversation.open(who, response.screen.language, View.rich_sample)
            if sample is not None:
                await self._presenter.send_sample(tap.chat, sample.screen)

    async def answer_query(self, result: TapResult) -> None:
        """Answer the callback by a call of its own."""
        try:
            await self._api.call("answerCallbackQuery", result.toast)
        except TelegramError as error:
            log.info("query_stays", error=str(error))  # too late to be seen: the card itself has been

    def too_fast_toast(self, tap: Tap) -> dict[str, Any]:
        """The toast for a person who taps faster than is handled."""
        return self._toast(tap, TOO_FAST, tap.language)

    def _toast(self, tap: Tap, said: Phrase | None, language: str) -> dict[str, Any]:
        toast: dict[str, Any] = {"callback_query_id": tap.query}
        if said is not None:
            toast["text"] = self._wording.say(said, language)
        return toast
