"""The form that reports a false name: short, without a cookie, limited by address, and there is none if no page is public."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape

import pytest_asyncio
from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.rate_limits import Limit
from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.review.names import CONTACT_AT_MOST, NameDoubt
from storage.review.names import Names
from tests.people.page_server import FAST, serving
from tests.people.published_results import Issued, issued_result
from tests.people.visitor import field, html_scripts, open_browser

SCRIPT = '"><script>alert(1)</script>'
ONE = replace(FAST, reports_by_address=Limit(0.001, 1))


@pytest_asyncio.fixture
async def issued(conversation: Conversation, address: str, renderer: Renderer) -> AsyncIterator[Issued]:
    async with issued_result(conversation, address, renderer.folder, "Yunhe Centre") as issued:
        yield issued


async def sent(client: ClientSession, number: str, **fields: str) -> tuple[int, str]:
    async with client.post(f"/check/{number}/false", data=fields, allow_redirects=False) as response:
        assert "Set-Cookie" not in response.headers
        return response.status, await response.text()


async def reports(issued: Issued) -> list[tuple[NameDoubt, str]]:
    name = await Names(issued.town.desk.access).one(issued.town.ann, issued.case)
    assert name is not None
    return [(each.doubt, each.contact) for each in name.reports]


async def test_anybody_reports_a_false_name(client: ClientSession, issued: Issued, wording: Wording) -> None:
    await issued.act("publish")
    async with client.get(f"/check/{issued.number}") as response:
        assert f'href="../check/{issued.number}/false' in await response.text()
    async with client.get(f"/check/{issued.number}/false") as response:
        shown = unescape(await response.text())
        assert "Set-Cookie" not in response.headers
    for doubt in NameDoubt:
        assert wording.say(phrase(f"name-doubt-{doubt}"), "en") in shown
    form = {"reason": "another", "contact": " 555-0100\r\n ", "drawn": field(shown, "drawn")}
    for _ in range(2):  # pressed twice
        async with client.post(f"/check/{issued.number}/false", data=form) as response:
            assert (response.status, response.method) == (200, "GET")
            assert "will look into it" in await response.text()
    assert await reports(issued) == [(NameDoubt.another, "555-0100")]
    async with client.get(f"/check/{issued.number}") as response:
        assert "self-declared, name not verified" in unescape(await response.text())


async def test_what_is_missing_or_too_long_is_said_and_what_was_typed_is_kept(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    await issued.act("publish")
    status, shown = await sent(client, issued.number, contact=SCRIPT)
    assert status == 422
    assert wording.say(phrase("name-report-needs-reason"), "en") in unescape(shown)
    assert html_scripts(shown) == []
    assert SCRIPT in unescape(shown)
    status, shown = await sent(client, issued.number, reason="other", contact="x" * (CONTACT_AT_MOST + 1))
    assert status == 422
    assert 'value="other" required checked' in shown
    assert await reports(issued) == []


async def test_no_page_no_report(client: ClientSession, issued: Issued, wording: Wording) -> None:
    unknown = wording.say(phrase("result-unknown-number"), "en")
    for number in (issued.number, "A" * 22, "x"):
        async with client.get(f"/check/{number}/false") as response:
            assert response.status == 404
            assert unknown in unescape(await response.text())
        status, shown = await sent(client, number, reason="other")
        assert status == 404
        assert unknown in unescape(shown)


async def test_a_report_comes_from_a_page_of_ours(client: ClientSession, issued: Issued) -> None:
    await issued.act("publish")
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with client.post(f"/check/{issued.number}/false", data={"reason": "other"}, headers=headers) as response:
        assert response.status == 403
    assert await reports(issued) == []


async def test_one_address_reports_seldom(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    async with (
        serving(conversation, wording, renderer, limits=ONE) as address,
        issued_result(conversation, address, renderer.folder, "Yunhe Centre") as issued,
        open_browser(address) as client,
    ):
        await issued.act("publish")
        assert (await sent(client, issued.number, reason="other"))[0] == 303
        assert (await sent(client, issued.number, reason="other"))[0] == 429
        assert len(await reports(issued)) == 1


async def test_a_confirmed_name_and_a_false_one_read_differently(
    client: ClientSession, issued: Issued, wording: Wording
) -> None:
    await issued.act("publish")
    names, town = Names(issued.town.desk.access), issued.town
    await names.confirm(town.ann, issued.case)
    async with client.get(f"/check/{issued.number}") as response:
        shown = unescape(await response.text())
    assert "Yunhe Centre (confirmed by the association)" in shown
    assert wording.say(phrase("result-not-named"), "en") not in shown
    async with issued.coordinator.get("/results") as response:
        stale = {"token": field(await response.text(), "token"), "case": str(issued.case), "do": "publish"}
    await names.take_down(town.ann, issued.case, "Another bears it <b>")
    for path in (f"/check/{issued.number}", f"/check/{issued.number}/result.json"):
        async with client.get(path) as response:
            assert response.status == 404
            assert wording.say(phrase("result-unknown-number"), "en") in unescape(await response.text())
    async with issued.coordinator.get("/results") as response:
        listed = await response.text()
    assert "Another bears it &lt;b&gt;" in listed
    assert 'value="publish"' not in listed
    async with issued.coordinator.post("/results", data=stale) as response:
        assert "Another bears it &lt;b&gt;" in await response.text()
    async with client.get(f"/check/{issued.number}") as response:
        assert response.status == 404
