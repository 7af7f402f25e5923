"""Whose numbers the typed lines are counted by: those of two bots cannot be compared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision. The default is for processes of the version before, which go on writing and do not know the column."""
    op.add_column("respondents", sa.Column("counter", sa.String(length=32), server_default="", nullable=False))


def downgrade() -> None:
    """Back to the one before; all numbers are then one counter's again."""
    with op.batch_alter_table("respondents") as respondents:
        respondents.drop_column("counter")
