"""Campaigns at the desk: a draft by its form, what respondents read, start, change, close and copy."""

from __future__ import annotations

import html as entities
import re

import pytest

from flows.campaign.roles import Role
from tests.people.desk_campaigns import campaign_fields, in_days, made_campaign, running_campaign
from tests.people.desk_visitor import DeskVisitor

NEW = "/desk/campaigns/new"


def marked(page: str) -> set[str]:
    """The fields of a form beside which something is wrong."""
    return set(re.findall(r'class="wrong" id="(\w+)-wrong"', page))


def typed(page: str, name: str) -> str:
    """What a field of a form holds."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page)
    assert found, name
    return found[1]


async def test_a_draft_is_made_and_changed_by_its_form_and_then_started(ann: DeskVisitor) -> None:
    assert "Results appear from the number of institutions that you choose below on" in await ann.page(NEW)
    address = await made_campaign(ann)
    page = await ann.page(address)
    assert "Self-check" in page
    assert "North sees how far you are and your star, but not your answers." in page
    form = await ann.page(f"{address}/edit")
    assert typed(form, "contact") == "Office, room 7"
    assert (await ann.post(f"{address}/edit", **{**campaign_fields("Renamed"), "run": "full"}))[0] == 303
    assert "All questions" in await ann.page(address)
    assert (await ann.post(f"{address}/start"))[0] == 422
    assert (await ann.post(f"{address}/start", sure="yes"))[0] == 303
    assert "running" in await ann.page("/desk/campaigns")
    assert "Renamed" in await ann.page("/desk")
    log = await ann.page("/desk/log")
    assert all(act in log for act in ("made a campaign", "changed a campaign", "started a campaign"))


async def test_of_two_windows_with_one_draft_the_older_one_overwrites_nothing_that_it_does_not_show(ann: DeskVisitor) -> None:
    address = await made_campaign(ann)
    older = typed(await ann.page(f"{address}/edit"), "drawn")
    assert (await ann.post(f"{address}/edit", **campaign_fields("First"), drawn=older))[0] == 303
    status, page = await ann.post(f"{address}/edit", **campaign_fields("Second"), drawn=older)
    assert status == 409
    assert "somebody else changed this draft after you opened it" in page
    assert typed(page, "name") == "Second"
    assert "First" in await ann.page(address)
    assert (await ann.post(f"{address}/edit", **campaign_fields("Second"), drawn=typed(page, "drawn")))[0] == 303
    assert "Second" in await ann.page(address)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "x" * 81}, {"name"}),
        ({"welcome": "x" * 401}, {"welcome"}),
        ({"contact": ""}, {"contact"}),
        ({"run": "target-6"}, {"run"}),
        ({"visibility": "all"}, {"visibility"}),
        ({"first_at": "19"}, {"first_at"}),
        ({"closes_on": "tomorrow"}, {"closes_on"}),
        ({"closes_on": "2020-01-01"}, {"closes_on", "kept_until"}),
        ({"closes_on": in_days(400), "kept_until": in_days(500)}, {"closes_on"}),
        ({"kept_until": in_days(10)}, {"kept_until"}),
        ({"closes_on": "9999-12-31", "kept_until": "9999-12-31"}, {"closes_on"}),
        ({"kept_until": "9999-12-31"}, {"kept_until"}),
        ({"name": "", "contact": "", "run": "", "visibility": ""}, {"name", "contact", "run", "visibility"}),
    ],
)
async def test_every_problem_is_beside_its_field_and_nothing_typed_is_lost(
    ann: DeskVisitor, wrong: dict[str, str], fields: set[str]
) -> None:
    status, page = await ann.post(NEW, **{**campaign_fields("Kept words"), "contact": "Room 9", **wrong})
    assert status == 422
    assert marked(page) == fields
    assert typed(page, "name") == wrong.get("name", "Kept words")
    assert typed(page, "contact") == wrong.get("contact", "Room 9")
    assert "There are no campaigns" in await ann.page("/desk/campaigns")


async def test_what_respondents_read_is_shown_in_both_languages(ann: DeskVisitor) -> None:
    address = await made_campaign(ann, welcome="Please <b>help</b>.")
    page = await ann.page(f"{address}/preview")
    assert 'lang="zh"' in page
    assert 'lang="en"' in page
    assert page.count("Please &lt;b&gt;help&lt;/b&gt;.") == 2
    assert "North asks your institution to take part" in page
    # The sentences are those of the page that an invitation opens.
    assert "How much do you agree to?" in page
    assert page.count("North sees how far you are and your star, but not your answers.") == 1
    assert "Questions are answered by: Office, room 7" in page


async def test_a_running_campaign_moves_its_day_shows_less_and_closes_but_keeps_what_it_promised(ann: DeskVisitor) -> None:
    address = await running_campaign(ann)
    assert (await ann.get(f"{address}/edit"))[0] == 409
    assert (await ann.post(f"{address}/edit", **campaign_fields("Other")))[0] == 409
    assert (await ann.post(f"{address}/move", closes_on=in_days(60)))[0] == 303
    assert in_days(60) in await ann.page(address)
    for wrong in (in_days(-1), in_days(201), "soon"):
        assert (await ann.post(f"{address}/move", closes_on=wrong))[0] == 422
    assert (await ann.post(f"{address}/less", visibility="answers"))[0] == 422
    assert (await ann.post(f"{address}/less", visibility="counts"))[0] == 303
    assert "otherwise only figures merged" in await ann.page(address)
    assert (await ann.post(f"{address}/close"))[0] == 422
    assert (await ann.post(f"{address}/close", sure="yes"))[0] == 303
    assert (await ann.post(f"{address}/start", sure="yes"))[0] == 409
    assert "closed a campaign" in await ann.page("/desk/log")


@pytest.mark.parametrize("first_at", ["20", "50"])
async def test_a_running_campaign_says_from_how_many_institutions_on_figures_appear(ann: DeskVisitor, first_at: str) -> None:
    address = await running_campaign(ann, first_at=first_at)
    assert f"Results appear from {first_at} institutions on" in await ann.page(address)


async def test_a_copy_is_a_draft_that_cites_the_campaign(ann: DeskVisitor) -> None:
    address = await running_campaign(ann, name="First year")
    status, place = await ann.post(f"{address}/copy")
    assert status == 303
    copied = "/desk/campaigns/" + place.split("/")[-2]
    assert typed(await ann.page(f"{copied}/edit"), "name") == "First year"
    assert address.lstrip("/") in await ann.page(copied)


async def test_foreign_text_is_only_text(ann: DeskVisitor) -> None:
    name = '<img src=x onerror=alert(1)> "=1+1"'
    address = await made_campaign(ann, name=name, contact="<script>")
    for path in (address, f"{address}/edit", f"{address}/preview", "/desk/campaigns", "/desk/log"):
        page = await ann.page(path)
        assert "<img src=x" not in page
        assert "<script>" not in page
    assert entities.escape(name, quote=False).replace('"', "&#34;") in await ann.page(address)


@pytest.mark.parametrize("role", Role)
async def test_the_overview_leads_to_a_new_campaign_and_to_drafts_if_one_may_make_them(
    ann: DeskVisitor, other: DeskVisitor, role: Role
) -> None:
    await other.joins(await ann.invitation(role), "Ben")
    may = role is Role.administrator
    assert ('href="desk/campaigns/new"' in await other.page()) == may
    draft = await made_campaign(ann)
    page = await other.page()
    assert (f'href="{draft.lstrip("/")}"' in page) == may
    assert ("No campaign is running" in page) != may
    assert ("draft ·" in page) == may
    assert f'{draft.lstrip("/")}/work"' not in page
    assert (await ann.post(f"{draft}/start", sure="yes"))[0] == 303
    page = await other.page()
    assert f'href="{draft.lstrip("/")}"' in page
    assert "running ·" in page
