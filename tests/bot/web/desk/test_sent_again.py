"""A form of the desk that is answered with a page makes what it makes once: pressed twice, reloaded, or sent from an old page."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.conversation.conversation import Conversation
from flows.campaign.officers import Act, LinkPurpose
from flows.campaign.roles import Role
from tests.bot.web.desk.every_address import CASES, Town
from tests.bot.web.desk.every_address import town as town
from tests.bot.web.desk.every_desk_form import fields_of, forms_of, sender
from tests.people.desk_visitor import DeskVisitor, link_in
from tests.people.every_form import changed, dump
from tests.people.shipped_words import sentence
from tests.people.visitor import field

CASE = re.compile(r"/handin/([\w-]{22})")
LINKS = [("/desk/sessions/link", "/desk/sessions", {"purpose": LinkPurpose.later})]
INVITE = {"role": Role.viewer, "sure": "yes", "label": "Tim"}


async def drawn(visitor: DeskVisitor, page: str, **fields: str) -> dict[str, str]:
    """The form of a page with these fields, with its token and its mark."""
    html = await visitor.page(page)
    return {"token": field(html, "token"), "drawn": field(html, "drawn"), **fields}


async def test_a_page_that_answers_a_form_is_reloaded_and_nothing_is_stored_twice(
    town: Town, conversation: Conversation
) -> None:
    """Every form of the table that is answered with a page. A file that is given twice is noted twice: it left the desk twice."""
    assert conversation.desk is not None
    database, answered = conversation.desk.access.database, []
    for route in (each for each in forms_of(town) if CASES[each.method, each.path].status == 200 and not each.takes_file):
        visitor, path = sender(town, route), town.filled(route.path)
        given = await drawn(visitor, "/desk/sessions") | await fields_of(town, route)
        assert (await visitor.send(path, **given))[0] == 200, path
        before = await dump(database)
        assert (await visitor.send(path, **given))[0] == 200, path
        changes = changed(before, await dump(database))
        rows = changes.pop("audit_log", set())
        assert not [row for row in rows if f"'{Act.exported}'" not in row], path
        assert changes == {}, path
        answered.append(route.path)
    assert {"/desk/cases/new", "/desk/sessions/link", "/desk/officers/invite", "/desk/officers/{officer}/link"} <= {*answered}


async def test_a_request_is_shown_again_and_made_once(ben: DeskVisitor) -> None:
    form = await drawn(ben, "/desk/cases/new", label="First Help")
    pages = [await ben.send("/desk/cases/new", **form) for _ in range(2)]
    assert [status for status, _ in pages] == [200, 200]
    assert len({CASE.findall(html)[0] for _, html in pages}) == 1
    assert (await ben.page("/desk/cases")).count("<strong>First Help") == 1
    # From a new page another one is made for the same institution.
    again = await drawn(ben, "/desk/cases/new", label="First Help")
    status, html = await ben.send("/desk/cases/new", **again)
    assert (status, CASE.findall(html)[0] in pages[0][1]) == (200, False)
    assert (await ben.page("/desk/cases")).count("<strong>First Help") == 2


async def test_a_button_that_is_pressed_twice_at_once_makes_one_link(ann: DeskVisitor) -> None:
    form = await drawn(ann, "/desk/officers", **INVITE)
    both = await asyncio.gather(*(ann.send("/desk/officers/invite", **form) for _ in range(2)))
    assert [status for status, _ in both] == [200, 200]
    assert link_in(both[0][1]) == link_in(both[1][1])
    assert (await ann.page("/desk/officers")).count("<strong>Tim</strong>") == 1


async def test_a_link_that_was_taken_back_is_not_made_again_by_its_old_page(ann: DeskVisitor) -> None:
    form = await drawn(ann, "/desk/officers", **INVITE)
    assert (await ann.send("/desk/officers/invite", **form))[0] == 200
    listed = await ann.page("/desk/officers")
    assert (await ann.post("/desk/officers/withdraw", name=field(listed, "name")))[0] == 303
    status, page = await ann.send("/desk/officers/invite", **form)
    assert status == 409
    assert sentence("desk-made-before", "en") in page
    assert "/desk/invited/" not in page


async def test_an_older_window_makes_no_second_link(ben: DeskVisitor) -> None:
    old = await drawn(ben, "/desk/cases/new", label="First Help")
    assert (await ben.post("/desk/cases/new", "/desk/cases/new", label="Second Help"))[0] == 200
    status, page = await ben.send("/desk/cases/new", **old)
    assert status == 409
    assert sentence("desk-made-before", "en") in page
    assert 'value="First Help"' in page
    # What was typed is still there, and the page is a new one: pressed again, it makes the link.
    assert (await ben.send("/desk/cases/new", **(old | {"drawn": field(page, "drawn")})))[0] == 200


@pytest.mark.parametrize(("path", "page", "fields"), LINKS)
async def test_a_page_of_an_older_version_still_makes_its_link(
    ann: DeskVisitor, path: str, page: str, fields: dict[str, str]
) -> None:
    assert link_in((await ann.post(path, page, **fields))[1]) != link_in((await ann.post(path, page, **fields))[1])
