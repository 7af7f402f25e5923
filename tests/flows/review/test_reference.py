"""The diagram and the tables of the reference are those of the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import flows.review.rules as rules_module
from flows.review.deadlines import DAYS
from flows.review.machine import ROWS, WHO
from flows.review.rules import DEFAULT
from flows.review.states import TURN, CaseEvent, CaseState

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "review.md"
REASON = re.compile(r"    # (.+)\n    (\w+): int = \d+")


def diagram() -> str:
    """The table as a Mermaid state diagram. Events that leave a case in its state are in the table of events."""
    lines = ["stateDiagram-v2", "    [*] --> requested: request"]
    leading = [row for row in ROWS if row["source"] != row["dest"] and row["trigger"] != CaseEvent.withdraw]
    lines += [f"    {row['source']} --> {row['dest']}: {row['trigger']}" for row in leading]
    lines.append("    note right of withdrawn: from every state between submitted and ready: withdraw")
    ends = [state for state in CaseState if all(row["source"] == row["dest"] for row in ROWS if row["source"] == state)]
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in ends)])


def events() -> str:
    """A line for each event: who may bring it about, and in which states."""
    lines = ["| event | who | in these states |", "|---|---|---|"]
    for event in CaseEvent:
        states = dict.fromkeys(row["source"] for row in ROWS if row["trigger"] == event)
        where = ", ".join(states) if states else "(it makes the case)"
        lines.append(f"| `{event}` | {', '.join(sorted(WHO[event]))} | {where} |")
    return "\n".join(lines)


def states() -> str:
    """A line for each state: whose turn it is, and how many working days they have."""
    lines = ["| state | whose turn | working days |", "|---|---|---|"]
    lines += [f"| `{state}` | {TURN[state]} | {DAYS[state](DEFAULT) if state in DAYS else '–'} |" for state in CaseState]
    return "\n".join(lines)


def numbers() -> str:
    """A line for each number of the rules, with the reason that is written above it."""
    reasons = {name: reason for reason, name in REASON.findall(Path(rules_module.__file__).read_text(encoding="utf-8"))}
    lines = ["| number | is | reason |", "|---|---|---|"]
    lines += [f"| `{field.name}` | {getattr(DEFAULT, field.name)} | {reasons[field.name]} |" for field in fields(DEFAULT)]
    return "\n".join(lines)


def test_the_page_shows_the_table_of_states_as_it_is() -> None:
    assert f"```mermaid\n{diagram()}\n```" in PAGE.read_text(encoding="utf-8")


def test_the_page_says_who_may_do_what() -> None:
    assert events() in PAGE.read_text(encoding="utf-8")


def test_the_page_says_how_long_each_state_lasts() -> None:
    assert states() in PAGE.read_text(encoding="utf-8")


def test_the_page_has_every_number_with_its_reason() -> None:
    assert numbers() in PAGE.read_text(encoding="utf-8")
