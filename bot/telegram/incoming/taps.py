"""Handles taps without aiogram: from the decoded update to the conversation, and out as prepared JSON.

Reading and dispatching an update in aiogram costs more than everything else that a tap needs.
"""

from __future__ import annotations

from typing import Any

import structlog
from msgspec import Struct

from bot.conversation.cases_in_chat import cases_tapped_in_chat
from bot.conversation.colleagues_in_chat import team_tapped_in_chat
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import tapped_in_chat
from bot.conversation.officer_campaigns import OfficerCampaigns
from bot.conversation.response import Response
from bot.documents.kinds import DocumentKind
from bot.telegram.incoming.carrying_on import answer_tap, with_link_to_page
from bot.telegram.incoming.parse import Tap
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.document_sender import DocumentSender
from bot.telegram.outgoing.errors import TelegramError
from bot.telegram.outgoing.presenter import Presenter
from bot.telegram.outgoing.release_pictures import ReleasePictures
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
    """The result of a tap: the response for the card (None if the card stays), and the values of answerCallbackQuery.

    `moved` says that the interview left the turn that was tapped.
    """

    response: Response | None
    toast: dict[str, Any]
    moved: bool = False


class TapHandler:
    """Answers taps: first `handle`, then `show`; and `answer_query` if no webhook response can carry the toast."""

    def __init__(
        self,
        conversation: Conversation,
        wording: Wording,
        presenter: Presenter,
        api: BotApi,
        documents: DocumentSender,
        officer_campaigns: OfficerCampaigns,
        pictures: ReleasePictures,
    ) -> None:
        self._conversation = conversation
        self._wording = wording
        self._presenter = presenter
        self._api = api
        self._documents = documents
        self._officer_campaigns = officer_campaigns
        self._pictures = pictures

    async def handle(self, tap: Tap) -> TapResult:
        """Pass a tap to the conversation, and return the result once it is stored. Raises nothing: errors become toasts.

        A tap outside the person's private chat stores nothing, because others can see and tap that card too.
        """
        if not tap.is_own:
            return TapResult(None, self._toast(tap, ELSEWHERE, tap.language))
        reply = Reply.decode(tap.data) or UNREADABLE
        who = Address("telegram", str(tap.user))
        try:
            response = await self._answer(tap, who, reply)
        except Refusal as refusal:
            return TapResult(None, self._toast(tap, refusal.why, tap.language))
        except Exception as error:
            log.error("tap_failed", exc_info=error)
            return TapResult(None, self._toast(tap, WRONG, tap.language))
        if reply.trigger == Trigger.document and not response.refusal:
            self._documents.send(tap.chat, who, DocumentKind(reply.value), response.screen.language)
            return TapResult(None, self._toast(tap, MAKING, response.screen.language))
        if response.document is not None:
            self._documents.send_institutions(tap.chat, who, response.document, response.screen.language)
            return TapResult(None, self._toast(tap, MAKING, response.screen.language))
        moved = response.refusal is None and response.screen.turn != reply.turn
        return TapResult(response, self._toast(tap, response.refusal, response.screen.language), moved)

    async def _answer(self, tap: Tap, who: Address, reply: Reply) -> Response:
        language = tap.language
        if reply.trigger == Trigger.join_two:
            return await answer_tap(self._conversation, who, reply, language)
        if reply.trigger == Trigger.take_part:
            return await tapped_in_chat(self._conversation, who, reply.value, language)
        if reply.trigger == Trigger.cases:
            return await cases_tapped_in_chat(self._conversation, who, reply.value, language)
        if reply.trigger == Trigger.colleagues:
            return await team_tapped_in_chat(self._conversation, who, reply.value, language)
        if reply.trigger == Trigger.officer_campaign:
            answer = await self._officer_campaigns.answer(who, language, reply.value)
            if answer.shown is not None:
                self._pictures.send(tap.chat, answer.shown, answer.response.screen.language)
            return answer.response
        response = await self._conversation.say(who, reply, language)
        if reply.trigger == Trigger.link and not response.refusal:
            return await with_link_to_page(self._conversation, who, response)
        return response

    async def show(self, tap: Tap, result: TapResult) -> None:
        """Show the response in the tapped card. Raises TooManyRequests or Unreachable if it has to be shown later."""
        response = result.response
        if response is None or not await self._presenter.edit(tap.chat, tap.message, response, moved=result.moved):
            return
        await self._conversation.seen(response)
        who = Address("telegram", str(tap.user))
        if not result.moved:
            await self._catch_up(tap, who, response)
        if response.finished:
            self._documents.send_result(tap.chat, who)
        if response.screen.name == View.rich_cards:
            sample = await self._conversation.open(who, response.screen.language, View.rich_sample)
            if sample is not None:
                await self._presenter.send_sample(tap.chat, sample.screen)

    async def _catch_up(self, tap: Tap, who: Address, response: Response) -> None:
        """Show the current screen if the interview moved on while this answer, which moved nothing, was on its way.

        Another process may have taken the next tap meanwhile; its card would otherwise be covered by an older one.
        """
        try:
            current = await self._conversation.newer(who, response.screen)
        except Refusal:
            return  # the next tap shows where the person is
        if current is not None:
            await self._presenter.edit(tap.chat, tap.message, Response(current), moved=True)

    async def answer_query(self, result: TapResult) -> None:
        """Answer the callback query by a separate call. A failure is logged: the card has been shown anyway."""
        try:
            await self._api.call("answerCallbackQuery", result.toast)
        except TelegramError as error:
            log.info("query_stays", error=str(error))

    def too_fast_toast(self, tap: Tap) -> dict[str, Any]:
        """Return the toast for a person who taps too fast."""
        return self._toast(tap, TOO_FAST, tap.language)

    def _toast(self, tap: Tap, said: Phrase | None, language: str) -> dict[str, Any]:
        toast: dict[str, Any] = {"callback_query_id": tap.query}
        if said is not None:
            toast["text"] = self._wording.say(said, language)
        return toast
