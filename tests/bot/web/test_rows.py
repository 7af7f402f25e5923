"""The review, the plan and the trial of steps as pages: rows that lead somewhere, and back to where one was."""

from __future__ import annotations

import re

import pytest
from aiohttp import ClientSession, FormData

from flows.standard.loader import shipped
from tests.people.page_form import send
from tests.people.visitor import all_answered, field, offered, page, post, ratings, replies

CODES = shipped().codes


async def reviewed(client: ClientSession) -> None:
    """Go to all answers, from what else a result offers."""
    html = await page(client, "/v/more")
    await post(client, html, reply=offered(html, "review"))


async def planned(client: ClientSession) -> str:
    """The page of a plan for two stars."""
    html = await all_answered(client)
    await post(client, html, reply=offered(html, "plan", "2"))
    return await page(client)


async def test_a_row_leads_to_its_answer_and_back_after_a_change_in_two_taps(client: ClientSession) -> None:
    html = await all_answered(client, "3")
    await reviewed(client)
    html, code = await page(client), CODES[5]
    assert f'href="q/{CODES.index(code)}"' in html
    question = await page(client, f"/q/{code}")
    data = {"token": re.search(r'name="token" value="([^"]*)"', question)[1], "reply": offered(question, "rate", "4")}  # type: ignore[index]
    async with client.post("/tap", data=data, allow_redirects=False) as response:
        assert response.headers["Location"] == f"./?changed={code}#{code}"
    html = await page(client, f"/?changed={code}")
    assert re.search(rf'<li id="{code}" class="marked" aria-current="true">', html)
    assert "<mark>changed</mark>" in html
    assert {rating["subdomain"]: rating["level"] for rating in await ratings(client)}[code] == 4


async def test_evidence_is_reached_from_the_row_of_its_answer(client: ClientSession) -> None:
    html = await all_answered(client, "3")
    await reviewed(client)
    html = await page(client)
    assert offered(html, "open", "answer.5")
    for address in ("/a/5", "/v/answer.5"):  # the second is the address of older pages
        assert offered(await page(client, address), "evidence", CODES[5])


async def test_a_plan_on_the_page_asks_nothing_about_reminders(client: ClientSession) -> None:
    html = await planned(client)
    assert offered(html, "open", "task.1")
    assert not {"remind", "live"} & {reply.trigger for _, reply in replies(html)}
    assert "reminders" not in {reply.value for _, reply in replies(html)}


async def test_a_plan_and_a_step_can_be_put_into_a_calendar(client: ClientSession) -> None:
    html = await planned(client)
    assert 'href="calendar/plan.ics"' in html
    files = []
    for path in ("/calendar/plan.ics", "/calendar/plan.ics", "/calendar/step/1.ics"):
        async with client.get(path) as response:
            assert (response.status, response.content_type) == (200, "text/calendar")
            files.append(re.findall(r"UID:(\S+)", await response.text()))
    assert files[0] == files[1]
    assert files[2] == files[0][:1]
    for path in ("/calendar/step/0.ics", "/calendar/step/99.ics", "/calendar/step/x.ics"):
        async with client.get(path) as response:
            assert response.status == 404


async def test_a_stranger_has_no_calendar(client: ClientSession) -> None:
    async with client.get("/calendar/plan.ics", allow_redirects=False) as response:
        assert response.status == 303


@pytest.mark.long("the shorter tests of this file")
async def test_steps_are_checked_together_and_what_is_still_missing_is_said(client: ClientSession) -> None:
    await planned(client)
    html = await page(client, "/if?step=0&step=2&step=x&step=-1")
    checked = re.findall(r'name="step" value="(\d+)" form="if" checked', html)
    assert checked == ["0", "2"]
    assert re.search(r"still missing for 2", html)
    assert "○" not in html
    assert "These criteria would have to be met" in html
    everything = "&".join(f"step={number}" for number in re.findall(r'name="step" value="(\d+)"', html))
    assert "still missing" not in await page(client, f"/if?{everything}")
    assert (await client.get("/if?step=98")).status == 200  # no such step: where the person is


async def test_criteria_of_a_step_are_tried_together_and_nothing_is_stored(client: ClientSession) -> None:
    await planned(client)
    before = await ratings(client)
    html = await page(client, "/v/met.1.0")
    numbers = re.findall(r'name="step" value="(\d+)" form="if">', html)
    assert field(html, "of") == "1"
    one = await page(client, f"/if?of=1&step={numbers[0]}")
    assert re.findall(r'name="step" value="(\d+)" form="if" checked', one) == numbers[:1]
    everything = await page(client, "/if?of=1&" + "&".join(f"step={number}" for number in numbers))
    assert "With the ticked criteria: rung 2" in everything
    for of in ("0", "98", "x"):
        assert (await client.get(f"/if?of={of}&step=1")).status == 200
    assert await ratings(client) == before


async def test_done_asks_on_the_spot_which_rung_it_is_and_says_what_happened(client: ClientSession) -> None:
    await planned(client)
    done = await page(client, "/v/done.1")
    await post(client, done, reply=offered(done, "state", "1.doing"))
    assert "not quite there yet" in await page(client)
    done = await page(client, "/v/done.1")
    await post(client, done, reply=offered(done, "rate", "2"))
    assert "is in place" in await page(client)


async def test_a_step_gets_its_day_and_person_in_one_form(client: ClientSession) -> None:
    await planned(client)
    step = await page(client, "/v/task.1")
    assert not {"due", "assign"} & {reply.trigger for _, reply in replies(step)}
    status, again = await send(client, step, due="2026-02-30", person="Li")
    assert (status, 'aria-invalid="true"' in again, 'value="Li"' in again) == (200, True, True)
    assert (await send(client, again, due="2030-01-20", person="Li"))[0] == 303
    assert 'value="2030-01-20"' in await page(client)


async def dating(client: ClientSession) -> tuple[str, str]:
    """The page that asks for the dates of evidence, reached from a row of the review; and the code of that row."""
    html, code = await all_answered(client, "3"), CODES[5]
    await reviewed(client)
    html = await page(client, "/v/answer.5")
    await post(client, html, reply=offered(html, "evidence", code))
    html = await page(client)
    found = re.search(r'action="(evidence\?[^"]*)"', html)
    assert found
    fields = {"token": field(html, "token"), "turn": field(html, "turn"), "typed": "the register"}
    async with client.post("/" + found[1].replace("&amp;", "&"), data=FormData(fields, default_to_multipart=True)) as response:
        return await response.text(), code


async def test_adding_evidence_leads_back_to_its_row(client: ClientSession) -> None:
    html, code = await dating(client)
    form = {
        "token": field(html, "token"),
        "changed": field(html, "changed"),
        "reply": re.findall(r'name="reply" value="([^"]*)" form="fill"', html)[0],
        "field-in_force": "",
        "field-last_used": "2020-01-15",
    }
    async with client.post("/form", data=form, allow_redirects=False) as response:
        assert response.headers["Location"] == f"./?changed={code}#{code}"
    html = await page(client, f"/?changed={code}")
    assert re.search(rf'<li id="{code}" class="marked" aria-current="true">', html)


async def test_evidence_without_dates_marks_its_row_and_leaving_without_evidence_marks_none(client: ClientSession) -> None:
    html, code = await dating(client)
    leave = {"token": field(html, "token"), "changed": field(html, "changed"), "reply": offered(html, "leave")}
    async with client.post("/tap", data=leave, allow_redirects=False) as response:
        assert response.headers["Location"] == f"./?changed={code}#{code}"
    html = await page(client, "/v/answer.5")
    await post(client, html, reply=offered(html, "evidence", code))
    html = await page(client)
    leave = {"token": field(html, "token"), "about": field(html, "about"), "reply": offered(html, "leave")}
    async with client.post("/tap", data=leave, allow_redirects=False) as response:
        assert response.headers["Location"] == "./"
