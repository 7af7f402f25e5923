"""Further addresses of a respondent, and secret links to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision. Everybody keeps the one address that they have; a process of the version before goes on with those."""
    op.create_table(
        "addresses",
        sa.Column("face", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("face", "address"),
    )
    op.create_index("ix_addresses_respondent_id", "addresses", ["respondent_id"])
    op.create_table(
        "links",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_links_respondent_id", "links", ["respondent_id"])
    op.create_index("ix_links_expires_at", "links", ["expires_at"])


def downgrade() -> None:
    """Back to the one before: people are known at their first address only, and their links lead nowhere."""
    op.drop_table("links")
    op.drop_table("addresses")
