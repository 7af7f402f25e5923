"""What an association learns from its reviews: periods, their releases, and which cases the latest one counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables. The first period begins when the program looks for one."""
    op.create_table(
        "review_periods",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("association_id", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("tried_on", sa.Date(), nullable=True),
        sa.Column("missing_in_all", sa.Integer(), nullable=True),
        sa.Column("missing_changed", sa.Integer(), nullable=True),
        sa.Column("waited", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("figures_final", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("association_id", "edition", "begins_on", name="review_period_once"),
    )
    op.create_table(
        "review_releases",
        sa.Column("period_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_closing", sa.Boolean(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["review_periods.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("period_id", "number"),
    )
    op.create_table(
        "counted_cases",
        sa.Column("period_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["review_periods.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["review_cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("period_id", "case_id"),
    )
    op.create_index("ix_counted_cases_case_id", "counted_cases", ["case_id"])


def downgrade() -> None:
    """Remove the tables. What was published is gone, so nothing could be published safely after it."""
    for table in ("counted_cases", "review_releases", "review_periods"):
        op.drop_table(table)
