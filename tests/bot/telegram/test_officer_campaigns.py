"""`/campaign` in a chat: the funnel and the latest release of an officer's campaign, as text and as a picture."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.release import Release, Table
from flows.campaign.roles import Role
from flows.standard.loader import shipped
from tests.botapi import Person
from tests.people.chat import begun, data, say
from tests.people.chat_and_page import LINK, Both, chat_and_page, person_of
from tests.people.desk_campaigns import imported_roster, made_campaign, running_campaign
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.releases import TWO, release, store_release

STANDARD = shipped()
STARS = Table(((0, 1), (2, 2), (3, 5)), (45, 35, 60))


@pytest.fixture
async def both(database_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Both]:
    async with chat_and_page(database_url, wording, renderer) as both:
        yield both


def some_release() -> Release:
    return release(STARS, [Table(TWO, (5 * (place % 9) + 30, 110 - 5 * (place % 9))) for place in range(27)])


async def connected(both: Both, visitor: DeskVisitor, number: int = 1001) -> Person:
    """The account of that number, connected with the officer of a browser."""
    person = person_of(both, number)
    await say(both.api, person, await both.starts(visitor))
    return person


async def campaign(both: Both, visitor: DeskVisitor, name: str = "Self-check", *, released: bool = False) -> int:
    """A running campaign with a roster of three, with a release or without; its id."""
    address = await running_campaign(visitor, name=name, run="full")
    await imported_roster(visitor, address)
    number = int(address.rpartition("/")[2])
    if released:
        assert both.conversation.desk is not None
        await store_release(both.conversation.desk.access.database, number, some_release())
    return number


def pictures(person: Person) -> list[str]:
    return [message.file_id or "" for message in person.messages if message.from_bot and "photo" in message.raw]


async def test_an_officer_sees_the_funnel_and_the_latest_release_and_gets_its_picture(both: Both) -> None:
    await campaign(both, both.ann, released=True)
    person = await connected(both, both.ann)
    await say(both.api, person, "/campaign")
    await both.api.until(lambda: len(pictures(person)) == 1)
    said = person.screen.replace("\xa0", " ")
    for part in ("Self-check", "running", "Asked: 3 of 3 (100 %)", "Have a result: 0 of 0", "Release 1 of 2026-11-29"):
        assert part in said
    for part in (
        "up to 1 star: 45 (30 %)",
        "2 stars: 35 (25 %)",
        "3 stars and more: 60 (45 %)",
        "not confirmed",
        "below rung 3: 70 (50 %)",
    ):
        assert part in said
    drawn = Image.open(io.BytesIO(both.api.file(pictures(person)[0]).data))
    assert drawn.size == (1080, 1350)


async def test_a_button_gives_a_link_that_signs_in_at_that_association(both: Both) -> None:
    number = await campaign(both, both.ann)
    person = await connected(both, both.ann)
    async with desk_visitor(both.address) as sue:
        await sue.joins(await first_invitation(both.conversation, "South"), "Sue")
        await say(both.api, person, await both.starts(sue))
    await say(both.api, person, "/campaign")
    await person.tap(data("campaign", f"{number}-desk"))
    found = LINK.findall(person.screen)
    assert len(found) == 1
    async with desk_visitor(both.address) as phone:
        assert await phone.opens(found[0]) == 303
        assert "Ann" in await phone.page()


async def test_before_the_first_release_there_is_no_picture(both: Both) -> None:
    await campaign(both, both.ann)
    person = await connected(both, both.ann)
    await say(both.api, person, "/campaign")
    assert "once a day" in person.screen
    await say(both.api, person, "/campaign")
    assert pictures(person) == []


@pytest.mark.long("the shorter tests of this file")
async def test_several_campaigns_of_several_associations_are_listed_to_choose_from(both: Both) -> None:
    first = await campaign(both, both.ann, "First")
    person = await connected(both, both.ann)
    async with desk_visitor(both.address) as sue:
        await sue.joins(await first_invitation(both.conversation, "South"), "Sue")
        second = await campaign(both, sue, "Second", released=True)
        await made_campaign(sue, name="Draft")
        await say(both.api, person, await both.starts(sue))
    await say(both.api, person, "/campaign")
    assert person.messages[-1].buttons == (("First",), ("Second",))
    await person.tap(data("campaign", str(second)))
    await both.api.until(lambda: len(pictures(person)) == 1)
    assert "Release 1" in person.screen
    await person.tap(data("campaign", ""))
    await person.tap(data("campaign", str(first)))
    assert "First" in person.screen
    assert len(pictures(person)) == 1


@pytest.mark.parametrize(("role", "sees"), [(Role.viewer, "Release"), (Role.liaison, "Asked"), (Role.reviewer, "No campaign")])
async def test_each_role_sees_its_part(both: Both, role: Role, sees: str) -> None:
    await campaign(both, both.ann, released=True)
    async with desk_visitor(both.address) as ben:
        await ben.joins(await both.ann.invitation(role, districts="North"), "Ben")
        person = await connected(both, ben)
    await say(both.api, person, "/campaign")
    card = next(text for text in reversed([message.text for message in person.messages]) if text)
    assert ["Release 1" in person.screen, "Asked: 2 of 2" in person.screen] == [role is Role.viewer, role is Role.liaison], card
    assert sees in person.screen
    await both.api.until(lambda: len(pictures(person)) == (role is Role.viewer))


@pytest.mark.long("the shorter tests of this file")
async def test_strangers_and_those_who_lost_their_office_see_nothing(both: Both) -> None:
    number = await campaign(both, both.ann, released=True)
    stranger, person = person_of(both, 1002), await connected(both, both.ann)
    await say(both.api, stranger, "/campaign")
    assert "not connected" in stranger.screen
    await say(both.api, person, "/campaign")
    await both.api.until(lambda: len(pictures(person)) == 1)
    assert (await both.ann.post("/desk/sessions/disconnect", page="/desk/sessions"))[0] == 303
    card = next(message for message in person.messages if message.buttons)
    await person.tap(data("campaign", f"{number}-desk"), message=card)
    assert "not connected" in person.toasts[-1]
    assert "/desk/in/" not in person.screen
    assert len(pictures(person)) == 1


@pytest.mark.long("the shorter tests of this file")
async def test_a_button_of_another_association_leads_to_ones_own_campaigns(both: Both) -> None:
    theirs = await campaign(both, both.ann, "Theirs", released=True)
    async with desk_visitor(both.address) as sue:
        await sue.joins(await first_invitation(both.conversation, "South"), "Sue")
        for name in ("One", "Two"):
            await campaign(both, sue, name)
        person = await connected(both, sue)
    await say(both.api, person, "/campaign")
    card = person.messages[-1]
    forged = card.raw["reply_markup"]["inline_keyboard"]
    for row in forged:
        row[0]["callback_data"] = row[0]["callback_data"].rpartition("|")[0] + f"|{theirs}"
    await person.tap(lambda button: button["text"] == "One", message=card)
    assert "Theirs" not in person.screen
    assert sorted(person.messages[-1].buttons) == [("One",), ("Two",)]


async def test_an_officer_who_answers_too_keeps_their_interview(both: Both) -> None:
    number = await campaign(both, both.ann)
    person = await begun(both.api, language="en")
    await say(both.api, person, await both.starts(both.ann))
    await say(both.api, person, "/campaign")
    await person.tap(data("campaign", f"{number}-desk"))
    assert "Asked" in person.screen
    await say(both.api, person, "/resume")
    assert "Question 1" in person.screen


@pytest.mark.long("the shorter tests of this file")
async def test_a_name_that_looks_like_a_command_is_none(both: Both) -> None:
    await campaign(both, both.ann, "<b>Check</b> /stop", released=True)
    person = await connected(both, both.ann)
    await say(both.api, person, "/campaign")
    await both.api.until(lambda: len(pictures(person)) == 1)
    for message in person.messages:
        if message.from_bot and message.buttons:
            assert not [each for each in message.raw.get("entities", []) if each["type"] == "bot_command"]
    assert "<b>Check</b>" in person.screen


async def test_nothing_is_said_in_a_group(both: Both) -> None:
    await campaign(both, both.ann)
    person = await connected(both, both.ann)
    await person.send_in_group(-100500, "/campaign")
    assert not [message for message in both.api.chat(-100500).messages.values() if "Self-check" in str(message)]
