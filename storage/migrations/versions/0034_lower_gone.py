"""How many people answered lower than those who are left, of what an institution has not settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. Of those who left before, nobody knows whether they answered lower."""
    op.create_table(
        "lower_gone",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("subdomain", sa.String(32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "subdomain"),
        sa.CheckConstraint("people >= 1", name="lower_gone_people"),
    )


def downgrade() -> None:
    """Drop the table: what is open because a lower answer has gone can then be settled by who is left."""
    op.drop_table("lower_gone")
