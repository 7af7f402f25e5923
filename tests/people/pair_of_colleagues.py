"""Two people of one institution on the page, who handed in what they answered alone."""

from __future__ import annotations

import html

from aiohttp import ClientSession

from flows.standard.loader import shipped
from tests.people.colleagues import invites, joins
from tests.people.visitor import all_answered, field, page

STANDARD = shipped()
PATH = "/together"
CODE = STANDARD.ticked(1)[0].code


async def send(client: ClientSession, **fields: str) -> str:
    """Send a form of the page; the page that follows."""
    token = field(await page(client, PATH), "token")
    async with client.post(PATH, data={"token": token, **fields}) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def hands_in(client: ClientSession) -> None:
    """Hand in every domain, with as few requests as a person needs."""
    token = field(await page(client, PATH), "token")
    for domain in STANDARD.domains:
        sent = {"token": token, "do": "hand-in", "domain": domain.code}
        async with client.post(PATH, data=sent, allow_redirects=False) as response:
            assert response.status == 303


async def both_handed_in(client: ClientSession, ben: ClientSession) -> None:
    """Two people who answered everything alone, on rungs 1 and 3, and handed it in."""
    await all_answered(client, "1")
    await all_answered(ben, "3")
    await joins(ben, await invites(client))
    await send(client, do="begin", division="all")
    for person in (client, ben):
        await hands_in(person)
