"""Handing in from a chat: step by step, with files that Telegram keeps, and messages when it is the institution's turn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.case_messages.sending import SendingCaseMessages
from bot.deliveries.worker import Later
from bot.deliveries.writing import Writing
from bot.documents.renderer import Renderer
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.words.wording import Wording
from flows.dialogue import Address
from flows.review.states import CaseState
from flows.review.submission import Share
from flows.standard.loader import shipped
from storage.deliveries.leases import Delivery
from storage.deliveries.planning import DeliveryKind
from storage.tables import DeliveryRow
from tests.botapi import Person
from tests.people.chat import CODE, PDF, TOKEN, data, data_from, data_is_offered, say
from tests.people.pre_screening import lowered
from tests.people.reviewed_in_chat import Chatting, chatting_over, with_a_file
from tests.people.shipped_words import sentence


@pytest.fixture
async def chatting(database_url: str, wording: Wording, renderer: Renderer, tmp_path: Path) -> AsyncIterator[Chatting]:
    async with chatting_over(database_url, wording, renderer, tmp_path / "data") as chatting:
        yield chatting


async def test_a_file_is_fetched_and_kept_when_it_is_handed_in(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    assert sentence("handin-how-much") in person.screen
    await person.tap(data("case", f"see.{made.token}.3"))
    assert "minutes.pdf" in person.screen
    assert not list(chatting.folder.glob("*"))
    await person.tap(data_from("case", f"give.{made.token}.3."))
    assert sentence("notice-handed-in") in person.screen
    found = await review.town.cases.one(review.town.ben, made.case)
    assert found is not None
    item = found.case.item(CODE)
    assert item is not None
    assert item.share is Share.file
    file = item.rating.evidence.file if item.rating.evidence is not None else None
    assert file is not None
    assert file.place.startswith("web:")
    assert (chatting.folder / file.place.removeprefix("web:")).read_bytes() == PDF


async def test_nothing_is_handed_in_if_a_file_cannot_be_fetched(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    sent = next(message.file_id for message in person.messages if message.file_id is not None)
    chatting.api.world.files.alter(sent, b"%PDF-1.7 something else")
    await say(chatting.api, person, f"/cases {made.code}")
    await person.tap(data("case", f"see.{made.code}.3"))
    await person.tap(data_from("case", f"give.{made.code}.3."))
    assert "minutes.pdf" in person.screen
    assert sentence("handin-file-gone") in person.screen
    assert await review.town.own.requested(made.token) is not None
    assert not [file for file in chatting.folder.glob("*") if not file.name.endswith(".part")]


async def test_the_coordinator_is_told_and_agrees_in_the_chat(chatting: Chatting, wording: Wording) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.0"))
    await person.tap(data_from("case", f"give.{made.token}.0."))
    case = made.case
    await review.accepts(case)
    await review.decides(case, lowered(CODE, 1))
    await review.finishes(case)
    found = await review.town.cases.one(review.town.ann, case)
    assert found is not None
    if found.case.state is CaseState.second_reading:
        await review.second_reads(case, lowered(CODE, 1))
    async with review.town.database.reading() as db:
        row = (await db.exec(select(DeliveryRow).where(DeliveryRow.kind == DeliveryKind.case))).one()
    delivery = Delivery(row.id, row.respondent_id, DeliveryKind.case, row.about, None, 0)
    writer = ReminderSender(TOKEN, chatting.api.url, wording)
    messages = chatting.conversation.cases.messages
    message = await messages.message(delivery)
    assert message is not None
    at_noon = message.seen_at.replace(hour=4) + timedelta(days=1)
    call = await SendingCaseMessages(messages, Writing({"telegram": writer}, lambda: at_noon)).prepare(delivery)
    assert call is not None
    assert not isinstance(call, Later)
    await call()
    await writer.close()
    assert "North" in person.screen
    await person.tap(data("case", f"show-{case}"))
    assert data_is_offered(person, "case", f"agree-{case}")
    await person.tap(data("case", f"agree-{case}"))
    assert sentence("notice-agreed") in person.screen
    assert await messages.waiting(Address("telegram", str(person.id))) is None
    assert await messages.message(delivery) is None


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_withdrawing_is_asked_once(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.0"))
    await person.tap(data_from("case", f"give.{made.token}.0."))
    await say(chatting.api, person, "/cases")
    await person.tap(data("case", f"show-{made.case}"))
    await person.tap(data("case", f"asks-{made.case}"))
    assert sentence("own-case-withdraw-title") in person.screen
    await person.tap(data("case", f"out-{made.case}"))
    assert sentence("own-case-withdrawn") in person.screen


def shown_labels(person: Person) -> list[str]:
    """The words on the buttons of the newest card."""
    card = next(message for message in reversed(person.messages) if message.buttons)
    return [str(item["text"]) for row in card.raw["reply_markup"]["inline_keyboard"] for item in row]


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_the_evidence_of_one_item_is_left_out_and_what_goes_is_shown_first(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.3"))
    assert "minutes.pdf" in person.screen
    await person.tap(data("case", f"pick.{made.token}.3.0"))
    name = sentence(CODE)
    assert sentence("handin-pick-goes", item=name) in shown_labels(person)
    bit = 1 << shipped().codes.index(CODE)
    await person.tap(data_from("case", f"pick.{made.token}.3.{bit:x}"))
    assert sentence("handin-pick-stays", item=name) in shown_labels(person)
    await person.tap(data("case", f"see.{made.token}.3.{bit:x}"))
    assert "minutes.pdf" not in person.screen
    await person.tap(data_from("case", f"give.{made.token}.3.{bit:x}."))
    assert sentence("notice-handed-in") in person.screen
    found = await review.town.cases.one(review.town.ben, made.case)
    assert found is not None
    item = found.case.item(CODE)
    assert item is not None
    assert (item.share, item.rating.evidence) == (Share.answer, None)
    assert not list(chatting.folder.glob("*"))


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_an_item_is_put_back(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    bit = 1 << shipped().codes.index(CODE)
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.1"))
    await person.tap(data("case", f"pick.{made.token}.1.0"))
    await person.tap(data_from("case", f"pick.{made.token}.1.{bit:x}"))
    await person.tap(data_from("case", f"pick.{made.token}.1.0"))
    await person.tap(data("case", f"see.{made.token}.1"))
    assert "Minutes" in person.screen


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_what_changed_since_it_was_shown_is_shown_again_and_not_handed_in(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.1"))
    # At the same moment they change an answer elsewhere.
    who, domain = Address("telegram", str(person.id)), shipped().domains[0]
    screen = await chatting.conversation.look(who, "zh")
    changes = ("review", ""), ("open", f"answers.{domain.code}"), ("open", "answer.0"), ("jump", CODE), ("rate", "2")
    for trigger, value in changes:
        reply = next(each for each in screen.replies if (each.trigger, each.value) == (trigger, value))
        screen = (await chatting.conversation.say(who, reply, "zh")).screen
    await person.tap(data_from("case", f"give.{made.token}.1."))
    assert sentence("notice-handin-other") in person.screen
    assert await review.town.own.requested(made.token) is not None
    await person.tap(data_from("case", f"give.{made.token}.1."))
    assert sentence("notice-handed-in") in person.screen


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_another_reviewer_is_asked_for_in_the_chat(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.0"))
    await person.tap(data_from("case", f"give.{made.token}.0."))
    await review.accepts(made.case)
    await person.tap(data("case", f"other-{made.case}"))
    assert sentence("own-case-refuse-title") in person.screen
    await person.tap(data("case", f"another-{made.case}"))
    assert sentence("notice-reviewer-refused") in person.screen
    found = await review.town.cases.one(review.town.ann, made.case)
    assert found is not None
    assert len(found.case.refused) == 1
    # It can be done once.
    assert not data_is_offered(person, "case", f"other-{made.case}")


@pytest.mark.long("the coordinator agrees in the chat, and files are fetched")
async def test_an_issued_result_gets_a_public_page_and_loses_it_in_the_chat(chatting: Chatting) -> None:
    person, review = await with_a_file(chatting), chatting.review
    chatting.conversation.elsewhere.faces.page_url = "https://check.example"
    made = await review.request()
    await say(chatting.api, person, f"/start handin-{made.token}")
    await person.tap(data("case", f"see.{made.token}.0"))
    await person.tap(data_from("case", f"give.{made.token}.0."))
    await review.accepts(made.case)
    await review.decides(made.case)
    await review.finishes(made.case)
    found = await review.town.cases.one(review.town.ann, made.case)
    assert found is not None
    if found.case.state is CaseState.second_reading:
        await review.second_reads(made.case)
    await say(chatting.api, person, "/cases")
    await person.tap(data("case", f"show-{made.case}"))
    await person.tap(data("case", f"agree-{made.case}"))
    await review.issues(made.case)
    await say(chatting.api, person, "/cases")
    await person.tap(data("case", f"show-{made.case}"))
    await person.tap(data("case", f"read-{made.case}"))
    assert sentence("own-case-read-confirmed") in person.screen
    await person.tap(data("case", f"show-{made.case}"))
    await person.tap(data("case", f"page-{made.case}"))
    assert sentence("own-results-off") in person.screen
    await person.tap(data("case", f"publish-{made.case}"))
    (own,) = await chatting.conversation.result_pages.of(Address("telegram", str(person.id)))
    assert f"https://check.example/check/{own.check_number}" in person.screen
    assert await chatting.conversation.result_pages.published(own.check_number) is not None
    await person.tap(data("case", f"back-{made.case}"))
    assert await chatting.conversation.result_pages.published(own.check_number) is None
