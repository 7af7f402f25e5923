"""The machine: every stage can be reached, and every stage × trigger is either defined or refused."""

from __future__ import annotations

import pytest
from transitions import MachineError

from flows.interview.interview import Interview
from flows.interview.machine import COMES_FROM, MACHINE, TRANSITIONS, TRIGGERS, fire
from flows.interview.session import Session
from flows.stages import Stage
from flows.standard.loader import shipped
from tests.flows.player import TODAY


def test_every_stage_can_be_reached() -> None:
    reached, waiting = set[str](), ["welcome"]
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            for row in TRANSITIONS:
                sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
                if stage in sources:
                    waiting.append(row["dest"] or stage)
    assert reached == set(Stage)


def test_every_stage_can_be_left() -> None:
    for stage in Stage:
        assert any(t.dest not in (None, stage) for event in MACHINE.events.values() for t in event.transitions.get(stage, []))


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_every_stage_and_trigger_is_defined_or_refused(trigger: str) -> None:
    for stage in Stage:
        if not MACHINE.events[trigger].transitions.get(stage):
            interview = Interview(shipped(), Session("zh", 1, stage), TODAY)
            with pytest.raises(MachineError):
                fire(interview, trigger, "")
            assert interview.stage == stage


def test_guards_and_effects_exist() -> None:
    for row in TRANSITIONS:
        for part in ("conditions", "unless", "prepare", "before"):
            if row.get(part, COMES_FROM) not in (None, COMES_FROM):
                assert callable(getattr(Interview, row[part])), row


def test_a_row_says_nothing_that_its_transition_does_not_carry_out() -> None:
    known = {"trigger", "source", "dest", "conditions", "unless", "prepare", "before"}
    assert all(row.keys() <= known for row in TRANSITIONS)
