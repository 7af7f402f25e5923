"""The README's diagram is the machine's own table."""

from __future__ import annotations

from pathlib import Path

from flows.interview.machine import TRANSITIONS

README = Path(__file__).parents[3] / "README.md"
EVERYWHERE = frozenset({"begin", "restart", "speak", "forget"})
RETURNING = frozenset({"withdraw", "date", "leave"})


def diagram() -> str:
    """The table as a Mermaid state diagram; what leads from every stage, or back to any, is left out, but for a line that says so."""
    lines = ["stateDiagram-v2", "    [*] --> welcome"]
    for row in TRANSITIONS:
        if row["trigger"] in EVERYWHERE and row["source"] != "choosing":
            continue
        if row["trigger"] in RETURNING:
            continue
        sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
        lines += [f"    {source} --> {row['dest']}: {row['trigger']}" for source in sources if row["dest"]]
    lines.append("    note right of choosing: from every stage after consent: begin, restart, speak, forget")
    lines.append("    note right of dating: back to the stage that proof was named from: withdraw, date, leave")
    return "\n".join(dict.fromkeys(lines))


def test_the_readme_shows_the_machine_as_it_is() -> None:
    assert f"```mermaid\n{diagram()}\n```" in README.read_text(encoding="utf-8")
