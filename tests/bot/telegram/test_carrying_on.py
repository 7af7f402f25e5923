"""From the page to the chat and back: one person, two faces. In private chats only."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.elsewhere import START_PREFIX, Outcome
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Reply
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, begun, data, say

PAGE = Address("web", "a-browser")
OTHER_PAGE = Address("web", "another-browser")


@dataclass
class Both:
    """A chat and a page over one database."""

    api: BotApi
    conversation: Conversation

    async def reply(self, who: Address, trigger: str, value: str) -> None:
        """Tap on the page."""
        screen = await self.conversation.look(who, "en")
        (reply,) = (reply for reply in screen.replies if (reply.trigger, reply.value) == (trigger, value))
        assert (await self.conversation.say(who, reply, "en")).refusal is None

    async def on_page(self, who: Address = PAGE, marks: str = "2") -> str:
        """Somebody who begins on the page and gives these answers; the text of a link to the chat."""
        await self.conversation.say(who, Command("start"), "en")
        await self.reply(who, "consent", "")
        await self.reply(who, "begin", "full")
        for mark in marks:
            await self.reply(who, "rate", mark)
        return await self.link(who)

    async def link(self, who: Address = PAGE) -> str:
        token = await self.conversation.elsewhere.link_to_chat(who)
        assert token is not None
        sent = self.conversation.elsewhere.chat_address(token).partition("?start=")[2]
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", sent)
        return f"/start {sent}"

    async def answers(self, who: Address) -> int:
        """How many answers the current self-check at an address has."""
        dossier = await self.conversation.dossier(who)
        return len(dossier.ratings) if dossier else 0


@pytest.fixture
async def both(sqlite_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Both]:
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        conversation.elsewhere.faces.page_url = "https://check.example.org"
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
            yield Both(api, conversation)
        assert api.violations == []


def chat_of(person: Person) -> Address:
    return Address("telegram", str(person.id))


def joins(keep: str):  # type: ignore[no-untyped-def]
    """The button that ends in this, of the card of a link."""

    def matches(button: dict[str, object]) -> bool:
        reply = Reply.decode(str(button.get("callback_data")))
        return reply is not None and reply.trigger == "join" and reply.value.endswith("." + keep)

    return matches


async def test_a_self_check_from_the_page_goes_on_in_the_chat(both: Both) -> None:
    start, person = await both.on_page(marks="23"), both.api.person(1001, language_code="en")
    await say(both.api, person, start)
    assert "Carry on here?" in person.screen
    assert await both.answers(chat_of(person)) == 0  # nothing before the tap
    await person.tap(joins(""))
    assert "Both places now show the same answers" in person.screen
    await person.tap(data("rate", "4"))
    assert await both.answers(PAGE) == await both.answers(chat_of(person)) == 3
    await both.reply(PAGE, "rate", "1")
    await person.tap(data("rate", "5"))  # on the card of before: refused, and the card shows where the interview is
    assert await both.answers(PAGE) == 4
    await person.tap(data("go_on"))
    await person.tap(data("rate", "5"))
    assert await both.answers(PAGE) == 5


async def test_a_link_works_once_and_for_nobody_who_only_got_it_forwarded_later(both: Both) -> None:
    start, person = await both.on_page(), both.api.person(1001, language_code="en")
    await say(both.api, person, start)
    await person.tap(joins(""))
    other = both.api.person(1002, language_code="en")
    await say(both.api, other, start)
    assert "does not work" in other.screen
    await say(both.api, other, f"/start {START_PREFIX}guess")
    assert "does not work" in other.screen
    assert await both.answers(chat_of(other)) == 0


async def test_a_card_of_a_link_that_was_used_meanwhile_does_nothing(both: Both) -> None:
    start = await both.on_page()
    one, two = both.api.person(1001, language_code="en"), both.api.person(1002, language_code="en")
    for person in (one, two):
        await say(both.api, person, start)
    await one.tap(joins(""))
    await two.tap(joins(""))
    assert "does not work" in two.screen
    assert await both.answers(chat_of(two)) == 0


async def test_leaving_everything_as_it_is_changes_nothing(both: Both) -> None:
    start, person = await both.on_page(), both.api.person(1001, language_code="en")
    await say(both.api, person, start)
    await person.tap("Leave everything as it is")
    assert await both.answers(chat_of(person)) == 0
    assert await both.answers(PAGE) == 1


@pytest.mark.parametrize(("keep", "left"), [("theirs", 2), ("mine", 1)])
async def test_two_self_checks_with_answers_are_shown_and_one_is_kept(both: Both, keep: str, left: int) -> None:
    person = await begun(both.api, language="en")
    await person.tap(data("rate", "5"))
    start = await both.on_page(marks="23")
    await say(both.api, person, start)
    assert "From the link: 2 answers" in person.screen
    assert "Here: 1 answer," in person.screen
    await person.tap(joins(keep))
    assert await both.answers(PAGE) == await both.answers(chat_of(person)) == left
    await person.tap(data("rate", "1"))
    assert await both.answers(PAGE) == left + 1
    stored = await both.conversation.my_data(PAGE)
    assert stored is not None
    assert stored.count('"level"') == 4


async def test_a_self_check_without_answers_gives_way(both: Both) -> None:
    person = await begun(both.api, language="en")
    await say(both.api, person, await both.on_page())
    await person.tap(joins(""))
    assert await both.answers(chat_of(person)) == 1


async def test_forgetting_in_the_chat_forgets_the_browser(both: Both) -> None:
    start, person = await both.on_page(), both.api.person(1001, language_code="en")
    await say(both.api, person, start)
    await person.tap(joins(""))
    await say(both.api, person, "/forget")
    await person.tap(data("forget"))
    assert await both.conversation.my_data(PAGE) is None
    assert await both.conversation.my_data(chat_of(person)) is None


async def test_a_chat_gives_a_link_that_opens_the_page_once(both: Both) -> None:
    person = await begun(both.api, language="en")
    await person.tap(data("rate", "5"))
    await say(both.api, person, "/elsewhere")
    await person.tap(data("link"))
    found = re.search(r"https://check\.example\.org/r/([\w-]{22})", person.screen)
    assert found
    elsewhere = both.conversation.elsewhere
    assert await elsewhere.open(found[1], PAGE) is Outcome.done
    assert await both.answers(PAGE) == 1
    assert await elsewhere.open(found[1], OTHER_PAGE) is Outcome.gone


async def test_without_a_page_no_link_to_it_is_offered(both: Both) -> None:
    both.conversation.elsewhere.faces.page_url = ""
    person = await begun(both.api, language="en")
    await say(both.api, person, "/elsewhere")
    assert "the same on every device" in person.screen
    assert "Get a link to the page" not in [label for row in person.buttons for label in row]


async def test_a_link_does_nothing_in_a_group(both: Both) -> None:
    start, person = await both.on_page(), both.api.person(1001, language_code="en")
    await person.send_in_group(-100500, start)
    assert await both.answers(chat_of(person)) == 0
    await say(both.api, person, start)
    assert "Carry on here?" in person.screen  # still unused
