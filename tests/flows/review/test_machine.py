"""Every state × event of a case is in the table or refused with a sentence, and every state is reached."""

from __future__ import annotations

from itertools import product

import pytest

from flows.review.case import Case
from flows.review.independence import CLOCK, Actor
from flows.review.log import BrokenLog, replayed
from flows.review.machine import MACHINE, ROWS, WHO, can_follow
from flows.review.refusals import CaseRefusal, NotNow, NotTheirs
from flows.review.states import CLOSED, SEAT, TURN, CaseEvent, CaseState, Party, Turn
from tests.flows.review.played import ADMINISTRATOR, FIRST, MEMBER, Play, case_in, given_with
from tests.people.shipped_words import shipped_wording

ALLOWED = [(state, event) for state, event in product(CaseState, CaseEvent) if can_follow(state, event)]


def actor(event: CaseEvent, case: Case) -> Actor:
    """Somebody who may bring the event about, in the seat of the state if it is a reviewer."""
    party = next(iter(sorted(WHO[event])))
    reader = case.reader(SEAT[case.state]) if case.state in SEAT else None
    people = {Party.institution: MEMBER, Party.administrator: ADMINISTRATOR, Party.clock: CLOCK}
    return people.get(party) or (reader.actor if reader else FIRST)


def refusal_of(play: Play, event: CaseEvent) -> CaseRefusal | None:
    """Try an event that the state has a row for, and return why it is refused; None if it is carried out."""
    try:
        play.do(event, actor(event, play.case), given_with(event, play.case), "A reason.")
    except CaseRefusal as refused:
        return refused
    return None


@pytest.mark.parametrize("state", CaseState)
def test_every_state_is_reached_by_real_events(state: CaseState) -> None:
    assert case_in(state).case.state is state


@pytest.mark.parametrize("state", CaseState)
def test_what_is_not_in_the_table_is_refused_with_a_sentence(state: CaseState) -> None:
    play = case_in(state)
    before, entries = play.case, len(play.entries)
    for event in (event for event in CaseEvent if not can_follow(state, event)):
        with pytest.raises(NotNow) as refused:
            play.do(event, actor(event, before), given_with(event, before), "A reason.")
        assert refused.value.why.key == f"case-now-{state}"
        assert (play.case, len(play.entries)) == (before, entries)
        assert all(shipped_wording().say(refused.value.why, language) for language in ("zh", "en"))


@pytest.mark.parametrize(("state", "event"), ALLOWED)
def test_what_is_in_the_table_is_done_or_refused_for_a_cause_of_its_own(state: CaseState, event: CaseEvent) -> None:
    play = case_in(state)
    before = play.case
    refusal = refusal_of(play, event)
    if refusal is None:
        leads = {row["dest"] for row in ROWS if (row["source"], row["trigger"]) == (state, event)}
        assert play.case.state in leads
        assert play.case.version == before.version + 1
    else:
        assert not refusal.why.key.startswith("case-now-")
        assert play.case is before
        assert all(shipped_wording().say(refusal.why, language) for language in ("zh", "en"))


@pytest.mark.parametrize(("state", "event"), ALLOWED)
def test_no_other_party_can_do_it(state: CaseState, event: CaseEvent) -> None:
    play = case_in(state)
    for party in set(Party) - WHO[event]:
        with pytest.raises(NotTheirs):
            play.do(event, Actor(party, 77, frozenset({5})), given_with(event, play.case), "A reason.")


def test_every_state_can_be_left_unless_the_case_is_over() -> None:
    left = {CaseState(row["source"]) for row in ROWS if row["source"] != row["dest"]}
    assert left == set(CaseState) - CLOSED


def test_each_event_has_somebody_and_each_state_a_turn() -> None:
    assert set(WHO) == set(CaseEvent)
    assert set(TURN) == set(CaseState)
    assert {state for state, turn in TURN.items() if turn is Turn.nobody} == CLOSED
    assert set(MACHINE.events) == set(CaseEvent) - {CaseEvent.request}


def test_the_machine_keeps_no_case() -> None:
    case_in(CaseState.issued)
    assert MACHINE.models == []


@pytest.mark.parametrize("missing", range(5))
def test_a_log_with_an_entry_taken_out_is_broken(missing: int) -> None:
    entries = case_in(CaseState.issued).entries
    states = [entry for at, entry in enumerate(entries) if at == 0 or entry.state is not entries[at - 1].state]
    with pytest.raises(BrokenLog):
        replayed([entry for entry in entries if entry is not states[missing]])


def test_an_empty_log_is_broken() -> None:
    with pytest.raises(BrokenLog):
        replayed([])
