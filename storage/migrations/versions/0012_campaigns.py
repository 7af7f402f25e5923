"""Campaigns, their rosters, invitations, participations and releases."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _refers(column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], ondelete=ondelete)


def upgrade() -> None:
    """Create the tables. There is no campaign yet."""
    op.create_table(
        "campaigns",
        _id("id"),
        _id("association_id"),
        _text("name", 80),
        _text("welcome", 400),
        _text("contact", 200),
        _text("mode", 8),
        _whole("target"),
        _whole("visibility"),
        _text("edition", 64),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        _yes_or_no("reminds"),
        _yes_or_no("on_documents"),
        _id("successor_of", nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        _moment("made_at"),
        _moment("deleted_at", nullable=True),
        _refers("association_id", "associations.id"),
        _refers("successor_of", "campaigns.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_campaigns_association_id", "campaigns", ["association_id"])
    op.create_index("ix_campaigns_kept_until", "campaigns", ["kept_until"])
    op.create_table(
        "roster",
        _id("id"),
        _id("campaign_id"),
        _text("name", 200),
        _text("name_key", 200),
        _text("district", 200),
        _text("contact", 200),
        _text("note", 200),
        _moment("added_at"),
        _moment("opened_at", nullable=True),
        _refers("campaign_id", "campaigns.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_roster_district", "roster", ["campaign_id", "district"])
    op.create_index("ix_roster_name_key", "roster", ["campaign_id", "name_key"])
    _create_invitations()
    _create_participations_and_releases()


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        _id("id"),
        _id("campaign_id"),
        _id("roster_id", nullable=True),
        _text("channel", 60),
        _text("hash", 64),
        _text("code", 8, nullable=True),
        _moment("made_at"),
        _moment("withdrawn_at", nullable=True),
        _whole("opens"),
        _refers("campaign_id", "campaigns.id"),
        _refers("roster_id", "roster.id"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("roster_id"),
        sa.UniqueConstraint("hash"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("campaign_id", "channel", "roster_id", name="invitation_once"),
    )
    op.create_index("ix_invitations_campaign_id", "invitations", ["campaign_id"])


def _create_participations_and_releases() -> None:
    op.create_table(
        "participations",
        _id("campaign_id"),
        _id("respondent_id"),
        _id("roster_id", nullable=True),
        _id("invitation_id", nullable=True),
        _whole("agreed"),
        _moment("joined_at"),
        _moment("withdrawn_at", nullable=True),
        _moment("detached_at", nullable=True),
        _refers("campaign_id", "campaigns.id"),
        _refers("respondent_id", "respondents.id"),
        _refers("roster_id", "roster.id", "SET NULL"),
        _refers("invitation_id", "invitations.id", "SET NULL"),
        sa.PrimaryKeyConstraint("campaign_id", "respondent_id"),
    )
    op.create_index("ix_participations_respondent_id", "participations", ["respondent_id"])
    op.create_index("ix_participations_roster", "participations", ["campaign_id", "roster_id"])
    op.create_table(
        "releases",
        _id("campaign_id"),
        _whole("number"),
        _moment("made_at"),
        _yes_or_no("is_closing"),
        sa.Column("figures", sa.Text(), nullable=False),
        _refers("campaign_id", "campaigns.id"),
        sa.PrimaryKeyConstraint("campaign_id", "number"),
    )


def downgrade() -> None:
    """Drop the tables: campaigns, rosters, who takes part, and all releases are lost."""
    for table in ("releases", "participations", "invitations", "roster", "campaigns"):
        op.drop_table(table)
