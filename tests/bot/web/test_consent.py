"""Consent: bound to the browser that read the welcome page, and to the hour in which it was read."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, DummyCookieJar
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.web.cookies import WELCOME_S, Signer
from bot.web.csrf import consent_token
from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from storage.respondents.census import census
from tests.people.page_server import SECRET
from tests.people.visitor import OURS, begun, field, offered, open_browser, page, post, ratings


@pytest.fixture
async def other(address: str) -> AsyncIterator[ClientSession]:
    """Another browser."""
    async with open_browser(address) as session:
        yield session


@pytest.fixture
async def forgetful(address: str) -> AsyncIterator[ClientSession]:
    """A browser with its cookies turned off."""
    async with ClientSession(address, cookie_jar=DummyCookieJar(), headers=OURS) as session:
        yield session


def cookies(client: ClientSession) -> dict[str, str]:
    return {cookie.key: cookie.value for cookie in client.cookie_jar}


async def people(conversation: Conversation) -> int:
    """How many people are stored."""
    return sum((await census(conversation._sessions._database)).values())


def says(wording: Wording, said: Phrase) -> str:
    return wording.say(said, "en")


async def test_a_noted_consent_gives_nobody_elses_cookie(client: ClientSession, other: ClientSession, address: str) -> None:
    welcome = await page(client)
    noted, consent = cookies(client), offered(welcome, "consent")
    await begun_from(client, welcome)
    # The page alone, without its cookie.
    assert (await post(other, welcome, reply=consent))[0] == 200
    assert "xingjie" not in cookies(other)
    # Page and cookie: a person of their own, who sees nothing of the first.
    other.cookie_jar.update_cookies(noted, URL(address))
    assert (await post(other, welcome, reply=consent))[0] == 303
    assert await mine(other) != await mine(client)
    assert (len(await ratings(client)), len(await ratings(other))) == (1, 0)


async def begun_from(client: ClientSession, welcome: str) -> None:
    """Consent on this page and answer one question."""
    assert (await post(client, welcome, reply=offered(welcome, "consent")))[0] == 303
    choosing = await page(client)
    await post(client, choosing, reply=offered(choosing, "begin", "full"))
    question = await page(client)
    await post(client, question, reply=offered(question, "rate", "3"))


async def mine(client: ClientSession) -> str:
    async with client.get("/mydata") as response:
        found: str = json.loads(await response.text())["respondent"]["address"]
        return found


async def test_without_cookies_nothing_is_stored_and_the_page_says_why(
    forgetful: ClientSession, conversation: Conversation, wording: Wording
) -> None:
    for _ in range(3):
        welcome = await page(forgetful)
        status, shown = await post(forgetful, welcome, reply=offered(welcome, "consent"))
        assert (status, says(wording, phrase("web-no-cookie")) in shown) == (200, True)
        assert "screen-welcome" in shown
    assert await people(conversation) == 0


@pytest.mark.parametrize("has_cookie", [True, False])
async def test_a_welcome_page_of_yesterday_is_to_be_tapped_again(
    client: ClientSession, conversation: Conversation, wording: Wording, has_cookie: bool
) -> None:
    welcome = await page(client)
    key = cookies(client)["xingjie-welcome"].partition("-")[0]
    old = consent_token(Signer(SECRET), key, time.time() - WELCOME_S - 1)
    if not has_cookie:
        client.cookie_jar.clear()
    status, again = await post(client, welcome, reply=offered(welcome, "consent"), token=old)
    assert (status, says(wording, phrase("web-old-page")) in again) == (200, True)
    assert await people(conversation) == 0
    assert (await post(client, again, reply=offered(again, "consent")))[0] == 303


async def test_two_welcome_pages_of_one_browser_both_count(client: ClientSession) -> None:
    first = await page(client)
    await page(client)
    assert (await post(client, first, reply=offered(first, "consent")))[0] == 303


async def test_a_cookie_of_today_is_taken_once_and_given_back_with_its_time(client: ClientSession, address: str) -> None:
    await begun(client)
    key = await mine(client)
    client.cookie_jar.clear()
    client.cookie_jar.update_cookies({"xingjie": Signer(SECRET).seal("cookie", key)}, URL(address))
    assert "screen-asking" in await page(client)
    assert Signer(SECRET).unseal_since("dated-cookie", cookies(client)["xingjie"], 0) is not None
    assert await mine(client) == key


async def test_a_cookie_of_a_person_who_is_gone_gives_nothing(
    client: ClientSession, other: ClientSession, address: str
) -> None:
    question = await begun(client)
    other.cookie_jar.update_cookies(cookies(client), URL(address))
    asked = await page(client, "/command?name=forget")
    await post(client, asked, reply=offered(asked, "forget"))
    welcome = await page(other)
    assert "screen-welcome" in welcome
    assert (await post(other, question, reply=offered(question, "rate", "3")))[0] in (303, 403)
    assert "screen-welcome" in await page(other)
    key = cookies(other)["xingjie"].partition("-")[0]
    await begun_from(other, welcome)
    assert await mine(other) != key
    assert field(await page(other), "token")
