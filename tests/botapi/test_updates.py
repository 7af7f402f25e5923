"""Updates are numbered, kept and forgotten as the real server does it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from tests.ports import free_port

from . import BotApi
from .echo import call
from .numbers import BELIEVED, DRAWN, FIRST

pytestmark = pytest.mark.asyncio


async def asked(api: BotApi, **params: Any) -> list[int]:
    status, body = await call(api, "getUpdates", **params)
    assert status == 200
    return [update["update_id"] for update in body["result"]]


async def said(api: BotApi, times: int = 1) -> None:
    for _ in range(times):
        await api.person(id=1).send("hello", wait=False)


async def test_a_poll_gives_the_hundred_from_its_offset_and_forgets_what_lies_before() -> None:
    async with BotApi() as api:
        await said(api, 130)
        assert await asked(api) == list(range(FIRST, FIRST + 100))
        assert await asked(api, offset=0, limit=2) == [FIRST, FIRST + 1]
        assert await asked(api, offset=FIRST + 50) == list(range(FIRST + 50, FIRST + 130))
        assert await asked(api) == list(range(FIRST + 50, FIRST + 130))
        assert await asked(api, offset=FIRST + 120, limit=3) == [FIRST + 120, FIRST + 121, FIRST + 122]
        assert await asked(api, offset=FIRST + 130) == []


async def test_what_was_never_sent_is_forgotten_too_when_an_offset_lies_behind_it() -> None:
    async with BotApi() as api:
        await said(api, 3)
        assert await asked(api, offset=FIRST + 2) == [FIRST + 2]
        assert await asked(api) == [FIRST + 2]


async def test_a_negative_offset_keeps_the_last_ones() -> None:
    async with BotApi() as api:
        await said(api, 5)
        assert await asked(api, offset=-2) == [FIRST + 3, FIRST + 4]
        assert await asked(api) == [FIRST + 3, FIRST + 4]
        assert await asked(api, offset=-9) == [FIRST + 3, FIRST + 4]


async def test_an_offset_just_ahead_hides_what_comes_below_it() -> None:
    async with BotApi() as api:
        await said(api)
        assert await asked(api, offset=FIRST + 3) == []
        waiting = asyncio.create_task(asked(api, offset=FIRST + 3, timeout=5))
        await api.until(lambda: api.polling)
        await said(api, 3)
        assert await waiting == [FIRST + 3]


async def test_an_offset_far_ahead_is_not_believed_and_confirms_nothing() -> None:
    async with BotApi() as api:
        await said(api, 2)
        ahead = FIRST + 2 + BELIEVED + 1
        assert await asked(api, offset=ahead) == [FIRST, FIRST + 1]
        assert await asked(api, offset=ahead) == [FIRST, FIRST + 1]


async def test_after_a_quiet_week_the_numbers_begin_at_another_one() -> None:
    async with BotApi() as api:
        await said(api)
        with pytest.raises(RuntimeError, match="quiet"):
            api.quiet_week()
        assert await asked(api, offset=FIRST + 1) == []
        assert DRAWN[0] <= api.quiet_week() <= DRAWN[1]
        assert api.quiet_week(117_314_199) == 117_314_199
        await said(api, 2)
        assert await asked(api, offset=FIRST + 1) == [117_314_199, 117_314_200]
        assert await asked(api, offset=117_314_200) == [117_314_200]


async def test_a_webhook_ends_a_poll_that_waits() -> None:
    async with BotApi() as api:
        waiting = asyncio.create_task(call(api, "getUpdates", timeout=5))
        await api.until(lambda: api.polling)
        await call(api, "setWebhook", url="https://example.org/hook")
        status, body = await waiting
        assert (status, body["description"]) == (409, "Conflict: terminated by setWebhook request")
        status, body = await call(api, "getUpdates")
        assert status == 409
        assert "while webhook is active" in body["description"]


async def test_a_webhook_gets_no_more_at_once_than_it_asked_for() -> None:
    open_now, most, release = 0, 0, asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        if open_now == 2:
            release.set()
        await release.wait()
        open_now -= 1
        return web.Response()

    app = web.Application()
    app.router.add_post("/", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        async with BotApi() as api:
            await call(api, "setWebhook", url=f"http://127.0.0.1:{port}/", max_connections=2)
            for number in range(1, 7):
                await api.person(id=number).send("hello", wait=False)
            await api.idle()
            assert most == 2
    finally:
        await runner.cleanup()
