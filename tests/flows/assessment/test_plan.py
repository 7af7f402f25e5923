"""Plans: the steps of the roadmap with dates that a house of ten can keep; what if is what rating would give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.assessment.evidence import months_later
from flows.assessment.plan import (
    AT_ONCE,
    Plan,
    PlannedStep,
    StepState,
    followed,
    lacking,
    new_plan,
    start_of,
    way_of,
    what_if,
    what_if_met,
    widened,
)
from flows.assessment.point_by_point import decided_by, reached
from flows.assessment.rating import MARKS, UNSURE, Lens, Rating, rating_of
from flows.assessment.roadmap import roadmap
from flows.assessment.scorecard import possible_stars, star_range
from flows.interview.plan.effects import moved_day
from flows.standard.criteria import Criterion
from flows.standard.loader import shipped

STANDARD = shipped()
TODAY = date(2026, 11, 2)
RATINGS = st.fixed_dictionaries(dict.fromkeys(STANDARD.codes, st.sampled_from([*MARKS, UNSURE]).map(rating_of)))
STAR = st.integers(1, 5)


@given(RATINGS, STAR, st.integers(0, 2**27 - 1))
def test_what_if_gives_the_star_that_rating_the_steps_would_give(ratings: dict[str, Rating], star: int, bits: int) -> None:
    plan = new_plan(STANDARD, ratings, star, TODAY)
    chosen = [step for number, step in enumerate(plan.steps) if bits >> number & 1]
    rated = ratings | {step.subdomain: Rating(step.to_rung) for step in chosen}
    assert what_if(STANDARD, ratings, chosen) == possible_stars(STANDARD, rated)
    assert what_if(STANDARD, ratings, chosen).low == star_range(STANDARD, rated, Lens.claimed).low
    done = followed(plan, STANDARD, rated, ratings)
    assert {step.subdomain for step in done.steps if step.state is StepState.done} == {step.subdomain for step in chosen}
    assert done.progress == (len(chosen), len(plan.steps))


@given(RATINGS, STAR)
def test_a_plan_holds_the_roadmap_and_all_its_steps_reach_the_star(ratings: dict[str, Rating], star: int) -> None:
    plan = new_plan(STANDARD, ratings, star, TODAY)
    steps = roadmap(STANDARD, ratings, star)
    assert [(step.subdomain, step.from_rung, step.to_rung) for step in plan.steps] == [
        (step.subdomain, step.from_rung, step.to_rung) for step in steps
    ]
    assert what_if(STANDARD, ratings, plan.steps).low >= star
    assert lacking(plan, STANDARD, ratings) == ()
    assert widened(plan, STANDARD, ratings, TODAY) == plan
    assert start_of(plan, STANDARD, ratings) == possible_stars(STANDARD, ratings)


@given(RATINGS, STAR, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_due_dates_are_working_days_and_few_steps_run_at_once(ratings: dict[str, Rating], star: int, today: date) -> None:
    plan = new_plan(STANDARD, ratings, star, today)
    assert all(step.due > today and step.due.weekday() < 5 for step in plan.steps)
    assert len({step.due for step in plan.steps}) >= len(plan.steps) // (AT_ONCE * 2)
    under_way = {step.subdomain for step in roadmap(STANDARD, ratings, star) if step.under_way}
    due = {step.subdomain: step.due for step in plan.steps}
    for code, day in due.items():
        if code not in under_way:
            assert all(due[other] <= day for other in STANDARD.subdomain(code).builds_on if other in due)


def test_a_house_two_rungs_below_has_less_than_a_year_to_the_second_star() -> None:
    plan = new_plan(STANDARD, {code: Rating(1) for code in STANDARD.codes}, 2, TODAY)
    assert TODAY + timedelta(weeks=8) < max(step.due for step in plan.steps) < TODAY + timedelta(weeks=52)


def test_an_unrated_subdomain_leaves_its_step_unchanged() -> None:
    step = PlannedStep("risk-management", 1, 3, TODAY, state=StepState.done)
    plan = Plan(3, TODAY, (step,))
    assert follow(plan, {}) == plan
    assert follow(plan, {"risk-management": Rating(2)}).steps[0].state is StepState.doing
    assert follow(plan, {"risk-management": Rating(unsure=True)}).steps[0].state is StepState.doing
    dropped = replace(plan, steps=(replace(step, state=StepState.dropped, reason="x"),))
    assert follow(dropped, {"risk-management": Rating(2)}) == dropped
    done = follow(dropped, {"risk-management": Rating(3)})
    assert done.steps[0].state is StepState.done
    assert follow(done, {"risk-management": Rating(2)}) == dropped


def follow(plan: Plan, ratings: dict[str, Rating], before: dict[str, Rating] | None = None) -> Plan:
    return followed(plan, STANDARD, ratings, before or {})


RISK = STANDARD.subdomain("risk-management")
SETS = st.frozensets(st.sampled_from(RISK.all_criteria))


def test_a_step_begins_with_its_first_criterion_and_is_done_with_its_last() -> None:
    below = frozenset(one for one in RISK.all_criteria if one.rung <= 1)
    before = {RISK.code: decided_by(RISK, below)}
    plan = Plan(2, TODAY, (PlannedStep(RISK.code, 1, 2, TODAY, "Wang"),))
    assert follow(plan, before, before) == plan
    given, last = below, before
    for number, one in enumerate(RISK.criteria_of(2), 1):
        given |= {one}
        now = {RISK.code: decided_by(RISK, given)}
        plan, last = follow(plan, now, last), now
        assert (plan.steps[0].state, plan.steps[0].person) == (
            StepState.done if number == len(RISK.criteria_of(2)) else StepState.doing,
            "Wang",
        )
        assert way_of(plan.steps[0], STANDARD, now)[:2] == (number, len(RISK.criteria_of(2)))


def test_a_step_that_a_person_put_back_stays_to_do_until_the_next_criterion() -> None:
    first, second, *_ = RISK.criteria_of(1) + RISK.criteria_of(2)
    one, two = ({RISK.code: decided_by(RISK, ticked)} for ticked in (frozenset({second}), frozenset({first, second})))
    put_back = Plan(2, TODAY, (PlannedStep(RISK.code, 0, 2, TODAY),))
    assert follow(put_back, one, one) == put_back
    assert follow(put_back, one, two) == put_back
    assert follow(put_back, two, one).steps[0].state is StepState.doing


@given(st.sampled_from([StepState.doing, StepState.dropped]), st.lists(SETS, min_size=1, max_size=6), st.integers(1, 5))
def test_ticks_never_undo_what_a_person_set(state: StepState, sets: list[frozenset[Criterion]], goal: int) -> None:
    step = PlannedStep(RISK.code, 0, goal, TODAY, "Wang", state, "x" if state is StepState.dropped else "")
    plan, before = Plan(goal, TODAY, (step,)), {RISK.code: Rating(0)}
    for ticked in (*sets, frozenset()):
        now = {RISK.code: decided_by(RISK, ticked)}
        plan, before = follow(plan, now, before), now
        is_done = reached(RISK, ticked) >= goal
        assert plan.steps[0] == replace(step, state=StepState.done if is_done else state)


def test_a_new_plan_begins_the_steps_of_which_something_is_ticked() -> None:
    ratings = {code: Rating(1) for code in STANDARD.codes} | {RISK.code: Rating(1, under_way=True, ticked="2a")}
    states = {step.subdomain: step.state for step in new_plan(STANDARD, ratings, 2, TODAY).steps}
    assert {code for code, state in states.items() if state is StepState.doing} == {RISK.code}


@given(SETS, SETS)
def test_what_if_criteria_were_met_gives_what_ticking_them_would_give(
    now: frozenset[Criterion], more: frozenset[Criterion]
) -> None:
    ratings = {code: Rating(3) for code in STANDARD.codes} | {RISK.code: decided_by(RISK, now)}
    rating, stars = what_if_met(STANDARD, ratings, RISK, more)
    assert rating == decided_by(RISK, now | more)
    assert stars == possible_stars(STANDARD, ratings | {RISK.code: rating})


def test_a_plan_for_the_same_star_keeps_what_was_said_of_its_steps() -> None:
    ratings = {code: Rating(1) for code in STANDARD.codes}
    plan = new_plan(STANDARD, ratings, 2, TODAY)
    named = replace(plan, steps=tuple(replace(step, person="李", due=TODAY, state=StepState.doing) for step in plan.steps))
    again = new_plan(STANDARD, ratings, 2, TODAY + timedelta(days=30), named)
    assert again.steps == named.steps
    higher = new_plan(STANDARD, ratings, 3, TODAY, named)
    assert {step.person for step in higher.steps} == {""}


@pytest.mark.parametrize(
    ("day", "sign", "moved"),
    [
        (date(2027, 1, 31), "+m", date(2027, 2, 28)),
        (date(2028, 1, 31), "+m", date(2028, 2, 29)),
        (date(2026, 12, 31), "+m", date(2027, 1, 31)),
        (date(2026, 12, 28), "+7", date(2027, 1, 4)),
        (date(2027, 3, 1), "-7", date(2027, 2, 22)),
    ],
)
def test_due_dates_move_over_the_ends_of_months(day: date, sign: str, moved: date) -> None:
    assert moved_day(day, sign) == moved
    assert months_later(day, 0) == day
