"""Broadcasts, what campaigns wrote to whom, and to whom they do not write."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _id(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], ondelete="CASCADE")


def upgrade() -> None:
    """Create the tables. Nothing was written to anybody yet."""
    op.create_table(
        "broadcasts",
        _id("id"),
        _id("campaign_id"),
        _id("author_id"),
        _text("author", 60),
        _text("text", 600),
        _text("audience", 16),
        sa.Column("domain", sa.Integer(), nullable=False),
        sa.Column("since_days", sa.Integer(), nullable=False),
        _text("channel", 60),
        _text("district", 200),
        _moment("made_at"),
        _moment("seen_at", nullable=True),
        _moment("sent_at", nullable=True),
        _id("batch", nullable=True),
        _refers("campaign_id", "campaigns.id"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("batch"),
        sa.CheckConstraint(
            "audience IN ('unfinished', 'not_begun', 'stalled', 'unplanned', 'everyone')", name="broadcast_audience"
        ),
        sa.CheckConstraint("batch IS NULL OR (seen_at IS NOT NULL AND sent_at IS NOT NULL)", name="broadcast_seen_first"),
    )
    op.create_index("ix_broadcasts_campaign_id", "broadcasts", ["campaign_id"])
    op.create_table(
        "campaign_messages",
        _id("campaign_id"),
        _id("respondent_id"),
        _text("about", 64),
        _text("state", 8),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        _moment("at"),
        _refers("campaign_id", "campaigns.id"),
        _refers("respondent_id", "respondents.id"),
        sa.PrimaryKeyConstraint("campaign_id", "respondent_id", "about"),
        sa.CheckConstraint("state IN ('taken', 'sent', 'failed', 'waiting', 'seen')", name="campaign_message_state"),
    )
    op.create_index("ix_campaign_messages_respondent", "campaign_messages", ["respondent_id", "state"])
    op.create_table(
        "silences",
        _id("respondent_id"),
        _text("cause", 8),
        _moment("since"),
        _refers("respondent_id", "respondents.id"),
        sa.PrimaryKeyConstraint("respondent_id", "cause"),
        sa.CheckConstraint("cause IN ('stopped', 'blocked')", name="silence_cause"),
    )


def downgrade() -> None:
    """Drop the tables: who was written to is lost, and who said that they want no messages."""
    for table in ("silences", "campaign_messages", "broadcasts"):
        op.drop_table(table)
