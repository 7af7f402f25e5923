"""Rounds in which several people answer for one institution: who answers what, what each said, and what is settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and whether a person lets colleagues see who said what."""
    op.add_column("members", sa.Column("shows_name", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("division", sa.String(length=8), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("division IN ('all', 'domain')", name="round_division"),
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index("ix_rounds_open", "rounds", ["institution_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_rounds_institution_id", "rounds", ["institution_id"])
    op.create_table(
        "assigned",
        *_of_a_person(),
        sa.Column("domain", sa.String(length=32), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("round_id", "respondent_id", "domain"),
    )
    op.create_index("ix_assigned_respondent_id", "assigned", ["respondent_id"])
    op.create_table(
        "votes",
        *_of_a_person(),
        *_answer(),
        sa.Column("has_evidence", sa.Boolean(), nullable=False),
        sa.Column("is_revised", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "respondent_id", "subdomain"),
        sa.CheckConstraint("level BETWEEN 0 AND 5", name="vote_level"),
    )
    op.create_index("ix_votes_respondent_id", "votes", ["respondent_id"])
    op.create_table(
        "settled",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        *_answer(),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("differed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "subdomain"),
        sa.CheckConstraint("level BETWEEN 0 AND 5", name="settled_level"),
        sa.CheckConstraint("people >= 1", name="settled_people"),
    )


def downgrade() -> None:
    """Forget the rounds: what people said and settled is lost, their own answers stay. A run of some domains becomes full."""
    for table in ("settled", "votes", "assigned", "rounds"):
        op.drop_table(table)
    with op.batch_alter_table("members") as members:
        members.drop_column("shows_name")
    op.execute("UPDATE respondents SET mode = 'full', target = 0 WHERE mode = 'part'")


def _of_a_person() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
    )


def _answer() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("subdomain", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("not_applicable", sa.String(length=200), nullable=False),
    )
