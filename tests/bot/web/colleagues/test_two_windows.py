"""Two windows of a coordinator: what one settles, lowers or assigns, an older page of the other does not overwrite."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession

from tests.people.pair_of_colleagues import CODE, PATH, STANDARD, both_handed_in
from tests.people.shipped_words import sentence
from tests.people.visitor import field, page

RESULT = "/together/result"


def form_of(shown: str, before: str) -> dict[str, str]:
    """What the form that comes after some words of a page carries."""
    part = shown.partition(before)[2]
    return {"token": field(shown, "token"), "drawn": field(part, "drawn")}


async def sends(client: ClientSession, path: str = PATH, **fields: str) -> str:
    async with client.post(path, data=fields) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def test_an_item_is_settled_once_and_what_the_other_window_typed_is_told(
    client: ClientSession, ben: ClientSession
) -> None:
    await both_handed_in(client, ben)
    shown = await page(client, PATH)
    given = {**form_of(shown, f'id="item-{CODE}"'), "do": "settle", "item": CODE}
    assert sentence("together-settled", "en") in await sends(client, **given, mark="1", reason="Talked about it")
    late = await sends(client, **given, mark="0", reason="No, <none> at all")
    for said in ("was settled in another window", "Talked about it", "No, <none> at all"):
        assert said in late
    assert sentence("together-settled", "en") not in late
    result = await page(client, f"{RESULT}?lower={CODE}")
    given = {**form_of(result, "<form"), "do": "lower", "item": CODE}
    assert sentence("team-lowered", "en") in await sends(client, RESULT, **given, mark="0", reason="None is there")
    late = await sends(client, RESULT, **given, mark="unsure", reason="Nobody knows")
    assert sentence("team-lowered", "en") not in late


async def test_a_colleague_who_revises_meanwhile_is_seen_before_it_is_settled(
    client: ClientSession, ben: ClientSession
) -> None:
    await both_handed_in(client, ben)
    old = await page(client, PATH)
    revises = {"token": field(await page(ben, PATH), "token"), "do": "revise", "item": CODE, "mark": "2"}
    assert sentence("together-revised", "en") in await sends(ben, **revises)
    given = {"do": "settle", "item": CODE, "mark": "1", "reason": "Still <one>"}
    late = await sends(client, **form_of(old, f'id="item-{CODE}"'), **given)
    assert sentence("settle-changed", "en") in late
    assert 'value="Still <one>"' in late
    assert sentence("together-settled", "en") in await sends(client, **form_of(late, f'id="item-{CODE}"'), **given)


@pytest.mark.long("an older page settles no item, in this file")
async def test_who_answers_a_domain_is_not_overwritten_by_an_older_page(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    domain = STANDARD.domains[0].code
    given = {**form_of(await page(client, f"{PATH}?assign={domain}"), "<form"), "do": "assign", "domain": domain}
    assert sentence("together-assigned", "en") in await sends(client, **given, n1="1")
    late = await sends(client, **given, n2="1")
    assert sentence("settle-changed", "en") in late
    assert 'name="n2" value="1" checked' in late
    assert late.count(sentence("together-answers-now", "en")) == 1
    again = form_of(late, "<form")
    assert sentence("together-assigned", "en") in await sends(client, **{**given, **again}, n2="1")
