"""The table of the interview: which stage follows which, by which trigger, under which guard.

One machine for everybody: it is driven on an Interview that was never added to it (`MACHINE.events[trigger].trigger`),
which keeps no object alive and costs about 10 µs. Which subdomain is asked is no stage: see `Interview.current`.
"""

from __future__ import annotations

from typing import Any

from transitions import Machine

STAGES = (
    "welcome",
    "choosing",
    "asking",
    "excusing",
    "checkpoint",
    "deciding",
    "reviewing",
    "paused",
    "finished",
    "proving",
    "dating",
    "planning",
    "building",
    "assigning",
    "dropping",
    "reminding",
    "confirming",
    "naming",
)
BEGUN = STAGES[1:]
# Where proof can be named from, and gone back to.
PROVABLE = ("asking", "checkpoint", "deciding", "reviewing", "paused", "finished", "planning", "building")
# Where the institution can be named from, and gone back to: wherever no other line is being typed.
NAMEABLE = ("choosing", "confirming", *PROVABLE)
Row = dict[str, Any]


def _onward(trigger: str, *sources: str, prepare: str | None = None) -> list[Row]:
    """What can follow, in this order: the first whose guard holds. `prepare` is done once, before the guards look."""
    rows: list[Row] = [
        {"dest": "reviewing", "conditions": "is_revising", "before": "release"},
        {"dest": "proving", "conditions": "is_built_unproven", "before": "hold_built"},
        {"dest": "planning", "conditions": "is_building", "before": "release"},
        {"dest": "finished", "conditions": "is_complete"},
        {"dest": "deciding", "conditions": "is_decided"},
        {"dest": "confirming", "conditions": "is_confirming"},
        {"dest": "checkpoint", "conditions": "ends_section"},
        {"dest": "asking"},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, **row} for source in sources for row in rows]


def _returning(trigger: str, *sources: str, prepare: str | None = None) -> list[Row]:
    """Back to the stage that proof or the institution was named from. `prepare` is done once, before the guards look."""
    rows: list[Row] = [
        {"dest": "reviewing", "conditions": "is_revising"},
        {"dest": "planning", "conditions": "is_building"},
        {"dest": "checkpoint", "conditions": "is_from_checkpoint"},
        {"dest": "deciding", "conditions": "is_from_deciding"},
        {"dest": "paused", "conditions": "is_from_paused"},
        {"dest": "choosing", "conditions": "is_from_choosing"},
        {"dest": "confirming", "conditions": "is_from_confirming"},
        {"dest": "finished", "conditions": "is_from_the_end"},
        {"dest": "asking"},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, "before": "release", **row} for source in sources for row in rows]


def _anywhere(trigger: str, dest: str | None, **row: str) -> list[Row]:
    """What can be done from every stage: the plan's views can be opened anywhere, and what is done there leads to the plan."""
    return [{"trigger": trigger, "source": source, "dest": dest, **row} for source in BEGUN]


def _leaving(source: str) -> list[Row]:
    """Out of the plan, back to where the run stands."""
    rows: list[Row] = [
        {"dest": "choosing", "prepare": "release", "conditions": "is_untouched"},
        {"dest": "finished", "conditions": "is_closed"},
        {"dest": "deciding", "conditions": "is_decided"},
        {"dest": "confirming", "conditions": "is_confirming"},
        {"dest": "asking"},
    ]
    return [{"trigger": "leave", "source": source, **row} for row in rows]


PLAN: list[Row] = [
    *_anywhere("plan", "reminding", prepare="make_plan", unless="is_reminded"),
    *_anywhere("plan", "planning"),
    *_anywhere("widen", "planning", prepare="widen_plan"),
    *_anywhere("state", "building", prepare="set_state"),
    *_anywhere("due", "building", prepare="set_due"),
    *_anywhere("assign", "assigning", prepare="take_up"),
    *_anywhere("drop", "dropping", prepare="take_up"),
    *_anywhere("done", "asking", prepare="ask_of_step"),
    {"trigger": "person", "source": "assigning", "dest": "building", "before": "set_person"},
    {"trigger": "reason", "source": "dropping", "dest": "planning", "before": "set_dropped"},
    {"trigger": "cancel", "source": ["assigning", "dropping"], "dest": "building"},
    {"trigger": "to_plan", "source": ["building", "assigning", "dropping"], "dest": "planning", "before": "release"},
    {"trigger": "remind", "source": "reminding", "dest": "planning", "conditions": "has_plan", "before": "set_reminders"},
    *_anywhere("remind", None, prepare="set_reminders"),
    *_anywhere("live", "reminding", prepare="set_timezone"),
    *_leaving("planning"),
    *_leaving("reminding"),
]

RECHECK: list[Row] = [
    *_anywhere("recheck", "confirming", prepare="open_recheck", conditions="is_confirming"),
    *_anywhere("recheck", "asking"),
    {
        "trigger": "confirm",
        "source": "confirming",
        "dest": "finished",
        "prepare": "confirm_domain",
        "conditions": "is_complete",
    },
    {"trigger": "confirm", "source": "confirming", "dest": "confirming", "conditions": "is_confirming"},
    {"trigger": "confirm", "source": "confirming", "dest": "asking"},
    {"trigger": "walk", "source": "confirming", "dest": "asking", "before": "walk_domain"},
    *_onward("same", "asking", prepare="record_same"),
]

TRANSITIONS: list[Row] = [
    {
        "trigger": "consent",
        "source": "welcome",
        "dest": "choosing",
        "prepare": "open_assessment",
        "unless": "is_aimed",
    },
    {"trigger": "consent", "source": "welcome", "dest": "asking"},
    *_onward("begin", *BEGUN, prepare="choose_mode"),
    *_onward("rate", "asking", prepare="record"),
    {"trigger": "excuse", "source": "asking", "dest": "excusing", "before": "hold"},
    {"trigger": "cancel", "source": "excusing", "dest": "asking"},
    *_onward("reason", "excusing", prepare="record_reason"),
    {
        "trigger": "back",
        "source": ["asking", "checkpoint", "deciding", "confirming"],
        "dest": "asking",
        "before": "step_back",
    },
    *_onward("keep", "asking", prepare="let_go"),
    *_onward("go_on", "checkpoint"),
    *_onward("go_deeper", "deciding", "finished", prepare="ask_all"),
    {"trigger": "verdict", "source": "deciding", "dest": "finished"},
    {
        "trigger": "review",
        "source": ["asking", "checkpoint", "deciding", "paused", "finished", "confirming"],
        "dest": "reviewing",
        "before": "release",
    },
    {"trigger": "jump", "source": "reviewing", "dest": "asking", "before": "focus_on"},
    *_onward("close", "reviewing", prepare="release"),
    {
        "trigger": "pause",
        "source": ["asking", "excusing", "checkpoint", "deciding", "reviewing", "confirming"],
        "dest": "paused",
        "before": "release",
    },
    *_onward("resume", "paused"),
    {"trigger": "prove", "source": list(PROVABLE), "dest": "proving", "before": "hold_proof"},
    {"trigger": "name", "source": "proving", "dest": "dating", "before": "write_proof"},
    {"trigger": "renew", "source": "proving", "dest": "dating", "before": "renew_proof"},
    *_returning("withdraw", "proving", prepare="withdraw_proof"),
    *_returning("date", "dating", prepare="date_proof"),
    {"trigger": "call", "source": list(NAMEABLE), "dest": "naming", "before": "mark_place"},
    *_returning("organisation", "naming", prepare="set_name"),
    *_returning("unname", "naming", prepare="set_name"),
    *_returning("leave", "proving", "dating", "naming"),
    {"trigger": "restart", "source": list(BEGUN), "dest": "choosing", "before": "open_next"},
    {"trigger": "speak", "source": list(BEGUN), "dest": None, "before": "change_language"},
    {"trigger": "forget", "source": list(BEGUN), "dest": "welcome"},
    *PLAN,
    *RECHECK,
]

MACHINE = Machine(
    model=None,
    states=list(STAGES),
    transitions=TRANSITIONS,
    initial="welcome",
    auto_transitions=False,
    model_attribute="stage",
)
TRIGGERS = tuple(MACHINE.events)


def fire(interview: object, trigger: str, value: str) -> bool:
    """Move `interview` (its `stage` and its guards) by one trigger; raises transitions.MachineError where none is defined."""
    return bool(MACHINE.events[trigger].trigger(interview, value))
