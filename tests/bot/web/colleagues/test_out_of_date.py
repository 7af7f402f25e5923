"""Forms of institutions that are sent from a page that is out of date: each says why nothing was changed."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.people.colleagues import change, invites, joins
from tests.people.shipped_words import sentence
from tests.people.visitor import begun, field, open_browser, page

COLLEAGUES, TOGETHER = "/colleagues", "/together"


@pytest_asyncio.fixture
async def ben(address: str) -> AsyncIterator[ClientSession]:
    async with open_browser(address) as session:
        yield session


async def sent(client: ClientSession, path: str, token: str, **fields: str) -> str:
    """Send a form with a token of a page from before; the page that follows."""
    async with client.post(path, data={"token": token, **fields}) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def number_of_other(client: ClientSession) -> str:
    found = re.search(r'name="number" value="(\d+)"', await page(client, f"{COLLEAGUES}?remove"))
    assert found
    return found[1]


FORMS = [
    (COLLEAGUES, {"do": "leave"}),
    (COLLEAGUES, {"do": "call", "post": "head", "nickname": "Bo"}),
    (COLLEAGUES, {"do": "hand", "number": "1"}),
    (TOGETHER, {"do": "begin", "division": "all"}),
    (TOGETHER, {"do": "hand-in", "domain": "d"}),
    (TOGETHER, {"do": "settle", "item": "i", "mark": "1", "reason": "talked"}),
    (f"{TOGETHER}/result", {"do": "share"}),
    (f"{TOGETHER}/result", {"do": "lower", "item": "i", "mark": "1", "reason": "talked"}),
    (f"{TOGETHER}/plan", {"do": "make", "star": "1"}),
    (f"{TOGETHER}/plan", {"do": "step", "step": "1"}),
]


@pytest.mark.parametrize(("path", "form"), FORMS)
async def test_who_was_taken_out_reads_that_and_nothing_is_saved(
    client: ClientSession, ben: ClientSession, path: str, form: dict[str, str]
) -> None:
    await begun(client)
    await begun(ben)
    await joins(ben, await invites(client))
    token = field(await page(ben, COLLEAGUES), "token")
    await change(client, do="remove", number=await number_of_other(client))
    assert sentence("team-nothing-out", "en") in await sent(ben, path, token, **form)


@pytest.mark.parametrize(
    ("path", "form"), [each for each in FORMS if each[1]["do"] in ("hand", "begin", "settle", "lower", "make", "step")]
)
async def test_who_handed_the_coordination_on_reads_that(
    client: ClientSession, ben: ClientSession, path: str, form: dict[str, str]
) -> None:
    await begun(client)
    await begun(ben)
    await joins(ben, await invites(client))
    token = field(await page(client, COLLEAGUES), "token")
    await change(client, do="hand", number=await number_of_other(client))
    assert sentence("team-nothing-led", "en") in await sent(client, path, token, **form)


async def test_a_review_of_an_institution_that_was_left_says_so(client: ClientSession) -> None:
    await begun(client)
    for answer in (
        await page(client, "/cases/7"),
        await sent(client, "/cases/7", field(await page(client), "token"), do="agree"),
    ):
        assert sentence("own-case-gone", "en") in html.unescape(answer)
