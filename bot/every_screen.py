"""Every screen that can come, at its largest: for the proof that all of them keep Telegram's limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flows.assessment.order import Mode, sections
from flows.assessment.rating import Rating
from flows.dialogue import Screen, phrase
from flows.interview.interview import VIEWS
from flows.interview.session import Session
from flows.interview.views import screen_of
from flows.standard.model import STARS, TOP, Standard

LATE_TURN = 2**39
TODAY = date(2026, 12, 31)
RUNS = ((Mode.full, 0), (Mode.quick, 0), *((Mode.target, star) for star in STARS))


def every_screen(standard: Standard, language: str) -> Iterator[Screen]:
    """All stages, and all views that they open, over sessions chosen so that every list is at its longest."""
    for session in _sessions(standard, language):
        yield from _opened(standard, session)


def _sessions(standard: Standard, language: str) -> Iterator[Session]:
    yield Session(language, 0)
    begun = Session(language, LATE_TURN, "choosing", 1)
    yield begun
    for mode, target in RUNS:
        yield from _run(standard, replace(begun, mode=mode, target=target))
    for ratings in _outcomes(standard):
        for stage in ("finished", "reviewing", "paused"):
            yield replace(begun, stage=stage, ratings=ratings)
        yield replace(begun, stage="deciding", mode=Mode.quick, ratings=ratings)


def _run(standard: Standard, begun: Session) -> Iterator[Session]:
    done: dict[str, Rating] = {}
    for section in sections(standard, begun.mode, begun.target):
        if done:
            yield replace(begun, stage="checkpoint", ratings=dict(done))
        for code in section.codes:
            yield replace(begun, stage="asking", ratings=dict(done))
            yield replace(begun, stage="excusing", ratings=dict(done))
            done[code] = Rating(4, under_way=True)
            yield replace(begun, stage="asking", ratings=dict(done), focus=code)


def _outcomes(standard: Standard) -> Iterator[dict[str, Rating]]:
    for level in range(TOP + 1):
        yield {code: Rating(level, under_way=level < TOP) for code in standard.codes}
        yield {code: Rating(level) for code in standard.codes[: len(standard.codes) // 2]}
    yield {}
    yield {code: Rating(unsure=True) for code in standard.codes}
    full = {code: Rating(TOP) for code in standard.codes}
    for sub in standard.subdomains:
        yield {**full, sub.code: Rating(0)}
        if sub.may_not_apply:
            yield {**full, sub.code: Rating(not_applicable="—")}


def _opened(standard: Standard, session: Session) -> Iterator[Screen]:
    """The stage's screen, and every view that can be reached from it by opening."""
    waiting, seen = ["", *VIEWS.values()], set[str]()
    while waiting:
        view = waiting.pop()
        screen = screen_of(standard, session, view, TODAY)
        if view in seen or screen is None:
            continue
        seen.add(view)
        yield screen
        yield screen.noticing(phrase("notice-reason-long", most=200, count=4096))
        waiting += [choice.reply.value for row in screen.rows for choice in row if choice.reply.trigger == "open"]
