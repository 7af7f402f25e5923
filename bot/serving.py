"""Wires the faces to one conversation and serves them until told to stop."""

from __future__ import annotations

import asyncio
import errno
import gc
import hashlib
import hmac
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import structlog
from aiohttp import web

from bot import reminders
from bot.closing import Closing
from bot.connections import sweeping
from bot.conversation import Conversation, opened
from bot.documents.press import Press
from bot.door import PageRunner, page_room
from bot.durable import Durable
from bot.evidence_files import EvidenceFiles
from bot.jobs import erasing, tending
from bot.lexicon import require_words
from bot.logs import configure_logs, loop_failed
from bot.open_files import raise_limit
from bot.readiness import Probe, Readiness
from bot.settings import Settings
from bot.web.app import CONNECTIONS, web_app
from bot.web.outside import Outside
from bot.web_secret import web_secret
from bot.wording import Wording
from bot.words import read_words
from flows.standard.loader import load
from storage.census import census
from storage.database import open_database

DATABASE_KEEP_S = 2.0
TELEGRAM_KEEP_S = 30.0
DISK_KEEP_S = 2.0

GARBAGE_THRESHOLD = 20_000
log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Serve the phone page, and Telegram where there is a token, until SIGINT or SIGTERM; then finish what has begun."""
    configure_logs(settings.log_format, settings.log_level)
    asyncio.get_running_loop().set_exception_handler(loop_failed)
    standard = load(settings.standard_file)
    words = read_words(settings.locales_dir)
    require_words(standard, words)
    wording = Wording(words)
    stop, closing = asyncio.Event(), Closing()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        conversation = await stack.enter_async_context(
            opened(settings.database_url, standard, settings.data_dir, settings.quota, settings.disk_marks)
        )
        await stack.enter_async_context(erasing(conversation))
        assert conversation.files is not None
        await stack.enter_async_context(tending(conversation.files))
        press = Press(wording, settings.data_dir)
        stack.push_async_callback(press.close)
        page = web_app(conversation, wording, web_secret(settings), settings.public_url, press, settings.proxies_passed)
        readiness = await stack.enter_async_context(watching(page, settings))
        for probe in file_probes(conversation.files):
            readiness.needs(probe)
        room = page_room(raise_limit(), settings.proxies_passed)
        runner = PageRunner(page, page[CONNECTIONS], room, shutdown_timeout=1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, settings.web_host, settings.web_port)
        with _listening("WEB_PORT", settings.web_port):
            await site.start()
        await stack.enter_async_context(sweeping(runner, page[CONNECTIONS]))
        if settings.bot_token is None:
            print("No BOT_TOKEN: Telegram is not served, only the phone page.", flush=True)
        else:
            from bot.telegram.dispatcher import Telegram  # takes two seconds to import; the page alone does not need it

            token, api_url = settings.bot_token.get_secret_value(), settings.telegram_api_url
            telegram = Telegram(token, api_url, conversation, wording, press, closing)
            if settings.webhook_url:
                host, port = settings.webhook_host, settings.webhook_port
                with _listening("WEBHOOK_PORT", port):
                    webhook = telegram.webhook(settings.webhook_url, webhook_secret(settings), host, port)
                    await stack.enter_async_context(webhook)
            else:
                await stack.enter_async_context(telegram.polling())
            readiness.needs(Probe("telegram", telegram.bot.get_me, TELEGRAM_KEEP_S))
            print("Telegram is served by " + ("webhook." if settings.webhook_url else "long polling."), flush=True)
        await stack.enter_async_context(_reminding(conversation, settings, wording, closing))
        port = runner.addresses[0][1]
        print(f"The phone page is at http://{settings.web_host}:{port} (Ctrl-C stops).", flush=True)
        spare_the_collector()
        await stop.wait()
    print("Stopped; every answer is kept.", flush=True)


@contextmanager
def _listening(setting: str, port: int) -> Iterator[None]:
    """Let a port that cannot be had be told by its setting. Raises OSError with that in place of a file's name."""
    try:
        yield
    except OSError as error:
        if error.filename or error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise OSError(error.errno, os.strerror(error.errno), f"{setting}={port}") from error


def spare_the_collector() -> None:
    """Take what the start has made out of the garbage collector's sight, and let it look less often.

    Otherwise it walks over all modules and words again and again, and somebody waits for it (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 50)


@asynccontextmanager
async def watching(page: web.Application, settings: Settings) -> AsyncIterator[Readiness]:
    """Let the page say how the process does; through a database connection of its own, so that it waits for nobody."""
    readiness = Readiness()
    async with open_database(settings.database_url) as database:
        readiness.needs(Probe("database", database.still_ours, DATABASE_KEEP_S))
        token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
        Outside(readiness, lambda: census(database), token, is_public=settings.public_url is not None).add_to(page)
        yield readiness


def file_probes(files: EvidenceFiles, keep_s: float = DISK_KEEP_S) -> tuple[Probe, ...]:
    """Whether the database's disk has room, and whether the folder of files is still the one of the start."""
    return (
        Probe("disk", lambda: asyncio.to_thread(files.room.require), keep_s),
        Probe("files", files.require_folder, keep_s),
    )


@asynccontextmanager
async def _reminding(conversation: Conversation, settings: Settings, wording: Wording, closing: Closing) -> AsyncIterator[None]:
    """Give reminders while the body runs, through every face that can be reached."""
    messengers: dict[str, reminders.Messenger] = {}
    async with AsyncExitStack() as stack:
        if settings.bot_token is not None:
            from bot.telegram.reminder import TelegramReminder

            telegram = TelegramReminder(settings.bot_token.get_secret_value(), settings.telegram_api_url, wording)
            stack.push_async_callback(telegram.close)
            messengers["telegram"] = telegram
        durable = Durable(settings.database_url, lambda due: conversation.reminding.give(due, messengers), closing)
        stack.push_async_callback(durable.stop)
        await stack.enter_async_context(reminders.sweeping(conversation.reminding, durable))
        yield


def webhook_secret(settings: Settings) -> str:
    """WEBHOOK_SECRET, or a secret made from the token: the same in every process, and unknown to whoever lacks the token."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    assert settings.bot_token is not None
    return hmac.new(settings.bot_token.get_secret_value().encode(), b"xingjie webhook", hashlib.sha256).hexdigest()
