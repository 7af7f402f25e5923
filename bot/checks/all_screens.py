"""Builds every possible screen at its largest, to check that all of them keep Telegram's limits."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from bot.attachments.inspection import NAME_AT_MOST as FILE_NAME_AT_MOST
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.plan import StepState, new_plan, way_of
from flows.assessment.question_order import Mode, sections
from flows.assessment.rating import Rating
from flows.assessment.shown import showing
from flows.assessment.ticks import ticks_of
from flows.commands import OPENED
from flows.interview.evidence.effects import WHAT_AT_MOST
from flows.interview.institution.effects import NAME_AT_MOST
from flows.interview.plan.step_form import PERSON_AT_MOST
from flows.interview.reminders.rules import ReminderKind
from flows.interview.reminders.screens import reminder_of
from flows.interview.screen_index import screen_of
from flows.interview.session import Past, Session
from flows.interview.stage_groups import EVIDENCE_STAGES
from flows.interview.typed_lines import REASON_AT_MOST
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.model import STARS, TOP, Standard, Subdomain
from flows.triggers import Trigger
from flows.views import View

LATE_TURN = 2**39
# The text that takes the most room: a letter of two UTF-16 units, in which Telegram counts.
WIDEST = "𬭎"
TODAY = date(2026, 12, 31)
# Views that depend only on the language and on whether the person is stored; and views that depend on the ratings too.
WITHOUT_RATINGS = frozenset({"about", "forget", "help", "language", "privacy", "read", "sample"})
WITH_RATINGS = frozenset({"steps", "step", "restart", "plan", "history", "goals", "recheck"})
# The views about one subdomain, whose number follows their name: they read no other answer.
OF_ONE_SUBDOMAIN = frozenset({View.points, View.explain})
LONGEST = Evidence(
    what=WIDEST * WHAT_AT_MOST,
    rung=3,
    named_on=date(2026, 9, 30),
    in_force=date(2023, 9, 30),
    last_used=date(2026, 9, 30),
    file=Attachment(WIDEST * (FILE_NAME_AT_MOST - 4) + ".pdf", 20 * 1024 * 1024, "application/pdf", "0" * 64, "web:x"),
)
LONGEST_NAME = WIDEST * NAME_AT_MOST
PLAN_VIEWS = ("plan", "goals", "reminders")
TIME_VIEWS = ("recheck", "history")
RUNS = ((Mode.full, 0), (Mode.quick, 0), *((Mode.target, star) for star in STARS), (Mode.part, 5))


def every_screen(standard: Standard, language: str) -> Iterator[Screen]:
    """Yield all stages, and all views that they open, over sessions chosen so that every list is at its longest.

    A view that several sessions show alike comes once.
    """
    shown = set[Hashable]()
    for session in every_session(standard, language):
        yield from _opened(standard, session, shown)
    for session in (*_naming_evidence(standard, language), *_naming_institution(language), *_team_steps(standard, language)):
        yield from _stage(standard, session)
    for session in _planned(standard, language):
        yield from _opened(standard, session, set(), PLAN_VIEWS)
        yield from _reminders(standard, session)
    for session in _at_steps(standard, language):
        yield from _stage(standard, session)
    for session in _rechecks(standard, language):
        yield from _opened(standard, session, set(), TIME_VIEWS)


def every_session(standard: Standard, language: str) -> Iterator[Session]:
    """Yield sessions in every stage, with answers that make every list long and show every reading."""
    yield Session(language, 0)
    begun = Session(language, LATE_TURN, Stage.choosing, 1)
    yield begun
    for mode, target in RUNS:
        yield from _run(standard, begun.running(mode, target))
    begun = begun.calling_institution(LONGEST_NAME)
    for ratings in _outcomes(standard):
        for stage in (Stage.finished, Stage.reviewing, Stage.paused):
            yield begun.at(stage).with_ratings(ratings)
        yield begun.running(Mode.quick, 0).at(Stage.deciding).with_ratings(ratings)
    for ratings in (*_with_evidence(standard), *_reviewed(standard)):
        for stage in (Stage.finished, Stage.reviewing):
            yield begun.at(stage).with_ratings(ratings)
    for sub in standard.subdomains:
        answered = {sub.code: Rating(LONGEST.rung, evidence=_showing_one(sub))}
        yield begun.at(Stage.asking).with_ratings(answered).focused_on(sub.code)


def _planned(standard: Standard, language: str) -> Iterator[Session]:
    """Yield plans of one star and of five: open, with people, late, dropped and reached, at each of the plan's stages."""
    zeros = {code: Rating(0) for code in standard.codes}
    begun = Session(language, LATE_TURN, Stage.finished, 1, ratings=zeros, past=(Past(1, TODAY, zeros),), reminders=True)
    for star in (1, TOP):
        plan = new_plan(standard, zeros, star, TODAY)
        named = tuple(replace(step, person=WIDEST * PERSON_AT_MOST, due=TODAY, state=StepState.doing) for step in plan.steps)
        late = tuple(replace(step, due=TODAY - timedelta(days=400)) for step in plan.steps[1:])
        dropped = tuple(replace(step, state=StepState.dropped, reason=WIDEST * REASON_AT_MOST) for step in plan.steps)
        for steps in (plan.steps, named, late, dropped):
            planned = begun.with_plan(replace(plan, steps=steps))
            yield from (planned, planned.at(Stage.planning), planned.at(Stage.reminding).reminded(False))
        full = {code: Rating(TOP) for code in standard.codes}
        reached = tuple(replace(step, state=StepState.done) for step in plan.steps)
        yield begun.at(Stage.planning).with_ratings(full).with_plan(replace(plan, steps=reached))
    yield begun.at(Stage.reminding)


def _at_steps(standard: Standard, language: str) -> Iterator[Session]:
    """Yield a session at every step of a plan, in each of the step's states."""
    zeros = {code: Rating(0) for code in standard.codes}
    plan = new_plan(standard, zeros, TOP, TODAY)
    for state in StepState:
        steps = tuple(
            replace(step, state=state, person=WIDEST * PERSON_AT_MOST, reason=WIDEST * REASON_AT_MOST) for step in plan.steps
        )
        begun = Session(language, LATE_TURN, Stage.at_step, 1, ratings=zeros, plan=replace(plan, steps=steps))
        for step in steps:
            yield begun.taking_up(step.subdomain, Stage.planning)
        for stage in (Stage.assigning, Stage.dropping):
            yield begun.at(stage).taking_up(steps[0].subdomain, Stage.planning)


def _reminders(standard: Standard, session: Session) -> Iterator[Screen]:
    for kind in ReminderKind:
        screen = reminder_of(standard, session, kind, TODAY, TODAY)
        if screen:
            yield screen


def _rechecks(standard: Standard, language: str) -> Iterator[Session]:
    """Yield re-checks at the beginning and in the middle of each domain, over a long history."""
    old = {code: Rating(index % TOP, under_way=True) for index, code in enumerate(standard.codes)}
    past = tuple(Past(n, TODAY - timedelta(days=90 * (20 - n)), old if n % 2 else {}) for n in range(1, 20))
    in_part = {sub.code: _in_part(sub, 1) for sub in standard.subdomains}
    other_part = {
        sub.code: Rating(1, ticked=ticks_of(sub.criteria_of(3)[1:] + sub.criteria_of(4))) for sub in standard.subdomains
    }
    past += (Past(20, TODAY, in_part), Past(21, TODAY, other_part), Past(22, TODAY, old))
    begun = Session(language, LATE_TURN, Stage.confirming, 23, rechecking=True, past=past)
    done: dict[str, Rating] = {}
    for domain in standard.domains:
        first = domain.subdomains[0].code
        yield begun.with_ratings(done)
        yield begun.at(Stage.asking).with_ratings(done).focused_on(first)
        done |= {sub.code: Rating(TOP) for sub in domain.subdomains}
    yield begun.at(Stage.finished).with_ratings(done)
    yield Session(language, LATE_TURN, Stage.paused, 1, rechecking=True)
    yield begun.at(Stage.paused).with_history(past[:2], None)


def _run(standard: Standard, begun: Session) -> Iterator[Session]:
    done: dict[str, Rating] = {}
    for section in sections(standard, begun.mode, begun.target):
        if done:
            yield begun.at(Stage.checkpoint).with_ratings(done)
        for code in section.codes:
            yield begun.at(Stage.asking).with_ratings(done)
            yield begun.at(Stage.excusing).with_ratings(done)
            done[code] = Rating(4, under_way=True)
            yield begun.at(Stage.asking).with_ratings(done).focused_on(code)


def _outcomes(standard: Standard) -> Iterator[dict[str, Rating]]:
    for level in range(TOP + 1):
        yield {code: Rating(level, under_way=level < TOP) for code in standard.codes}
        yield {code: Rating(level) for code in standard.codes[: len(standard.codes) // 2]}
    yield {}
    yield {code: Rating(unsure=True) for code in standard.codes}
    for level in range(TOP):
        yield {sub.code: _in_part(sub, level) for sub in standard.subdomains}
    full = {code: Rating(TOP) for code in standard.codes}
    for sub in standard.subdomains:
        yield {**full, sub.code: Rating(0)}
        if sub.may_not_apply:
            yield {**full, sub.code: Rating(not_applicable=WIDEST * REASON_AT_MOST)}


def _in_part(subdomain: Subdomain, level: int) -> Rating:
    """Return an answer with one criterion of each rung above its level: so all but one are missing."""
    above = [subdomain.criteria_of(rung)[0] for rung in range(level + 1, TOP + 1) if len(subdomain.criteria_of(rung)) > 1]
    return Rating(level, under_way=True, ticked=ticks_of(above))


def _with_evidence(standard: Standard) -> Iterator[dict[str, Rating]]:
    """Yield ratings with no evidence, with all, with some for a lower rung, in part or too old, and with contradictions."""
    stale = replace(LONGEST, last_used=date(2025, 9, 30))
    needs = {rule.needs for rule in standard.contradictions}
    yield {code: Rating(3, under_way=True) for code in standard.codes}
    for evidence, level in ((LONGEST, 3), (LONGEST, 4), (stale, 3)):
        yield {code: Rating(level, evidence=evidence) for code in standard.codes}
    yield {sub.code: Rating(LONGEST.rung, evidence=_showing_one(sub)) for sub in standard.subdomains}
    yield {code: Rating(2) if code in needs else Rating(4, evidence=stale) for code in standard.codes}


def _reviewed(standard: Standard) -> Iterator[dict[str, Rating]]:
    """Yield ratings after a review: all lowered as far as possible, some confirmed and the rest not looked at."""
    lowered = {code: Rating(3, under_way=True, verified=0) for code in standard.codes}
    left_out = {sub.code: Rating(not_applicable="-", verified=0) for sub in standard.subdomains if sub.may_not_apply}
    yield lowered
    yield lowered | left_out
    yield {code: Rating(4, verified=4 if number % 2 else None) for number, code in enumerate(standard.codes)}


def _showing_one(subdomain: Subdomain) -> Evidence:
    """Return evidence that shows one criterion of its rung, so that all others are named as left out."""
    return showing(subdomain, LONGEST, frozenset(subdomain.criteria_of(LONGEST.rung)[:1])) if subdomain.criteria else LONGEST


def _naming_evidence(standard: Standard, language: str) -> Iterator[Session]:
    """Yield sessions that name evidence for every subdomain. Their views are those of the stages they come from."""
    for rating in (Rating(3), Rating(5), Rating(4, evidence=LONGEST), Rating(3, evidence=LONGEST)):
        for code in standard.codes:
            begun = Session(language, LATE_TURN, Stage.naming_evidence, 1, focus=code, ratings={code: rating})
            yield begun
            if rating.evidence:
                yield begun.at(Stage.dating_evidence)
                part = {code: rating.with_evidence(_showing_one(standard.subdomain(code)))}
                yield from (begun.with_ratings(part), begun.with_ratings(part).at(Stage.dating_evidence))


def _naming_institution(language: str) -> Iterator[Session]:
    """Yield sessions that name the institution, with and without a name."""
    for name in ("", LONGEST_NAME):
        yield Session(language, LATE_TURN, Stage.naming_institution, 1, origin=Stage.finished, institution=name)


def _team_steps(standard: Standard, language: str) -> Iterator[Session]:
    """Yield sessions that ask for a line about each step of an institution's plan."""
    for stage in (Stage.assigning_team, Stage.dropping_team):
        for code in standard.codes:
            yield Session(language, LATE_TURN, stage, 1, focus=code, origin=Stage.finished)


def _opened(
    standard: Standard, session: Session, shown: set[Hashable], views: Collection[str] = tuple(OPENED.values())
) -> Iterator[Screen]:
    """Yield the stage's screen and every view that can be opened from it, except views that other sessions have shown."""
    ratings = tuple(session.ratings.items())
    waiting, seen = ["", *views, f"{View.lacking_evidence}.0", View.rich_sample], set[str]()
    while waiting:
        view = waiting.pop()
        key = (view, *_depends_on(standard, view, session, ratings))
        if view in seen or key in shown or _is_one_of_many(standard, session, view):
            continue
        seen.add(view)
        if len(key) > 1:
            shown.add(key)
        screen = screen_of(standard, session, view, TODAY)
        if screen is not None:
            yield screen
            waiting += [reply.value for reply in screen.replies if reply.trigger == Trigger.open]


def _depends_on(standard: Standard, view: str, session: Session, ratings: Hashable) -> tuple[Hashable, ...]:
    """Return what a view depends on: two sessions with the same value show it alike. () means the whole session."""
    name, _, rest = view.partition(".")
    number = rest.partition(".")[0]
    if name in OF_ONE_SUBDOMAIN and number.isdigit():
        code = standard.codes[int(number)]
        place = (session.stage, session.mode, session.target, session.focus == code, session.origin)
        return (session.is_stored, *place, session.ratings.get(code), session.plan is None, bool(session.past))
    if name in WITHOUT_RATINGS:
        return (session.is_stored,)
    if name == View.lacking_evidence:
        return (session.is_stored, ratings, session.stage in EVIDENCE_STAGES)
    alike = name in WITH_RATINGS and session.plan is None and not session.past
    return (session.is_stored, ratings) if alike else ()


def _stage(standard: Standard, session: Session) -> Iterator[Screen]:
    screen = screen_of(standard, session, "", TODAY)
    assert screen is not None
    yield screen


def _is_one_of_many(standard: Standard, session: Session, view: str) -> bool:
    """Return whether this view ticks some steps of a plan, or some criteria. Every such set is a view, and few are checked.

    Of steps, and of a step's criteria, those are none and all; of a rung's criteria, what is said of the answer or its
    evidence, and what the way to another rung carries.
    """
    name, _, rest = view.partition(".")
    if name == View.points:
        return rest.count(".") > 1
    if name == View.shows:
        return "." in rest
    if name == View.if_met and session.plan is not None:
        number, _, bits = rest.partition(".")
        missing = way_of(session.plan.steps[int(number) - 1], standard, session.known).missing
        return 0 < int(bits, 16).bit_count() < len(missing)
    if name != View.what_if or session.plan is None:
        return False
    return 0 < int(rest.partition(".")[2], 16).bit_count() < len(session.plan.steps)
