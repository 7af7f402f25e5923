"""A funnel reads all that it counts of a roster from an index, and a work list reads rosters in the order of the file."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put a wider index in the place of the old one, which it begins with, and add one of campaigns alone."""
    op.create_index("ix_roster_opened", "roster", ["campaign_id", "district", "opened_at"])
    op.create_index("ix_roster_campaign", "roster", ["campaign_id"])
    op.drop_index("ix_roster_district", "roster")


def downgrade() -> None:
    """Bring back the old index."""
    op.create_index("ix_roster_district", "roster", ["campaign_id", "district"])
    op.drop_index("ix_roster_campaign", "roster")
    op.drop_index("ix_roster_opened", "roster")
