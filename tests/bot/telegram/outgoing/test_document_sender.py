"""Documents in the chat: the card comes with the result, the others by a button, and a failure is a sentence."""

from __future__ import annotations

import asyncio
import json
from datetime import date

import pytest

import bot.documents.renderer as renderer_module
from bot.conversation.conversation import Conversation
from bot.documents.sealed.seal import Verdict, verify
from bot.documents.typst.typst_input import TypstInput
from bot.telegram.outgoing import retry_policy as patience
from bot.words.wording import Wording
from flows.dialogue import Refusal, phrase
from flows.standard.loader import shipped
from tests.botapi import BotApi
from tests.botapi.injection import Nonsense
from tests.people.chat import begun, data, finished, open_documents, run_through, say, take_document
from tests.people.shipped_words import sentence


@pytest.mark.long("the shorter tests of this file")
async def test_the_card_comes_with_the_result_and_again_only_when_answers_changed(api: BotApi) -> None:
    person = await finished(api)
    card = next(message for message in person.messages if message.file_id)
    assert "photo" in card.raw
    assert api.file(str(card.file_id)).data.startswith(b"\x89PNG")
    assert card.text
    await person.tap(data("open", "more"))
    await person.tap(data("review"))
    await person.tap(data("close"))
    await take_document(person, "report")
    await api.until(lambda: bool(api.called("sendDocument")))
    assert len(api.called("sendPhoto")) == 1


async def test_a_person_who_restarts_before_the_card_is_made_still_gets_it(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, shown = asyncio.Event(), list[str]()
    behind = renderer_module._render_in_process

    async def late(content: TypstInput) -> bytes:
        shown.append(content.data)
        await gate.wait()
        return await behind(content)

    monkeypatch.setattr(renderer_module, "_render_in_process", late)
    first, second = await begun(api, mode="target-1"), await begun(api, 8, mode="target-1")
    await run_through(first, "0")
    await run_through(second, "1")
    await say(api, second, "/restart")
    await second.tap(data("restart"))
    await second.tap(data("begin", "full"))
    await second.tap(data("rate", "0"))
    gate.set()
    await api.until(lambda: len(api.called("sendPhoto")) == 2)
    assert [json.loads(data)["low"] for data in shown] == [0, 1]


@pytest.mark.parametrize(
    ("kind", "begins"), [("card", b"\x89PNG"), ("report", b"%PDF-"), ("workbook", b"PK"), ("sealed", b"{")]
)
async def test_a_button_gives_a_document_and_changes_nothing(api: BotApi, kind: str, begins: bytes) -> None:
    person = await finished(api)
    if kind != "card":
        await open_documents(person)
    offered, method = person.buttons, "sendPhoto" if kind == "card" else "sendDocument"
    before = len(api.called(method))
    await take_document(person, kind)
    await api.until(lambda: len(api.called(method)) > before)
    sent = api.file(str(person.messages[-1].file_id)).data
    assert sent.startswith(begins)
    assert person.buttons == offered
    if kind == "sealed":
        assert verify(shipped(), sent, date.today()).verdict is Verdict.unknown_key


async def test_the_history_gives_its_trend_as_a_picture(api: BotApi) -> None:
    person = await finished(api)
    await say(api, person, "/history")
    offered, before = person.buttons, len(api.called("sendPhoto"))
    await take_document(person, "trend")
    await api.until(lambda: len(api.called("sendPhoto")) > before)
    sent = person.messages[-1]
    assert api.file(str(sent.file_id)).data.startswith(b"\x89PNG")
    assert sentence("document-caption-trend") in sent.text
    assert person.buttons == offered


async def test_a_document_that_fails_is_a_sentence(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await finished(api)
    monkeypatch.setattr(renderer_module, "WAITING_AT_MOST", 0)
    await take_document(person, "workbook")
    await api.until(lambda: sentence("document-crowded") in person.messages[-1].text)
    monkeypatch.undo()
    await say(api, person, "/result")
    await take_document(person, "workbook")
    await api.until(lambda: bool(api.called("sendDocument")))


async def test_answers_that_cannot_be_read_for_a_document_are_told(
    api: BotApi, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await finished(api)

    async def unreadable(*_: object) -> None:
        raise Refusal(phrase("refusal-unstored"))

    monkeypatch.setattr(Conversation, "dossier", unreadable)
    await take_document(person, "workbook")
    await api.until(lambda: person.messages[-1].text == wording.say(phrase("refusal-unstored"), "zh"))
    monkeypatch.undo()
    await take_document(person, "workbook")
    await api.until(lambda: bool(api.called("sendDocument")))


async def test_many_taps_on_a_document_bring_it_once(api: BotApi, wording: Wording, monkeypatch: pytest.MonkeyPatch) -> None:
    person, other = await finished(api), await begun(api, 8, mode="target-1")
    await run_through(other, "1")
    await api.until(lambda: len(api.called("sendPhoto")) == 2)
    gate, behind = asyncio.Event(), renderer_module._render_in_process

    async def late(content: TypstInput) -> bytes:
        await gate.wait()
        return await behind(content)

    monkeypatch.setattr(renderer_module, "_render_in_process", late)
    toasts = len(person.toasts)
    await open_documents(person)
    await person.tap_at_once(data("document", "report"), times=5)
    await take_document(other, "report")
    await person.tap(data("show"))
    await take_document(person, "card")
    making = wording.say(phrase("document-making"), "zh")
    assert person.toasts[toasts:] == [making] * 6
    gate.set()
    await api.until(lambda: len(api.called("sendDocument")) == 2 and len(api.called("sendPhoto")) == 3)
    await take_document(person, "report")  # what has come may be asked for again
    await api.until(lambda: len(api.called("sendDocument")) == 3)
    assert [call.params["chat_id"] for call in api.called("sendDocument")].count(person.id) == 2


@pytest.mark.parametrize("fault", [Nonsense.html, Nonsense.empty, Nonsense.cut])
async def test_a_fault_on_the_way_of_a_document_is_tried_again(api: BotApi, fault: Nonsense) -> None:
    person = await finished(api)
    api.spoil_next("sendDocument", fault)
    await take_document(person, "workbook")
    await api.until(lambda: any(call.ok for call in api.called("sendDocument")))
    assert person.messages[-1].file_id


async def test_a_document_that_cannot_be_sent_is_a_sentence(
    api: BotApi, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_S", 0.001)
    person = await finished(api)
    failed = wording.say(phrase("document-failed"), "zh")
    api.spoil_next("sendDocument", Nonsense.html, times=patience.UPLOAD.tries)
    await take_document(person, "workbook")
    await api.until(lambda: failed in person.messages[-1].text)
    api.fail_next("sendDocument", 400, "Bad Request: chat not found")
    api.fail_next("sendMessage", 400, "Bad Request: chat not found")
    before = len(api.called("sendMessage"))
    await take_document(person, "workbook")
    await api.until(lambda: len(api.called("sendMessage")) == before + 1)
