"""Wires the faces to one conversation and serves them until told to stop."""

from __future__ import annotations

import asyncio
import errno
import gc
import hashlib
import hmac
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.attachments.stored_files import EvidenceFiles
from bot.broadcasts.sending import SendingCampaignMessages
from bot.case_messages.sending import case_senders
from bot.checks.usable_words import usable_words
from bot.connections.deadlines import closing_overdue
from bot.connections.limited_server import PageRunner, page_limits
from bot.connections.open_files import raise_limit
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.deliveries.worker import Sender, Worker, working
from bot.deliveries.writing import Writing
from bot.desk.deleting_names import deleting_names
from bot.desk.passing_time import passing_time
from bot.desk.releasing import releasing
from bot.documents.renderer import Renderer
from bot.operations.endpoints import Endpoints
from bot.operations.logs import configure_logs, log_loop_error
from bot.operations.operator import Operator
from bot.operations.readiness import Probe, Readiness
from bot.operations.shutdown_deadline import ShutdownDeadline, StopSignals
from bot.reminders import sending as reminders
from bot.retention import erasing_expired, watching_disk
from bot.settings import Settings
from bot.web.app import CONNECTIONS, web_app
from bot.web.cookie_secret import web_secret
from bot.words.wording import Wording
from flows.dialogue import Address
from flows.standard.loader import load
from storage.database import open_database
from storage.deliveries.planning import DeliveryKind
from storage.old_jobs import old_jobs
from storage.respondents.census import census

if TYPE_CHECKING:
    from bot.telegram.incoming.telegram_status import TelegramStatus
    from bot.telegram.outgoing.reminder_sender import ReminderSender

DATABASE_KEEP_S = 2.0
DISK_KEEP_S = 2.0
REMINDERS_KEEP_S = 10.0
# What these probes ask is known already: it costs nothing to ask again.
KNOWN_KEEP_S = 0.0
LAST_LOOK_S = 1.0
# They come in the morning, which lasts two hours, and each look reads all people of the campaigns that promised them.
CAMPAIGN_REMINDERS_EVERY_S = 1800.0
# Nobody: what can be read for them can be read for everybody.
NOBODY = Address("probe", "")

GARBAGE_THRESHOLD = 20_000
log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Serve the phone page, and Telegram if there is a token, until SIGINT or SIGTERM; then finish what has begun.

    Raises BrokenStandard, OperatorError, DatabaseUnusable or OSError for a setting that cannot be used.
    """
    configure_logs(settings.log_format, settings.log_level)
    asyncio.get_running_loop().set_exception_handler(log_loop_error)
    signals, deadline, kept = StopSignals(), ShutdownDeadline(), FinalCheck()
    signals.install()
    try:
        async with AsyncExitStack() as stack:
            await _start(stack, settings, deadline, kept)
            signals.started()
            await signals.requested.wait()
    except asyncio.CancelledError as cancelled:
        signals.ignore_own_cancel(cancelled)
    print(kept.words, flush=True)


async def _start(stack: AsyncExitStack, settings: Settings, deadline: ShutdownDeadline, kept: FinalCheck) -> None:
    """Begin to serve: the page first, then what it can do without. `stack` closes it all, the last part first."""
    standard = load(settings.standard_file)
    wording = usable_words(standard, settings.locales_dir)
    conversation = await stack.enter_async_context(
        open_conversation(settings.database_url, standard, settings.data_dir, settings.quota, settings.free_space_limits)
    )
    await stack.enter_async_context(kept.looking(conversation))
    await stack.enter_async_context(erasing_expired(conversation.retention))
    assert conversation.desk is not None
    await stack.enter_async_context(releasing(conversation.desk.access.database, standard))
    await stack.enter_async_context(deleting_names(conversation.desk.access.database))
    await stack.enter_async_context(passing_time(conversation.desk.access.database, standard.edition))
    conversation.elsewhere.faces.page_url = settings.public_url or ""
    assert conversation.files is not None
    await stack.enter_async_context(watching_disk(conversation.files))
    renderer = Renderer(wording, settings.data_dir, address=settings.public_url)
    conversation.retention.when_forgotten(renderer.drop_kept)
    stack.push_async_callback(lambda: deadline.close_part("documents", renderer.close()))
    page = web_app(
        conversation,
        wording,
        web_secret(settings),
        settings.public_url,
        renderer,
        settings.proxies_passed,
        operator=Operator(settings.operator_name, settings.operator_contact),
    )
    readiness = await stack.enter_async_context(answering_probes(page, settings, conversation))
    disk, folder = file_probes(conversation.files)
    readiness.add(disk)
    readiness.add(folder, optional=True)
    room = page_limits(raise_limit(), settings.proxies_passed)
    runner = PageRunner(page, page[CONNECTIONS], room, shutdown_timeout=1)
    await runner.setup()
    stack.push_async_callback(lambda: deadline.close_part("page", runner.cleanup()))
    site = web.TCPSite(runner, settings.web_host, settings.web_port)
    with _listening("WEB", settings.web_host, settings.web_port):
        await site.start()
    await stack.enter_async_context(closing_overdue(runner, page[CONNECTIONS]))
    if settings.bot_token is None:
        print("No BOT_TOKEN: Telegram is not served, only the phone page.", flush=True)
    else:
        status = await stack.enter_async_context(_telegram(settings, conversation, wording, renderer, deadline))
        readiness.add(Probe("telegram", status.check, KNOWN_KEEP_S), optional=True)
    check_reminders = await stack.enter_async_context(_reminding(conversation, settings, wording, deadline))
    readiness.add(Probe("reminders", check_reminders, REMINDERS_KEEP_S), optional=True)
    port = runner.addresses[0][1]
    print(f"The phone page is at http://{settings.web_host}:{port} (Ctrl-C stops).", flush=True)
    calm_garbage_collector()


class FinalCheck:
    """Chooses the last words of the process: it says that every answer is kept only after a last look at the database."""

    def __init__(self) -> None:
        self.words = "Stopped before it served anybody."

    @asynccontextmanager
    async def looking(self, conversation: Conversation) -> AsyncIterator[None]:
        """Look when the body is left: nothing stores any more, and the database is still open."""
        try:
            yield
        finally:
            try:
                async with asyncio.timeout(LAST_LOOK_S):
                    await conversation.look(NOBODY, "en")
                self.words = "Stopped; every answer is kept."
            except Exception as error:
                log.error("last_look_failed", exc_info=error)
                self.words = "Stopped. The database could not be read at the end: look at it before the next start."


@asynccontextmanager
async def _telegram(
    settings: Settings, conversation: Conversation, wording: Wording, renderer: Renderer, deadline: ShutdownDeadline
) -> AsyncIterator[TelegramStatus]:
    """Serve Telegram while the body runs, by webhook or polling. It need not be reachable: see `TelegramStatus`."""
    from bot.telegram.face import TelegramFace  # takes two seconds to import; the page alone does not need it

    assert settings.bot_token is not None
    token = settings.bot_token.get_secret_value()
    operator = Operator(settings.operator_name, settings.operator_contact)
    telegram = TelegramFace(
        token, settings.telegram_api_url, conversation, wording, renderer, deadline, settings.data_dir, operator
    )
    if settings.webhook_url is None:
        async with telegram.polling() as status:
            yield status
        return
    host, port = settings.webhook_host, settings.webhook_port
    async with AsyncExitStack() as stack:
        with _listening("WEBHOOK", host, port):
            status = await stack.enter_async_context(
                telegram.webhook(settings.webhook_url, webhook_secret(settings), host, port)
            )
        yield status


@contextmanager
def _listening(part: str, host: str, port: int) -> Iterator[None]:
    """Raise OSError naming the setting, such as WEB_PORT=8080, if the body cannot use its address or port."""
    try:
        yield
    except socket.gaierror as error:
        raise OSError(errno.EADDRNOTAVAIL, "no such address", f"{part}_HOST={host}") from error
    except OSError as error:
        names = {
            errno.EADDRINUSE: f"{part}_PORT={port}",
            errno.EACCES: f"{part}_PORT={port}",
            errno.EADDRNOTAVAIL: f"{part}_HOST={host}",
        }
        if error.filename or error.errno not in names:
            raise
        raise OSError(error.errno, os.strerror(error.errno), names[error.errno]) from error


def calm_garbage_collector() -> None:
    """Exclude all objects of the start from garbage collection, and collect less often.

    Otherwise each collection walks over all modules and words, and a tap waits for it (docs/explanation/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 50)


@asynccontextmanager
async def answering_probes(page: web.Application, settings: Settings, conversation: Conversation) -> AsyncIterator[Readiness]:
    """Let the page say how the process does: by the way that every tap takes, and by a new connection of its own."""
    readiness = Readiness()
    async with open_database(settings.database_url) as database:

        async def serves() -> None:
            await database.still_ours()
            await conversation.look(NOBODY, "en")

        left = await old_jobs(database)
        if left is not None:
            log.warning("old_jobs_left", where=left, advice="delete it once all processes are of this version")
        readiness.add(Probe("database", serves, DATABASE_KEEP_S))
        token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
        Endpoints(readiness, lambda: census(database), token, is_public=settings.public_url is not None).add_to(page)
        yield readiness


def file_probes(files: EvidenceFiles, keep_s: float = DISK_KEEP_S) -> tuple[Probe, ...]:
    """Return the probes that the database's disk has room, and that the folder of files is the one of the start."""
    return (
        Probe("disk", lambda: asyncio.to_thread(files.room.require_room), keep_s),
        Probe("files", files.require_folder, keep_s),
    )


@asynccontextmanager
async def _reminding(
    conversation: Conversation, settings: Settings, wording: Wording, deadline: ShutdownDeadline
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Plan reminders while the body runs, and send them if there is a face that can write to people.

    What it yields raises if reminders cannot be given now.
    """
    reminding = conversation.reminding
    assert reminding is not None
    async with AsyncExitStack() as stack:
        worker = None
        if settings.bot_token is not None:
            from bot.telegram.outgoing.reminder_sender import ReminderSender

            telegram = ReminderSender(settings.bot_token.get_secret_value(), settings.telegram_api_url, wording)
            stack.push_async_callback(telegram.close)
            worker = Worker(reminding.deliveries, _senders(conversation, telegram))
            assert conversation.desk is not None
            conversation.desk.writer = telegram
            await stack.enter_async_context(working(worker, deadline))
        wake = worker.wake if worker else lambda: None
        planned = await stack.enter_async_context(reminders.planning(reminding, wake))
        assert conversation.campaign_reminders is not None
        promised = await stack.enter_async_context(
            reminders.planning(conversation.campaign_reminders, wake, CAMPAIGN_REMINDERS_EVERY_S)
        )

        async def check() -> None:
            await planned.check()
            await promised.check()
            await reminding.deliveries.wait_s(tuple(DeliveryKind))
            if worker is not None:
                await worker.work.check()

        yield check


def _senders(conversation: Conversation, telegram: ReminderSender) -> dict[DeliveryKind, Sender]:
    """Return who sends each kind of message: one worker sends them all, at one pace."""
    assert conversation.reminding is not None
    assert conversation.campaign_messages is not None
    writing = Writing({"telegram": telegram})
    campaigns = SendingCampaignMessages(conversation.campaign_messages, writing)
    return {
        DeliveryKind.reminder: reminders.SendingReminders(conversation.reminding, {"telegram": telegram}),
        **dict.fromkeys((DeliveryKind.broadcast, DeliveryKind.campaign), campaigns),
        **case_senders(conversation.cases, conversation.standard, writing),
    }


def webhook_secret(settings: Settings) -> str:
    """Return WEBHOOK_SECRET, or a secret derived from the bot's token, which is the same in every process of the bot."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    assert settings.bot_token is not None
    return hmac.new(settings.bot_token.get_secret_value().encode(), b"xingjie webhook", hashlib.sha256).hexdigest()
