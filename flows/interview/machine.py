"""Holds the table of the interview: which stage follows which, on which trigger, under which guard.

There is one machine for all interviews. It is driven on an Interview that was never added to it
(`MACHINE.events[trigger].trigger`), so it keeps no object alive and costs about 10 µs. The question that is asked is not part
of the stage: see `Session.current`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from transitions import EventData, Machine, Transition
from transitions.core import Condition

from flows.interview.stage_groups import (
    ANSWERABLE,
    BACK_FROM_EVIDENCE,
    BACK_FROM_TEAM_STEP,
    BEGUN,
    EVIDENCE_STAGES,
    INSTITUTION_STAGES,
    SHOWING_STAGES,
)
from flows.stages import Stage
from flows.triggers import Trigger

Row = dict[str, Any]
# The guard of a row that leads back: true if the detour began at the row's destination (`Session.origin`).
COMES_FROM = "comes_from"


def _onward(trigger: str, *sources: str, prepare: str | None = None) -> list[Row]:
    """Return the rows of what can follow an answer. The first row whose guard holds is taken.

    The effect `prepare` runs once, before the guards.
    """
    rows: list[Row] = [
        {"dest": Stage.reviewing, "conditions": COMES_FROM, "before": "release"},
        {"dest": Stage.naming_evidence, "conditions": "rated_step_lacks_evidence", "before": "hold_rated_step"},
        {"dest": Stage.planning, "conditions": COMES_FROM, "before": "release"},
        {"dest": Stage.finished, "conditions": "is_complete"},
        {"dest": Stage.deciding, "conditions": "is_decided"},
        {"dest": Stage.confirming, "conditions": "is_confirming"},
        {"dest": Stage.checkpoint, "conditions": "ends_section"},
        {"dest": Stage.asking},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, **row} for source in sources for row in rows]


def _returning(trigger: str, source: str, *, prepare: str | None = None) -> list[Row]:
    """Return the rows that lead back to where evidence or the institution was named.

    From the institution's name they lead to exactly that place. The effect `prepare` runs once, before the guards.
    """
    is_name = source == Stage.naming_institution
    stages, back = (INSTITUTION_STAGES, "return_to_place") if is_name else (BACK_FROM_EVIDENCE, "release")
    rows: list[Row] = [
        *({"dest": stage, "conditions": COMES_FROM, "before": back} for stage in stages),
        {"dest": Stage.finished, "conditions": "is_all_answered", "before": "release"},
        {"dest": Stage.asking, "before": "release"},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, **row} for row in rows]


def _of_team_step(source: str) -> list[Row]:
    """Return the rows that lead back from a line about a step of the institution's plan, typed or not."""
    rows: list[Row] = [
        *({"dest": stage, "conditions": COMES_FROM, "before": "release"} for stage in BACK_FROM_TEAM_STEP),
        {"dest": Stage.finished, "conditions": "is_all_answered", "before": "release"},
        {"dest": Stage.asking, "before": "release"},
    ]
    return [{"trigger": trigger, "source": source, **row} for trigger in (Trigger.set_team_step, Trigger.leave) for row in rows]


def _anywhere(trigger: str, dest: str | None, **row: str) -> list[Row]:
    """Return a row for every stage. The plan's views can be opened anywhere, and what is done there leads to the plan."""
    return [{"trigger": trigger, "source": source, "dest": dest, **row} for source in BEGUN]


def _leaving(source: str) -> list[Row]:
    """Return the rows that lead out of the plan, back to the run."""
    rows: list[Row] = [
        {"dest": Stage.choosing, "prepare": "release", "conditions": "is_untouched"},
        {"dest": Stage.finished, "conditions": "is_closed"},
        {"dest": Stage.deciding, "conditions": "is_decided"},
        {"dest": Stage.confirming, "conditions": "is_confirming"},
        {"dest": Stage.asking},
    ]
    return [{"trigger": Trigger.leave, "source": source, **row} for row in rows]


PLAN: list[Row] = [
    *_anywhere(Trigger.plan, Stage.reminding, prepare="make_plan", unless="is_reminded"),
    *_anywhere(Trigger.plan, Stage.planning),
    *_anywhere(Trigger.widen, Stage.planning, prepare="widen_plan"),
    *_anywhere(Trigger.set_state, Stage.at_step, prepare="set_state"),
    *_anywhere(Trigger.set_step, Stage.at_step, prepare="set_step"),
    *_anywhere(Trigger.set_due, Stage.at_step, prepare="set_due"),
    *_anywhere(Trigger.assign, Stage.assigning, prepare="take_up"),
    *_anywhere(Trigger.drop_step, Stage.dropping, prepare="take_up"),
    *_anywhere(Trigger.rate_step, Stage.asking, prepare="take_up"),
    {"trigger": Trigger.set_person, "source": Stage.assigning, "dest": Stage.at_step, "before": "set_person"},
    {"trigger": Trigger.reason, "source": Stage.dropping, "dest": Stage.planning, "before": "set_dropped"},
    {"trigger": Trigger.cancel, "source": [Stage.assigning, Stage.dropping], "dest": Stage.at_step},
    {
        "trigger": Trigger.to_plan,
        "source": [Stage.at_step, Stage.assigning, Stage.dropping],
        "dest": Stage.planning,
        "before": "release",
    },
    {
        "trigger": Trigger.remind,
        "source": Stage.reminding,
        "dest": Stage.planning,
        "conditions": "has_plan",
        "before": "set_reminders",
    },
    *_anywhere(Trigger.remind, None, prepare="set_reminders"),
    *_anywhere(Trigger.choose_timezone, Stage.reminding, prepare="set_timezone"),
    *_leaving(Stage.planning),
    *_leaving(Stage.reminding),
]

RECHECK: list[Row] = [
    *_anywhere(Trigger.recheck, Stage.confirming, prepare="open_recheck", conditions="is_confirming"),
    *_anywhere(Trigger.recheck, Stage.asking),
    {
        "trigger": Trigger.confirm_domain,
        "source": Stage.confirming,
        "dest": Stage.finished,
        "prepare": "confirm_domain",
        "conditions": "is_complete",
    },
    {"trigger": Trigger.confirm_domain, "source": Stage.confirming, "dest": Stage.confirming, "conditions": "is_confirming"},
    {"trigger": Trigger.confirm_domain, "source": Stage.confirming, "dest": Stage.asking},
    {"trigger": Trigger.walk_domain, "source": Stage.confirming, "dest": Stage.asking, "before": "walk_domain"},
    *_onward(Trigger.keep_old_answer, Stage.asking, prepare="record_same"),
]

TRANSITIONS: list[Row] = [
    {
        "trigger": Trigger.consent,
        "source": Stage.welcome,
        "dest": Stage.choosing,
        "prepare": "open_assessment",
        "unless": "is_aimed",
    },
    {"trigger": Trigger.consent, "source": Stage.welcome, "dest": Stage.asking},
    *_onward(Trigger.begin, *BEGUN, prepare="choose_mode"),
    *_onward(Trigger.rate, Stage.asking, prepare="record"),
    *_onward(Trigger.tick, Stage.asking, prepare="record_points"),
    {"trigger": Trigger.excuse, "source": Stage.asking, "dest": Stage.excusing, "before": "hold"},
    {"trigger": Trigger.cancel, "source": Stage.excusing, "dest": Stage.asking},
    *_onward(Trigger.reason, Stage.excusing, prepare="record_reason"),
    {
        "trigger": Trigger.back,
        "source": [Stage.asking, Stage.checkpoint, Stage.deciding, Stage.confirming],
        "dest": Stage.asking,
        "before": "step_back",
    },
    *_onward(Trigger.keep_answer, Stage.asking, prepare="let_go"),
    *_onward(Trigger.go_on, Stage.checkpoint),
    *_onward(Trigger.go_deeper, Stage.deciding, Stage.finished, prepare="ask_all"),
    {"trigger": Trigger.verdict, "source": Stage.deciding, "dest": Stage.finished},
    {
        "trigger": Trigger.review,
        "source": [Stage.asking, Stage.checkpoint, Stage.deciding, Stage.paused, Stage.finished, Stage.confirming],
        "dest": Stage.reviewing,
        "before": "release",
    },
    {"trigger": Trigger.jump, "source": Stage.reviewing, "dest": Stage.asking, "before": "focus_on"},
    {"trigger": Trigger.go_to, "source": list(ANSWERABLE), "dest": Stage.asking, "before": "go_to"},
    *_anywhere(Trigger.set_under_way, None, prepare="set_under_way"),
    *_anywhere(Trigger.set_rich_cards, None, prepare="set_rich_cards"),
    *_onward(Trigger.close, Stage.reviewing, prepare="release"),
    {
        "trigger": Trigger.pause,
        "source": [Stage.asking, Stage.excusing, Stage.checkpoint, Stage.deciding, Stage.reviewing, Stage.confirming],
        "dest": Stage.paused,
        "before": "release",
    },
    *_onward(Trigger.resume, Stage.paused),
    {
        "trigger": Trigger.show_evidence,
        "source": list(EVIDENCE_STAGES),
        "dest": Stage.naming_evidence,
        "before": "hold_evidence",
    },
    {
        "trigger": Trigger.name_evidence,
        "source": Stage.naming_evidence,
        "dest": Stage.dating_evidence,
        "before": "write_evidence",
    },
    {
        "trigger": Trigger.renew_evidence,
        "source": Stage.naming_evidence,
        "dest": Stage.dating_evidence,
        "before": "renew_evidence",
    },
    {"trigger": Trigger.set_shows, "source": list(SHOWING_STAGES), "dest": None, "before": "set_shows"},
    *_returning(Trigger.withdraw_evidence, Stage.naming_evidence, prepare="withdraw_evidence"),
    *_returning(Trigger.date_evidence, Stage.dating_evidence, prepare="date_evidence"),
    {
        "trigger": Trigger.ask_institution,
        "source": list(INSTITUTION_STAGES),
        "dest": Stage.naming_institution,
        "before": "mark_place",
    },
    *_returning(Trigger.name_institution, Stage.naming_institution, prepare="set_name"),
    *_returning(Trigger.unname_institution, Stage.naming_institution, prepare="set_name"),
    *_returning(Trigger.leave, Stage.naming_evidence),
    *_returning(Trigger.leave, Stage.dating_evidence),
    *_returning(Trigger.leave, Stage.naming_institution),
    *_anywhere(Trigger.ask_team_person, Stage.assigning_team, prepare="hold_team_step"),
    *_anywhere(Trigger.ask_team_reason, Stage.dropping_team, prepare="hold_team_step"),
    *_of_team_step(Stage.assigning_team),
    *_of_team_step(Stage.dropping_team),
    {"trigger": Trigger.restart, "source": list(BEGUN), "dest": Stage.choosing, "before": "open_next"},
    {"trigger": Trigger.change_language, "source": list(BEGUN), "dest": None, "before": "change_language"},
    {"trigger": Trigger.forget, "source": list(BEGUN), "dest": Stage.welcome},
    *PLAN,
    *RECHECK,
]


class Guard(Condition):
    """A guard of the table: a method of the interview that takes the reply's value, or COMES_FROM."""

    def holds(self, interview: Any, value: str, dest: str | None) -> bool:
        """Return whether the guard holds for the row to `dest`."""
        if self.func == COMES_FROM:
            return bool(interview.session.comes_from == dest)
        return bool(getattr(interview, str(self.func))(value) == self.target)


class GuardedTransition(Transition):
    """A row of the table, with guards of ours."""

    condition_cls = Guard

    def execute(self, event_data: EventData) -> bool:
        """Take this row if its guards hold, and return whether they do.

        The library's own method does the same, and writes up to nine lines of log for every row that is tried. A tap tries
        eight rows.
        """
        interview: Any = event_data.model
        (value,) = event_data.args
        _carry_out(self.prepare, interview, value)
        for guard in self.conditions:
            assert isinstance(guard, Guard)
            if not guard.holds(interview, value, self.dest):
                return False
        _carry_out(self.before, interview, value)
        if self.dest:
            interview.stage = self.dest
        return True


def _carry_out(effects: Iterable[Any], interview: Any, value: str) -> None:
    for name in effects:
        getattr(interview, name)(value)


class Table(Machine):
    """The table as a machine, with rows of ours."""

    transition_cls = GuardedTransition


def _by_value(row: Row) -> Row:
    """Return a row with the values of its stages: `transitions` would know a member of an enum by its name."""
    sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
    dest = row["dest"] and str(row["dest"])
    return {**row, "source": [str(source) for source in sources], "dest": dest}


MACHINE = Table(
    model=None,
    states=[stage.value for stage in Stage],
    transitions=[_by_value(row) for row in TRANSITIONS],
    initial=Stage.welcome.value,
    auto_transitions=False,
    model_attribute="stage",
)
TRIGGERS = tuple(MACHINE.events)


def fire(interview: object, trigger: str, value: str) -> bool:
    """Move `interview` by one trigger. Raises transitions.MachineError if its stage has no row for the trigger."""
    return bool(MACHINE.events[trigger].trigger(interview, value))


def can_follow(stage: str, trigger: str) -> bool:
    """Return whether a stage has a row for a trigger."""
    return str(stage) in MACHINE.events[trigger].transitions
