"""Every screen that can come, at its largest: for the proof that all of them keep Telegram's limits."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.order import Mode, sections
from flows.assessment.rating import Rating
from flows.dialogue import Screen
from flows.interview.interview import VIEWS
from flows.interview.session import Session
from flows.interview.views import screen_of
from flows.standard.model import STARS, TOP, Standard

LATE_TURN = 2**39
TODAY = date(2026, 12, 31)
# What a view is made of beside the language and whether the person is stored: nothing more, or the ratings as well.
OF_NOTHING_MORE = frozenset({"about", "forget", "help", "language", "privacy", "read"})
OF_THE_RATINGS = frozenset({"result", "steps", "step", "restart"})
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
    """All stages, and all views that they open, over sessions chosen so that every list is at its longest.

    A view that several sessions show alike comes once.
    """
    shown = set[Hashable]()
    for session in every_session(standard, language):
        yield from _opened(standard, session, shown)
    for session in _naming_proof(standard, language):
        screen = screen_of(standard, session, "", TODAY)
        assert screen is not None
        yield screen


def every_session(standard: Standard, language: str) -> Iterator[Session]:
    """Sessions in every stage, over answers that make every list long and every reading come up."""
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


def _opened(standard: Standard, session: Session, shown: set[Hashable]) -> Iterator[Screen]:
    """The stage's screen, and every view that can be reached from it by opening, but what other sessions have shown."""
    ratings = tuple(session.ratings.items())
    waiting, seen = ["", *VIEWS.values()], set[str]()
    while waiting:
        view = waiting.pop()
        likeness = (view, *_made_of(view, session.is_stored, ratings))
        if view in seen or likeness in shown:
            continue
        seen.add(view)
        if len(likeness) > 1:
            shown.add(likeness)
        screen = screen_of(standard, session, view, TODAY)
        if screen is not None:
            yield screen
            waiting += [choice.reply.value for row in screen.rows for choice in row if choice.reply.trigger == "open"]


def _made_of(view: str, is_stored: bool, ratings: Hashable) -> tuple[Hashable, ...]:
    """Two sessions of which this is the same show a view alike; () where the whole session goes into it."""
    name = view.partition(".")[0]
    if name in OF_NOTHING_MORE:
        return (is_stored,)
    return (is_stored, ratings) if name in OF_THE_RATINGS else ()
