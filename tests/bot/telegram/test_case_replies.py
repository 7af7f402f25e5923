"""Answering what a reviewer asked, and objecting, in a chat: chosen and typed item by item, and sent at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.dialogue import Address
from flows.review.deciding import TEXT_AT_MOST
from flows.review.entries import Point
from flows.review.states import CaseState
from flows.review.submission import Share
from flows.standard.loader import shipped
from storage.draft_tables import CaseDraftRow
from storage.review.case_drafts import CaseDrafts, Line
from tests.botapi import BotApi, Person
from tests.people.chat import CODE, TOKEN, begun, data, data_from, data_is_offered, my_data, run_through, say
from tests.people.pre_screening import SECOND, stored
from tests.people.reviewed_in_chat import (
    Chatting,
    chatting_over,
    gives,
    is_asked_more,
    opens,
    with_a_file,
    with_opinion,
)
from tests.people.shipped_words import sentence

WHY = "The committee met on paper.\nWe have no other minutes."
# The places of both items in the standard.
FIRST_PLACE, SECOND_PLACE = shipped().codes.index(CODE), shipped().codes.index(SECOND)


@pytest.fixture
async def chatting(database_url: str, wording: Wording, renderer: Renderer, tmp_path: Path) -> AsyncIterator[Chatting]:
    async with chatting_over(database_url, wording, renderer, tmp_path / "data") as chatting:
        yield chatting


async def asked_for_more(chatting: Chatting) -> tuple[Person, int]:
    """Somebody who handed in only answers, and is asked for more about two items, and their case."""
    person = await with_a_file(chatting)
    case = await gives(chatting, person)
    await is_asked_more(chatting, case, CODE, SECOND)
    return person, case


async def drafts(chatting: Chatting) -> list[CaseDraftRow]:
    async with chatting.review.town.database.reading() as db:
        return list(await db.exec(select(CaseDraftRow)))


async def test_one_item_is_handed_in_again_with_its_file_and_another_stays_with_words(chatting: Chatting) -> None:
    person, case = await asked_for_more(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}")
    assert "minutes.pdf" in person.screen
    await person.tap(data("case", f"again-{case}-{FIRST_PLACE}"))
    assert sentence("own-reply-goes-again") in person.screen
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"item-{case}-{SECOND_PLACE}"))
    await person.tap(data("case", f"write-{case}-{SECOND_PLACE}"))
    await say(chatting.api, person, WHY)
    assert sentence("own-reply-kept") in person.screen
    await person.tap(data("case", f"reply-{case}"))
    # The file makes a difference, so how much goes is chosen.
    assert data_is_offered(person, "case", f"look-{case}-1")
    await person.tap(data("case", f"look-{case}-3"))
    assert "minutes.pdf" in person.screen
    assert (await stored(chatting.review, case)).state is CaseState.more_asked
    await person.tap(data_from("case", f"send-{case}-3-"))
    assert sentence("notice-answered") in person.screen
    found = await stored(chatting.review, case)
    assert (found.state, found.words) == (CaseState.in_review, (Point(SECOND, WHY),))
    (again,) = found.answered
    assert (again.subdomain, again.share) == (CODE, Share.file)
    assert len(list(chatting.folder.glob("*"))) == 1
    assert await drafts(chatting) == []


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_an_item_with_nothing_new_is_refused_with_the_sentence_and_stays_open(chatting: Chatting) -> None:
    person, case = await asked_for_more(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{SECOND_PLACE}")
    assert sentence("own-case-again-same") in person.screen
    await person.tap(data("case", f"again-{case}-{SECOND_PLACE}"))
    assert sentence("case-answer-unchanged", item=sentence(SECOND)) in person.screen
    await person.tap(data("case", f"reply-{case}"))
    assert not data_is_offered(person, "case", f"look-{case}-0")
    # A new file alone is nothing new if only the answer goes.
    await person.tap(data("case", f"item-{case}-{FIRST_PLACE}"))
    await person.tap(data("case", f"again-{case}-{FIRST_PLACE}"))
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    await person.tap(data_from("case", f"send-{case}-0-"))
    assert sentence("case-answer-unchanged", item=sentence(CODE)) in person.screen
    assert (await stored(chatting.review, case)).waiting == (CODE, SECOND)


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_the_last_button_counts_once(chatting: Chatting) -> None:
    person, case = await asked_for_more(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{SECOND_PLACE}", f"write-{case}-{SECOND_PLACE}")
    await say(chatting.api, person, WHY)
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    await person.tap_at_once(data_from("case", f"send-{case}-0-"))
    found = await stored(chatting.review, case)
    assert (found.state, found.words, found.round) == (CaseState.in_review, (Point(SECOND, WHY),), 2)


async def test_an_objection_has_a_text_for_each_item(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}")
    assert not data_is_offered(person, "case", f"look-{case}-0")
    for place, text in ((FIRST_PLACE, "The rule has a date"), (SECOND_PLACE, WHY)):
        await person.tap(data("case", f"item-{case}-{place}"))
        # Nothing is handed in again with an objection.
        assert not data_is_offered(person, "case", f"again-{case}-{place}")
        await person.tap(data("case", f"write-{case}-{place}"))
        await say(chatting.api, person, text)
        await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"item-{case}-{FIRST_PLACE}"))
    await person.tap(data("case", f"erase-{case}-{FIRST_PLACE}"))
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    assert sentence("own-reply-left-agreed", count=1) in person.screen
    assert (await stored(chatting.review, case)).objection is None
    await person.tap(data_from("case", f"send-{case}-0-"))
    assert sentence("notice-objected") in person.screen
    found = await stored(chatting.review, case)
    assert found.state is CaseState.objected
    assert found.objection is not None
    assert found.objection.points == (Point(SECOND, WHY),)


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_a_text_that_is_too_long_or_says_nothing_is_asked_for_again(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}")
    await say(chatting.api, person, "x" * (TEXT_AT_MOST + 1))
    assert sentence("own-reply-too-long", most=TEXT_AT_MOST, length=TEXT_AT_MOST + 1) in person.screen
    await say(chatting.api, person, "…")
    assert sentence("own-reply-needs-words") in person.screen
    await say(chatting.api, person, "y" * TEXT_AT_MOST)
    assert sentence("own-reply-kept") in person.screen
    assert [row.text for row in await drafts(chatting)] == ["y" * TEXT_AT_MOST]


async def test_a_restart_between_asking_and_typing_loses_nothing(
    database_url: str, wording: Wording, renderer: Renderer, tmp_path: Path
) -> None:
    async with BotApi(token=TOKEN) as api:
        async with chatting_over(database_url, wording, renderer, tmp_path, api) as chatting:
            person, case = await with_opinion(chatting)
            await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}")
            await person.tap(data("case", f"write-{case}-{FIRST_PLACE}"))
        async with chatting_over(database_url, wording, renderer, tmp_path, api) as chatting:
            await say(api, person, WHY)
            assert [(row.subdomain, row.text) for row in await drafts(chatting)] == [(CODE, WHY)]
            typed = next(message for message in reversed(person.messages) if message.text == WHY)
        async with chatting_over(database_url, wording, renderer, tmp_path, api) as chatting:
            # The line comes a second time, after the process that took it was gone.
            await api.handled([api.redeliver({"update_id": 700_000_099, "message": typed.raw})])
            assert [(row.subdomain, row.text) for row in await drafts(chatting)] == [(CODE, WHY)]
            assert WHY.splitlines()[1] in person.screen
        assert api.violations == []


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_another_language_asks_again_and_the_text_goes_to_the_item(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}")
    await change_language(chatting, person)
    assert sentence("own-reply-write-objection", "en", item=sentence(CODE, "en"), most=TEXT_AT_MOST) in person.screen
    await say(chatting.api, person, "3 people")
    assert [(row.subdomain, row.text) for row in await drafts(chatting)] == [(CODE, "3 people")]
    assert sentence("own-reply-kept", "en") in person.screen


async def change_language(chatting: Chatting, person: Person) -> None:
    """Let somebody tap a language on an old card, beside the question for a text."""
    who = Address("telegram", str(person.id))
    screen = await chatting.conversation.open(who, "zh", "language")
    assert screen is not None
    reply = next(each for each in screen.screen.replies if (each.trigger, each.value) == ("speak", "en"))
    card = next(message for message in reversed(person.messages) if message.buttons)
    card.raw["reply_markup"]["inline_keyboard"].append([{"text": "English", "callback_data": reply.encode()}])
    await person.tap("English", message=card)


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_what_is_typed_elsewhere_does_not_go_to_an_item(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    ask = f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}"
    # Another card of the case, a command, and a step of the interview each end the question.
    await opens(chatting, person, case, *ask)
    await person.tap(data("case", f"item-{case}-{FIRST_PLACE}"))
    await say(chatting.api, person, "not this")
    await opens(chatting, person, case, *ask)
    await say(chatting.api, person, "/help")
    await say(chatting.api, person, "nor this")
    await opens(chatting, person, case, *ask)
    who = Address("telegram", str(person.id))
    screen = await chatting.conversation.look(who, "zh")
    again = next(each for each in screen.replies if each.trigger == "review")
    await chatting.conversation.say(who, again, "zh")
    await say(chatting.api, person, "nor that")
    assert {row.text for row in await drafts(chatting)} == {""}


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_old_buttons_after_the_case_moved_on_show_where_it_is(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}")
    await say(chatting.api, person, WHY)
    old = next(message for message in reversed(person.messages) if message.buttons)
    who = Address("telegram", str(person.id))
    await chatting.conversation.cases.agree(who, case)
    assert await drafts(chatting) == []
    await person.tap(data("case", f"write-{case}-{FIRST_PLACE}"), message=old)
    assert sentence("own-reply-not-possible") in person.screen
    assert await drafts(chatting) == []


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_what_changed_since_it_was_shown_is_shown_again_and_not_sent(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}")
    await say(chatting.api, person, "The rule has a date")
    await person.tap(data("case", f"reply-{case}"))
    await person.tap(data("case", f"look-{case}-0"))
    who, replies = Address("telegram", str(person.id)), chatting.conversation.cases.replies
    seen = await chatting.conversation.cases.one(who, case)
    assert seen is not None
    await replies.erase(who, seen, CODE)
    async with chatting.review.town.database.writing() as db:
        row = (await db.exec(select(CaseDraftRow))).one()
        row.text = "Something else"
        db.add(row)
    await person.tap(data_from("case", f"send-{case}-0-"))
    assert sentence("notice-handin-other") in person.screen
    assert (await stored(chatting.review, case)).state is CaseState.opinion


async def test_nobody_of_another_institution_writes_into_a_case(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}")
    card = next(message for message in reversed(person.messages) if message.buttons)
    stranger = chatting.api.person(2002, language_code="zh-hans")
    await say(chatting.api, stranger, "/start")
    theirs = next(message for message in reversed(stranger.messages) if message.buttons)
    theirs.raw["reply_markup"] = card.raw["reply_markup"]
    for value in (f"write-{case}-{FIRST_PLACE}", f"reply-{case}"):
        await stranger.tap(data("case", value), message=theirs)
        theirs.raw["reply_markup"] = card.raw["reply_markup"]
    await say(chatting.api, stranger, WHY)
    assert await drafts(chatting) == []


@pytest.mark.long("an objection, an item that is handed in again, and a restart between them")
async def test_the_database_takes_no_draft_from_another_institution(chatting: Chatting) -> None:
    _, case = await with_opinion(chatting)
    other = await begun(chatting.api, 2002)
    await run_through(other, "1")
    await other.tap(data("open", "files"))
    await other.tap(data("call"))
    await say(chatting.api, other, "Second Help")
    store, who = CaseDrafts(chatting.review.town.database), Address("telegram", str(other.id))
    assert not await store.ask(who, case, CODE, 1)
    assert not await store.write(who, case, CODE, Line(WHY, 1, "42"))
    assert not await store.choose(who, case, CODE, again=True)
    assert await drafts(chatting) == []


async def test_my_data_has_what_is_not_sent_and_forgetting_deletes_it(chatting: Chatting) -> None:
    person, case = await with_opinion(chatting)
    await opens(chatting, person, case, f"reply-{case}", f"item-{case}-{FIRST_PLACE}", f"write-{case}-{FIRST_PLACE}")
    await say(chatting.api, person, WHY)
    (row,) = await my_data(chatting.api, person, "case_drafts")
    assert (row["case_id"], row["subdomain"], row["text"]) == (case, CODE, WHY)
    await say(chatting.api, person, "/forget")
    await person.tap(data("forget"))
    assert await drafts(chatting) == []
