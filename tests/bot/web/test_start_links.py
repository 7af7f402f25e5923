"""Links that name a run, `?start=…`, on the page: they lead to the same runs as in a chat, and opening one changes nothing."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession

from flows.standard.model import STARS
from tests.people.visitor import begun, offered, page, post, replies

RUNS = {"quick": ("quick", 0), "full": ("full", 0), **{f"target-{star}": ("target", star) for star in STARS}}


async def stored(client: ClientSession) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await page(client, "/mydata"))["respondent"]
    return found


@pytest.mark.parametrize("run", RUNS)
async def test_a_stranger_who_consents_is_in_the_run_of_the_link(client: ClientSession, run: str) -> None:
    html = await page(client, f"/?start={run}")
    (consent,) = (text for text, reply in replies(html) if reply.trigger == "consent")
    await post(client, html, reply=consent)
    person = await stored(client)
    assert (person["stage"], person["mode"], person["target"]) == ("asking", *RUNS[run])


@pytest.mark.parametrize("run", RUNS)
async def test_a_known_person_is_asked_once_and_then_is_in_the_run_of_the_link(client: ClientSession, run: str) -> None:
    await begun(client)
    before = await stored(client)
    html = await page(client, f"/?start={run}")
    assert {**await stored(client), "seen_at": ""} == {**before, "seen_at": ""}
    await post(client, html, reply=offered(html, "begin", run))
    person = await stored(client)
    assert (person["stage"], person["mode"], person["target"]) == ("asking", *RUNS[run])


@pytest.mark.parametrize("link", ["/?start={}", "/v/welcome.en.{}"])
@pytest.mark.parametrize("run", ["target-0", "target-6", "FULL", "3", "<b>", "carry-x", "quick.full", "."])
async def test_a_link_to_no_run_shows_what_is_current_and_every_consent_works(
    client: ClientSession, link: str, run: str
) -> None:
    html = await page(client, link.format(quote(run)))
    consents = {reply.value: text for text, reply in replies(html) if reply.trigger == "consent"}
    assert set(consents) == {"quick", "full", ""}
    await post(client, html, reply=consents["quick"])
    assert (await stored(client))["stage"] == "asking"
