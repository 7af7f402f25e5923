"""The SQL of the hot path, as each engine gets it, in a file per engine: so that a reader sees what a tap runs.

If a statement is meant to change, run this test once with WRITE_GOLDEN=1, and read what changed in `golden/`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.tap.statements import Change, HotPath, Statement

GOLDEN = Path(__file__).parent / "golden"
ENGINES = (SQLiteDialect_pysqlite(), PGDialect_asyncpg())  # type: ignore[no-untyped-call]
# What a tap can do, in the words of somebody who answers.
CHANGES = {
    "Consent: the respondent and their first self-check": Change(first=True, opens=True),
    "A reply without an answer": Change(),
    "An answer": Change(rates=True),
    "The last answer": Change(rates=True, finishes=True),
    "A new self-check": Change(opens=True),
}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_the_sql_of_a_tap_is_the_one_in_the_golden_file(engine: Dialect) -> None:
    path = HotPath(engine)
    parts = [_written("Load", (path.load,)), *(_written(title, path.save(change)) for title, change in CHANGES.items())]
    found = "\n\n".join(parts) + "\n"
    file = GOLDEN / f"{engine.name}.sql"
    if "WRITE_GOLDEN" in os.environ:
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def _written(title: str, statements: tuple[Statement, ...]) -> str:
    lines = [line.rstrip() for statement in statements for line in f"{statement.text};".splitlines()]
    return "\n".join((f"-- {title}", *lines))
