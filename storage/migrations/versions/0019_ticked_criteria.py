"""An answer can name the criteria above its rung that are met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. A process of the version before can go on writing answers: they name no criteria."""
    op.add_column("ratings", sa.Column("ticked", sa.String(32), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget the criteria. The rungs of the answers stay."""
    with op.batch_alter_table("ratings") as table:
        table.drop_column("ticked")
