"""People who ask for cards, and a worker that makes cards and that a test holds up."""

from __future__ import annotations

import asyncio
import json

from bot.documents.fair_queue import Asker
from bot.documents.kinds import DocumentKind
from bot.documents.renderer import AT_ONCE, Renderer
from bot.documents.typst.typst_input import TypstInput
from tests.bot.documents.dossiers import MIXED, made

ASKER = Asker("one address", "one person")


class Slow:
    """A worker that makes cards and says how many were made at once, and in which order."""

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


async def ask(renderer: Renderer, institution: str, origin: str = "", person: str = "") -> bytes:
    """Ask for a card of an institution, as a person of their own unless the test names one."""
    person = person or institution
    return await renderer.make(DocumentKind.card, made(MIXED, "zh", institution), Asker(origin or person, person))


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
