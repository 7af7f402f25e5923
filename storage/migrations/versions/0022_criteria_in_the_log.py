"""The log of changes holds the criteria that an answer names, so that a change of criteria alone can be read from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MARKS = ("n/a", "unsure", *(str(rung) for rung in range(6)), *(f"{rung}+" for rung in range(5)))
COLUMNS = (("before", True), ("after", False))


def upgrade() -> None:
    """Widen the columns. The lines that are there stay as they are: they did not say which criteria were meant."""
    _resize(8, 40)


def downgrade() -> None:
    """Keep the marks alone, and make the columns narrow again."""
    log = sa.table("changes", *(sa.column(name, sa.String) for name, _ in COLUMNS))
    for name, _ in COLUMNS:
        for mark in MARKS:
            op.execute(log.update().where(log.c[name].like(f"{mark} %")).values({name: mark}))
    _resize(40, 8)


def _resize(old: int, new: int) -> None:
    with op.batch_alter_table("changes") as table:
        for name, is_nullable in COLUMNS:
            table.alter_column(name, existing_type=sa.String(old), type_=sa.String(new), existing_nullable=is_nullable)
