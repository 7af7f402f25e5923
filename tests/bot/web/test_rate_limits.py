"""A flood is refused with 429 and a calm page while others are served; which address counts cannot be forged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import make_mocked_request

from bot.connections.limited_server import network_of
from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.cookies import Signer, VisitorCookies
from bot.web.rate_limits import Limit, Limits, RateLimiter
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.people.page_server import SECRET
from tests.people.visitor import OURS, asked_for_a_reason, begun, field, offered, page, post, ratings

# Nobody's burst is refilled while a test runs.
NEVER = 1e-6
FEW = Limits(Limit(NEVER, 60), Limit(NEVER, 20), Limit(NEVER, 10), Limit(NEVER, 5), Limit(NEVER, 3), hold_s=0)


@asynccontextmanager
async def browser_at(address: str, forwarded: str = "") -> AsyncIterator[ClientSession]:
    """A browser without a screen, behind a proxy that says where it is."""
    headers = {**OURS, "X-Forwarded-For": forwarded} if forwarded else OURS
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=headers) as session:
        yield session


@asynccontextmanager
async def served(conversation: Conversation, wording: Wording, renderer: Renderer, proxies: int) -> AsyncIterator[str]:
    """Serve a page that allows few requests, behind this number of proxies; its address."""
    runner = web.AppRunner(web_app(conversation, wording, SECRET, None, renderer, proxies, FEW), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.fixture
async def proxied(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    async with served(conversation, wording, renderer, proxies=1) as address:
        yield address


async def statuses(client: ClientSession, times: int, path: str = "/") -> list[int]:
    async def one() -> int:
        async with client.get(path) as response:
            await response.read()
            return response.status

    return await asyncio.gather(*(one() for _ in range(times)))


async def test_a_flood_of_one_person_is_refused_while_another_is_served(proxied: str, wording: Wording) -> None:
    async with browser_at(proxied, "192.0.2.1") as flooder, browser_at(proxied, "192.0.2.1") as other:
        await begun(flooder)
        question = await begun(other)
        flood = asyncio.create_task(statuses(flooder, 30, "/command?name=help"))
        for done in range(3):
            assert (await post(other, question, reply=offered(question, "rate", "2")))[0] == 303
            question = await page(other)
            assert len(await ratings(other)) == done + 1
        assert {200, 429} == set(await flood)
        async with flooder.get("/") as response:
            assert response.status == 429
            assert int(response.headers["Retry-After"]) >= 1
            assert response.headers["Content-Security-Policy"]
            assert wording.say(phrase("web-too-fast"), "en") in await response.text()
        await page(other)


async def test_a_flood_from_one_address_is_refused_while_another_is_served(proxied: str) -> None:
    async with browser_at(proxied, "192.0.2.1") as flooder, browser_at(proxied, "192.0.2.2") as other:
        found = await statuses(flooder, 70)
        assert (found.count(200), found.count(429)) == (60, 10)
        await page(other)
    # What visitors write into the header themselves is further left, and does not count.
    async with browser_at(proxied, "198.51.100.7, 192.0.2.1") as pretending:
        assert await statuses(pretending, 1) == [429]


async def test_typed_lines_are_limited_more_than_taps(proxied: str) -> None:
    async with browser_at(proxied, "192.0.2.1") as client:
        asked = await asked_for_a_reason(client)
        fields = {"turn": field(asked, "turn")}
        found = [(await post(client, asked, typed="", **fields))[0] for _ in range(6)]
        assert found == [200] * 5 + [429]
        assert (await post(client, asked, reply=offered(asked, "cancel")))[0] == 303


async def test_the_new_people_of_one_address_are_limited(proxied: str) -> None:
    found = []
    for _ in range(4):
        async with browser_at(proxied, "192.0.2.1") as client:
            welcome = await page(client)
            found.append((await post(client, welcome, reply=offered(welcome, "consent")))[0])
    assert found == [303] * 3 + [429]


async def test_without_a_proxy_the_header_is_not_believed(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    async with served(conversation, wording, renderer, proxies=0) as address:
        found = []
        for number in range(2):
            async with browser_at(address, f"192.0.2.{number}") as client:
                found += await statuses(client, 35)
                async with client.get("/healthz") as response:
                    assert response.status == 200
    assert found.count(429) == 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("unknown", None),
        ("", None),
    ],
)
def test_the_address_that_counts(address: str, network: str | None) -> None:
    assert network_of(address) == network


def test_behind_a_proxy_that_names_nobody_nobody_is_limited_by_address() -> None:
    flood = RateLimiter(VisitorCookies(Signer(SECRET), secure=False), proxies=1, limits=FEW)
    for _ in range(20):
        flood.typed(make_mocked_request("POST", "/"))
