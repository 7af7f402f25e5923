"""The desk in a chat: an officer connects their account on the page, and `/desk` gives them a link that signs them in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.officers import Act
from flows.campaign.roles import Role
from flows.dialogue import Address
from tests.botapi import Person
from tests.people.chat import say
from tests.people.chat_and_page import LINK, Both, chat_and_page, person_of
from tests.people.desk_visitor import desk_visitor, first_invitation


@pytest.fixture
async def both(database_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Both]:
    async with chat_and_page(database_url, wording, renderer) as both:
        yield both


async def test_a_connected_account_gets_a_link_that_signs_in_once(both: Both) -> None:
    person = person_of(both)
    await say(both.api, person, await both.starts(both.ann))
    assert "Ann, North" in person.screen
    await say(both.api, person, "/desk")
    found = LINK.search(person.screen)
    assert found
    async with desk_visitor(both.address) as phone:
        assert await phone.opens(found[1]) == 303
        assert "Ann" in await phone.page()
        assert await phone.opens(found[1]) == 404
    assert (
        await both.conversation.my_data(Address("telegram", str(person.id))) is None
    )  # nothing is stored of them as a respondent


async def test_an_account_that_is_not_connected_gets_no_link(both: Both) -> None:
    person = person_of(both)
    await say(both.api, person, "/desk")
    assert "not connected" in person.screen
    assert "/desk/in/" not in person.screen


async def test_a_link_connects_one_account_once_and_may_be_delivered_twice(both: Both) -> None:
    start, person, thief = await both.starts(both.ann), person_of(both), person_of(both, 1002)
    for _ in range(2):
        await say(both.api, person, start)
        assert "Ann, North" in person.screen
    for guess in (start, "/start desk-guess"):
        await say(both.api, thief, guess)
        assert "does not work" in thief.screen
    await say(both.api, thief, "/desk")
    assert "not connected" in thief.screen
    assert (await both.acts()).count(Act.chat_connected) == 1


async def test_a_disconnected_account_and_its_open_link_do_not_work(both: Both) -> None:
    person = person_of(both)
    await say(both.api, person, await both.starts(both.ann))
    await say(both.api, person, "/desk")
    found = LINK.search(person.screen)
    assert found
    assert (await both.ann.post("/desk/sessions/disconnect", page="/desk/sessions"))[0] == 303
    async with desk_visitor(both.address) as phone:
        assert await phone.opens(found[1]) == 404
    await say(both.api, person, "/desk")
    assert "not connected" in person.screen


async def test_a_removed_officer_gets_no_link_and_an_open_one_does_not_work(both: Both) -> None:
    person = person_of(both)
    async with desk_visitor(both.address) as bob:
        await bob.joins(await both.ann.invitation(Role.liaison, districts="North"), "Bob")
        start, unused = await both.starts(bob), await both.starts(bob)
    await say(both.api, person, start)
    await say(both.api, person, "/desk")
    found = LINK.search(person.screen)
    assert found
    assert (await both.ann.post(f"{await both.ann.address_of('Bob')}/remove", sure="yes"))[0] == 303
    async with desk_visitor(both.address) as phone:
        assert await phone.opens(found[1]) == 404
    for line in ("/desk", "/campaign"):
        await say(both.api, person, line)
        assert "/desk/in/" not in person.screen
    await say(both.api, person, unused)
    assert "does not work" in person.screen


async def test_an_account_of_two_associations_gets_a_link_for_each(both: Both) -> None:
    person = person_of(both)
    await say(both.api, person, await both.starts(both.ann))
    async with desk_visitor(both.address) as sue:
        await sue.joins(await first_invitation(both.conversation, "South"), "Sue")
        await say(both.api, person, await both.starts(sue))
    await person.send("/desk")
    await both.api.until(lambda: len([text for text in _said(person) if "/desk/in/" in text]) == 2)
    assert [("North" in text, "South" in text) for text in _said(person)[-2:]] == [(True, False), (False, True)]


async def test_nothing_happens_in_a_group(both: Both) -> None:
    person, start = person_of(both), await both.starts(both.ann)
    for text in (start, "/desk"):
        await person.send_in_group(-100500, text)
    await say(both.api, person, start)
    assert "Ann, North" in person.screen  # still unused


def _said(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.from_bot]
