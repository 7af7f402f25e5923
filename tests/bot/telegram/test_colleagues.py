"""Colleagues in a chat: a link that opens it, joining by one tap with the consent of somebody new, and a page beside it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import Address, Reply
from flows.institution.colleagues import Post
from flows.institution.division import Division
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, begun, say
from tests.people.offices import STANDARD
from tests.people.offices import office as stored
from tests.people.shipped_words import sentence

START = re.compile(r"https://t\.me/\w+\?start=(i-[\w-]{22})")
CODE_POINTS = 64
CODE = STANDARD.ticked(1)[0].code


@dataclass
class Office:
    """A chat over a database, and whom it knows."""

    api: BotApi
    conversation: Conversation

    async def people(self, person: Person) -> list[tuple[str, bool]]:
        """The posts of the person's colleagues, and who coordinates."""
        team = await self.conversation.together.team(Address("telegram", str(person.id)))
        return [] if team is None else [(each.post.value, each.is_coordinator) for each in team.colleagues]


@pytest_asyncio.fixture
async def office(sqlite_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Office]:
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        conversation.elsewhere.faces.page_url = "https://check.example.org"
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
            yield Office(api, conversation)
        assert api.violations == []


def does(value: str):  # type: ignore[no-untyped-def]
    """The button about colleagues that carries a value, or ends with it."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "team" and (reply.value == value or reply.value.endswith(f".{value}"))

    return matches


async def invited(office: Office) -> tuple[Person, str]:
    """Somebody who has made a link, and what it sends in a chat."""
    ann = await begun(office.api)
    await say(office.api, ann, "/colleagues")
    await ann.tap(does("invite"))
    assert "https://check.example.org/i/" in ann.screen
    found = START.search(ann.screen)
    assert found
    assert len(found[1]) <= CODE_POINTS
    return ann, f"/start {found[1]}"


async def test_a_stranger_joins_by_one_tap(office: Office) -> None:
    ann, link = await invited(office)
    ben = office.api.person(1002, language_code="zh-hans")
    await say(office.api, ben, link)
    assert sentence("join-team-title") in ben.screen
    assert await office.people(ben) == []
    await ben.tap(does("quality"))
    assert sentence("notice-joined-team") in ben.screen
    for person in (ann, ben):
        assert await office.people(person) == [("other", True), ("quality", False)]
    await say(office.api, ben, link)
    assert sentence("join-team-already") in ben.screen


async def test_a_page_and_a_chat_belong_together(office: Office) -> None:
    ann, link = await invited(office)
    token = link.rpartition("i-")[2]
    cat = Address("web", "cat")
    welcome = await office.conversation.look(cat, "zh")
    consent = next(reply for reply in welcome.replies if reply.trigger == "consent")
    await office.conversation.say(cat, consent, "zh")
    await office.conversation.together.join(token, cat, Post.head, "Benny")
    await say(office.api, ann, "/colleagues")
    assert "Benny" in ann.screen


async def test_a_link_that_was_stopped_says_so(office: Office) -> None:
    ann, link = await invited(office)
    ben = office.api.person(1002, language_code="zh-hans")
    await say(office.api, ben, link)
    await say(office.api, ann, "/colleagues")
    await ann.tap(does("revoke"))
    assert sentence("colleagues-revoked") in ann.screen
    await ben.tap(does("head"))
    assert sentence("join-team-gone") in ben.toasts
    await say(office.api, ben, link)
    assert sentence("join-team-gone") in ben.screen
    assert await office.people(ben) == []


async def test_handing_on_taking_out_and_leaving(office: Office) -> None:
    ann, link = await invited(office)
    ben = office.api.person(1002, language_code="zh-hans")
    await say(office.api, ben, link)
    await ben.tap(does("service"))
    await say(office.api, ann, "/colleagues")
    await ann.tap(does("hands"))
    await ann.tap(does("hand-2"))
    assert sentence("colleagues-handed-on") in ann.screen
    assert await office.people(ben) == [("other", False), ("service", True)]
    await say(office.api, ben, "/colleagues")
    await ben.tap(does("removes"))
    await ben.tap(does("removes-1"))
    assert sentence("colleagues-remove-kept") in ben.screen
    await ben.tap(does("remove-1"))
    assert await office.people(ann) == []
    # The card of Ann is older than that.
    await ann.tap(does("leaves"))
    assert sentence("team-nothing-out") in ann.screen
    await ben.tap(does("leaves"))
    for part in ("", "-reviews", "-association"):
        assert sentence(f"colleagues-leave-last{part}") in ben.screen
    await ben.tap(does("leave"))
    assert sentence("colleagues-left") in ben.screen
    assert await office.people(ben) == []


async def test_a_stranger_who_asks_for_colleagues_is_shown_where_to_begin(office: Office) -> None:
    ben = office.api.person(1002, language_code="zh-hans")
    await say(office.api, ben, "/colleagues")
    assert sentence("notice-begin-first") in ben.screen


async def differing(office: Office, url: str) -> tuple[Person, Person]:
    """Ann, who coordinates, and Ben, who answered less on one subdomain."""
    ann, link = await invited(office)
    ben = office.api.person(1002, language_code="zh-hans")
    await say(office.api, ben, link)
    await ben.tap(does("service"))
    addresses = [Address("telegram", str(person.id)) for person in (ann, ben)]
    async with stored(url) as at:
        assert await at.rounds.begin(addresses[0], Division.everything)
        for who, mark in zip(addresses, ("2", "0"), strict=True):
            await at.hands_in(who, {CODE: mark})
    return ann, ben


async def test_the_coordinator_reads_what_a_colleague_holds_down_before_they_take_them_out(
    office: Office, sqlite_url: str
) -> None:
    ann, ben = await differing(office, sqlite_url)
    await say(office.api, ben, "/colleagues")
    await ben.tap(does("leaves"))
    for words in (sentence("colleagues-leave-held", count=1), sentence("colleagues-held-what")):
        assert words in ben.screen
    await say(office.api, ann, "/colleagues")
    await ann.tap(does("leaves"))
    assert sentence("colleagues-held-what") not in ann.screen
    await say(office.api, ann, "/colleagues")
    await ann.tap(does("removes"))
    await ann.tap(does("removes-2"))
    held = sentence("colleagues-held", called="X", count=1).removeprefix("X")
    assert held in ann.screen
    assert await office.people(ben) != []
    await ann.tap(does("remove-2"))
    assert await office.people(ben) == []
    await ann.tap(does("round"))
    place = STANDARD.codes.index(CODE)
    await ann.tap(does(f"item-{place}"))
    assert sentence("together-lower-gone", changes="yes") in ann.screen
    assert sentence("together-settle-what-gone") in ann.screen
    await ann.tap(begins(f"why-{place}-2"))
    await ann.tap(begins(f"settle-{place}-2-talked"))
    assert sentence("settle-needs-evidence-gone") in ann.screen
    await ann.tap(does(f"item-{place}"))
    await ann.tap(begins(f"why-{place}-0"))
    await ann.tap(begins(f"settle-{place}-0-careful"))
    assert sentence("together-settled") in ann.screen


def begins(value: str):  # type: ignore[no-untyped-def]
    """The button about colleagues whose value begins so, and ends with the mark of what it was drawn from."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "team" and f"{reply.value}-".startswith(f"{value}-")

    return matches
