"""The address of a question: what it shows, what its answer does, when an answer does not count, and what is said then."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply, phrase
from flows.standard.loader import shipped
from flows.views import View
from tests.people.page_server import serving
from tests.people.visitor import begun, field, offered, open_browser, page, post, ratings, seen

CODES = shipped().codes
AN_HOUR_MS = 3_600_000
# In place of a number.
NUMBERS = ["9" * 5000, "9" * 50, "f" * 50, "²", "٣", "-1", "1.", "1.2.3", "0x1", "1e3", "%00", "½", "ffffffff"]


@pytest_asyncio.fixture
async def settling(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[ClientSession]:
    """A browser at a page whose questions are answered only an hour after they were shown."""
    async with (
        serving(conversation, wording, renderer, settle_ms=AN_HOUR_MS) as address,
        open_browser(address) as session,
    ):
        yield session


async def test_the_root_leads_to_the_address_of_the_question(client: ClientSession) -> None:
    await begun(client)
    async with client.get("/", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, f"q/{CODES[0]}")


async def test_an_answer_leads_to_the_next_question_after_the_one_that_was_recorded(client: ClientSession) -> None:
    question = await begun(client)
    data = {"token": field(question, "token"), "language": "en", "reply": offered(question, "rate", "3")}
    async with client.post("/tap", data=data, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, f"q/{CODES[1]}?after={CODES[0]}")


@pytest.mark.parametrize("path", ["/q/nonsense", "/q/", "/q/..%2f", f"/q/{CODES[0]}/x", "/v/q.99", "/v/q.x", "/v/recorded.99"])
async def test_an_address_of_no_question_shows_what_is_current(client: ClientSession, path: str) -> None:
    await begun(client)
    async with client.get(path) as response:
        shown = await response.text()
        assert response.status in (200, 404)
        assert response.status == 404 or "screen-asking" in shown


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_number_in_a_views_name_breaks_the_page(client: ClientSession, number: str) -> None:
    await begun(client)
    for name in View:
        async with client.get(URL(f"/v/{name}.{number}", encoded="%" in number), allow_redirects=False) as response:
            assert response.status in (200, 303), name


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_number_in_the_view_of_an_answer_breaks_the_page(client: ClientSession, number: str) -> None:
    question = await begun(client)
    for view in ("q", "points", "recorded", "answer"):
        reply = Reply(1, f"{view}.{number}", "rate", "3").encode()
        assert "screen-asking" in await seen(client, question, reply=reply)


async def test_a_stranger_is_led_from_a_question_to_the_welcome_page(client: ClientSession) -> None:
    assert "screen-welcome" in await page(client, f"/q/{CODES[3]}?after={CODES[0]}")


async def test_the_second_of_two_quick_taps_changes_nothing(settling: ClientSession) -> None:
    question = await begun(settling)
    made, now = field(question, "made"), int(time.time() * 1000)
    assert 0 <= now - int(made) < AN_HOUR_MS
    assert 'role="status"' not in await seen(settling, question, reply=offered(question, "rate", "5"), made=made)
    assert await ratings(settling) == []
    await post(settling, question, reply=offered(question, "rate", "3"), made=str(now - AN_HOUR_MS - 1))
    assert [row["level"] for row in await ratings(settling)] == [3]


@pytest.mark.parametrize("made", ["", "x", "-1", "٣", "9" * 400, "0"])
async def test_a_moment_that_is_none_holds_up_no_answer(settling: ClientSession, made: str) -> None:
    question = await begun(settling)
    await post(settling, question, reply=offered(question, "rate", "3"), made=made)
    assert [row["level"] for row in await ratings(settling)] == [3]


async def test_the_same_answer_sent_twice_hears_that_it_is_recorded(client: ClientSession, wording: Wording) -> None:
    question = await begun(client)
    await post(client, question, reply=offered(question, "rate", "2"))
    shown = await seen(client, question, reply=offered(question, "rate", "2"))
    said = phrase("refusal-recorded", subdomain=Phrase(CODES[0]), mark=phrase("mark-level", level="2"), changed_by="change")
    assert wording.say(said, "en") in shown
    assert offered(shown, "open", "q.0")
    assert len(await ratings(client)) == 1


async def test_a_stale_answer_to_a_question_without_one_changes_nothing(client: ClientSession, wording: Wording) -> None:
    question = await begun(client)
    another = await page(client, f"/q/{CODES[5]}")
    await post(client, question, reply=offered(question, "rate", "2"))
    shown = await seen(client, another, reply=offered(another, "rate", "4"))
    assert wording.say(phrase("refusal-stale"), "en") in shown
    assert [row["subdomain"] for row in await ratings(client)] == [CODES[0]]
    # What was recorded before the current question is still said above it.
    assert offered(shown, "open", "q.0")
