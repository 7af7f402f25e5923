"""Evidence of its own, plans, rechecks; several changes on one turn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("respondents") as respondents:
        respondents.add_column(sa.Column("origin", sa.String(length=16), nullable=False, server_default=""))
        respondents.add_column(sa.Column("rechecking", sa.Boolean(), nullable=False, server_default=sa.false()))
        respondents.add_column(sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.false()))
        respondents.add_column(sa.Column("timezone", sa.String(length=64), nullable=False, server_default="Asia/Shanghai"))
    op.execute("UPDATE respondents SET origin = 'reviewing' WHERE revising")
    with op.batch_alter_table("respondents") as respondents:
        respondents.drop_column("revising")
    op.create_table(
        "evidence",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("assessment", sa.Integer(), nullable=False),
        sa.Column("subdomain", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("named_on", sa.Date(), nullable=True),
        sa.Column("in_force", sa.Date(), nullable=True),
        sa.Column("last_used", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("file_type", sa.String(length=100), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_place", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id", "assessment", "subdomain"),
    )
    with op.batch_alter_table("ratings") as ratings:
        ratings.drop_column("evidence")
    _rebuild_changes(key=["respondent_id", "turn", "subdomain"])
    op.create_table(
        "plans",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("star", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id"),
    )
    op.create_table(
        "planned_steps",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subdomain", sa.String(length=32), nullable=False),
        sa.Column("from_rung", sa.Integer(), nullable=False),
        sa.Column("to_rung", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id", "number"),
    )
    op.create_index("ix_planned_steps_due", "planned_steps", ["due"])


def downgrade() -> None:
    """Back to the one before; evidence and plans are lost, and of several changes on one turn one is kept."""
    op.drop_table("planned_steps")
    op.drop_table("plans")
    op.execute(
        "DELETE FROM changes WHERE EXISTS (SELECT 1 FROM changes AS other WHERE other.respondent_id = changes.respondent_id "
        "AND other.turn = changes.turn AND other.subdomain < changes.subdomain)"
    )
    _rebuild_changes(key=["respondent_id", "turn"])
    with op.batch_alter_table("ratings") as ratings:
        ratings.add_column(sa.Column("evidence", sa.String(length=200), nullable=False, server_default=""))
    op.drop_table("evidence")
    with op.batch_alter_table("respondents") as respondents:
        respondents.add_column(sa.Column("revising", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in ("origin", "rechecking", "reminders", "timezone"):
            respondents.drop_column(name)


def _rebuild_changes(key: list[str]) -> None:
    """Rebuild the log with another primary key, because SQLite cannot change a key in place."""
    columns = ["respondent_id", "turn", "subdomain", "assessment", "before", "after", "at"]
    op.create_table(
        "changes_anew",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("subdomain", sa.String(length=32), nullable=False),
        sa.Column("assessment", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=8), nullable=True),
        sa.Column("after", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*key),
    )
    old, anew = (sa.table(name, *(sa.column(column) for column in columns)) for name in ("changes", "changes_anew"))
    op.execute(anew.insert().from_select(columns, sa.select(*(old.c[column] for column in columns))))
    op.drop_table("changes")
    op.rename_table("changes_anew", "changes")
