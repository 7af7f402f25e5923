"""Two people of one institution who have answered together, ready to hand in."""

from __future__ import annotations

from aiohttp import ClientSession

from storage.review.requests import MadeRequest
from tests.people.colleagues import invites, joins
from tests.people.pre_screening import STANDARD, Review, names_institution, sends
from tests.people.uploads import PDF, naming_evidence, send
from tests.people.visitor import all_answered, answered_rest, offered, page, post

TOGETHER = "/together"


async def round_sent(client: ClientSession, **fields: str) -> None:
    status, _ = await sends(client, TOGETHER, **fields)
    assert status == 303


async def both_handed_in(client: ClientSession, ben: ClientSession, review: Review) -> MadeRequest:
    """Two people who answered everything on rungs 3 and 1, and FIRST alike on 3, where Ben has a file; and a request."""
    made = await review.request()
    await all_answered(client, "3")
    await names_institution(client, made)
    await send(ben, await naming_evidence(ben), PDF, typed="Minutes of March")
    dates = await page(ben)
    await post(ben, dates, reply=offered(dates, "leave"))
    await answered_rest(ben)
    await joins(ben, await invites(client), nickname="Benny")
    await round_sent(client, do="begin", division="all")
    for person in (client, ben):
        for domain in STANDARD.domains:
            await round_sent(person, do="hand-in", domain=domain.code)
    return made
