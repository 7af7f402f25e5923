"""On the page: what is read before somebody goes who answered lowest, and what is open after that."""

from __future__ import annotations

import html

from aiohttp import ClientSession

from tests.bot.web.house import forget
from tests.people.colleagues import change
from tests.people.pair_of_colleagues import CODE, PATH, both_handed_in, send
from tests.people.shipped_words import sentence
from tests.people.visitor import page

HELD = sentence("colleagues-held-what", "en")
OPEN = sentence("together-lower-gone", "en", changes="yes")
RESULT = "/together/result"


async def asked(client: ClientSession, what: str) -> str:
    return html.unescape(await page(client, f"/colleagues?{what}"))


async def test_the_coordinator_reads_what_a_colleague_holds_down_before_they_take_them_out(
    client: ClientSession, ben: ClientSession
) -> None:
    await both_handed_in(client, ben)
    assert HELD not in await asked(client, "remove")
    assert sentence("colleagues-leave-held", "en", count=27) in await asked(client, "leave")
    await change(client, do="hand", number="2")
    assert HELD not in await asked(ben, "leave")
    shown = await asked(ben, "remove")
    assert sentence("colleagues-held", "en", called="X", count=27).removeprefix("X") in shown
    assert HELD in shown
    await change(ben, do="remove", number="1")
    shown = await send(ben)
    assert OPEN in shown
    assert '<option value="unsure" selected>' in shown
    result = html.unescape(await page(ben, RESULT))
    assert "count as not sure" in result
    assert sentence("settle-why-gone", "en") in result
    assert "Nobody is sure" not in result
    assert sentence("settle-needs-evidence-gone", "en") in await send(ben, do="settle", item=CODE, mark="3", reason="Sure")
    reserved = await send(ben, do="settle", item=CODE, mark="0", reason="left-open")
    assert sentence("settle-reason-reserved", "en", reason="left-open") in reserved
    assert sentence("together-settled", "en") in await send(ben, do="settle", item=CODE, mark="0", reason="No record yet")


async def test_a_colleague_who_deletes_everything_leaves_their_lowest_answers_open(
    client: ClientSession, ben: ClientSession
) -> None:
    await both_handed_in(client, ben)
    await change(client, do="hand", number="2")
    shown = html.unescape(await page(client, "/command?name=forget"))
    assert sentence("forget-what", "en") in shown
    assert sentence("forget-last", "en") in shown
    status, _ = await forget(client)
    assert status == 200
    assert OPEN in html.unescape(await page(ben, PATH))
