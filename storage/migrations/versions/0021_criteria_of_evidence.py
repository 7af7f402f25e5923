"""Evidence can name the criteria of its rung that it shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. A process of the version before can go on writing evidence: it shows its whole rung."""
    op.add_column("evidence", sa.Column("shows", sa.String(32), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget the criteria. Evidence counts for its whole rung again."""
    with op.batch_alter_table("evidence") as table:
        table.drop_column("shows")
