"""What releases of campaigns need: what the latest one counted, and what the next one lacks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OF_CAMPAIGNS = ("first_at", "tried_on", "missing_in_all", "missing_changed", "waited", "figures_final")


def upgrade() -> None:
    """To this revision. Nobody has shown more than they show now, as far as we know; no release was made yet."""
    op.add_column("campaigns", sa.Column("first_at", sa.Integer(), nullable=False, server_default="20"))
    op.add_column("campaigns", sa.Column("tried_on", sa.Date(), nullable=True))
    op.add_column("campaigns", sa.Column("missing_in_all", sa.Integer(), nullable=True))
    op.add_column("campaigns", sa.Column("missing_changed", sa.Integer(), nullable=True))
    op.add_column("campaigns", sa.Column("waited", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("campaigns", sa.Column("figures_final", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("participations", sa.Column("widest", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE participations SET widest = agreed")
    op.create_table(
        "counted",
        sa.Column("campaign_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("roster_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("campaign_id", "respondent_id"),
    )
    op.create_index("ix_counted_respondent_id", "counted", ["respondent_id"])
    op.create_index("ix_counted_roster_id", "counted", ["roster_id"])


def downgrade() -> None:
    """Back to the one before: releases stay, but no further one can follow them safely."""
    op.drop_table("counted")
    with op.batch_alter_table("participations") as participations:
        participations.drop_column("widest")
    with op.batch_alter_table("campaigns") as campaigns:
        for name in OF_CAMPAIGNS:
            campaigns.drop_column(name)
