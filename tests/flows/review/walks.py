"""Walks at random through everything that people could try with a case, allowed or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from flows.review.case import Case
from flows.review.decisions import Decision
from flows.review.entries import Answered, Assigned, Detail, Issue, Objection, Point, Refused
from flows.review.independence import CLOCK, Actor, Declaration
from flows.review.machine import WHO
from flows.review.refusals import CaseRefusal
from flows.review.states import SEAT, CaseEvent, CaseState, Party, Seat
from tests.flows.review.played import (
    ADMINISTRATOR,
    CODES,
    DRAWN_SEED,
    FIRST,
    MEMBER,
    OWN_ADMINISTRATOR,
    PLAIN_SEED,
    REVIEWERS,
    STRANGER,
    Play,
    confirmed,
    given_with,
    item,
    lowered,
    more_asked,
    scope,
    supports,
)

T = TypeVar("T")
PEOPLE = (MEMBER, STRANGER, ADMINISTRATOR, OWN_ADMINISTRATOR, CLOCK, *REVIEWERS)
# One step: a number that chooses, and how many calendar days later. Few steps take long.
STEPS = st.lists(st.tuples(st.integers(0, 999_983), st.sampled_from((0, 0, 0, 0, 0, 1, 1, 3, 20))), min_size=20, max_size=70)
STARS = st.sampled_from((3, 4))
SEEDS = st.sampled_from((PLAIN_SEED, DRAWN_SEED))
# One step in this many tries anything at all. The others do what the case waits for, so that a walk comes far.
TRIES_ANYTHING = 3
NEXT: Mapping[CaseState, tuple[CaseEvent, ...]] = {
    CaseState.requested: (CaseEvent.submit,),
    CaseState.submitted: (CaseEvent.accept,),
    CaseState.in_review: (CaseEvent.examine, CaseEvent.ask_more, CaseEvent.finish_reading),
    CaseState.more_asked: (CaseEvent.answer_more, CaseEvent.go_on),
    CaseState.second_reading: (CaseEvent.finish_second_reading,),
    CaseState.opinion: (CaseEvent.agree, CaseEvent.object, CaseEvent.object, CaseEvent.go_on),
    CaseState.objected: (CaseEvent.settle_objection,),
    CaseState.ready: (CaseEvent.issue,),
    CaseState.issued: (CaseEvent.rescind, CaseEvent.supersede),
}
READING = (CaseState.in_review, CaseState.second_reading, CaseState.objected)


def walk(steps: Sequence[tuple[int, int]], star: int, seed: str) -> Iterator[Play]:
    """Yield a play after each event that was allowed. What is refused changes nothing, and the walk goes on."""
    play = Play()
    for pick, days in steps:
        play.days_later(days)
        chooses = Chooser(pick)
        attempt = _anything if chooses.number(TRIES_ANYTHING) == 0 else _what_is_next
        event, by, detail = attempt(play.case, chooses, star, seed)
        try:
            play.do(event, by, detail, "A reason.")
        except CaseRefusal:
            continue
        yield play


class Chooser:
    """Chooses several times by one number."""

    def __init__(self, pick: int) -> None:
        self.state = pick

    def number(self, below: int) -> int:
        """Return a number from 0 up to, and without, `below`."""
        self.state = (self.state * 48271 + 11) % 2147483647
        return (self.state >> 8) % below

    def one(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.number(len(options))]


Attempt = tuple[CaseEvent, Actor, Detail]


def _anything(case: Case, chooses: Chooser, star: int, seed: str) -> Attempt:
    event = chooses.one(sorted(CaseEvent))
    return event, chooses.one(PEOPLE), chooses.one(_details(event, case, star, seed))


def _what_is_next(case: Case, chooses: Chooser, star: int, seed: str) -> Attempt:
    reader = case.reader(SEAT[case.state]) if case.state in SEAT else None
    administrator = chooses.one((ADMINISTRATOR, ADMINISTRATOR, OWN_ADMINISTRATOR))
    if case.state in (CaseState.submitted, *READING) and reader is None:
        return CaseEvent.assign, administrator, Assigned(chooses.one(REVIEWERS))
    if reader and case.state in READING and chooses.number(12) == 0:
        leaves = chooses.one((CaseEvent.step_back, CaseEvent.refuse_reviewer))
        by = reader.actor if leaves is CaseEvent.step_back else MEMBER
        return leaves, by, chooses.one(_details(leaves, case, star, seed))
    # Some go on without having declared, to be refused.
    if case.state in (CaseState.submitted, *READING) and reader and not reader.has_declared and chooses.number(4):
        return CaseEvent.declare, reader.actor, Declaration()
    if case.state in READING and reader and (missing := _missing(case)):
        # Some decide what is not theirs to decide.
        by = reader.actor if chooses.number(6) else chooses.one(PEOPLE)
        return CaseEvent.decide, by, chooses.one(_fitting(case, chooses.one(missing)))
    event = chooses.one(NEXT.get(case.state, tuple(sorted(CaseEvent))))
    people = {Party.institution: MEMBER, Party.administrator: administrator, Party.clock: CLOCK}
    by = people.get(min(WHO[event])) or (reader.actor if reader else FIRST)
    return event, by, chooses.one(_details(event, case, star, seed))


def _missing(case: Case) -> tuple[str, ...]:
    if case.state is CaseState.objected:
        return case.undecided_points()
    if case.state is CaseState.in_review:
        return tuple(code for code in case.undecided() if code not in case.open_questions or code in case.asked)
    return case.undecided(SEAT[case.state])


def _fitting(case: Case, code: str) -> tuple[Decision, ...]:
    """Return decisions about an item: most are allowed, and some claim more than the institution does."""
    item = case.item(code)
    claimed = item.claimed if item else 0
    falls = tuple(lowered(code, rung) for rung in range(claimed))[-2:]
    too_high = (confirmed(code, claimed + 1), lowered(code, claimed), lowered(code, claimed + 1))
    return (confirmed(code, claimed), confirmed(code, claimed), *falls, *falls, more_asked(code), *too_high)


def _details(event: CaseEvent, case: Case, star: int, seed: str) -> tuple[Detail, ...]:
    now = scope(star=star, seed=seed)
    several: dict[CaseEvent, tuple[Detail, ...]] = {
        CaseEvent.accept: (now,),
        CaseEvent.finish_reading: (now, scope(*CODES, star=star, seed=seed)),
        CaseEvent.finish_second_reading: (now,),
        CaseEvent.assign: tuple(Assigned(reader) for reader in (*REVIEWERS, MEMBER)),
        CaseEvent.declare: (Declaration(), Declaration(advises=True)),
        CaseEvent.examine: tuple(supports(code, piece=piece) for code in CODES for piece in (0, 1)),
        CaseEvent.decide: _decisions(),
        CaseEvent.answer_more: tuple(Answered(tuple(item(code, level) for code in case.waiting or CODES)) for level in (1, 5)),
        CaseEvent.object: tuple(Objection((Point(code, "Look again."),)) for code in CODES),
        CaseEvent.refuse_reviewer: tuple(Refused(seat) for seat in Seat),
        CaseEvent.issue: (Issue(now, date(2036, 1, 1)),),
    }
    return several.get(event, (given_with(event, case),))


def _decisions() -> tuple[Decision, ...]:
    final = tuple(decide(code, rung) for code in CODES for rung in range(6) for decide in (confirmed, lowered))
    return (*final, *(more_asked(code) for code in CODES))
