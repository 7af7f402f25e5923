"""The day on which an assessment was finished; and beginnings that were not written down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Before this revision, an assessment that began on the turn on which the plan changed had no row, so it could not be
# finished. If its respondent is still at its end, the last answer was that end.
UNWRITTEN = """
INSERT INTO assessments (respondent_id, number, edition, started_at, finished_at)
SELECT respondents.id, changes.assessment, max(earlier.edition), min(changes.at),
       CASE WHEN respondents.stage = 'finished' AND respondents.assessment = changes.assessment THEN max(changes.at) END
FROM changes
JOIN respondents ON respondents.id = changes.respondent_id
JOIN assessments AS earlier ON earlier.respondent_id = respondents.id AND earlier.number < changes.assessment
WHERE NOT EXISTS (
    SELECT 1 FROM assessments WHERE assessments.respondent_id = respondents.id AND assessments.number = changes.assessment
)
GROUP BY respondents.id, respondents.stage, respondents.assessment, changes.assessment
"""


def upgrade() -> None:
    """Migrate to this revision. An empty day is read from the moment, so processes of the version before may go on writing."""
    op.add_column("assessments", sa.Column("finished_on", sa.Date(), nullable=True))
    op.execute(UNWRITTEN)


def downgrade() -> None:
    """Migrate back to the revision before. Days are read from the moments again."""
    with op.batch_alter_table("assessments") as assessments:
        assessments.drop_column("finished_on")
