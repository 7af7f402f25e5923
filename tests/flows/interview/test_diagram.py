"""The diagram in the docs is the table of the machine."""

from __future__ import annotations

from pathlib import Path

from flows.interview.machine import TRANSITIONS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "interview.md"
RETURNING = frozenset({"withdraw", "date", "leave", "organisation", "unname", "team_step"})
# What can be done from every stage, or nearly every, and the one stage from which it is drawn ("" is none).
EVERYWHERE = {
    "begin": "choosing", "restart": "", "speak": "", "forget": "", "recheck": "finished",
    "plan": "finished", "widen": "planning", "state": "planning", "due": "planning", "step": "planning", "assign": "building",
    "drop": "building", "done": "building", "remind": "", "live": "reminding",
    "call": "finished", "go_to": "",
    "for_person": "", "for_reason": "",
}  # fmt: skip


# A trigger that leads to this number of stages goes on with the run.
MANY = 4


def diagram() -> str:
    """The table as a Mermaid state diagram.

    A trigger whose guards choose among MANY stages is drawn to one point, `onward`; what leads from every stage, or back to any,
    is left out, but for a line that says so.
    """
    leads: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        for source in row["source"] if isinstance(row["source"], list) else [row["source"]]:
            if row["dest"] and _is_drawn(row["trigger"], source):
                leads.setdefault((source, row["trigger"]), []).append(row["dest"])
    lines = ["stateDiagram-v2", "    state onward <<choice>>", "    [*] --> welcome"]
    onward = dict.fromkeys(dest for found in leads.values() if len(found) >= MANY for dest in found)
    for (source, trigger), found in leads.items():
        ends = ["onward"] if len(found) >= MANY else found
        lines += [f"    {source} --> {end}: {trigger}" for end in ends]
    lines += [f"    onward --> {end}" for end in onward]
    lines.append("    note right of choosing: from every stage after consent: begin, restart, recheck, speak, forget")
    lines.append("    note right of asking: an answer at the address of any question leads to it first: go_to")
    lines.append("    note right of planning: the plan can be opened anywhere; what is done there leads into it")
    lines.append("    note right of dating: back to the stage that evidence was named from: withdraw, date, leave")
    lines.append(
        "    note right of naming: from every stage that waits for no other line, and back to it: organisation, unname, leave"
    )
    return "\n".join(dict.fromkeys(lines))


def _is_drawn(trigger: str, source: str) -> bool:
    if trigger in EVERYWHERE and (trigger, source) != ("remind", "reminding"):
        return source == EVERYWHERE[trigger]
    return not (source in ("naming_evidence", "dating", "naming", "team_person", "team_reason") and trigger in RETURNING)


def test_the_page_shows_the_machine_as_it_is() -> None:
    assert f"```mermaid\n{diagram()}\n```" in PAGE.read_text(encoding="utf-8")
