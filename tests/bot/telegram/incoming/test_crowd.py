"""One person who floods is handled in part, told once, and slows nobody."""

from __future__ import annotations

import asyncio

from bot.telegram.incoming.chat_queues import Admission, ChatQueues
from bot.telegram.incoming.parse import IncomingUpdate
from bot.telegram.incoming.routing import AT_ONCE
from tests.botapi import BotApi
from tests.people.chat import begun, data, question_of
from tests.people.shipped_words import sentence

FLOOD = 30


async def nothing(_toast: object) -> None:
    """No toast is shown late here."""


async def test_a_flood_is_taken_in_part_and_the_person_is_told_once() -> None:
    chats, release = ChatQueues(None, nothing), asyncio.Event()
    entries = []
    for number in range(7):
        entries.append(chats.admit(1, 3))
        if entries[-1] is Admission.ACCEPTED:
            chats.add(IncomingUpdate(number, 1, None, {}), lambda: waited(release))
    assert entries == [Admission.ACCEPTED] * 3 + [Admission.REFUSED_WITH_WARNING] + [Admission.REFUSED_SILENTLY] * 3
    assert chats.admit(2, 3) is Admission.ACCEPTED
    release.set()
    await chats.close(5)
    assert chats.admit(1, 3) is Admission.ACCEPTED


async def waited(event: asyncio.Event) -> None:
    await event.wait()


async def test_a_flood_of_one_person_leaves_others_served_and_answers_right(api: BotApi) -> None:
    flooder, other = await begun(api), await begun(api, 1002)
    api.delay = 0.01
    flood = asyncio.create_task(flooder.tap_at_once(data("rate", "3"), times=FLOOD))
    await asyncio.sleep(0)
    for done in range(1, 4):
        await other.tap(data("rate", "2"))
        assert question_of(other) == done + 1
    await api.until(lambda: question_of(flooder) == 2)
    flood.cancel()  # by polling, what is dropped is never answered by name
    await asyncio.gather(flood, return_exceptions=True)
    assert question_of(flooder) == 2
    told = [call for call in api.called("answerCallbackQuery") if call.params.get("text") == sentence("refusal-too-fast")]
    assert len(told) <= FLOOD // AT_ONCE
