"""Private links on the page: coming back in another browser, and everything that may go wrong with a link."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import ClientSession
from sqlalchemy import text

from bot.conversation.conversation import Conversation
from tests.people.visitor import begun, field, offered, open_browser, page, post, ratings


@pytest_asyncio.fixture
async def phone(address: str) -> AsyncIterator[ClientSession]:
    """Another browser."""
    async with open_browser(address) as session:
        yield session


async def answered(client: ClientSession, value: str) -> None:
    """Answer the question that is asked now."""
    question = await page(client)
    await post(client, question, reply=offered(question, "rate", value))


async def change(client: ClientSession, **fields: str) -> str:
    """Send a form of the page of links; the page that follows."""
    token = field(await page(client, "/v/elsewhere"), "token")
    async with client.post("/v/elsewhere", data={"token": token, **fields}) as response:
        assert response.status == 200
        return await response.text()


async def made(client: ClientSession) -> str:
    """Make a link; its path."""
    found = re.search(r'readonly value="http://[^/"]+(/r/[\w-]{22})"', await change(client, do="make"))
    assert found
    return found[1]


async def opened(client: ClientSession, path: str, **fields: str) -> tuple[int, str]:
    """Open a link and send its form; status and page, or the address of the redirect."""
    html = await page(client, path)
    data = {"token": field(html, "token"), "language": "en", **fields}
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


async def status(client: ClientSession, path: str) -> int:
    async with client.get(path) as response:
        return response.status


async def test_a_link_opens_the_same_self_check_in_another_browser(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    await answered(client, "2")
    path = await made(client)
    assert await opened(phone, path) == (303, "../")
    await answered(phone, "3")
    await answered(client, "4")
    assert [row["level"] for row in await ratings(client)] == [row["level"] for row in await ratings(phone)]
    assert len(await ratings(phone)) == 3


async def test_the_link_is_shown_once_with_a_code_and_stored_only_as_a_hash(client: ClientSession) -> None:
    await begun(client)
    shown = await change(client, do="make")
    assert 'src="data:image/svg+xml' in shown
    assert "readonly value=" not in await page(client, "/v/elsewhere")
    token = (await made(client)).removeprefix("/r/")
    async with client.get("/mydata") as response:
        assert token not in await response.text()


async def test_a_link_leads_to_the_public_address(client: ClientSession, conversation: Conversation) -> None:
    await begun(client)
    conversation.elsewhere.faces.page_url = "https://check.example.org"
    assert 'value="https://check.example.org/r/' in await change(client, do="make")


async def test_looking_at_a_link_changes_and_tells_nothing(client: ClientSession, phone: ClientSession) -> None:
    """Programs that preview links send GET and HEAD, and have no cookie."""
    await begun(client)
    await answered(client, "2")
    before = await page(client, "/mydata")
    path = await made(client)
    async with phone.head(path) as response:
        assert response.status == 200
        assert "Set-Cookie" not in response.headers
    seen = await page(phone, path)
    assert "Nothing has changed yet" in html.unescape(seen)
    assert "★" not in seen.split("</header>")[1]
    async with phone.get(path) as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"
    assert before.split('"addresses"')[1].split("]")[0] == (await page(client, "/mydata")).split('"addresses"')[1].split("]")[0]


async def test_unknown_removed_and_malformed_links_show_one_page(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    path = await made(client)
    name = field(await page(client, "/v/elsewhere"), "link")
    waiting = await page(phone, path)
    await change(client, do="revoke", link=name)
    pages = set()
    for gone in (path, "/r/" + "A" * 22, "/r/x"):
        async with phone.get(gone) as response:
            assert response.status == 404
            pages.add(await response.text())
    assert len(pages) == 1
    async with phone.post(path, data={"token": field(waiting, "token"), "language": "en"}) as response:
        assert response.status == 404  # removed between look and tap
        assert "Set-Cookie" not in response.headers


async def test_another_person_cannot_remove_a_link_or_see_it(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    await begun(phone)
    path = await made(client)
    name = field(await page(client, "/v/elsewhere"), "link")
    await change(phone, do="revoke", link=name)
    assert await status(phone, path) == 200
    token = path.removeprefix("/r/")
    assert "readonly" not in await page(phone, f"/v/elsewhere?link={token}")


async def test_a_form_of_another_site_signs_nobody_in(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    path = await made(client)
    token = field(await page(phone, path), "token")
    for headers, data in (
        ({"Sec-Fetch-Site": "cross-site"}, {"token": token}),
        ({}, {"token": "forged"}),
        ({}, {}),
    ):
        async with phone.post(path, data=data, headers=headers) as response:
            assert response.status == 403
    assert await status(phone, "/v/elsewhere") == 200  # the welcome page
    async with phone.get("/mydata") as response:
        assert response.content_type == "text/html"  # nothing is stored about them


async def test_a_browser_with_answers_of_its_own_is_asked_which_to_keep(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    await answered(client, "1")
    await begun(phone)
    await answered(phone, "4")
    await answered(phone, "4")
    path = await made(client)
    code, asked = await opened(phone, path)
    assert code == 200
    assert "1 answer," in asked
    assert "2 answers," in asked
    assert await opened(phone, path, keep="apart") == (303, "../")
    assert len(await ratings(phone)) == 2  # two people on one phone: nothing has changed
    assert len(await ratings(client)) == 1
    assert await opened(phone, path, keep="theirs") == (303, "../")
    both = await ratings(phone)
    assert both == await ratings(client)
    assert sorted((str(row["assessment"]), row["level"]) for row in both) == [("1", 4), ("1", 4), ("2", 1)]
    assert await opened(phone, path) == (303, "../")  # the same person now


async def test_a_browser_without_answers_is_not_asked(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    await answered(client, "1")
    await begun(phone)
    assert await opened(phone, await made(client)) == (303, "../")
    assert [row["level"] for row in await ratings(phone)] == [1]
    assert len(await ratings(client)) == 1


async def test_forgetting_in_one_browser_forgets_in_all(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    path = await made(client)
    assert (await opened(phone, path))[0] == 303
    view = await page(phone, "/v/forget")
    await post(phone, view, reply=offered(view, "forget"))
    for browser in (client, phone):
        async with browser.get("/mydata") as response:
            assert response.content_type == "text/html"
    assert await status(phone, path) == 404


async def test_other_browsers_can_be_signed_out(client: ClientSession, phone: ClientSession) -> None:
    await begun(client)
    await answered(client, "1")
    assert (await opened(phone, await made(client)))[0] == 303
    await change(phone, do="only-here")
    assert len(await ratings(phone)) == 1
    async with client.get("/mydata") as response:
        assert response.content_type == "text/html"


async def test_guessing_is_slowed_down(client: ClientSession) -> None:
    codes = await asyncio.gather(*(status(client, f"/r/{number:022}") for number in range(70)))
    assert set(codes) == {404, 429}


async def test_no_way_to_a_chat_without_a_bot(client: ClientSession, conversation: Conversation) -> None:
    await begun(client)
    assert 'value="chat"' not in await page(client, "/v/elsewhere")
    conversation.elsewhere.faces.learn_bot_name("xingjie_bot")
    shown = html.unescape(await change(client, do="chat"))
    assert re.search(r'href="https://t\.me/xingjie_bot\?start=carry-[\w-]{22}"', shown)


async def test_days_of_links_begin_at_midnight_in_china(client: ClientSession, conversation: Conversation) -> None:
    await begun(client)
    await made(client)
    assert conversation.desk is not None
    async with conversation.desk.access.database.writing() as db:
        moments = "made_at = '2098-12-31 20:00:00', used_at = '2099-01-01 16:00:00', expires_at = '2099-03-01 15:59:59'"
        await (await db.connection()).execute(text(f"UPDATE links SET {moments}"))
    shown = await page(client, "/v/elsewhere")
    for day in ("2099-01-01", "2099-01-02", "2099-03-01"):
        assert day in shown
    assert "2098-12-31" not in shown
