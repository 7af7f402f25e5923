"""Addresses take turns, and so do the people of an address; nobody can fill the queue alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

import bot.documents.renderer as renderer_module
from bot.documents.fair_queue import Asker, FairQueue
from bot.documents.renderer import AT_ONCE, PersonQueueFull, QueueFull, Renderer
from tests.bot.documents.slow_cards import ASKER, Slow, ask, begun_waiting


async def order_of(renderer: Renderer, slow: Slow, *waiting: tuple[str, str, str]) -> list[str]:
    """In which order these cards begin to be made, one at a time."""
    tasks = await begun_waiting(renderer, slow, *waiting)
    slow.gate.set()
    await asyncio.gather(*tasks)
    return slow.order[AT_ONCE:]


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written down beside the making cannot overtake, so that the order is certain."""

    async def at_once(work: Callable[..., object], *args: object) -> object:
        return work(*args)

    monkeypatch.setattr(asyncio, "to_thread", at_once)


@pytest.mark.usefixtures("one_at_a_time")
async def test_people_are_served_in_turn(renderer: Renderer, slow: Slow) -> None:
    first = [(f"first {number}", "one address", "one person") for number in range(4)]
    order = await order_of(renderer, slow, *first, ("other", "another address", "another person"))
    assert order[:2] == ["first 0", "other"]
    assert [name for name in order if name != "other"] == [name for name, _, _ in first]


@pytest.mark.usefixtures("one_at_a_time")
async def test_many_people_of_one_address_hold_up_nobody_of_another(renderer: Renderer, slow: Slow) -> None:
    crowd = [(f"crowd {number}", "one address", f"person {number}") for number in range(180)]
    order = await order_of(renderer, slow, *crowd, ("other", "another address", "another person"))
    assert order[:3] == ["crowd 0", "other", "crowd 1"]


@pytest.mark.usefixtures("one_at_a_time")
async def test_one_person_holds_up_nobody_of_the_same_address(renderer: Renderer, slow: Slow) -> None:
    first = [(f"first {number}", "one address", "one person") for number in range(4)]
    assert (await order_of(renderer, slow, *first, ("other", "one address", "another person")))[:2] == ["first 0", "other"]


async def test_a_person_with_many_waiting_documents_is_told_to_wait_and_others_are_not(renderer: Renderer, slow: Slow) -> None:
    tasks = await begun_waiting(renderer, slow, *((f"{number}", "one address", "one person") for number in range(5)))
    with pytest.raises(PersonQueueFull) as refused:
        await ask(renderer, "one more", "another address", "one person")
    assert refused.value.why.key == "document-yours-first"
    tasks.append(asyncio.create_task(ask(renderer, "other", "one address", "another person")))
    tasks.append(asyncio.create_task(ask(renderer, "4", "one address", "one person")))  # the same again begins nothing
    slow.gate.set()
    await asyncio.gather(*tasks)
    assert await ask(renderer, "one more", "one address", "one person") == b"one more"


async def test_one_address_cannot_fill_the_whole_queue(renderer: Renderer, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer_module, "WAITING_OF_ORIGIN", 3)
    tasks = await begun_waiting(renderer, slow, *((f"{number}", "one address", f"{number}") for number in range(3)))
    with pytest.raises(QueueFull):
        await ask(renderer, "one more", "one address", "one more")
    tasks.append(asyncio.create_task(ask(renderer, "other", "another address", "another person")))
    slow.gate.set()
    await asyncio.gather(*tasks)


async def test_a_caller_that_stops_waiting_takes_no_turn() -> None:
    turns, held, let_go = FairQueue(1), asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with turns.turn(ASKER):
            held.set()
            await let_go.wait()

    async def wait() -> str:
        async with turns.turn(Asker("another address", "another person")):
            return "served"

    holder = asyncio.create_task(hold())
    await held.wait()
    gone, called, stays = (asyncio.create_task(wait()) for _ in range(3))
    await asyncio.sleep(0)
    gone.cancel()
    let_go.set()
    await holder
    called.cancel()  # its turn has just come
    assert await stays == "served"
    assert await wait() == "served"
