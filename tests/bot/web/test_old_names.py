"""Pages and addresses that an earlier version made still work."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from flows.dialogue import Reply
from flows.standard.loader import shipped
from tests.people.uploads import PDF, evidence, naming_evidence, send
from tests.people.visitor import all_answered, field, offered, page

CODE = shipped().codes[0]


async def test_an_old_address_shows_what_evidence_is_missing(client: ClientSession) -> None:
    await all_answered(client, "3")
    html = await page(client, "/v/proofs.0")
    assert "screen-evidence" in html
    reply = Reply.decode(offered(html, "evidence", CODE))
    assert reply is not None
    old = f"{reply.turn:x}|proofs.0|prove|{CODE}"
    async with client.post("/tap", data={"token": field(html, "token"), "reply": old}, allow_redirects=False) as response:
        assert response.status == 303
    assert "screen-naming_evidence" in await page(client)


@pytest.mark.long("an old address shows what evidence is missing")
async def test_a_link_of_an_old_page_leads_to_its_view(client: ClientSession) -> None:
    await all_answered(client, "3")
    async with client.get("/", params={"reply": "1f||open|proofs.0"}, allow_redirects=False) as response:
        assert response.headers["Location"] == "v/evidence.0"


async def test_the_form_of_an_old_page_takes_a_file(client: ClientSession) -> None:
    html = await naming_evidence(client)
    assert (await send(client, html, PDF, path="/proof"))[0] == 303
    assert len(await evidence(client)) == 1
