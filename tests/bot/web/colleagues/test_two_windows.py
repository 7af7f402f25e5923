"""Two windows of a coordinator: what one settles, lowers or assigns, an older page of the other does not overwrite."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession

from tests.people.colleagues import invites
from tests.people.pair_of_colleagues import CODE, PATH, STANDARD, both_handed_in, hands_in, send
from tests.people.shipped_words import sentence
from tests.people.visitor import all_answered, field, page

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


async def test_an_answer_is_revised_as_it_was_seen(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    old = {**form_of(await page(client, PATH), f'id="item-{CODE}"'), "do": "revise", "item": CODE}
    given = {**form_of(await page(ben, PATH), f'id="item-{CODE}"'), "do": "revise", "item": CODE, "mark": "2"}
    assert sentence("together-revised", "en") in await sends(ben, **given)
    late = await sends(client, **old, mark="3")
    assert sentence("settle-changed", "en") in late
    assert '<option value="3" selected>' in late
    again = {**old, **form_of(late, f'id="item-{CODE}"')}
    assert sentence("together-revised", "en") in await sends(client, **again, mark="3")


async def test_an_older_page_ends_no_round_that_has_moved_on(client: ClientSession, ben: ClientSession) -> None:
    await both_handed_in(client, ben)
    begins = {**form_of(await page(client, PATH), sentence("together-begin-again", "en")), "do": "begin", "division": "all"}
    shown = await page(client, PATH)
    settles = {**form_of(shown, f'id="item-{CODE}"'), "do": "settle", "item": CODE, "mark": "1", "reason": "Talked"}
    # The first form of the item is the one that revises; the mark is the same.
    assert sentence("together-settled", "en") in await sends(client, **settles)
    late = await sends(client, **begins)
    assert sentence("team-nothing-stale", "en") in late
    assert "Talked" in late
    begins |= form_of(await page(client, PATH), sentence("together-begin-again", "en"))
    assert sentence("together-begun", "en") in await sends(client, **begins)
    # Pressed twice, it begins once.
    assert sentence("team-nothing-stale", "en") in await sends(client, **begins)


async def test_a_step_of_the_plan_is_not_overwritten_by_an_older_page(client: ClientSession) -> None:
    await all_answered(client, "1")
    await invites(client)
    await send(client, do="begin", division="all")
    await hands_in(client)
    plan = "/together/plan"
    token = field(await page(client, plan), "token")
    await sends(client, plan, token=token, do="make", star="2")
    old = await page(client, f"{plan}?step=1")
    due = old.partition('name="due" type="date" value="')[2][:10]
    given = {**form_of(old, "<form"), "do": "step", "step": "1", "due": due, "reason": ""}
    first = {**given, "person": "Dan", "state": "doing"}
    assert sentence("team-step-kept", "en") in await sends(client, plan, **first)
    assert sentence("team-step-kept", "en") in await sends(client, plan, **first)  # pressed twice
    late = await sends(client, plan, **given, person="Eve <2>", state="to_do")
    assert sentence("settle-changed", "en") in late
    assert 'value="Eve <2>"' in late
    assert "Dan" in late
    assert "Eve" not in await page(client, plan)
    again = {**given, **form_of(late, "<form")}
    assert sentence("team-step-kept", "en") in await sends(client, plan, **again, person="Eve", state="to_do")
    assert "Eve" in await page(client, plan)
