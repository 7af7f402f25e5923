"""Every screen that can come, at its largest: for the proof that all of them keep Telegram's limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.order import Mode, sections
from flows.assessment.rating import Rating
from flows.dialogue import Screen, phrase
from flows.interview.interview import VIEWS
from flows.interview.session import Session
from flows.interview.views import screen_of
from flows.standard.model import STARS, TOP, Standard

LATE_TURN = 2**39
TODAY = date(2026, 12, 31)
LONGEST = Evidence(
    what="证" * 200,
    rung=3,
    named_on=date(2026, 9, 30),
    in_force=date(2023, 9, 30),
    last_used=date(2026, 9, 30),
    file=Attachment("据" * 196 + ".pdf", 20 * 1024 * 1024, "application/pdf", "0" * 64, "web:x"),
)
RUNS = ((Mode.full, 0), (Mode.quick, 0), *((Mode.target, star) for star in STARS))


def every_screen(standard: Standard, language: str) -> Iterator[Screen]:
    """All stages, and all views that they open, over sessions chosen so that every list is at its longest."""
    for session in _sessions(standard, language):
        yield from _opened(standard, session)
    for session in _naming_proof(standard, language):
        screen = screen_of(standard, session, "", TODAY)
        assert screen is not None
        yield screen


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
    for ratings in _proven(standard):
        for stage in ("finished", "reviewing"):
            yield replace(begun, stage=stage, ratings=ratings)


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


def _proven(standard: Standard) -> Iterator[dict[str, Rating]]:
    """Nothing proven, all proven, for a lower rung, or past its period; and answers that hardly go together."""
    stale = replace(LONGEST, last_used=date(2025, 9, 30))
    needs = {rule.needs for rule in standard.contradictions}
    yield {code: Rating(3, under_way=True) for code in standard.codes}
    for evidence, level in ((LONGEST, 3), (LONGEST, 4), (stale, 3)):
        yield {code: Rating(level, evidence=evidence) for code in standard.codes}
    yield {code: Rating(2) if code in needs else Rating(4, evidence=stale) for code in standard.codes}


def _naming_proof(standard: Standard, language: str) -> Iterator[Session]:
    """The stages of proof, of every subdomain: their views are those of the stages that they were entered from."""
    for rating in (Rating(3), Rating(5), Rating(4, evidence=LONGEST), Rating(3, evidence=LONGEST)):
        for code in standard.codes:
            begun = Session(language, LATE_TURN, "proving", 1, focus=code, ratings={code: rating})
            yield begun
            if rating.evidence:
                yield replace(begun, stage="dating")


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
