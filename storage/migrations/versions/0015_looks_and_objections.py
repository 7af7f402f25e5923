"""Which officer looked at which institution, and which respondents object."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and add the column. Looks before this revision are not known."""
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("roster_id", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_looks_campaign_id", "looks", ["campaign_id"])
    op.create_index("ix_looks_institution", "looks", ["roster_id", "at"])
    op.add_column("participations", sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop both: who looked, and who objected, is lost."""
    op.drop_column("participations", "objected_at")
    op.drop_table("looks")
