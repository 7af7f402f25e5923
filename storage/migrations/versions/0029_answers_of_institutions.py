"""The answers of institutions: how many people gave them, what each lets leave with them, their plan, and their cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

PEOPLE = """
UPDATE rounds SET people = (
    SELECT count(DISTINCT assigned.respondent_id) FROM assigned
    WHERE assigned.round_id = rounds.id AND assigned.handed_in_at IS NOT NULL
)
"""


def upgrade() -> None:
    """Add the tables and columns. Rounds from before count the people who are still there."""
    op.add_column("rounds", sa.Column("people", sa.Integer(), nullable=False, server_default="0"))
    op.execute(PEOPLE)
    op.add_column("review_submissions", sa.Column("round_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "allowed",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("shares_answers", sa.Boolean(), nullable=False),
        sa.Column("lends_evidence", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "respondent_id"),
    )
    op.create_index("ix_allowed_respondent_id", "allowed", ["respondent_id"])
    op.create_table(
        "institution_plans",
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("star", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("institution_id"),
    )
    op.create_table(
        "institution_steps",
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subdomain", sa.String(length=32), nullable=False),
        sa.Column("from_rung", sa.Integer(), nullable=False),
        sa.Column("to_rung", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("institution_id", "number"),
        sa.CheckConstraint("state IN ('to_do', 'doing', 'done', 'dropped')", name="institution_step_state"),
    )
    op.create_index("ix_institution_steps_due", "institution_steps", ["due"])


def downgrade() -> None:
    """Forget the plans of institutions, and what people let leave. What was handed in stays."""
    for table in ("institution_steps", "institution_plans", "allowed"):
        op.drop_table(table)
    with op.batch_alter_table("review_submissions") as submissions:
        submissions.drop_column("round_id")
    with op.batch_alter_table("rounds") as rounds:
        rounds.drop_column("people")
