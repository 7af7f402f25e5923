"""One person who floods is handled in part, told once, and slows nobody."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.crowd import AT_ONCE, Crowd, Entry
from tests.bot.telegram.test_telegram import begun, data
from tests.botapi import BotApi

FLOOD = 30


def test_of_a_flood_a_part_is_handled_and_one_told() -> None:
    crowd = Crowd(at_once=3)
    assert [crowd.enter(1) for _ in range(6)] == [Entry.HANDLED] * 3 + [Entry.TOLD] + [Entry.DROPPED] * 2
    assert crowd.enter(2) is Entry.HANDLED
    crowd.leave(1)
    assert crowd.enter(1) is Entry.HANDLED


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=300))
def test_no_chat_has_more_in_hand_and_none_is_remembered_without(steps: list[tuple[int, bool]]) -> None:
    crowd = Crowd(at_once=3)
    in_hand = dict.fromkeys(range(6), 0)
    for chat, comes in steps:
        if comes:
            assert (crowd.enter(chat) is Entry.HANDLED) == (in_hand[chat] < 3)
            in_hand[chat] = min(in_hand[chat] + 1, 3)
        elif in_hand[chat]:
            crowd.leave(chat)
            in_hand[chat] -= 1
        assert len(crowd) == sum(number > 0 for number in in_hand.values())


async def test_a_flood_of_one_person_leaves_others_served_and_answers_right(api: BotApi) -> None:
    flooder, other = await begun(api), await begun(api, 1002)
    api.delay = 0.01
    flood = asyncio.create_task(flooder.tap_at_once(data("rate", "3"), times=FLOOD))
    await asyncio.sleep(0)
    for done in range(1, 4):
        await other.tap(data("rate", "2"))
        assert f"{done}/27" in other.screen
    await api.until(lambda: "1/27" in flooder.screen)
    flood.cancel()  # by polling, what is dropped is never answered by name
    await asyncio.gather(flood, return_exceptions=True)
    assert "1/27" in flooder.screen
    told = [call for call in api.called("answerCallbackQuery") if "慢一点" in str(call.params.get("text"))]
    assert len(told) <= FLOOD // AT_ONCE
