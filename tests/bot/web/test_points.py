"""The criteria of a rung on the page: what is ticked is recorded, or carried to another rung."""

from __future__ import annotations

import re

import pytest
from aiohttp import ClientSession

from flows.standard.loader import shipped
from tests.people.visitor import begun, carried, field, offered, page, post, ratings, seen

STANDARD = shipped()
LADDER = STANDARD.subdomains[0]
BOX = re.compile(r'name="met-(\d+)" value="1" form="points"( checked)?')
FIRST = "Check the criteria first"
ALL_OF_3 = "3" + "".join(criterion.letter for criterion in LADDER.criteria_of(3))
PLACES = {criterion.code: place for place, criterion in enumerate(one for rung in LADDER.criteria for one in rung)}


def boxes(html: str) -> dict[int, bool]:
    """The boxes of a page: their places, and whether they are ticked."""
    return {int(place): bool(ticked) for place, ticked in BOX.findall(html)}


def places(*rungs: int) -> list[int]:
    return [PLACES[one.code] for rung in rungs for one in LADDER.criteria_of(rung)]


async def sent(client: ClientSession, html: str, ticked: list[int], **more: str) -> tuple[int, str]:
    """Send the boxes of a page; status, and where it leads."""
    named = carried(html, "turn", "place", "kept")
    data = named | {f"met-{place}": "1" for place in ticked} | more
    async with client.post("/points", data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location", "")


async def test_each_rung_of_a_question_leads_to_its_criteria(client: ClientSession) -> None:
    question = await begun(client)
    assert [f'href="../v/points.0.{rung}"' in question for rung in range(6)] == [False, *[True] * 5]


async def test_not_sure_is_recorded_at_once_and_beside_it_is_the_way_to_the_lowest_rung(client: ClientSession) -> None:
    question = await begun(client)
    assert f'href="../v/points.0.1">{FIRST}</a>' in question
    await post(client, question, reply=offered(question, "rate", "unsure"))
    assert [row["unsure"] for row in await ratings(client)] == [True]


async def test_a_sentence_that_clears_ticks_says_so_once_and_leads_back_to_them(client: ClientSession) -> None:
    await begun(client)
    await sent(client, await page(client, "/v/points.0.3"), places(3))
    html = await page(client, "/v/points.0.2")
    await sent(client, html, places(2)[:1])
    assert [(row["level"], row["ticked"]) for row in await ratings(client)] == [(1, "2a" + ALL_OF_3)]
    question = await page(client, f"/q/{LADDER.code}")
    after = await seen(client, question, reply=offered(question, "rate", "2"))
    assert "contradicts the ticks of rung 3" in after
    assert [(row["level"], row["ticked"]) for row in await ratings(client)] == [(2, "")]
    way_back = re.search(r'<a rel="help" class="button" href="\.\./(v/points\.0\.3\.[0-9a-f]+)">', after)
    assert way_back
    html = await page(client, f"/{way_back[1]}")
    assert boxes(html) == dict.fromkeys(places(3), True)
    assert "contradicts the ticks of rung 3" not in html
    await sent(client, html, places(3))
    assert [row["level"] for row in await ratings(client)] == [3]


async def test_without_an_answer_the_rungs_below_are_taken_as_met(client: ClientSession) -> None:
    await begun(client)
    html = await page(client, "/v/points.0.2")
    assert boxes(html) == dict.fromkeys(places(2), False)
    assert int(field(html, "kept"), 16) == sum(1 << place for place in places(1))


async def test_what_is_ticked_is_recorded_as_the_rung_that_it_gives(client: ClientSession) -> None:
    await begun(client)
    html = await page(client, "/v/points.0.2")
    status, to = await sent(client, html, places(2)[:1])
    assert (status, to) == (303, f"q/{STANDARD.codes[1]}?after={LADDER.code}")
    assert [(row["level"], row["under_way"], row["ticked"]) for row in await ratings(client)] == [(1, True, "2a")]
    html = await page(client, "/v/points.0.2")
    assert list(boxes(html).values()) == [True, *[False] * (len(places(2)) - 1)]


async def test_a_rung_that_is_opened_first_says_that_those_below_it_count_as_ticked(client: ClientSession) -> None:
    await begun(client)
    assert "count as ticked" not in await page(client, "/v/points.0.1")
    assert "Rung 1 counts as ticked." in await page(client, "/v/points.0.2")
    html = await page(client, "/v/points.0.4")
    assert "Rungs 1 to 3 count as ticked." in html
    await sent(client, html, [])
    assert [row["level"] for row in await ratings(client)] == [3]


async def test_what_was_recorded_has_no_page_of_its_own(client: ClientSession) -> None:
    await begun(client)
    await sent(client, await page(client, "/v/points.0.2"), places(2))
    for view in ("recorded.0", "recorded.0.3f", "recorded.1"):
        assert "screen-asking" in await page(client, f"/v/{view}")


async def test_ticks_are_carried_to_another_rung(client: ClientSession) -> None:
    await begun(client)
    html = await page(client, "/v/points.0.2")
    status, to = await sent(client, html, places(2), to="3")
    assert (status, to) == (303, f"v/points.0.3.{sum(1 << place for place in places(1, 2)):x}")
    html = await page(client, f"/{to}")
    assert boxes(html) == dict.fromkeys(places(3), False)
    await sent(client, html, places(3))
    assert [(row["level"], row["ticked"]) for row in await ratings(client)] == [(3, "")]


async def test_a_box_that_is_cleared_lowers_the_answer(client: ClientSession) -> None:
    await begun(client)
    await sent(client, await page(client, "/v/points.0.2"), places(2))
    html = await page(client, "/v/points.0.2")
    assert all(boxes(html).values())
    await sent(client, html, places(2)[1:])
    assert [(row["level"], row["under_way"]) for row in await ratings(client)] == [(1, True)]


async def test_a_rung_below_that_is_not_met_is_named(client: ClientSession) -> None:
    await begun(client)
    await sent(client, await page(client, "/v/points.0.2"), places(2)[:1])
    html = await page(client, "/v/points.0.3")
    assert "Not ticked below this rung: " in html
    assert "Not ticked below this rung: " not in await page(client, "/v/points.0.2")


async def test_an_old_page_of_boxes_changes_nothing_and_keeps_its_ticks(client: ClientSession) -> None:
    await begun(client)
    old = await page(client, "/v/points.0.2")
    await sent(client, old, places(2))
    status, to = await sent(client, old, places(2)[1:])
    assert [(row["level"], row["ticked"]) for row in await ratings(client)] == [(2, "")]
    assert (status, to) == (303, f"v/points.0.2.{sum(1 << place for place in [*places(1), *places(2)[1:]]):x}")
    html = await page(client, f"/{to}")
    assert "Not recorded yet" in html
    assert boxes(html) == {place: place != places(2)[0] for place in places(2)}
    await sent(client, html, places(2)[1:])
    assert [(row["level"], row["under_way"]) for row in await ratings(client)] == [(1, True)]


async def test_recording_the_same_ticks_twice_goes_on(client: ClientSession) -> None:
    await begun(client)
    old = await page(client, "/v/points.0.2")
    await sent(client, old, places(2)[:1])
    status, to = await sent(client, old, places(2)[:1])
    assert (status, to) == (303, f"q/{STANDARD.codes[1]}?after={LADDER.code}")
    assert "Not recorded yet" not in await page(client, f"/{to}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kept": "x"}, {"kept": ""}, {"kept": "f" * 99}, {"turn": "x"}, {"turn": "9" * 99}, {"place": "99.2"}, {"place": "0.9"},
        {"place": "0.2.1"}, {"place": ""}, {"to": "9"}, {"to": "x", "kept": "x"}, {"met-99": "1", "kept": "-1"},
    ],
)  # fmt: skip
async def test_boxes_that_no_page_of_ours_sends_change_nothing(client: ClientSession, wrong: dict[str, str]) -> None:
    await begun(client)
    status, _ = await sent(client, await page(client, "/v/points.0.2"), places(2), **wrong)
    assert status == 303
    assert await ratings(client) == []


@pytest.mark.parametrize(
    "view", ["points", "points.0", "points.0.0", "points.0.6", "points.99.1", "points.0.1.x", "points.0.1.-1"]
)
async def test_an_address_of_no_criteria_shows_what_is_current(client: ClientSession, view: str) -> None:
    await begun(client)
    assert "screen-asking" in await page(client, f"/v/{view}")
