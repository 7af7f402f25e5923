"""Polling lets a busy batch finish before it asks for more, and asks soon beside updates that take long."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Sequence
from typing import Any

import pytest

from bot.telegram.incoming import polling
from bot.telegram.incoming.polling import let_finish

GIVEN_UP_S = 20.0
LONG_S = 3_600.0


def updates(number: int) -> list[Future[Any]]:
    return [asyncio.get_running_loop().create_future() for _ in range(number)]


def finish_each(waiting: Sequence[Future[Any]], after_s: float) -> None:
    """Finish one update after the other, each `after_s` seconds after the one before."""
    for place, each in enumerate(waiting, start=1):
        asyncio.get_running_loop().call_later(place * after_s, each.set_result, None)


@pytest.fixture(autouse=True)
def no_early_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep BUSY_S from ending a wait that should end without it."""
    monkeypatch.setattr(polling, "BUSY_S", LONG_S)


async def test_a_batch_that_goes_on_finishing_is_waited_for() -> None:
    batch = updates(40)
    finish_each(batch, polling.STALL_S / 8)
    async with asyncio.timeout(GIVEN_UP_S):
        await let_finish(batch, batch)
    assert all(each.done() for each in batch)


async def test_a_new_update_that_takes_long_holds_nobody_up() -> None:
    batch = updates(3)
    finish_each(batch[1:], polling.STALL_S / 8)
    async with asyncio.timeout(GIVEN_UP_S):
        await let_finish(batch, batch)
    assert [each.done() for each in batch] == [False, True, True]


async def test_an_earlier_update_that_takes_long_holds_nobody_up() -> None:
    earlier, new = updates(1), updates(2)
    finish_each(new, polling.STALL_S / 8)
    async with asyncio.timeout(GIVEN_UP_S):
        await let_finish(new, [*earlier, *new])
    assert not earlier[0].done()


async def test_a_batch_may_finish_together_after_a_while() -> None:
    batch = updates(3)
    for each in batch:
        asyncio.get_running_loop().call_later(polling.STALL_S * 3, each.set_result, None)
    async with asyncio.timeout(GIVEN_UP_S):
        await let_finish(batch, batch)
    assert all(each.done() for each in batch)


async def test_a_batch_that_never_ends_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "BUSY_S", polling.STALL_S * 3)
    batch = updates(4_000)
    finish_each(batch, polling.STALL_S / 8)
    async with asyncio.timeout(GIVEN_UP_S):
        await let_finish(batch, batch)
    assert not batch[-1].done()
