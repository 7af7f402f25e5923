"""The page of an institution's plan: made from the settled answers, read by all, changed by the coordinator alone."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession

from flows.standard.loader import shipped
from tests.people.colleagues import change, invites, joins
from tests.people.shipped_words import sentence
from tests.people.visitor import all_answered, begun, field, open_browser, page

STANDARD = shipped()
TOGETHER, PLAN, RESULT = "/together", "/together/plan", "/together/result"
CODE = STANDARD.ticked(1)[0].code


async def sends(client: ClientSession, path: str, token_from: str = TOGETHER, **fields: str) -> str:
    token = field(await page(client, token_from), "token")
    async with client.post(path, data={"token": token, **fields}) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def settled(client: ClientSession, ben: ClientSession) -> None:
    """Two people agree on rung 2 everywhere but for one item, where the lower one counts."""
    for person, rungs in ((client, ["1"]), (ben, ["1"])):
        await all_answered(person, *rungs)
    await joins(ben, await invites(client))
    await sends(client, TOGETHER, do="begin", division="all")
    for person in (client, ben):
        token = field(await page(person, TOGETHER), "token")
        for domain in STANDARD.domains:
            # Who follows each reply asks for more pages than a person may.
            data = {"token": token, "do": "hand-in", "domain": domain.code}
            async with person.post(TOGETHER, data=data, allow_redirects=False) as response:
                assert response.status == 303


async def test_it_is_made_from_the_settled_answers_and_changed_by_the_coordinator_alone(
    client: ClientSession, ben: ClientSession
) -> None:
    await settled(client, ben)
    assert sentence("team-plan-none", "en") in await page(ben, PLAN)
    refused = await sends(ben, PLAN, do="make", star="2")
    assert sentence("team-plan-none", "en") in refused
    assert 'name="star"' not in refused
    made = await sends(client, PLAN, do="make", star="2")
    # Nothing was there before, so nothing is said of what was kept.
    assert sentence("team-plan-made-new", "en") in made
    count = made.count('href="../together/plan?step=')
    assert count == len(STANDARD.ticked(2))
    assert f"0 of {count} steps done" in await page(ben, PLAN)
    assert "?step=" not in await page(ben, PLAN)
    assert sentence("team-step-title", "en") not in await page(ben, f"{PLAN}?step=1")
    step = {"do": "step", "step": "1", "due": "2026-12-31", "person": "Dan", "state": "doing", "reason": ""}
    assert "Dan" not in await sends(ben, PLAN, **step)
    form = await page(client, f"{PLAN}?step=1")
    assert sentence("team-step-title", "en") in form
    due = form.partition('name="due" type="date" value="')[2][:10]
    kept = await sends(client, PLAN, **{**step, "due": due})
    assert sentence("team-step-kept", "en") in kept
    assert "Dan" in await page(ben, PLAN)
    again = await sends(client, PLAN, do="make", star="2")
    assert sentence("team-plan-made-keeping", "en") in again
    assert "Dan" in again


@pytest.mark.long("the plan is made and changed by the coordinator alone")
async def test_what_is_not_taken_comes_back_with_the_reason(client: ClientSession, ben: ClientSession) -> None:
    await settled(client, ben)
    await sends(client, PLAN, do="make", star="2")
    step = {"do": "step", "step": "1", "due": "", "person": "W" * 61, "state": "dropped", "reason": " "}
    refused = await sends(client, PLAN, **step)
    assert sentence("team-step-reason", "en") in refused
    assert "61 characters" in refused
    assert "W" * 61 in refused
    for fields in ({"do": "make", "star": "9"}, {"do": "make", "star": "x"}, {"do": "step", "step": "99"}, {"do": "no"}):
        assert "steps done" in await sends(client, PLAN, **fields)


@pytest.mark.long("the plan is made and changed by the coordinator alone")
async def test_a_step_is_done_once_the_institutions_answer_reaches_its_rung_and_not_before(
    client: ClientSession, ben: ClientSession
) -> None:
    await settled(client, ben)
    await sends(client, PLAN, do="make", star="2")
    await sends(client, RESULT, do="lower", item=CODE, mark="0", reason="No record")
    assert "1 step" not in await page(client, PLAN)
    again = await sends(client, PLAN, do="make", star="1")
    assert "for the first star" in again
    assert again.count("?step=") == 1


@pytest.mark.long("the plan is made and changed by the coordinator alone")
async def test_it_stays_with_the_next_coordinator_and_others_get_nothing(
    client: ClientSession, ben: ClientSession, address: str
) -> None:
    await settled(client, ben)
    await sends(client, PLAN, do="make", star="2")
    await change(client, do="leave")
    async with client.get(PLAN, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "../colleagues")
    assert "?step=1" in await page(ben, PLAN)
    async with open_browser(address) as outsider:
        async with outsider.get(PLAN, allow_redirects=False) as response:
            assert response.status == 303
        await begun(outsider)
        await invites(outsider)
        assert sentence("team-result-none", "en") in await page(outsider, PLAN)
        assert "steps done" not in await sends(outsider, PLAN, "/colleagues", do="make", star="2")
