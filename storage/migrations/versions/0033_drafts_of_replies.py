"""What people write in a chat about a case and have not sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. Nobody has written anything yet."""
    op.create_table(
        "case_drafts",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("subdomain", sa.String(64), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_turn", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["review_cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id", "case_id", "subdomain"),
        sa.CheckConstraint("message >= 0", name="case_draft_message"),
    )
    op.create_index("ix_case_drafts_case_id", "case_drafts", ["case_id"])


def downgrade() -> None:
    """Drop the table: what was not sent is lost."""
    op.drop_table("case_drafts")
