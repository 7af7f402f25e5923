"""The SQL of a tap, as each engine receives it, in one golden file per engine: a reader sees there what a tap runs.

If you change a statement on purpose, run this file once with WRITE_GOLDEN=1 and read the difference in `golden/`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.address import read_address
from storage.tap.statements import Change, HotPath, Statement

GOLDEN = Path(__file__).parent / "golden"
# Everything that one save of a tap can do, with the title it has in the golden file.
CHANGES = {
    "Consent: the respondent and their first self-check": Change(first=True, opens=True),
    "A reply without an answer": Change(),
    "An answer": Change(rates=True),
    "The last answer": Change(rates=True, finishes=True),
    "The end without a new answer": Change(finishes=True),
    "A new self-check": Change(opens=True),
}


@pytest.mark.parametrize("url", ["sqlite:///never-opened.db", "postgresql://localhost/never-opened"])
def test_the_sql_of_a_tap_matches_the_golden_file(url: str) -> None:
    engine = read_address(url).engine()  # makes the dialect that the program uses, and connects to nothing
    path = HotPath(engine.dialect)
    reads = {"Load": path.load, "The turn alone": path.turn, "The campaigns of a result": path.participations}
    parts = [*(_written(title, (read,)) for title, read in reads.items())]
    parts += [*(_written(title, path.save(change)) for title, change in CHANGES.items())]
    found = "\n\n".join(parts) + "\n"
    file = GOLDEN / f"{engine.dialect.name}.sql"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def _written(title: str, statements: tuple[Statement, ...]) -> str:
    lines = [line.rstrip() for statement in statements for line in f"{statement.text};".splitlines()]
    return "\n".join((f"-- {title}", *lines))
