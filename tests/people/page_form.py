"""Fills in the form of a page and sends it, as a browser without a screen."""

from __future__ import annotations

import html as entities
import re

from aiohttp import ClientSession

from tests.people.visitor import carried

FORM = re.compile(r'name="reply" value="([^"]*)" form="fill"')


async def send(client: ClientSession, html: str, **fields: str) -> tuple[int, str]:
    """Send the form of a page with these fields; status and page of the answer, unfollowed."""
    found = FORM.search(html)
    assert found
    named = {f"field-{name}": value for name, value in fields.items()}
    data = carried(html) | {"reply": entities.unescape(found[1]), **named}
    async with client.post("/form", data=data, allow_redirects=False) as response:
        return response.status, await response.text()
