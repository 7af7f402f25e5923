"""Whether a person's app has shown that it can display rich cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision. Nobody has tried rich cards yet; processes older than it can go on writing."""
    op.add_column("respondents", sa.Column("rich_cards", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back to the one before; everybody gets plain cards again."""
    with op.batch_alter_table("respondents") as table:
        table.drop_column("rich_cards")
