"""Every entry of a case's log has a hash that covers the entry before it. Logs that are there get theirs."""

from __future__ import annotations

import secrets
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.case_chain import (
    BEGINNING,
    CLAIM,
    DECISION,
    ENTRY,
    EVIDENCE,
    FINDING,
    SUBMISSION,
    EntryRows,
    entry_hash,
    is_deleted,
    typed_sha256,
)

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SALT_BYTES = 16
TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "at": sa.DateTime(timezone=True),
    "due": sa.Date(),
    "finished_on": sa.Date(),
    "named_on": sa.Date(),
    "in_force": sa.Date(),
    "last_used": sa.Date(),
    "under_way": sa.Boolean(),
    "unsure": sa.Boolean(),
}


def _table(name: str, *columns: str) -> sa.TableClause:
    names = dict.fromkeys(("case_id", *columns))
    return sa.table(name, *(sa.column(column, TYPES.get(column)) for column in names))


CASES = sa.table("review_cases", sa.column("id"), sa.column("institution_id"))
ENTRIES = _table("review_entries", *ENTRY, "detail", "salt", "typed_sha256", "hash")
SUBMISSIONS = _table("review_submissions", *SUBMISSION)
ITEMS = _table("review_items", "entry", *CLAIM, "not_applicable", *EVIDENCE)
DECISIONS = _table("review_decisions", "number", *DECISION)
FINDINGS = _table("review_findings", "number", *FINDING)


def upgrade() -> None:
    """Add the columns, and chain the logs as they are now."""
    for name, length in (("salt", 32), ("typed_sha256", 64), ("hash", 64)):
        op.add_column("review_entries", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    cases = sa.select(CASES.c.id, CASES.c.institution_id).where(CASES.c.id.in_(sa.select(ENTRIES.c.case_id)))
    for case, institution in op.get_bind().execute(cases).all():
        _chain(case, is_gone=institution is None)


def downgrade() -> None:
    """Forget the hashes."""
    with op.batch_alter_table("review_entries") as table:
        for name in ("hash", "typed_sha256", "salt"):
            table.drop_column(name)


def _chain(case: int, *, is_gone: bool) -> None:
    submission = next(iter(_rows(SUBMISSIONS, case)), None)
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in sorted(_rows(ITEMS, case), key=lambda row: (row["entry"], row["number"])):
        items[item["entry"]].append(item)
    decisions = {row["number"]: row for row in _rows(DECISIONS, case)}
    findings = {row["number"]: row for row in _rows(FINDINGS, case)}
    previous = BEGINNING
    for entry in sorted(_rows(ENTRIES, case), key=lambda row: int(row["number"])):
        number = entry["number"]
        handed_in = submission if entry["event"] == "submit" else None
        rows = EntryRows(entry, handed_in, items[number], decisions.get(number), findings.get(number))
        # Of an institution that is gone nothing is left that a salt could be for.
        salt = "" if is_gone and is_deleted(rows) else secrets.token_hex(SALT_BYTES)
        typed = typed_sha256(rows, salt)
        previous = entry_hash(previous, rows, typed)
        this = (ENTRIES.c.case_id == case, ENTRIES.c.number == number)
        op.execute(sa.update(ENTRIES).where(*this).values(salt=salt, typed_sha256=typed, hash=previous))


def _rows(table: sa.TableClause, case: int) -> list[dict[str, Any]]:
    found = op.get_bind().execute(sa.select(table).where(table.c.case_id == case))
    return [dict(row) for row in found.mappings()]
