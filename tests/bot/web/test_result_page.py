"""The public page of an issued result: off until it is published, alike for all that is not public, and true of our keys."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import pytest_asyncio
from aiohttp import ClientSession, FormData
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.days import day_of
from flows.dialogue import phrase
from storage.review.names import Names
from tests.people.issued_results import played, resealed
from tests.people.published_results import Issued, issued_result
from tests.people.visitor import html_scripts

RESULT = played()
NAME = "Yunhe <b>Centre</b>"


@pytest_asyncio.fixture
async def issued(conversation: Conversation, address: str, renderer: Renderer) -> AsyncIterator[Issued]:
    async with issued_result(conversation, address, renderer.folder, NAME) as issued:
        yield issued


async def looked(client: ClientSession, path: str) -> tuple[int, str]:
    async with client.get(path, allow_redirects=False) as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        return response.status, unescape(await response.text())


def said(wording: Wording, key: str) -> str:
    return wording.say(phrase(key), "en")


async def test_what_is_not_public_gets_the_same_words(client: ClientSession, issued: Issued, wording: Wording) -> None:
    paths = [issued.number, "A" * 22, "x", "%00", "%27%20OR%20%27%27%3D%27", "a" * 300]
    never = [await looked(client, f"/check/{path}") for path in paths]
    assert await issued.act("publish") == 303
    assert (await looked(client, f"/check/{issued.number}"))[0] == 200
    assert await issued.act("withdraw") == 303
    never.append(await looked(client, f"/check/{issued.number}"))
    never.append(await looked(client, f"/check/{issued.number}/result.json"))
    assert {status for status, _ in never} == {404}
    assert all(said(wording, "result-unknown-number") in shown for _, shown in never)
    assert len({shown for _, shown in never[:-1]}) == 1


async def test_a_published_page_says_what_is_true_and_what_it_is_not(
    client: ClientSession, issued: Issued, wording: Wording, address: str
) -> None:
    await issued.act("publish")
    _, shown = await looked(client, f"/check/{issued.number}")
    for key in ("result-says-valid", "result-reviewed", "result-claimed", "result-not-named", "result-not-certificate"):
        assert said(wording, key) in shown
    assert "self-declared, name not verified" in shown
    assert 'name="robots" content="noindex"' in shown
    assert f'rel="canonical" href="{address}check/{issued.number}"' in shown
    assert html_scripts(shown) == []
    async with client.get(f"/check/{issued.number}/result.json") as response:
        assert response.headers["X-Robots-Tag"] == "noindex"
    await issued.act("withdraw")
    await issued.act("publish", index=True)
    assert "noindex" not in (await looked(client, f"/check/{issued.number}"))[1]
    async with client.get(f"/check/{issued.number}/result.json") as response:
        assert "X-Robots-Tag" not in response.headers


async def test_the_name_of_the_institution_never_becomes_markup(client: ClientSession, issued: Issued) -> None:
    await issued.act("publish")
    async with client.get(f"/check/{issued.number}") as response:
        shown = await response.text()
    assert "<b>Centre" not in shown
    assert "&lt;b&gt;Centre" in shown


async def test_the_button_verifies_the_sealed_result_and_only_from_our_page(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    await issued.act("publish")
    async with client.post(f"/check/{issued.number}") as response:
        assert said(wording, "result-verdict-true") in unescape(await response.text())
    async with client.post(f"/check/{issued.number}", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 403
    async with client.get(f"/check/{issued.number}/result.json") as response:
        assert await response.read() == issued.sealed
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_rescinded_result_says_so_on_its_page_and_to_people_who_have_the_file(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    await issued.act("publish")
    assert said(wording, "result-state-valid") in (await dropped(client, issued.sealed))[0]
    await issued.town.issuing.rescind(issued.town.ann, issued.case, "The minutes were of another institution")
    assert said(wording, "result-says-rescinded") in (await looked(client, f"/check/{issued.number}"))[1]
    shown, _ = await dropped(client, issued.sealed)
    assert said(wording, "result-state-rescinded") in shown
    assert said(wording, "result-says-rescinded") in shown
    assert "The minutes" not in shown


async def dropped(client: ClientSession, data: bytes) -> tuple[str, int]:
    form = FormData()
    form.add_field("language", "en")
    form.add_field("file", io.BytesIO(data), filename="result.json", content_type="application/json")
    async with client.post("/check", data=form) as response:
        return unescape(await response.text()), response.status


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (RESULT.file, "check-cause-unknown-key"),
        (resealed(RESULT.file, Ed25519PrivateKey.generate()), "check-cause-unknown-key"),
        (RESULT.file.replace(b"Yunhe", b"Other"), "check-cause-altered"),
        (RESULT.file[:-40], "check-cause-no-json"),
        (RESULT.file.replace(b'"claimed": 3', b'"claimed": 3, "claimed": 3', 1), "check-cause-altered"),
        (resealed(RESULT.file, read_by=[]), "check-cause-issued-broken"),
        (resealed(RESULT.file, edition={"code": "x", "sha256": "0"}), "check-cause-other-edition"),
        (RESULT.file + b" " * 2**21, "check-cause-too-large"),
    ],
)
async def test_a_dropped_result_that_is_not_true_says_why_and_shows_nothing(
    client: ClientSession, wording: Wording, data: bytes, key: str
) -> None:
    shown, status = await dropped(client, data)
    assert status == 200
    assert said(wording, key) in shown
    assert "Yunhe" not in shown
    assert "Jiading" not in shown


async def test_strangers_and_others_reach_no_result_of_an_institution(client: ClientSession, issued: Issued) -> None:
    for path in ("/results", f"/results/{issued.case}.json"):
        async with client.get(path, allow_redirects=False) as response:
            assert response.status == 303
    async with issued.coordinator.get(f"/results/{issued.case}.json") as response:
        assert await response.read() == issued.sealed
    async with issued.coordinator.get(f"/results/{issued.case + 1}.json", allow_redirects=False) as response:
        assert response.status == 303
    async with issued.coordinator.post("/results", data={"case": str(issued.case), "do": "publish"}) as response:
        assert response.status == 403
    assert (await looked(client, f"/check/{issued.number}"))[0] == 404


async def test_the_institution_reads_that_its_result_ends_soon(
    conversation: Conversation, address: str, renderer: Renderer, wording: Wording
) -> None:
    until = day_of(datetime.now(UTC)) + timedelta(days=30)
    async with (
        issued_result(conversation, address, renderer.folder, NAME, until) as ending,
        ending.coordinator.get("/results") as response,
    ):
        listed = await response.text()
    assert wording.say(phrase("own-results-ends", days=30), "zh") in listed
    assert f'href="cases/{ending.case}"' in listed


async def test_a_result_that_is_valid_for_long_does_not_say_so(issued: Issued, wording: Wording) -> None:
    async with issued.coordinator.get("/results") as response:
        assert wording.say(phrase("own-results-why"), "zh") not in await response.text()


async def test_a_result_that_this_database_does_not_know_is_not_called_valid(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    async with issued.town.database.writing() as db:
        await (await db.connection()).execute(text("UPDATE review_results SET check_number = 'another'"))
    shown, _ = await dropped(client, issued.sealed)
    assert said(wording, "result-says-not-known") in shown
    assert said(wording, "result-state-not-known") in shown
    assert said(wording, "result-says-valid") not in shown


async def test_a_confirmed_name_reads_the_same_for_people_who_have_the_file(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    names = Names(issued.town.desk.access)
    await names.confirm(issued.town.ann, issued.case)
    shown, _ = await dropped(client, issued.sealed)
    assert "(confirmed by the association)" in shown
    assert said(wording, "check-not-named") not in shown
    await names.take_down(issued.town.ann, issued.case, "Another bears it")
    shown, _ = await dropped(client, issued.sealed)
    assert "the association says that this name is false" in shown
    assert "Another bears it" not in shown
