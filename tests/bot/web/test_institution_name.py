"""The institution's name on the page: typed once, text and nothing but text, and on every document from then on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.documents.sealed.seal import verify
from flows.dialogue import Phrase, phrase
from flows.standard.loader import shipped
from tests.people.uploads import send
from tests.people.visitor import HOSTILE, answered_one, field, html_scripts, offered, page, post, seen

NAME = "喆堃垚㛃𬭎中小企业服务中心"


async def naming(client: ClientSession, *, answering: bool = False) -> str:
    """Go to the name from the result, with a question still open if `answering`. Returns the page."""
    question = await answered_one(client)
    if not answering:
        await post(client, question, reply=offered(question, "pause"))
    shown = await page(client, "/command?name=result")
    assert (await post(client, shown, reply=offered(shown, "call")))[0] == 303
    return await page(client)


async def typed(client: ClientSession, html: str, text: str) -> tuple[int, str]:
    return await post(client, html, typed=text, turn=field(html, "turn"))


async def stored(client: ClientSession) -> list[dict[str, Any]]:
    async with client.get("/mydata") as response:
        found: list[dict[str, Any]] = json.loads(await response.text())["institutions"]
        return [{"name": each["name"]} for each in found]


async def document(client: ClientSession, kind: str) -> bytes:
    await page(client, "/command?name=result")
    async with client.get(f"/document/{kind}") as response:
        assert response.status == 200
        return await response.read()


def says(wording: Any, said: Phrase) -> str:
    words: str = wording.say(said, "en")
    return words


async def test_a_typed_name_is_acknowledged_and_written_on_the_documents(client: ClientSession, wording: Any) -> None:
    asked = await naming(client)
    assert 'type="file"' not in asked
    assert says(wording, phrase("notice-named")) in await seen(client, asked, typed=NAME, turn=field(asked, "turn"))
    assert await stored(client) == [{"name": NAME}]
    assert NAME in await page(client, "/command?name=result")
    content = verify(shipped(), await document(client, "sealed"), date.today()).content
    assert content is not None
    assert content.institution == NAME


async def test_a_name_that_was_taken_is_not_left_standing_in_the_next_field(client: ClientSession) -> None:
    asked = await naming(client, answering=True)
    question = await seen(client, asked, typed="First Centre", turn=field(asked, "turn"))
    assert "screen-asking" in question
    assert "First Centre" not in question


async def test_it_is_changed_skipped_and_taken_away(client: ClientSession) -> None:
    await typed(client, await naming(client), NAME)
    for trigger, left in (("leave", [{"name": NAME}]), ("unname", [])):
        shown = await page(client, "/command?name=result")
        await post(client, shown, reply=offered(shown, "call"))
        asked = await page(client)
        await post(client, asked, reply=offered(asked, trigger))
        assert await stored(client) == left
        assert "screen-paused" in await page(client)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", phrase("notice-institution-empty")),
        ("🏢🏢", phrase("notice-institution-empty")),
        ("长" * 201, phrase("notice-institution-long", most=200, count=201)),
    ],
)
async def test_a_line_that_cannot_be_a_name_comes_back_with_one_sentence(
    client: ClientSession, wording: Any, text: str, said: Phrase
) -> None:
    status, shown = await typed(client, await naming(client), text)
    assert (status, says(wording, said) in shown) == (200, True)
    assert f'value="{text}"' in shown
    assert await stored(client) == []
    assert (await typed(client, shown, NAME))[0] == 303
    assert await stored(client) == [{"name": NAME}]


async def test_a_file_cannot_be_a_name(client: ClientSession, wording: Any) -> None:
    status, shown = await send(client, await naming(client), b"%PDF-1.7\n", typed=NAME)
    assert (status, says(wording, phrase("notice-institution-file")) in shown) == (200, True)
    assert await stored(client) == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_name_is_kept_as_it_was_typed_and_shown_as_text(client: ClientSession, text: str) -> None:
    asked = await naming(client)
    shown = await seen(client, asked, typed=text, turn=field(asked, "turn"))
    assert await stored(client) == [{"name": " ".join(text.split())}]
    result = await page(client, "/command?name=result")
    await post(client, result, reply=offered(result, "call"))
    for html in (shown, result, await page(client)):
        assert html_scripts(html) == []
        assert "<img src=x" not in html
        assert "<b>bold" not in html


async def test_a_form_sent_twice_names_once(client: ClientSession) -> None:
    asked = await naming(client)
    await typed(client, asked, NAME)
    await typed(client, asked, "Another Centre")
    assert await stored(client) == [{"name": NAME}]


async def test_forget_deletes_it(client: ClientSession) -> None:
    await typed(client, await naming(client), NAME)
    shown = await page(client, "/command?name=forget")
    await post(client, shown, reply=offered(shown, "forget"))
    async with client.get("/mydata") as response:
        assert NAME not in await response.text()
