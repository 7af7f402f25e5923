"""The index by which a funnel counts a roster by districts also says which institutions have opened their invitation."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the wider index in the place of the old one, which it begins with."""
    op.create_index("ix_roster_opened", "roster", ["campaign_id", "district", "opened_at"])
    op.drop_index("ix_roster_district", "roster")


def downgrade() -> None:
    """Bring back the old index."""
    op.create_index("ix_roster_district", "roster", ["campaign_id", "district"])
    op.drop_index("ix_roster_opened", "roster")
