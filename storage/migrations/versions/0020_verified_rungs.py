"""An answer can say which rung a reviewer confirmed."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

CLAIMED = "CASE WHEN not_applicable <> '' THEN 5 WHEN unsure THEN 0 ELSE level END"


def upgrade() -> None:
    """Add the column with its condition, in one statement that copies no row on either engine."""
    check = f"CONSTRAINT rating_verified CHECK (verified BETWEEN 0 AND {CLAIMED})"
    op.execute(f"ALTER TABLE ratings ADD COLUMN verified INTEGER {check}")


def downgrade() -> None:
    """Forget what reviewers confirmed. The answers stay."""
    with op.batch_alter_table("ratings") as table:
        table.drop_constraint("rating_verified", type_="check")
        table.drop_column("verified")
