"""The page of answering together: what each may see and do, and what is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.people.colleagues import invites, joins
from tests.people.pair_of_colleagues import CODE, PATH, STANDARD, both_handed_in, hands_in, send
from tests.people.visitor import all_answered, begun, field, open_browser, page


@pytest_asyncio.fixture
async def outsider(address: str) -> AsyncIterator[ClientSession]:
    """A browser of somebody in another institution."""
    async with open_browser(address) as session:
        await begun(session)
        await invites(session)
        yield session


async def test_two_people_see_where_they_differ_revise_once_and_settle(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    assert "27 items" in await send(client)
    assert "Revised" in await send(ben, do="revise", item=CODE, mark="2")
    assert "each can do so once" in await send(ben, do="revise", item=CODE, mark="3")
    assert "say in one line why" in await send(client, do="settle", item=CODE, mark="1", reason=" ")
    long = await send(client, do="settle", item=CODE, mark="1", reason="x" * 201)
    assert "this one has 201" in long
    assert "x" * 201 in long
    assert "takes evidence" in await send(client, do="settle", item=CODE, mark="2", reason="Sure")
    assert "Settled" in await send(client, do="settle", item=CODE, mark="1", reason="<b>Careful</b>")
    shown = await page(ben, PATH)
    assert "&lt;b&gt;Careful&lt;/b&gt;" in shown
    assert "26 items" in shown


@pytest.mark.long(
    "two people settle, people of another institution change nothing, and the rules in tests/storage/institutions"
)
async def test_a_colleague_can_neither_begin_nor_settle_nor_assign(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    await send(ben, do="settle", item=CODE, mark="1", reason="Mine")
    await send(ben, do="begin", division="all")
    await send(ben, do="assign", domain=STANDARD.domains[0].code, n2="1")
    assert "27 items" in await send(client)
    assert 'name="reason"' not in await page(ben, PATH)
    assert "Who answers this domain" not in await page(ben, f"{PATH}?assign={STANDARD.domains[0].code}")


async def test_people_of_another_institution_see_and_change_nothing(
    client: ClientSession, ben: ClientSession, outsider: ClientSession
) -> None:
    await both_handed_in(client, ben)
    assert "Where you differ" not in await page(outsider, PATH)
    await send(outsider, do="settle", item=CODE, mark="1", reason="Theirs")
    await send(outsider, do="hand-in", domain=STANDARD.domains[0].code)
    assert "27 items" in await send(client)


@pytest.mark.long(
    "two people settle, people of another institution change nothing, and the rules in tests/storage/institutions"
)
async def test_who_a_sentence_is_from_shows_only_after_they_agree(client: ClientSession, ben: ClientSession) -> None:
    await all_answered(client, "1")
    await all_answered(ben, "3")
    await joins(ben, await invites(client), nickname="Benny")
    await send(client, do="begin", division="all")
    for person in (client, ben):
        await hands_in(person)
    items = (await send(client)).partition("Where you differ")[2].partition("Who answers what")[0]
    assert "(Service staff)" in items
    assert "Benny" not in items
    assert "see your nickname" in await send(ben, do="show")
    assert "Benny" in (await send(client)).partition("Where you differ")[2].partition("Who answers what")[0]
    assert "only your post" in await send(ben, do="hide")
    assert "Benny" not in (await send(client)).partition("Where you differ")[2].partition("Who answers what")[0]


@pytest.mark.long(
    "two people settle, people of another institution change nothing, and the rules in tests/storage/institutions"
)
async def test_bad_forms_change_nothing(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    token = field(await page(client, PATH), "token")
    for fields in (
        {"do": "begin", "division": "none"},
        {"do": "hand-in", "domain": "x"},
        {"do": "assign", "domain": "x", "n1": "1"},
        {"do": "assign", "domain": STANDARD.domains[0].code, "n9999999": "1"},
        {"do": "revise", "item": "x", "mark": "1"},
        {"do": "settle", "item": CODE, "mark": "9", "reason": "Why"},
        {"do": "nothing"},
    ):
        async with client.post(PATH, data={"token": token, **fields}) as response:
            assert "27 items" in await response.text()


async def test_somebody_without_an_institution_is_led_to_the_colleagues(client: ClientSession) -> None:
    await begun(client)
    async with client.get(PATH, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "colleagues")
