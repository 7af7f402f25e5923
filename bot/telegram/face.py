"""Wires the Telegram face: one bot, served by long polling or by webhook."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import ErrorEvent, Message, Update
from aiohttp import web

from bot.connections.deadlines import ConnectionDeadlines, closing_overdue
from bot.connections.limited_server import LimitedServer, webhook_limits
from bot.connections.open_files import raise_limit
from bot.conversation.conversation import Conversation
from bot.conversation.officer_campaigns import OfficerCampaigns
from bot.documents.renderer import Renderer
from bot.operations.background import Background, running
from bot.operations.operator import Operator
from bot.operations.shutdown_deadline import ShutdownDeadline
from bot.telegram.incoming.carrying_on import link_router
from bot.telegram.incoming.case_replies import reply_router
from bot.telegram.incoming.cases import case_router
from bot.telegram.incoming.colleagues import colleague_router
from bot.telegram.incoming.desk import desk_router
from bot.telegram.incoming.downloads import PREFIX, downloaded
from bot.telegram.incoming.invitations import invitation_router
from bot.telegram.incoming.messages import PendingResponse, message_router
from bot.telegram.incoming.parked_updates import ParkedUpdates
from bot.telegram.incoming.polling import CONFIRM_S, Polling
from bot.telegram.incoming.registration import FRESH_S, WebhookRegistration
from bot.telegram.incoming.routing import UpdateRouter
from bot.telegram.incoming.taps import TapHandler
from bot.telegram.incoming.telegram_status import TelegramStatus
from bot.telegram.incoming.webhook import WebhookHandler
from bot.telegram.outgoing.aiogram_session import BotApiSession
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.bot_profile import BotProfile
from bot.telegram.outgoing.bot_username import BotUsername
from bot.telegram.outgoing.case_documents import CaseDocuments
from bot.telegram.outgoing.document_sender import DocumentSender
from bot.telegram.outgoing.errors import Forbidden, TelegramError, TooManyRequests, Unreachable
from bot.telegram.outgoing.newest_cards import NewestCards
from bot.telegram.outgoing.presenter import Presenter
from bot.telegram.outgoing.release_pictures import ReleasePictures
from bot.words.wording import Wording, language_of
from flows.dialogue import Refusal, phrase

UPDATES = ["message", "callback_query", "my_chat_member"]
# At shutdown, seconds for the last requests to end, and again for them to end after they are cancelled.
CUT_S = 0.5
log = structlog.get_logger()


class TelegramFace:
    """One bot in front of one conversation."""

    def __init__(
        self,
        token: str,
        api_url: str,
        conversation: Conversation,
        wording: Wording,
        renderer: Renderer,
        deadline: ShutdownDeadline | None = None,
        folder: Path | None = None,
        operator: Operator | None = None,
    ) -> None:
        """Build the face; nothing is sent yet.

        Updates that take long are parked in `folder` (see `chat_queues`). Without it they hold up the updates of others.
        `deadline` is shared with the other parts of the process that close. `operator` is who runs this installation.
        """
        self._deadline = deadline or ShutdownDeadline()
        for needed in (Update, Message):
            needed.model_rebuild()  # so that the first person does not wait for it
        self._api = BotApi(token, api_url)
        self.bot = Bot(token, session=BotApiSession(self._api, api_url))
        self._wording = wording
        # A separate client: a hundred cards that wait for their answers must not hold up the next updates.
        self._incoming = BotApi(token, api_url)
        self._newest = NewestCards(self._api, conversation.cards, self.bot.id)
        presenter = Presenter(self._api, wording, self._newest, operator)
        self._documents = DocumentSender(self.bot, conversation, wording, renderer)
        self._pictures = ReleasePictures(self.bot, conversation.standard, wording, renderer)
        self._case_documents = CaseDocuments(self.bot, conversation, wording, renderer)
        officer_campaigns = OfficerCampaigns(conversation)
        conversation.cases.files.fetched_by(PREFIX, lambda file: downloaded(self.bot, file))
        self._username = BotUsername(self.bot.get_me, lambda name: conversation.elsewhere.faces.learn_bot_name(name))
        self.dispatcher = Dispatcher(
            conversation=conversation,
            wording=wording,
            presenter=presenter,
            documents=self._documents,
            pictures=self._pictures,
            officer_campaigns=officer_campaigns,
            username=self._username,
            disable_fsm=True,
        )
        self.dispatcher.include_router(reply_router())
        self.dispatcher.include_router(link_router())
        self.dispatcher.include_router(desk_router())
        self.dispatcher.include_router(invitation_router())
        self.dispatcher.include_router(colleague_router())
        self.dispatcher.include_router(case_router())
        self.dispatcher.include_router(message_router())
        self.dispatcher.errors.register(self._on_error)
        taps = TapHandler(
            conversation,
            wording,
            presenter,
            self._api,
            self._documents,
            officer_campaigns,
            self._pictures,
            self._case_documents,
        )
        parked = ParkedUpdates(folder / "parked" / str(self.bot.id)) if folder else None
        self._updates = UpdateRouter(taps, self.dispatcher, self.bot, parked)

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[TelegramStatus]:
        """Serve by long polling while the body runs; on leaving, finish the updates that have begun.

        Yield the TelegramStatus, which knows whether updates arrive. This does not wait for Telegram, which may be out of
        reach for hours.
        """
        status = TelegramStatus("long polling")
        await self._updates.resume()
        polling = Polling(self._updates, self._incoming, UPDATES, status, self._deadline)
        profile = BotProfile(self._incoming, self._wording)
        async with running(profile.run(status.served)), running(self._username.run(status.served)):
            tasks = Background()
            task = tasks.start(polling.run())
            try:
                yield status
            finally:
                task.cancel()
                await tasks.drain(self._deadline.seconds_left() + CUT_S + CONFIRM_S)
                await self._close()

    @asynccontextmanager
    async def webhook(self, url: str, secret: str, host: str, port: int) -> AsyncIterator[TelegramStatus]:
        """Serve Telegram's requests to `url` on a local port while the body runs; on leaving, finish what has begun.

        Yield the TelegramStatus. This does not wait for Telegram, see `polling`. Raises OSError if the port cannot be used.
        """
        status, connections = TelegramStatus("webhook", FRESH_S), ConnectionDeadlines()
        await self._updates.resume()
        handler = WebhookHandler(self._updates, urlsplit(url).path or "/", secret, connections)
        server = LimitedServer(handler, connections, webhook_limits(raise_limit()))
        runner = web.ServerRunner(server, shutdown_timeout=CUT_S)
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
            registration = WebhookRegistration(self._incoming, url, secret, UPDATES, status)
            profile = BotProfile(self._incoming, self._wording)
            try:
                async with (
                    running(registration.run()),
                    running(profile.run(status.served)),
                    running(self._username.run(status.served)),
                    closing_overdue(runner, connections),
                ):
                    yield status
            finally:
                await site.stop()
                server.pre_shutdown()
        finally:
            await self._updates.close(self._deadline.seconds_left())
            await runner.cleanup()
            await self._close()

    async def _on_error(self, event: ErrorEvent, pending: PendingResponse) -> TelegramMethod[Any] | None:
        """Handle what a message handler raised: return the sentence for the person, or None.

        A Refusal brings its sentence. Anything else is a bug: it is logged without the person's words, and they read one calm
        sentence. If the message is answered and stored already, nothing is said: asked to try again, the person would give the
        same answer to the next question. Raises TooManyRequests and Unreachable again, so that the update is tried later.
        """
        error, number, message = event.exception, event.update.update_id, event.update.message
        if isinstance(error, TooManyRequests | Unreachable):
            raise error
        if isinstance(error, Forbidden):
            log.info("blocked")
            return None
        if pending.response is not None or isinstance(error, TelegramError):
            log.error("update_not_shown", update=number, exc_info=error)
            return None
        if isinstance(error, Refusal):
            why = error.why
        else:
            why = phrase("refusal-wrong")
            log.error("update_failed", update=number, exc_info=error)
        self._updates.record_refusal(number)
        if message is None or message.from_user is None:
            return None
        return message.answer(self._wording.say(why, language_of(message.from_user.language_code)))

    async def _close(self) -> None:
        await self._documents.drain(self._deadline.seconds_left())
        await self._pictures.drain(self._deadline.seconds_left())
        await self._case_documents.drain(self._deadline.seconds_left())
        await self._newest.drain(self._deadline.seconds_left())
        await self._api.close()
        await self._incoming.close()
        await self.bot.session.close()
