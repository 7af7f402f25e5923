"""What holds for every case, whatever people try and in whatever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.review.case import Case
from flows.review.decisions import DecisionKind
from flows.review.entries import Entry
from flows.review.independence import Declaration, is_drawn
from flows.review.log import replayed
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseState, Party, Seat, Turn
from tests.flows.review.played import INSTITUTION, MUST_LOOK
from tests.flows.review.walks import SEEDS, STARS, STEPS, walk

Property = Callable[..., None]


def on_walks(*more: st.SearchStrategy[st.DataObject], few: int = 25, many: int = 120) -> Callable[[Property], Property]:
    """Make a test of what has to hold on each walk: on a few walks, and as a long test on many. `more` is drawn beside a walk."""

    def tested(holds: Property) -> Property:
        @pytest.mark.parametrize("walks", [few, pytest.param(many, marks=pytest.mark.long(f"the same on {few} walks"))])
        def test(walks: int) -> None:
            settings(max_examples=walks)(given(STEPS, STARS, SEEDS, *more)(holds))()

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return tested


@on_walks()
def test_the_log_gives_the_same_case(steps: list[tuple[int, int]], star: int, seed: str) -> None:
    for play in walk(steps, star, seed):
        assert replayed(play.entries) == play.case
        assert play.case.version == len(play.entries)


@on_walks()
def test_verified_never_exceeds_claimed(steps: list[tuple[int, int]], star: int, seed: str) -> None:
    for play in walk(steps, star, seed):
        for recorded in play.case.recorded:
            item = play.case.item(recorded.decision.subdomain)
            assert item is not None
            assert recorded.decision.rung is None or recorded.decision.rung <= item.claimed
            assert (recorded.decision.rung is None) == (recorded.decision.kind is DecisionKind.more_asked)


@on_walks(few=60, many=300)
def test_nothing_is_issued_undecided_or_unread_or_by_a_tied_reader(steps: list[tuple[int, int]], star: int, seed: str) -> None:
    for play in walk(steps, star, seed):
        if play.case.state is CaseState.issued:
            _check_issued(play.case, play.entries, must_be_read_twice=star >= 4 or is_drawn(seed, 10))


@on_walks()
def test_nobody_who_may_not_ever_acts(steps: list[tuple[int, int]], star: int, seed: str) -> None:
    for play in walk(steps, star, seed):
        by, event = play.entries[-1].move.by, play.entries[-1].move.event
        if by.party is Party.institution:
            assert INSTITUTION in by.institutions
        if by.party in (Party.reviewer, Party.administrator) and event is not CaseEvent.take_back:
            assert INSTITUTION not in by.institutions
        people = [reader.actor.person for seat in Seat if (reader := play.case.reader(seat))]
        deciding = [each.person for each in play.case.recorded]
        assert not {*people, *deciding} & {*play.case.refused, *play.case.left}
        declared = {entry.move.by.person for entry in play.entries if isinstance(entry.move.detail, Declaration)}
        assert set(deciding) <= declared
        assert play.case.first is None or people.count(play.case.first.actor.person) == 1


@on_walks()
def test_limits_of_once_hold(steps: list[tuple[int, int]], star: int, seed: str) -> None:
    for play in walk(steps, star, seed):
        assert max(Counter(play.case.asked).values(), default=0) <= 1
        assert max(Counter(answer.subdomain for answer in play.case.answered).values(), default=0) <= 1
        assert len(play.case.refused) <= DEFAULT.refusals
        assert max(Counter((each.seat, each.decision.subdomain) for each in play.case.recorded).values(), default=0) <= 1


@on_walks()
def test_the_clock_runs_only_while_it_is_the_turn_of_the_association(
    steps: list[tuple[int, int]], star: int, seed: str
) -> None:
    for play in walk(steps, star, seed):
        before, after = replayed(play.entries[:-1]), play.case
        assert after.used >= before.used
        if before.turn is not Turn.association:
            assert after.used == before.used
        if after.state is CaseState.lapsed and before.turn is Turn.association:
            assert after.used > DEFAULT.total_days


@on_walks(st.data())
def test_an_older_log_is_the_beginning_of_the_newer_one(
    steps: list[tuple[int, int]], star: int, seed: str, data: st.DataObject
) -> None:
    plays = list(walk(steps, star, seed))
    if plays:
        kept = data.draw(st.integers(1, len(plays[-1].entries)))
        assert replayed(plays[-1].entries[:kept]).version == kept


def _check_issued(case: Case, entries: list[Entry], *, must_be_read_twice: bool) -> None:
    """Check an issued case by its log alone, without asking the case what it thinks."""
    first, second = _deciders(case, Seat.first), _deciders(case, Seat.second)
    assert set(MUST_LOOK) <= {each.decision.subdomain for each in case.recorded if each.decision.is_final}
    if must_be_read_twice:
        assert set(MUST_LOOK) <= {each.decision.subdomain for each in case.recorded if each.seat is Seat.second}
    assert not first & second
    assert not first & _deciders(case, Seat.objection)
    deciding = first | second | _deciders(case, Seat.objection)
    declared = {entry.move.by.person for entry in entries if isinstance(entry.move.detail, Declaration)}
    assert deciding <= declared
    assert not deciding & {*case.refused, *case.left}
    objected = [entry.move.event for entry in entries if entry.move.event in (CaseEvent.object, CaseEvent.settle_objection)]
    assert not objected or objected[-1] is CaseEvent.settle_objection or case.objection is None


def _deciders(case: Case, seat: Seat) -> set[int]:
    return {each.person for each in case.recorded if each.seat is seat}


@pytest.mark.parametrize(("walks", "each"), [(60, 4), pytest.param(150, 10, marks=pytest.mark.long("sixty walks"))])
def test_the_walks_come_far_enough_to_mean_something(walks: int, each: int) -> None:
    # Numbers that are spread, but the same on every run.
    seen: Counter[CaseState] = Counter()
    for start in range(walks):
        steps = [((start * 7919 + number * 104729) % 999_983, (start + number) % 9 // 8 * 3) for number in range(70)]
        seen.update({play.case.state for play in walk(steps, 3 + start % 2, "seed 1")})
    # What ends a case early is rare here on purpose; `test_machine` comes to every state.
    rare = {CaseState.requested, CaseState.refused, CaseState.lapsed}
    assert set(seen) >= set(CaseState) - rare, seen
    assert min(seen[state] for state in (CaseState.second_reading, CaseState.objected, CaseState.issued)) >= each, seen
