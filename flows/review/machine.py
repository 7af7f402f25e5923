"""Holds the table of a case: which state follows which, on which event, under which guard, and who may bring the event about.

There is one machine for all cases. It is driven on a step that was never added to it, as the machine of the interview is
(`flows.interview.machine`), so it keeps no object alive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import Machine, MachineError

from flows.review.states import CLOSED, CaseEvent, CaseState, Party, Seat

Row = dict[str, Any]
STAYS = "="


@dataclass(slots=True)
class Step:
    """The facts by which the guards choose among rows: the state, the seat that becomes free, whether a second person reads."""

    state: str
    vacated: Seat | None = None
    needs_second: bool = False

    def frees_first(self) -> bool:
        """Return whether the first reader leaves: all that was decided is read again."""
        return self.vacated is Seat.first

    def frees_second(self) -> bool:
        """Return whether the second reader leaves."""
        return self.vacated is Seat.second

    def is_read_twice(self) -> bool:
        """Return whether a second person has to read this case."""
        return self.needs_second


def _row(event: CaseEvent, sources: Iterable[CaseState], dest: CaseState | str, guard: str = "") -> Row:
    row: Row = {"trigger": event.value, "source": [source.value for source in sources], "dest": str(dest)}
    return {**row, "conditions": guard} if guard else row


_S, _E = CaseState, CaseEvent
READING = (_S.in_review, _S.second_reading, _S.objected)
SEATED = (_S.submitted, _S.in_review, _S.more_asked, _S.second_reading, _S.objected)
OPEN = tuple(state for state in CaseState if state not in CLOSED and state is not _S.requested)

TRANSITIONS: list[Row] = [
    _row(_E.submit, [_S.requested], _S.submitted),
    _row(_E.take_back, [_S.requested], _S.lapsed),
    _row(_E.assign, SEATED, STAYS),
    _row(_E.declare, SEATED, STAYS),
    _row(_E.accept, [_S.submitted], _S.in_review),
    _row(_E.refuse, [_S.submitted], _S.refused),
    _row(_E.examine, READING, STAYS),
    _row(_E.decide, READING, STAYS),
    _row(_E.ask_more, [_S.in_review], _S.more_asked),
    _row(_E.answer_more, [_S.more_asked], _S.in_review),
    _row(_E.go_on, [_S.more_asked], _S.in_review),
    _row(_E.finish_reading, [_S.in_review], _S.second_reading, "is_read_twice"),
    _row(_E.finish_reading, [_S.in_review], _S.opinion),
    _row(_E.finish_second_reading, [_S.second_reading], _S.opinion),
    _row(_E.agree, [_S.opinion], _S.ready),
    _row(_E.go_on, [_S.opinion], _S.ready),
    _row(_E.object, [_S.opinion], _S.objected),
    _row(_E.settle_objection, [_S.objected], _S.ready),
    _row(_E.issue, [_S.ready], _S.issued),
    # A reader who leaves takes their decisions along. The case goes back to the reading that is missing then.
    _row(_E.step_back, [_S.submitted, _S.in_review, _S.more_asked], STAYS),
    _row(_E.step_back, [_S.second_reading, _S.opinion, _S.objected, _S.ready], _S.in_review, "frees_first"),
    _row(_E.step_back, [_S.opinion, _S.objected, _S.ready], _S.second_reading, "frees_second"),
    _row(_E.step_back, [_S.second_reading, _S.objected], STAYS),
    _row(_E.step_back, [_S.ready], _S.objected),
    _row(_E.refuse_reviewer, [_S.submitted, _S.in_review, _S.more_asked], STAYS),
    _row(_E.refuse_reviewer, [_S.second_reading], _S.in_review, "frees_first"),
    _row(_E.refuse_reviewer, [_S.second_reading, _S.objected], STAYS),
    _row(_E.withdraw, OPEN, _S.withdrawn),
    # Nothing lapses while it is the institution's turn, nor once only the issue is missing.
    _row(_E.let_lapse, [_S.requested, _S.submitted, *READING], _S.lapsed),
    _row(_E.rescind, [_S.issued], STAYS),
    _row(_E.supersede, [_S.issued], STAYS),
]

# Who may bring an event about. A reviewer also has to have the seat, see `flows.review.permissions`.
WHO: Mapping[CaseEvent, frozenset[Party]] = {
    _E.request: frozenset({Party.reviewer, Party.administrator}),
    _E.take_back: frozenset({Party.reviewer, Party.administrator}),
    _E.submit: frozenset({Party.institution}),
    _E.assign: frozenset({Party.administrator}),
    _E.declare: frozenset({Party.reviewer}),
    _E.accept: frozenset({Party.reviewer}),
    _E.refuse: frozenset({Party.reviewer}),
    _E.examine: frozenset({Party.reviewer}),
    _E.decide: frozenset({Party.reviewer}),
    _E.ask_more: frozenset({Party.reviewer}),
    _E.answer_more: frozenset({Party.institution}),
    _E.finish_reading: frozenset({Party.reviewer}),
    _E.finish_second_reading: frozenset({Party.reviewer}),
    _E.agree: frozenset({Party.institution}),
    _E.object: frozenset({Party.institution}),
    _E.settle_objection: frozenset({Party.reviewer}),
    _E.go_on: frozenset({Party.clock}),
    _E.let_lapse: frozenset({Party.clock}),
    _E.step_back: frozenset({Party.reviewer}),
    _E.refuse_reviewer: frozenset({Party.institution}),
    _E.withdraw: frozenset({Party.institution}),
    _E.issue: frozenset({Party.administrator}),
    _E.rescind: frozenset({Party.administrator}),
    _E.supersede: frozenset({Party.clock}),
}


def _with_states(row: Row) -> Iterable[Row]:
    """Yield a row for each source. What stays leads to its own source, so that every row names where it leads."""
    for source in row["source"]:
        yield {**row, "source": source, "dest": source if row["dest"] == STAYS else row["dest"]}


ROWS: tuple[Row, ...] = tuple(each for row in TRANSITIONS for each in _with_states(row))
MACHINE = Machine(
    model=None,
    states=[state.value for state in CaseState],
    transitions=[dict(row) for row in ROWS],
    initial=CaseState.requested.value,
    auto_transitions=False,
    model_attribute="state",
)


def can_follow(state: CaseState, event: CaseEvent) -> bool:
    """Return whether a state has a row for an event."""
    return event.value in MACHINE.events and state.value in MACHINE.events[event.value].transitions


def state_after(step: Step, event: CaseEvent) -> CaseState:
    """Return the state that an event leads to. Raises MachineError if the state has no row for it whose guard holds."""
    if event.value not in MACHINE.events or not MACHINE.events[event.value].trigger(step):
        raise MachineError(f"{step.state} does not allow {event}")
    return CaseState(step.state)


def can_reach(state: CaseState, event: CaseEvent, dest: CaseState, vacated: Seat | None) -> bool:
    """Return whether an event can lead from one state to another, whether or not a second person has to read the case.

    Raises MachineError if the state has no row for the event.
    """
    return dest in _reached(state, event, vacated)


@cache  # every entry of a log asks, each time that a case is made from its log
def _reached(state: CaseState, event: CaseEvent, vacated: Seat | None) -> frozenset[CaseState]:
    steps = [Step(state.value, vacated, needs_second) for needs_second in (False, True)]
    return frozenset(state_after(step, event) for step in steps)
