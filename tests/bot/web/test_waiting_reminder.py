"""A reminder that waits for the next visit is used up only by a page that really carries it to the visitor."""

from __future__ import annotations

from aiohttp import ClientSession, CookieJar, FormData

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.cookies import Signer
from bot.web.csrf import form_token, upload_token
from bot.words.wording import Wording
from tests.people.page_server import SECRET, serving
from tests.people.reminded import DAY, STANDARD, WEB, house
from tests.people.visitor import OURS

NOTICE = 'class="notice"'


async def test_only_a_page_that_carries_the_reminder_uses_it_up(
    database_url: str, wording: Wording, renderer: Renderer
) -> None:
    async with house(database_url) as at:
        await at.plan(WEB, DAY)
        await at.given()
        conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)
        cookie = {"xingjie": Signer(SECRET).seal("cookie", WEB.address)}
        async with (
            serving(conversation, wording, renderer) as address,
            ClientSession(address, cookies=cookie, cookie_jar=CookieJar(unsafe=True), headers=OURS) as client,
        ):
            async with client.head("/") as response:
                assert response.status == 200
            # Answers of which no page carries the reminder: a stale line, a stale file, a document.
            form = {"token": form_token(Signer(SECRET), WEB.address), "typed": "3", "turn": "1"}
            async with client.post("/line", data=form) as response:
                assert NOTICE in await response.text()
            upload = f"/evidence?token={upload_token(Signer(SECRET), WEB.address)}&turn=1"
            async with client.post(upload, data=FormData({"typed": "x"}, default_to_multipart=True)) as response:
                assert response.status == 200
            async with client.get("/mydata") as response:
                assert (await response.json())["reminders"][0]["state"] == "waiting"
            async with client.get("/") as response:
                shown = await response.text()
            assert NOTICE in shown
            async with client.get("/") as response:
                assert NOTICE not in await response.text()
            async with client.get("/mydata") as response:
                assert (await response.json())["reminders"][0]["state"] == "seen"
