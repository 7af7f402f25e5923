"""The press: two at a time, first come first served, the same document once; and nothing waits for it on the loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bot.documents.press as press_module
from bot.documents.dossier import Dossier
from bot.documents.fingerprint import of_answers, of_everything
from bot.documents.press import AT_ONCE, Crowded, Kind, Press
from bot.documents.seal import Verdict, verify
from bot.documents.voice import Voice
from bot.wording import Wording
from flows.assessment.rating import Rating
from tests.bot.documents.conftest import MIXED, STANDARD, level, made


@pytest.fixture
async def press(wording: Wording, tmp_path: Path) -> AsyncIterator[Press]:
    press = Press(wording, tmp_path / "data")
    yield press
    await press.close()


class Slow:
    """A maker of cards that says how many were made at once, and in which order."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.most = self._now = 0
        self.gate = threading.Event()
        self.begun = threading.Semaphore(0)
        self._lock = threading.Lock()

    def __call__(self, dossier: Dossier, _voice: Voice) -> bytes:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.order.append(dossier.organisation)
        self.begun.release()
        self.gate.wait(10)
        with self._lock:
            self._now -= 1
        return dossier.organisation.encode()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(press_module, "card", slow)
    return slow


async def test_each_kind_is_what_it_says(press: Press) -> None:
    dossier = made(MIXED, "en", "Centre")
    card, report, workbook, sealed = await asyncio.gather(
        press.card(dossier), press.report(dossier), press.workbook(dossier), press.sealed(dossier)
    )
    assert (card[:4], report[:5], workbook[:2]) == (b"\x89PNG", b"%PDF-", b"PK")
    assert verify(STANDARD, sealed).verdict is Verdict.true


async def test_a_hundred_at_once_are_made_two_at_a_time_in_order(press: Press, slow: Slow) -> None:
    waiting = [asyncio.create_task(press.card(made(MIXED, "zh", str(number)))) for number in range(100)]
    for _ in range(AT_ONCE):
        await asyncio.to_thread(slow.begun.acquire, timeout=10)
    slow.gate.set()
    assert await asyncio.gather(*waiting) == [str(number).encode() for number in range(100)]
    assert slow.most == AT_ONCE
    assert sorted(slow.order, key=int)[:20] == sorted(slow.order[:20], key=int)


async def test_the_same_document_is_made_once_even_where_the_first_who_asked_goes_away(press: Press, slow: Slow) -> None:
    first = asyncio.create_task(press.card(made(MIXED, "zh", "a")))
    second = asyncio.create_task(press.card(made(MIXED, "zh", "a")))
    await asyncio.to_thread(slow.begun.acquire, timeout=10)
    first.cancel()
    slow.gate.set()
    assert await second == b"a"
    assert await press.card(made(MIXED, "zh", "a")) == b"a"
    assert slow.order == ["a"]


async def test_too_many_waiting_are_refused_at_once(press: Press, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_module, "WAITING_AT_MOST", 3)
    waiting = [asyncio.create_task(press.card(made(MIXED, "zh", str(number)))) for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await press.card(made(MIXED, "zh", "one more"))
    slow.gate.set()
    await asyncio.gather(*waiting)
    assert await press.card(made(MIXED, "zh", "one more")) == b"one more"


async def test_what_is_kept_is_bounded(press: Press, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    slow.gate.set()
    monkeypatch.setattr(press_module, "KEPT_BYTES", 2)
    for name in "abcab":
        await press.card(made(MIXED, "zh", name))
    assert slow.order == list("abcab")
    await press.card(made(MIXED, "zh", "b"))
    assert slow.order == list("abcab")


async def test_a_failure_is_told_to_all_who_wait_and_not_kept(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_dossier: Dossier, _voice: Voice) -> bytes:
        raise ValueError("broken")

    monkeypatch.setattr(press_module, "report", broken)
    both = await asyncio.gather(press.report(made(MIXED)), press.report(made(MIXED)), return_exceptions=True)
    assert [type(error) for error in both] == [ValueError, ValueError]
    monkeypatch.undo()
    assert (await press.make(Kind.report, made(MIXED)))[:5] == b"%PDF-"


def test_a_card_is_known_by_the_answers_alone() -> None:
    plain, planned = made(MIXED), made(MIXED, planned=True)
    assert of_answers(plain) == of_answers(planned)
    assert of_everything(plain) != of_everything(planned)
    others = [made(level(3)), made(MIXED, "en"), made(MIXED, "zh", "x"), replace(plain, assessed_on=date(2026, 1, 1))]
    others.append(made({**MIXED, "risk-management": Rating(not_applicable="另一个原因")}))
    assert len({of_answers(dossier) for dossier in [plain, *others]}) == 6
