"""Wires the faces to one conversation and serves them until told to stop."""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import structlog
from aiohttp import web

from bot.conversation import opened
from bot.jobs import erasing
from bot.lexicon import require_words
from bot.logs import configure_logs
from bot.settings import Settings
from bot.web.app import web_app
from bot.wording import Wording
from flows.standard.loader import shipped

GARBAGE_THRESHOLD = 20_000
log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Serve the phone page, and Telegram where there is a token, until SIGINT or SIGTERM; then finish what has begun."""
    configure_logs(settings.log_format)
    require_words(shipped())
    wording = Wording.load()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        conversation = await stack.enter_async_context(opened(settings.database_url))
        await stack.enter_async_context(erasing(conversation))
        page = web_app(conversation, wording, web_secret(settings.data_dir), settings.public_url)
        runner = web.AppRunner(page, access_log=None, shutdown_timeout=5)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, settings.web_host, settings.web_port)
        await site.start()
        if settings.bot_token is None:
            print("No BOT_TOKEN: Telegram is not served, only the phone page.", flush=True)
        else:
            from bot.telegram.dispatcher import Telegram  # takes two seconds to import; the page alone does not need it

            telegram = Telegram(settings.bot_token.get_secret_value(), settings.telegram_api_url, conversation, wording)
            if settings.webhook_url:
                secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secrets.token_urlsafe(32)
                await stack.enter_async_context(
                    telegram.webhook(settings.webhook_url, secret, settings.webhook_host, settings.webhook_port)
                )
            else:
                await stack.enter_async_context(telegram.polling())
            print("Telegram is served by " + ("webhook." if settings.webhook_url else "long polling."), flush=True)
        port = runner.addresses[0][1]
        print(f"The phone page is at http://{settings.web_host}:{port} (Ctrl-C stops).", flush=True)
        spare_the_collector()
        await stop.wait()
    print("Stopped; every answer is kept.", flush=True)


def spare_the_collector() -> None:
    """Take what the start has made out of the garbage collector's sight, and let it look less often.

    Otherwise it walks over all modules and words again and again, and somebody waits for it (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 50)


def web_secret(folder: Path) -> bytes:
    """The secret that signs the page's cookies: 32 bytes, made at the first start, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "web-secret"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text())
    with os.fdopen(descriptor, "w") as opened_file:
        opened_file.write(secrets.token_hex(32))
    return bytes.fromhex(file.read_text())
