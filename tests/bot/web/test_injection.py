"""What is typed is text: no page, no card, no sentence, no statement and no path is made of it."""

from __future__ import annotations

import json

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.telegram.outgoing.card_text import text_of
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Typed
from tests.people.visitor import HOSTILE, asked_for_a_reason, field, html_scripts, page, post


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_reason_is_kept_as_it_was_typed_and_shown_as_text(
    text: str, client: ClientSession, conversation: Conversation, wording: Wording
) -> None:
    asked = await asked_for_a_reason(client)
    assert (await post(client, asked, typed=text, turn=field(asked, "turn")))[0] == 303
    async with client.get("/mydata") as response:
        stored = json.loads(await response.text())
    assert [one["not_applicable"] for one in stored["ratings"] if one["not_applicable"]] == [" ".join(text.split())]
    who = Address("web", stored["respondent"]["address"])
    for path in ("/", "/command?name=result", "/v/answers.strategy"):
        html = await page(client, path)
        assert html_scripts(html) == []
        assert "<img src=x" not in html
        assert "<b>bold" not in html
    for name in ("start", "result"):
        said = await conversation.say(who, Command(name), "en")
        card = text_of(said.screen, wording)
        assert "<script" not in card
        assert "<img" not in card


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_line_that_was_not_taken_comes_back_as_text(text: str, client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    status, shown = await post(client, asked, typed=text * 200, turn=field(asked, "turn"))
    assert (status, 'role="status"' in shown) == (200, True)
    assert html_scripts(shown) == []
    assert "<img src=x" not in shown
    assert "<b>bold" not in shown


@pytest.mark.parametrize("text", [*HOSTILE, "start=<b>", "quick' --", "target-9; DROP TABLE changes"])
async def test_a_link_that_brings_nonsense_changes_nothing(text: str, conversation: Conversation, wording: Wording) -> None:
    who = Address("telegram", "77")
    said = await conversation.say(who, Command("start", text), "zh")
    assert said.screen.name.startswith("welcome")
    assert "<script" not in text_of(said.screen, wording)
    assert await conversation.my_data(who) is None
    assert (await conversation.say(who, Typed(text, 1), "zh")).screen.name.startswith("welcome")


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/xingjie.css%00.html",
        "/static/",
        "//etc/passwd",
    ],
)
async def test_no_path_leads_out_of_the_static_folder(path: str, client: ClientSession, address: str) -> None:

    async with client.get(URL(address.rstrip("/") + path, encoded=True)) as response:
        assert response.status in (400, 403, 404)
        assert "import" not in await response.text()


async def test_a_forged_cookie_is_a_stranger(client: ClientSession) -> None:
    for value in ("x", "a.b", "' OR 1=1 --", "../x", "é", "0" * 5000):
        async with client.get("/", headers={"Cookie": f"xingjie={value}"}) as response:
            assert response.status in (200, 400)
            assert "screen-asking" not in await response.text()
