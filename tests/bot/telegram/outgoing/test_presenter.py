"""A stored answer stays, even if Telegram does not take the calls that show it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.incoming import chat_queues as chats
from bot.telegram.outgoing import retry_policy as patience_module
from bot.telegram.outgoing.card_text import CardWriter
from bot.telegram.outgoing.retry_policy import TAP
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.botapi import BotApi, Person
from tests.botapi.injection import Nonsense
from tests.people.chat import TOKEN, TRANSPORTS, begun, data, my_data, question_of, say
from tests.ports import free_port

FAULTS = (Nonsense.html, Nonsense.portal, Nonsense.empty, Nonsense.unparsable, Nonsense.cut)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience_module, "FIRST_WAIT_S", 0.001)
    monkeypatch.setattr(chats, "AGAIN_S", 0.01)


@pytest.fixture(params=TRANSPORTS)
async def patient(
    request: pytest.FixtureRequest, sqlite_url: str, wording: Wording, renderer: Renderer, tmp_path: Path
) -> AsyncIterator[BotApi]:
    """The Bot API server with a bot that may set updates aside, as it runs for real."""
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer, folder=tmp_path)
        port = free_port()
        hook = telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
        async with telegram.polling() if request.param == "polling" else hook:
            yield api
        assert api.violations == []


def lines(person: Person, wording: Wording, key: str) -> list[str]:
    """The bot's messages that say this."""
    said = wording.say(phrase(key), "en")
    return [message.text for message in person.messages if message.from_bot and said in message.text]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "method", ["sendMessage", pytest.param("deleteMessage", marks=pytest.mark.long("the same on sendMessage"))]
)
async def test_a_fault_on_the_way_of_a_typed_answer_is_not_the_persons_business(
    patient: BotApi, wording: Wording, method: str, fault: Nonsense, after: bool
) -> None:
    person = await begun(patient, language="en")
    patient.spoil_next(method, fault, after=after)
    await say(patient, person, "1")
    await patient.until(lambda: question_of(person) == 2)
    await patient.idle()
    assert lines(person, wording, "refusal-wrong") == lines(person, wording, "refusal-repeated") == []
    assert [rating["subdomain"] for rating in await my_data(patient, person, "ratings")] == ["strategic-decision"]


async def test_a_card_that_does_not_get_through_is_shown_later_and_not_said_again(patient: BotApi, wording: Wording) -> None:
    """Every try of the call fails: the answer is stored, so only the showing is repeated."""
    person = await begun(patient, language="en")
    patient.spoil_next("sendMessage", Nonsense.html, times=2 * TAP.tries)
    await person.send("3", wait=False)
    await patient.until(lambda: question_of(person) == 1)
    assert lines(person, wording, "refusal-wrong") == lines(person, wording, "refusal-repeated") == []
    assert [rating["level"] for rating in await my_data(patient, person, "ratings")] == [3]


async def test_a_tapped_card_that_does_not_get_through_is_shown_later(patient: BotApi) -> None:
    person = await begun(patient, language="en")
    patient.spoil_next("editMessageText", Nonsense.empty, times=2 * TAP.tries)
    await person.tap(data("rate", "3"), wait=False)
    await patient.until(lambda: question_of(person) == 1)
    assert len(patient.called("sendMessage")) == 1


async def test_a_bug_in_showing_does_not_call_a_stored_answer_lost(
    patient: BotApi, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await begun(patient, language="en")

    def broken(*_: object) -> bytes:
        raise KeyError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(CardWriter, "send", broken)
        await person.send("3")
        await patient.idle()
    await say(patient, person, "/start")
    assert question_of(person) == 2
    assert lines(person, wording, "refusal-wrong") == []


async def test_not_modified_is_believed_only_if_it_can_be_true(patient: BotApi) -> None:
    """Told so of an answered question, the next question comes in a new card: the answered one must not be the newest."""
    person = await begun(patient, language="en")
    patient.fail_next("editMessageText", 400, "Bad Request: message is not modified")
    await person.tap(data("rate", "3"))
    await patient.until(lambda: question_of(person) == 2)
    await patient.until(lambda: sum(bool(message.buttons) for message in person.messages) == 1)
    before = len(patient.called("sendMessage"))
    patient.spoil_next("editMessageText", Nonsense.html, after=True)  # the second try is told so, and rightly
    await person.tap(data("rate", "3"))
    await person.tap_at_once(data("rate", "3"), times=3)
    assert question_of(person) == 4
    assert len(patient.called("sendMessage")) == before


async def test_a_person_who_blocked_the_bot_is_not_told_anything(patient: BotApi) -> None:
    person, other = await begun(patient, language="en"), await begun(patient, 1002)
    patient.block(person.id)
    await person.send("3")
    await person.tap(data("rate", "3"))
    await other.tap(data("rate", "3"))
    assert question_of(other) == 2
