"""Every screen that can come, at its largest: for the proof that all of them keep Telegram's limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from flows.assessment.order import Mode, sections
from flows.assessment.plan import StepState, new_plan
from flows.assessment.rating import Rating
from flows.dialogue import Screen, phrase
from flows.interview.interview import PERSON_AT_MOST, REASON_AT_MOST, VIEWS
from flows.interview.reminding import Kind, reminder_of
from flows.interview.session import Past, Session
from flows.interview.views import screen_of
from flows.standard.model import STARS, TOP, Standard

LATE_TURN = 2**39
TODAY = date(2026, 12, 31)
ORDINARY_VIEWS = tuple(view for view in VIEWS.values() if view not in ("plan", "history"))
PLAN_VIEWS = ("plan", "goals", "reminders")
TIME_VIEWS = ("recheck", "history")
RUNS = ((Mode.full, 0), (Mode.quick, 0), *((Mode.target, star) for star in STARS))


def every_screen(standard: Standard, language: str) -> Iterator[Screen]:
    """All stages, and all views that they open, over sessions chosen so that every list is at its longest."""
    for session in _sessions(standard, language):
        yield from _opened(standard, session)
    for session in _planned(standard, language):
        yield from _opened(standard, session, PLAN_VIEWS)
        yield from _reminders(standard, session)
    for session in _at_steps(standard, language):
        yield from _stage(standard, session)
    for session in _rechecks(standard, language):
        yield from _opened(standard, session, TIME_VIEWS)


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


def _planned(standard: Standard, language: str) -> Iterator[Session]:
    """Plans of one star and of five, open, named, late, dropped and reached; looked at, at hand, and asked about reminders."""
    zeros = {code: Rating(0) for code in standard.codes}
    begun = Session(language, LATE_TURN, "finished", 1, ratings=zeros, past=(Past(1, TODAY, zeros),), reminders=True)
    for star in (1, TOP):
        plan = new_plan(standard, zeros, star, TODAY)
        named = tuple(replace(step, person="国" * PERSON_AT_MOST, due=TODAY, state=StepState.doing) for step in plan.steps)
        late = tuple(replace(step, due=TODAY - timedelta(days=400)) for step in plan.steps[1:])
        dropped = tuple(replace(step, state=StepState.dropped, reason="由" * REASON_AT_MOST) for step in plan.steps)
        for steps in (plan.steps, named, late, dropped):
            planned = replace(begun, plan=replace(plan, steps=steps))
            yield from (planned, replace(planned, stage="planning"), replace(planned, stage="reminding", reminders=False))
        full = {code: Rating(TOP) for code in standard.codes}
        reached = tuple(replace(step, state=StepState.done) for step in plan.steps)
        yield replace(begun, stage="planning", ratings=full, plan=replace(plan, steps=reached))
    yield replace(begun, stage="reminding")


def _at_steps(standard: Standard, language: str) -> Iterator[Session]:
    """Every step of a plan at hand, in each of its states."""
    zeros = {code: Rating(0) for code in standard.codes}
    plan = new_plan(standard, zeros, TOP, TODAY)
    for state in StepState:
        steps = tuple(
            replace(step, state=state, person="国" * PERSON_AT_MOST, reason="由" * REASON_AT_MOST) for step in plan.steps
        )
        begun = Session(language, LATE_TURN, "building", 1, ratings=zeros, plan=replace(plan, steps=steps))
        for step in steps:
            yield replace(begun, focus=step.subdomain, origin="planning")
        for stage in ("assigning", "dropping"):
            yield replace(begun, stage=stage, focus=steps[0].subdomain, origin="planning")


def _reminders(standard: Standard, session: Session) -> Iterator[Screen]:
    for kind in Kind:
        screen = reminder_of(standard, session, kind, TODAY, TODAY)
        if screen:
            yield screen


def _rechecks(standard: Standard, language: str) -> Iterator[Session]:
    """Re-checks at the beginning and in the middle of each domain, over a long history."""
    old = {code: Rating(index % TOP, under_way=True) for index, code in enumerate(standard.codes)}
    past = tuple(Past(n, TODAY - timedelta(days=90 * (20 - n)), old if n % 2 else {}) for n in range(1, 20))
    past += (Past(20, TODAY, old),)
    begun = Session(language, LATE_TURN, "confirming", 21, rechecking=True, past=past)
    done: dict[str, Rating] = {}
    for domain in standard.domains:
        first = domain.subdomains[0].code
        yield replace(begun, ratings=dict(done))
        yield replace(begun, stage="asking", ratings=dict(done), focus=first)
        done |= {sub.code: Rating(TOP) for sub in domain.subdomains}
    yield replace(begun, stage="finished", ratings=done)
    yield replace(begun, stage="paused", assessment=1, past=())
    yield replace(begun, stage="paused", past=past[:2])


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


def _opened(standard: Standard, session: Session, views: Collection[str] = ORDINARY_VIEWS) -> Iterator[Screen]:
    """The stage's screen, these views, and every view that can be reached from them by opening."""
    waiting, seen = ["", *views], set[str]()
    while waiting:
        view = waiting.pop()
        if view in seen or _is_one_of_many(session, view):
            continue
        seen.add(view)
        screen = screen_of(standard, session, view, TODAY)
        if screen is None:
            continue
        yield from _noticed(screen)
        waiting += [choice.reply.value for row in screen.rows for choice in row if choice.reply.trigger == "open"]


def _stage(standard: Standard, session: Session) -> Iterator[Screen]:
    screen = screen_of(standard, session, "", TODAY)
    assert screen is not None
    return _noticed(screen)


def _noticed(screen: Screen) -> Iterator[Screen]:
    yield screen
    yield screen.noticing(phrase("notice-reason-long", most=200, count=4096))


def _is_one_of_many(session: Session, view: str) -> bool:
    """Whether this ticks some steps of a plan: every such set is a view of its own. None and all stand for them."""
    name, _, rest = view.partition(".")
    if name != "if" or session.plan is None:
        return False
    return 0 < int(rest.partition(".")[2], 16).bit_count() < len(session.plan.steps)
