"""A case knows of which of its entries the coordinator of its institution has still to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of what happened before nobody is told."""
    op.add_column("review_cases", sa.Column("to_tell", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Forget of what nobody was told. Messages that wait have a kind that the version before does not send."""
    op.execute("DELETE FROM deliveries WHERE kind = 'case'")
    with op.batch_alter_table("review_cases") as table:
        table.drop_column("to_tell")
