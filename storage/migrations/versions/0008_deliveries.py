"""Messages to be sent, with leases, in batches and at one pace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = "'planned', 'leased', 'sending', 'again', 'sent', 'uncertain', 'skipped', 'blocked'"


def upgrade() -> None:
    """Create the tables. Nothing is planned yet: the next look for due reminders plans what is due."""
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.CheckConstraint("state IN ('running', 'paused', 'cancelled')", name="batch_state"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.String(length=32), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name="delivery_state"),
        sa.CheckConstraint("(state IN ('leased', 'sending')) = (leased_until IS NOT NULL)", name="delivery_lease"),
        sa.CheckConstraint("tries >= 0", name="delivery_tries"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("respondent_id", "kind", "about"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state", "due_at"])
    op.create_index("ix_deliveries_batch", "deliveries", ["batch", "state"])
    op.create_table(
        "pace",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="pace_one_row"),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Drop the tables; what is planned and not yet sent is forgotten. Due reminders are found again."""
    op.drop_table("pace")
    op.drop_table("deliveries")
    op.drop_table("batches")
