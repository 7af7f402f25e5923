"""The renderer: two at a time, people in turn, the same document once; and nothing waits for it on the loop."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bot.documents.renderer as renderer_module
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.fingerprint import card_fingerprint, dossier_fingerprint
from bot.documents.fair_queue import Asker, FairQueue
from bot.documents.kinds import MEDIA_TYPES, SUFFIXES, DocumentKind
from bot.documents.renderer import AT_ONCE, DocumentFailed, PersonQueueFull, QueueFull, Renderer
from bot.documents.sealed.seal import Verdict, verify
from bot.documents.typst.typst_input import TypstInput
from bot.documents.worker import NICENESS
from bot.documents.writers import WRITERS
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from tests.bot.documents.dossiers import MIXED, STANDARD, level, made


@pytest.fixture
async def renderer(wording: Wording, tmp_path: Path) -> AsyncIterator[Renderer]:
    renderer = Renderer(wording, tmp_path / "data")
    yield renderer
    await renderer.close()


class Slow:
    """A maker of cards that says how many were made at once, and in which order."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.most = self._now = 0
        self.gate = asyncio.Event()
        self.begun = asyncio.Semaphore(0)

    async def __call__(self, content: TypstInput) -> bytes:
        institution = str(json.loads(content.data)["institution"])
        self._now += 1
        self.most = max(self.most, self._now)
        self.order.append(institution)
        self.begun.release()
        await self.gate.wait()
        self._now -= 1
        return institution.encode()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(renderer_module, "_render_in_process", slow)
    return slow


ASKER = Asker("one address", "one person")


async def ask(renderer: Renderer, institution: str, origin: str = "", person: str = "") -> bytes:
    """Ask for a card of an institution, as a person of their own unless the test names one."""
    person = person or institution
    return await renderer.make(DocumentKind.card, made(MIXED, "zh", institution), Asker(origin or person, person))


def test_every_kind_can_be_sent_and_downloaded() -> None:
    assert set(SUFFIXES) == set(MEDIA_TYPES) == set(DocumentKind)


async def test_each_kind_is_what_it_says(renderer: Renderer) -> None:
    dossier = made(MIXED, "en", "Centre")
    card, report, workbook, sealed = await asyncio.gather(
        *(
            renderer.make(kind, dossier, ASKER)
            for kind in (DocumentKind.card, DocumentKind.report, DocumentKind.workbook, DocumentKind.sealed)
        )
    )
    assert (card[:4], report[:5], workbook[:2]) == (b"\x89PNG", b"%PDF-", b"PK")
    assert verify(STANDARD, sealed, date.today()).verdict is Verdict.unknown_key


async def test_a_hundred_at_once_are_made_two_at_a_time_in_order(renderer: Renderer, slow: Slow) -> None:
    waiting = [asyncio.create_task(ask(renderer, str(number))) for number in range(100)]
    for _ in range(AT_ONCE):
        await slow.begun.acquire()
    slow.gate.set()
    assert await asyncio.gather(*waiting) == [str(number).encode() for number in range(100)]
    assert slow.most == AT_ONCE
    begun = [int(text) for text in slow.order]
    # Everyone who came before has begun too, except at most one that is noted at the same time.
    assert all(len(set(range(number)) - set(begun[:place])) < AT_ONCE for place, number in enumerate(begun))


async def test_the_same_document_is_made_once_even_if_the_first_asker_leaves(renderer: Renderer, slow: Slow) -> None:
    first = asyncio.create_task(ask(renderer, "a"))
    second = asyncio.create_task(ask(renderer, "a"))
    await slow.begun.acquire()
    first.cancel()
    slow.gate.set()
    assert await second == b"a"
    assert await ask(renderer, "a") == b"a"
    assert slow.order == ["a"]


async def test_too_many_waiting_are_refused_at_once(renderer: Renderer, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer_module, "WAITING_AT_MOST", 3)
    waiting = [asyncio.create_task(ask(renderer, str(number))) for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(QueueFull):
        await ask(renderer, "one more")
    slow.gate.set()
    await asyncio.gather(*waiting)
    assert await ask(renderer, "one more") == b"one more"


async def begun_waiting(renderer: Renderer, slow: Slow, *waiting: tuple[str, str, str]) -> list[asyncio.Task[bytes]]:
    """Cards asked for in this order by (institution, origin, person), while both places are taken by others."""
    asked = [("first", "x", "x"), ("second", "y", "y"), *waiting]
    tasks = []
    for institution, origin, person in asked:
        tasks.append(asyncio.create_task(ask(renderer, institution, origin, person)))
        await asyncio.sleep(0)
        if len(tasks) <= AT_ONCE:
            await slow.begun.acquire()
    return tasks


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


async def test_who_goes_away_while_waiting_takes_no_turn() -> None:
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


async def test_what_is_kept_is_bounded(renderer: Renderer, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    slow.gate.set()
    monkeypatch.setattr(renderer_module, "KEPT_BYTES", 2)
    for name in "abcab":
        await ask(renderer, name)
    assert slow.order == list("abcab")
    await ask(renderer, "b")
    assert slow.order == list("abcab")


async def test_a_failure_is_told_to_all_who_wait_and_not_kept(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(dossier: Dossier, _voice: DocumentWords) -> TypstInput:
        return TypstInput("report", "{", dossier.assessed_on)

    monkeypatch.setitem(WRITERS, DocumentKind.report, broken)
    both = await asyncio.gather(
        renderer.make(DocumentKind.report, made(MIXED), ASKER),
        renderer.make(DocumentKind.report, made(MIXED), ASKER),
        return_exceptions=True,
    )
    assert [error.why.key for error in both if isinstance(error, DocumentFailed)] == ["document-failed"] * 2, both
    monkeypatch.undo()
    assert (await renderer.make(DocumentKind.report, made(MIXED), ASKER))[:5] == b"%PDF-"


def makers() -> list[int]:
    """The processes that make documents for this one."""
    tasks = Path("/proc/self/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [child for child in children if "anyio.to_process" in Path(f"/proc/{child}/cmdline").read_text()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
async def test_a_maker_that_is_killed_is_replaced(renderer: Renderer) -> None:
    await ask(renderer, "first")
    maker = makers()[0]
    assert os.getpriority(os.PRIO_PROCESS, maker) == NICENESS
    os.kill(maker, signal.SIGKILL)
    assert (await ask(renderer, "second"))[:4] == b"\x89PNG"


ONE_CARD = """
import asyncio, os, sys
from pathlib import Path
from tests.bot.documents.dossiers import MIXED, made
from bot.documents.kinds import DocumentKind
from bot.documents.renderer import Renderer
from bot.documents.fair_queue import Asker
from bot.words.wording import Wording

async def main():
    renderer = Renderer(Wording.load(), Path(sys.argv[1]))
    card = await renderer.make(DocumentKind.card, made(MIXED), Asker("one address", "one person"))
    print(len(card), Path(f"/proc/self/task/{os.getpid()}/children").read_text(), flush=True)
    THEN
    await renderer.close()

asyncio.run(main())
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
@pytest.mark.parametrize("then", ["pass", "os.kill(os.getpid(), 9)"])
def test_no_maker_outlives_its_process(tmp_path: Path, then: str) -> None:
    """Whether it ends well, or is killed."""
    run = subprocess.run(
        [sys.executable, "-c", ONE_CARD.replace("THEN", then), str(tmp_path)], capture_output=True, text=True, check=False
    )
    size, *children = run.stdout.split()
    assert int(size) > 10_000, run.stderr
    assert len(children) == 1
    for child in children:
        wait_for_end(Path(f"/proc/{child}/stat"))


def wait_for_end(stat: Path) -> None:
    """Until a process is gone, or nothing but its entry is left."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
        os.sched_yield()
    raise AssertionError(f"{stat} is still there")


def test_a_card_is_known_by_the_answers_alone() -> None:
    plain, planned = made(MIXED), made(MIXED, planned=True)
    assert card_fingerprint(plain) == card_fingerprint(planned)
    assert dossier_fingerprint(plain) != dossier_fingerprint(planned)
    others = [made(level(3)), made(MIXED, "en"), made(MIXED, "zh", "x"), replace(plain, assessed_on=date(2026, 1, 1))]
    others.append(made({**MIXED, "risk-management": Rating(not_applicable="另一个原因")}))
    assert len({card_fingerprint(dossier) for dossier in [plain, *others]}) == 6
