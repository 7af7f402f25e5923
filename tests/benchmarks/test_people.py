"""The people of the benchmarks find their way: through a whole interview, past its end, and into the next one."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from benchmarks.people import People
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.conversation.response import Response
from bot.telegram.outgoing.card_text import CardWriter
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Reply
from flows.stages import Stage
from flows.standard.loader import shipped

QUESTIONS = len(shipped().codes)
# More than an interview, its checkpoints and the way to the next one take.
TAPS_AT_MOST = 2 * QUESTIONS


class Bot:
    """Answers the updates of people by a conversation, with the cards that Telegram would get."""

    def __init__(self, conversation: Conversation, wording: Wording, others_come: bool) -> None:
        self.people = People(1, self._take, others_come=others_come)
        self._conversation = conversation
        self._cards = CardWriter(wording)
        self._waiting: deque[dict[str, Any]] = deque()
        self._markup = ""

    async def answer(self) -> Response:
        """Answer the next update; what its sender is shown."""
        assert self._waiting, f"nothing to tap for people of benchmarks.people among {self._markup}: mend its WAYS"
        update = self._waiting.popleft()
        if query := update.get("callback_query"):
            chat, message = int(query["from"]["id"]), int(query["message"]["message_id"])
            reply = Reply.decode(query["data"])
            assert reply is not None
            response = await self._conversation.say(_address(chat), reply, "zh")
            self._show(chat, message, self._cards.edit(chat, message, response.screen))
            self.people.toast(query["id"])
        else:
            chat = int(update["message"]["chat"]["id"])
            response = await self._conversation.say(_address(chat), Command("start"), "zh")
            self._show(chat, None, self._cards.send(chat, response.screen))
        assert response.refusal is None
        return response

    def _take(self, number: int, update: str) -> None:
        self._waiting.append(json.loads(update))

    def _show(self, chat: int, message: int | None, body: bytes) -> None:
        card = json.loads(body)
        self._markup = json.dumps(card["reply_markup"], ensure_ascii=False)
        self.people.shown(chat, message, card["text"], self._markup)


def _address(chat: int) -> Address:
    return Address("telegram", str(chat))


@pytest_asyncio.fixture
async def conversation(sqlite_url: str) -> AsyncIterator[Conversation]:
    async with open_conversation(sqlite_url) as conversation:
        yield conversation


async def stages_until(bot: Bot, last: Stage) -> list[str]:
    """The stages that are shown up to the first one of this name."""
    found: list[str] = []
    while len(found) < TAPS_AT_MOST:
        response = await bot.answer()
        found.append(response.screen.name)
        if response.screen.name == last:
            return found
    raise AssertionError(f"no {last} in {found}")


@pytest.mark.parametrize("others_come", [False, True])
async def test_they_answer_every_question_and_begin_again(
    conversation: Conversation, wording: Wording, others_come: bool
) -> None:
    bot = Bot(conversation, wording, others_come)
    bot.people.begin()
    first = await stages_until(bot, Stage.finished)
    assert first[0] == Stage.welcome
    assert first.count(Stage.asking) == QUESTIONS
    again = await stages_until(bot, Stage.asking)
    assert (Stage.welcome in again) == others_come, "those who have finished leave only if others come"
    await stages_until(bot, Stage.finished)
    assert len(bot.people.tally.waits) == 2 * QUESTIONS, "every answer is counted"
