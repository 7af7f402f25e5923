"""A call can go wrong in every way in which it does outside."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from . import BotApi, Nonsense

pytestmark = pytest.mark.asyncio


async def send(api: BotApi, chat_id: int = 1, timeout_s: float = 5.0) -> tuple[int, str, str]:
    timeout = aiohttp.ClientTimeout(timeout_s)
    data = {"chat_id": chat_id, "text": "x"}
    url = f"{api.url}/bot{api.token}/sendMessage"
    async with aiohttp.ClientSession() as client, client.post(url, json=data, timeout=timeout) as response:
        return response.status, response.content_type, await response.text()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("kind", "status", "content_type", "begins"),
    [
        (Nonsense.html, 502, "text/html", "<html>"),
        (Nonsense.portal, 200, "text/html", "<html>"),
        (Nonsense.empty, 200, "application/json", ""),
        (Nonsense.unparsable, 200, "application/json", '{"ok":true,'),
    ],
)
async def test_nonsense_comes_before_or_after_the_call_takes_effect(
    kind: Nonsense, status: int, content_type: str, begins: str, after: bool
) -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        api.spoil_next("sendMessage", kind, after=after)
        answered = await send(api)
        assert answered[:2] == (status, content_type)
        assert answered[2].startswith(begins)
        assert len(answered[2]) < 200
        assert len(person.messages) == after
        assert (await send(api))[0] == 200


async def test_silence_lasts_as_long_as_the_client_waits() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        api.spoil_next("sendMessage", Nonsense.silence, after=True)
        asking = asyncio.create_task(send(api))
        await api.until(lambda: bool(api.calls))
        assert not asking.done()
        asking.cancel()
        assert len(person.messages) == 1


async def test_a_fault_strikes_the_chat_and_the_method_it_is_meant_for() -> None:
    async with BotApi() as api:
        api.person(id=1)
        api.person(id=2)
        api.spoil_next("*", Nonsense.html, chat_id=2)
        assert (await send(api))[0] == 200
        assert (await send(api, 2))[0] == 502
        api.slow_next("sendMessage", 0.0)
        assert (await send(api))[0] == 200


async def test_in_an_outage_nothing_is_answered_until_it_is_over() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        api.outage = Nonsense.cut
        for _ in range(2):
            with pytest.raises(aiohttp.ClientError):
                await send(api)
        api.outage = None
        assert (await send(api))[0] == 200
        assert len(person.messages) == 1
