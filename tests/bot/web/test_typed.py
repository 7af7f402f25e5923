"""What is typed on the page: a line counts once on its turn, a command is a command, and nothing in a line is offered."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from aiohttp import ClientSession

from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.people.uploads import naming_evidence
from tests.people.visitor import asked_for_a_reason, field, offered, page, post, ratings

EMPTY = phrase("notice-reason-empty")
CODE = "strategic-decision"


async def reasons(client: ClientSession) -> list[object]:
    """Why subdomains do not apply, as it is stored."""
    return [row["not_applicable"] for row in await ratings(client)]


@pytest.mark.parametrize("turn", ["1", "", "-1", "9223372036854775808", "9" * 400, "٣", "1.0", "0x1"])
async def test_a_typed_line_of_another_page_is_not_heard(client: ClientSession, turn: str) -> None:
    asked = await asked_for_a_reason(client)
    status, shown = await post(client, asked, typed="no advisers", turn=turn)
    assert status == 200
    assert 'role="status"' in shown
    assert await ratings(client) == []


async def test_a_typed_line_sent_twice_counts_once(client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    fields = {"turn": field(asked, "turn")}
    assert (await post(client, asked, typed="no advisers", **fields))[0] == 303
    assert (await post(client, asked, typed="no advisers", **fields))[0] == 200
    assert await reasons(client) == ["no advisers"]


async def test_a_typed_line_sent_twice_at_once_counts_once(client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    turn = field(asked, "turn")
    answers = await asyncio.gather(*(post(client, asked, typed="no advisers", turn=turn) for _ in range(5)))
    assert sorted(status for status, _ in answers) == [200, 200, 200, 200, 303]
    assert await reasons(client) == ["no advisers"]


async def test_a_clock_that_was_ahead_refuses_nobody(client: ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = time.time_ns() + 30 * 86_400 * 10**9
    await asked_for_a_reason(client)
    with monkeypatch.context() as for_a_moment:
        for_a_moment.setattr(time, "time_ns", lambda: ahead)
        asked = await page(client)
        assert (await post(client, asked, typed="no advisers", turn=field(asked, "turn")))[0] == 303
    question = await page(client, f"/q/{CODE}")
    await post(client, question, reply=offered(question, "excuse"))
    asked = await page(client)
    assert (await post(client, asked, typed="no strategy", turn=field(asked, "turn")))[0] == 303
    assert await reasons(client) == ["no strategy"]


@pytest.mark.parametrize("text", ["", " ", "。"])
async def test_a_reason_without_words_is_asked_for_again(client: ClientSession, text: str, wording: Wording) -> None:
    excusing = await asked_for_a_reason(client)
    fields = {"turn": field(excusing, "turn")}
    status, shown = await post(client, excusing, typed=text, **fields)
    assert status == 200
    assert f'role="status" aria-live="polite" tabindex="-1" autofocus>\n<p>{wording.say(EMPTY, "en")}</p>' in shown
    assert 'class="screen-excusing"' in shown


@pytest.mark.parametrize(
    "text", ["字" * 10_000, "😀" * 10_000, "\u202e3\u2066", "\x003", "<b>3</b>", "-- '; DROP TABLE ratings"]
)
async def test_any_text_is_a_reason_or_gets_a_calm_hint(client: ClientSession, text: str) -> None:
    asked = await asked_for_a_reason(client)
    status, shown = await post(client, asked, typed=text, turn=field(asked, "turn"))
    assert status in (200, 303)
    assert "<b>" not in shown
    assert "<b>" not in await page(client)
    assert len(await reasons(client)) == (1 if status == 303 else 0)


@pytest.mark.parametrize(
    ("typed", "screen"), [("/Result", "result"), ("／help me", "help"), ("、plan\u3000", "plan"), ("/start", "excusing")]
)
async def test_a_command_can_be_typed(client: ClientSession, typed: str, screen: str) -> None:
    asked = await asked_for_a_reason(client)
    data = {"token": field(asked, "token"), "language": "en", "turn": field(asked, "turn"), "typed": typed}
    async with client.post("/line", data=data) as response:
        assert response.status == 200
        assert f'class="screen-{screen}"' in await response.text()
    assert await ratings(client) == []


async def test_a_typed_command_may_act_or_hand_over_or_be_unknown(client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    data = {"token": field(asked, "token"), "language": "en", "turn": field(asked, "turn")}
    async with client.post("/line", data={**data, "typed": "/mydata please"}) as response:
        assert response.content_type == "application/json"
        assert json.loads(await response.text())["respondent"]["mode"] == "full"
    assert (await post(client, asked, typed="/quick", turn=field(asked, "turn")))[0] == 303
    async with client.get("/mydata") as response:
        assert json.loads(await response.text())["respondent"]["mode"] == "quick"


async def test_an_unknown_command_can_be_mended_in_its_field(client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    status, shown = await post(client, asked, typed="/srv/share is ours", turn=field(asked, "turn"))
    assert (status, 'value="/srv/share is ours"' in shown) == (200, True)
    assert await reasons(client) == []


async def test_a_command_that_a_person_typed_is_not_offered(client: ClientSession) -> None:
    naming = await naming_evidence(client)
    assert (await post(client, naming, typed="see /quick /forget /stop", turn=field(naming, "turn")))[0] == 303
    shown = await page(client)
    assert "see /quick /forget /stop" in shown
    assert 'name="command"' not in shown
