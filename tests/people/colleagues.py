"""People at browsers without a screen who invite colleagues, join them and look at them."""

from __future__ import annotations

import html
import re

from aiohttp import ClientSession

from tests.people.visitor import field, page

PATH = "/colleagues"
MADE = re.compile(r'readonly value="https?://[^/"]+(/i/[\w-]{22})"')


async def change(client: ClientSession, **fields: str) -> str:
    """Send a form of the page of colleagues; the page that follows."""
    token = field(await page(client, PATH), "token")
    async with client.post(PATH, data={"token": token, **fields}) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def invites(client: ClientSession) -> str:
    """Make a link for colleagues; its path."""
    found = MADE.search(await change(client, do="make"))
    assert found
    return found[1]


async def joins(client: ClientSession, path: str, **fields: str) -> tuple[int, str]:
    """Open a link for colleagues and send its form; the status and the page that follows."""
    shown = await page(client, path)
    sent = {"token": field(shown, "token"), "language": "en", "post": "service", "nickname": "", **fields}
    async with client.post(path, data=sent) as response:
        return response.status, html.unescape(await response.text())


async def team(client: ClientSession) -> str:
    """The page of colleagues."""
    return html.unescape(await page(client, PATH))
