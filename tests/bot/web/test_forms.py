"""Forms over HTTP: days as date fields, errors beside them, nothing taken that is not offered, nothing taken twice."""

from __future__ import annotations

import re
from pathlib import Path

from aiohttp import ClientSession

import bot.web.pages
from tests.people.page_form import send
from tests.people.uploads import naming_evidence
from tests.people.visitor import field, page, post, ratings


async def dating(client: ClientSession) -> str:
    """The page that asks for the days of evidence."""
    naming = await naming_evidence(client)
    await post(client, naming, typed="Strategy 2026", turn=field(naming, "turn"))
    return await page(client)


async def test_days_are_two_labelled_date_fields_and_how_long_evidence_counts_is_said(client: ClientSession) -> None:
    html = await dating(client)
    for name, label in (("in_force", "In force since"), ("last_used", "Last used")):
        assert f'<label for="field-{name}">{label}</label>' in html
        assert re.search(rf'<input id="field-{name}" name="field-{name}" type="date" form="fill"', html)
    assert "Evidence counts for 12 months after its last use" in html
    assert "2026-01-15 2026-10-30" not in html
    assert 'name="typed"' not in html


async def test_a_day_in_force_is_taken_and_a_second_sending_changes_nothing(client: ClientSession) -> None:
    html = await dating(client)
    assert (await send(client, html, in_force="2024-05-01", last_used="2026-01-02"))[0] == 303
    stored = await ratings(client)
    assert (await send(client, html, in_force="2024-05-01", last_used="2026-01-03"))[0] == 303
    assert await ratings(client) == stored


async def test_an_error_is_beside_its_field_and_first_in_the_title(client: ClientSession) -> None:
    status, html = await send(client, await dating(client), in_force="2026-02-30", last_used="2020-01-01")
    assert status == 200
    assert "<title>Error: " in html
    assert 'id="error-in_force"' in html
    assert re.search(
        r'id="field-in_force"[^>]*value="2026-02-30"[^>]*aria-invalid="true" aria-describedby="error-in_force"', html
    )
    assert re.search(r'id="field-last_used"[^>]*value="2020-01-01"', html)
    assert re.search(r'<div class="notice"[^>]*autofocus>', html)
    assert (await send(client, html, in_force="2024-05-01", last_used="2026-01-02"))[0] == 303


async def test_a_field_that_is_not_offered_makes_the_whole_form_stale(client: ClientSession) -> None:
    html = await dating(client)
    before = await ratings(client)
    for forged in ({"in_force": "2026-01-01"}, {"in_force": "", "last_used": "2026-01-01", "rung": "5"}):
        assert (await send(client, html, **forged))[0] == 303
        assert await ratings(client) == before


async def test_the_criteria_that_evidence_shows_are_boxes(client: ClientSession) -> None:
    await dating(client)
    html = await page(client, "/v/shows.0")
    boxes = re.findall(r'name="(box-shows-\d)" value="1" form="fill"( checked)?', html)
    assert all(checked for _, checked in boxes)
    assert "open|shows.0." not in html, "what toggles a box in a chat is no button here"
    status, refused = await send(client, html, shows="")
    assert (status, 'id="error-shows"' in refused) == (200, True)
    assert (await send(client, html, shows="5"))[0] == 303
    assert "Shows 2 of the 4 criteria of rung 3." in await page(client)
    boxes = re.findall(r'name="box-shows-(\d)" value="1" form="fill" checked', await page(client, "/v/shows.0"))
    assert boxes == ["0", "2"]


def test_no_browser_cuts_a_longer_text_that_is_pasted() -> None:
    templates = list((Path(bot.web.pages.__file__).parent / "templates").rglob("*.html"))
    fields = [field for template in templates for field in re.findall(r"<textarea[^>]*", template.read_text(encoding="utf-8"))]
    assert any('name="text"' in field for field in fields)
    assert [field for field in fields if "maxlength" in field] == []
