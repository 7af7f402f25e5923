"""The README's diagram is the machine's own table."""

from __future__ import annotations

from pathlib import Path

from flows.interview.machine import TRANSITIONS

README = Path(__file__).parents[3] / "README.md"
RETURNING = frozenset({"withdraw", "date", "leave"})
# What can be done from every stage, and the one stage from which it is drawn ("" is none).
EVERYWHERE = {
    "begin": "choosing", "restart": "", "speak": "", "forget": "", "recheck": "finished",
    "plan": "finished", "widen": "planning", "state": "planning", "due": "planning", "assign": "building",
    "drop": "building", "done": "building", "remind": "", "live": "reminding",
}  # fmt: skip


def diagram() -> str:
    """The table as a Mermaid state diagram; what leads from every stage, or back to any, is left out, but for a line that says so."""
    lines = ["stateDiagram-v2", "    [*] --> welcome"]
    for row in TRANSITIONS:
        drawn_from = EVERYWHERE.get(row["trigger"])
        if (
            drawn_from is not None
            and row["source"] != drawn_from
            and (row["trigger"], row["source"]) != ("remind", "reminding")
        ):
            continue
        if row["source"] in ("proving", "dating") and row["trigger"] in RETURNING:
            continue
        sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
        lines += [f"    {source} --> {row['dest']}: {row['trigger']}" for source in sources if row["dest"]]
    lines.append("    note right of choosing: from every stage after consent: begin, restart, recheck, speak, forget")
    lines.append("    note right of planning: the plan can be opened anywhere; what is done there leads into it")
    lines.append("    note right of dating: back to the stage that proof was named from: withdraw, date, leave")
    return "\n".join(dict.fromkeys(lines))


def test_the_readme_shows_the_machine_as_it_is() -> None:
    assert f"```mermaid\n{diagram()}\n```" in README.read_text(encoding="utf-8")
