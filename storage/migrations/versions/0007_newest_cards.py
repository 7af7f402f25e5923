"""Which message is the newest card of each person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision. Until a person's next card comes, none of theirs is known; it is then left in the chat."""
    op.create_table(
        "cards",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id"),
    )


def downgrade() -> None:
    """Back to the one before; old cards are then left in their chats."""
    op.drop_table("cards")
