"""The language of the desk is changed on any page, and leads back to that page."""

from __future__ import annotations

import html

import pytest

from tests.people.desk_visitor import DeskVisitor
from tests.people.visitor import field


async def changed(ann: DeskVisitor, page: str, language: str = "zh") -> str:
    """Press the button of the other language on a page; where it leads, seen from the root."""
    form = {name: html.unescape(field(page, name)) for name in ("token", "address")}
    status, place = await ann.send("/desk/language", language=language, **form)
    assert status == 303
    return place.removeprefix("..")


@pytest.mark.parametrize(
    "place", ["/desk", "/desk/cases", "/desk/cases/new", "/desk/cases?turn=institution&page=2", "/desk/log"]
)
async def test_the_language_is_changed_on_the_page_that_is_open(ann: DeskVisitor, place: str) -> None:
    assert await changed(ann, await ann.page(place)) == place
    assert '<html lang="zh' in await ann.page(place)


async def test_after_a_form_that_was_refused_it_leads_to_the_page_of_the_form(ann: DeskVisitor) -> None:
    status, refused = await ann.post("/desk/cases/new", page="/desk/cases/new", label="")
    assert status != 303
    assert await changed(ann, refused) == "/desk/cases/new"
    status, refused = await ann.post("/desk/officers/invite", page="/desk/officers", role="viewer")
    assert status != 303
    assert await changed(ann, refused) == "/desk/officers"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "/",
        "/mydata",
        "//elsewhere.example/desk/",
        "https://elsewhere.example",
        "/desk/../../x",
        "/desk/no/such",
        "/desk/log?\r\nX: y",
    ],
)
async def test_an_address_outside_the_pages_of_the_desk_leads_to_the_overview(ann: DeskVisitor, told: str) -> None:
    assert await ann.post("/desk/language", language="zh", address=told) == (303, "../desk")
