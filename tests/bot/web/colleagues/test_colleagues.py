"""The pages of colleagues: a link that lets somebody in, with their consent; what each may do; links that do not work."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession
from sqlalchemy import text

from bot.conversation.conversation import Conversation
from bot.conversation.working_together import nickname_fault
from flows.typed_text import one_line
from storage.institutions.colleagues import LINKS_AT_MOST
from tests.people.colleagues import PATH, change, invites, joins, team
from tests.people.visitor import HOSTILE, begun, field, html_scripts, offered, page, seen


async def test_a_stranger_consents_and_joins_with_one_button(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    link = await invites(client)
    shown = await page(ben, link)
    assert "Agree and join" in shown
    assert "your answers are stored until" in shown
    status, joined = await joins(ben, link, nickname="Benny")
    assert status == 200
    assert "You have joined" in joined
    assert "Benny (Service staff) – you" in joined
    assert "Benny (Service staff)" in await team(client)
    assert offered(await page(ben), "rate", "2")  # their run has begun


async def test_looking_at_a_link_stores_nothing(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    link = await invites(client)
    for _ in range(2):
        await page(ben, link)
    assert (await team(client)).count('<li dir="auto">') == 1
    assert offered(await page(ben), "consent")  # still a stranger


async def test_a_known_person_is_told_what_they_leave(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    await begun(ben)
    await change(ben, do="make")
    link = await invites(client)
    assert "would leave it" in await page(ben, link)
    status, joined = await joins(ben, link)
    assert (status, "You have joined" in joined) == (200, True)
    async with ben.get(link) as response:
        assert "You belong to this institution already" in await response.text()


async def test_only_the_coordinator_sees_what_only_they_may_do(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    link = await invites(client)
    await joins(ben, link)
    for words in ("Make a link for colleagues", "Stop this link", "Hand the coordination on", "Take somebody out"):
        assert words in await team(client)
        assert words not in await team(ben)
    refused = await change(ben, do="make")
    assert "No link was made" in refused
    for what in ("hand", "remove"):
        await change(ben, do=what, number="1")
        assert f"colleagues?{what}" in await team(client)
    assert "Handed on" in await change(client, do="hand", number="2")
    assert "Make a link for colleagues" in await team(ben)
    assert "They no longer belong" in await change(ben, do="remove", number="1")
    assert "coordinates" not in await team(client)


async def test_leaving_is_asked_once_and_keeps_ones_own_answers(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    await joins(ben, await invites(client))
    await seen(ben, await page(ben), reply=offered(await page(ben), "rate", "2"))
    assert "whoever has been here longest" in await page(client, f"{PATH}?leave")
    assert "You have left" in await change(client, do="leave")
    assert "you, coordinates" in (await team(ben)).replace(" – ", ", ")
    assert "so it is deleted" in await page(ben, f"{PATH}?leave")
    assert "You have left" in await change(ben, do="leave")
    async with ben.get("/mydata") as response:
        stored = await response.json()
    assert [row["level"] for row in stored["ratings"]] == [2]
    assert stored["institutions"] == []


async def test_a_link_that_does_not_work_is_one_page_for_everybody(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    link = await invites(client)
    name = field(await team(client), "link")
    for path in ("/i/" + "x" * 22, "/i/" + "x" * 400, "/i/%00"):
        async with ben.get(path) as response:
            assert response.status in (400, 404)
    token = field(await page(ben, link), "token")
    assert "no longer work" in await change(client, do="revoke", link=name)
    async with ben.get(link) as response:
        assert (response.status, "does not work" in await response.text()) == (404, True)
    async with ben.post(link, data={"token": token, "post": "head", "nickname": ""}) as response:
        assert response.status == 404


async def test_what_cannot_be_taken_comes_back_with_the_reason(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    link = await invites(client)
    _, long = await joins(ben, link, nickname="x" * 31)
    assert "this one has 31" in long
    assert 'value="' + "x" * 31 in long
    _, empty = await joins(ben, link, nickname="🙂")
    assert "leave the nickname out" in empty
    _, unknown = await joins(ben, link, post="owner")
    assert "Agree and join" in unknown
    _, joined = await joins(ben, link, nickname="  Ben  of   the desk ")
    assert "Ben of the desk (Service staff)" in joined
    assert "this one has 40" in await change(ben, do="call", post="head", nickname="y" * 40)
    assert "Saved" in await change(ben, do="call", post="head", nickname="")
    assert "Head of the institution (2) – you" in await team(ben)


@pytest.mark.parametrize("line", [line for line in HOSTILE if nickname_fault(line) is None])
async def test_a_hostile_nickname_is_only_text(client: ClientSession, ben: ClientSession, line: str) -> None:
    await begun(client)
    await joins(ben, await invites(client), nickname=line)
    async with client.get(PATH) as response:
        shown = await response.text()
    assert one_line(line) in await team(client)
    assert html_scripts(shown) == []


async def test_a_form_of_another_person_is_refused(client: ClientSession, ben: ClientSession) -> None:
    await begun(client)
    await begun(ben)
    token = field(await page(client, PATH), "token")
    async with ben.post(PATH, data={"token": token, "do": "make"}) as response:
        assert response.status == 403


async def test_the_number_of_links_is_limited(client: ClientSession) -> None:
    await begun(client)
    for _ in range(LINKS_AT_MOST):
        await invites(client)
    assert "No link was made" in await change(client, do="make")


async def test_a_strangers_way_leads_to_the_welcome(client: ClientSession) -> None:
    async with client.get(PATH, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "./")


async def test_the_commands_lead_to_it(client: ClientSession) -> None:
    await begun(client)
    assert 'href="colleagues"' in await page(client, "/command?name=help")


async def test_days_of_links_begin_at_midnight_in_china(client: ClientSession, conversation: Conversation) -> None:
    await begun(client)
    await invites(client)
    assert conversation.desk is not None
    async with conversation.desk.access.database.writing() as db:
        moments = "made_at = '2098-12-31 20:00:00', expires_at = '2099-01-07 16:00:00'"
        await (await db.connection()).execute(text(f"UPDATE colleague_links SET {moments}"))
    shown = await team(client)
    assert "2099-01-01" in shown
    assert "2099-01-08" in shown
