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
)
BEGUN = STAGES[1:]
# Where proof can be named from, and gone back to.
PROVABLE = ("asking", "checkpoint", "deciding", "reviewing", "paused", "finished")
Row = dict[str, Any]


def _onward(trigger: str, *sources: str, prepare: str | None = None) -> list[Row]:
    """What can follow, in this order: the first whose guard holds. `prepare` is done once, before the guards look."""
    rows: list[Row] = [
        {"dest": "reviewing", "conditions": "is_revising", "before": "release"},
        {"dest": "finished", "conditions": "is_complete"},
        {"dest": "deciding", "conditions": "is_decided"},
        {"dest": "checkpoint", "conditions": "ends_section"},
        {"dest": "asking"},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, **row} for source in sources for row in rows]


def _returning(trigger: str, *sources: str, prepare: str | None = None) -> list[Row]:
    """Back to the stage that proof was named from. `prepare` is done once, before the guards look."""
    rows: list[Row] = [
        {"dest": "reviewing", "conditions": "is_revising"},
        {"dest": "checkpoint", "conditions": "is_from_checkpoint"},
        {"dest": "deciding", "conditions": "is_from_deciding"},
        {"dest": "paused", "conditions": "is_from_paused"},
        {"dest": "finished", "conditions": "is_from_the_end"},
        {"dest": "asking"},
    ]
    rows[0]["prepare"] = prepare
    return [{"trigger": trigger, "source": source, "before": "release", **row} for source in sources for row in rows]


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
        "source": ["asking", "checkpoint", "deciding"],
        "dest": "asking",
        "before": "step_back",
    },
    *_onward("keep", "asking", prepare="let_go"),
    *_onward("go_on", "checkpoint"),
    *_onward("go_deeper", "deciding", "finished", prepare="ask_all"),
    {"trigger": "verdict", "source": "deciding", "dest": "finished"},
    {
        "trigger": "review",
        "source": ["asking", "checkpoint", "deciding", "paused", "finished"],
        "dest": "reviewing",
        "before": "release",
    },
    {"trigger": "jump", "source": "reviewing", "dest": "asking", "before": "focus_on"},
    *_onward("close", "reviewing", prepare="release"),
    {
        "trigger": "pause",
        "source": ["asking", "excusing", "checkpoint", "deciding", "reviewing"],
        "dest": "paused",
        "before": "release",
    },
    *_onward("resume", "paused"),
    {"trigger": "prove", "source": list(PROVABLE), "dest": "proving", "before": "hold_proof"},
    {"trigger": "name", "source": "proving", "dest": "dating", "before": "write_proof"},
    {"trigger": "renew", "source": "proving", "dest": "dating", "before": "renew_proof"},
    *_returning("withdraw", "proving", prepare="withdraw_proof"),
    *_returning("date", "dating", prepare="date_proof"),
    *_returning("leave", "proving", "dating"),
    {"trigger": "restart", "source": list(BEGUN), "dest": "choosing", "before": "open_next"},
    {"trigger": "speak", "source": list(BEGUN), "dest": None, "before": "change_language"},
    {"trigger": "forget", "source": list(BEGUN), "dest": "welcome"},
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
