"""How long a card and a report take once warm, and what a hundred requests at the same time do to the loop and to memory.

Run it with `.venv/bin/python -m benchmarks.documents`. Every document is another institution's: nothing comes from the cache.
"""

from __future__ import annotations

import asyncio
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.documents.content.card import card
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier, dossier
from bot.documents.content.report import report
from bot.documents.content.workbook import workbook
from bot.documents.fair_queue import Asker
from bot.documents.kinds import DocumentKind
from bot.documents.renderer import Renderer
from bot.documents.typst.typst_input import TypstInput
from bot.documents.worker import render
from bot.documents.xlsx.workbook_content import WorkbookContent
from bot.words.wording import Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.standard.loader import shipped

TODAY = date(2026, 11, 24)
ROUNDS = 40
WARM_UP = 5
AT_ONCE = 100
TICK_S = 0.005


def institution(number: int, language: str = "zh") -> Dossier:
    """One of many institutions, each with its own answers."""
    chance, ratings = random.Random(number), {}  # noqa: S311 - the same institutions every time, nothing secret
    for code in shipped().codes:
        level = chance.choice((1, 2, 2, 3, 3, 3, 4))
        evidence = Evidence(f"台账第{number}号", level, TODAY, date(2026, chance.randint(1, 9), 1))
        ratings[code] = Rating(level, chance.random() < 0.3, evidence=evidence if level > 2 and chance.random() < 0.6 else None)
    return dossier(shipped(), ratings, TODAY, language, institution=f"第{number}中小企业服务中心")


def timed(name: str, write: Callable[[Dossier, DocumentWords], TypstInput | WorkbookContent], wording: Wording) -> None:
    """Print wall and processor time of one kind of document, in one thread."""
    wall, busy = [], []
    for number in range(WARM_UP + ROUNDS):
        subject = institution(number)
        began, ran = time.perf_counter(), time.process_time()
        render(write(subject, DocumentWords(wording, "zh")))
        wall.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - ran) * 1000)
    wall, busy = sorted(wall[WARM_UP:]), sorted(busy[WARM_UP:])
    print(
        f"{name:9} wall p50 {statistics.median(wall):6.1f} ms, p95 {wall[int(0.95 * ROUNDS)]:6.1f}, best {wall[0]:6.1f};"
        f" processor p50 {statistics.median(busy):6.1f}, best {busy[0]:6.1f}"
    )


async def crowd(wording: Wording) -> None:
    """Print what a hundred cards and reports at once do to the loop's punctuality and to memory, three times over."""
    with tempfile.TemporaryDirectory() as folder:
        renderer = Renderer(wording, Path(folder))
        for turn in range(3):
            first = 1000 * (turn + 1)
            before, late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, []
            began = time.perf_counter()
            everything = asyncio.gather(
                *(
                    renderer.make(kind, institution(first + number), Asker(number, number))
                    for kind in (DocumentKind.card, DocumentKind.report)
                    for number in range(AT_ONCE // 2)
                )
            )
            while not everything.done():
                slept = time.perf_counter()
                await asyncio.sleep(TICK_S)
                late.append((time.perf_counter() - slept - TICK_S) * 1000)
            await everything
            took, grown = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            late.sort()
            print(
                f"{AT_ONCE} at once: {took:5.1f} s; the loop was late by p50 {statistics.median(late):.1f} ms,"
                f" p99 {late[int(0.99 * len(late))]:.1f}; peak memory grew by {grown / 1024:.0f} MB"
            )
        await renderer.close()


def main() -> None:
    """Everything, one after the other."""
    wording = Wording.load()
    timed("card", card, wording)
    timed("report", report, wording)
    timed("workbook", workbook, wording)
    asyncio.run(crowd(wording))


if __name__ == "__main__":
    main()
