"""Notices about an issued result, whether its name is confirmed, and reports that a name is false."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None

ACTS = (
    "'signed_in', 'signed_out', 'session_revoked', 'link_refused', 'link_made', 'invited', 'invited_by_operator', "
    "'invitation_withdrawn', 'joined', 'role_changed', 'send_granted', 'send_withdrawn', 'districts_changed', 'removed', "
    "'chat_connected', 'chat_disconnected', 'campaign_made', 'campaign_changed', 'campaign_started', 'campaign_closed', "
    "'roster_imported', 'way_made', 'way_closed', 'detached', 'exported', 'sent', 'looked', 'names_deleted', "
    "'message_made', 'message_changed', 'message_deleted', 'message_paused', 'message_resumed', 'message_cancelled', "
    "'objected', 'objection_withdrawn', 'case_requested', 'case_moved', 'case_opened', 'case_file_opened', "
    "'review_rule_changed'"
)
NEW_ACTS = ("name_confirmed", "name_unconfirmed", "page_taken_down", "page_put_back", "reports_set_aside")
ADDED = (
    "name_confirmed_at {moment}",
    "taken_down_at {moment} CONSTRAINT result_taken_down_is_off CHECK (taken_down_at IS NULL OR published_at IS NULL)",
    "taken_down_why TEXT NOT NULL DEFAULT '' CONSTRAINT result_taken_down_why"
    " CHECK ((taken_down_at IS NULL) = (taken_down_why = ''))",
)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _of_result() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id"], ["review_results.case_id"], ondelete="CASCADE")


def upgrade() -> None:
    """Add the tables and columns. The next look plans the reminders of results that end soon. No name is confirmed."""
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    for column in ADDED:
        # In one statement with its condition, so that no row is copied on either engine.
        op.execute(f"ALTER TABLE review_results ADD COLUMN {column.format(moment=moment)}")
    op.create_table(
        "result_notices",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        _moment("at"),
        _of_result(),
        sa.PrimaryKeyConstraint("case_id", "kind"),
        sa.CheckConstraint("kind IN ('ends_soon', 'taken_down')", name="result_notice_kind"),
        sa.CheckConstraint("number >= 1", name="result_notice_number"),
    )
    op.create_table(
        "name_reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        _moment("at"),
        _of_result(),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("reason IN ('another', 'none_such', 'not_us', 'other')", name="name_report_reason"),
        sa.CheckConstraint("state IN ('open', 'set_aside', 'taken_down')", name="name_report_state"),
        sa.CheckConstraint("state = 'open' OR contact = ''", name="name_report_contact"),
    )
    op.create_index("ix_name_reports_case_id", "name_reports", ["case_id", "state"])
    _allow(", ".join((ACTS, *(f"'{act}'" for act in NEW_ACTS))))


def downgrade() -> None:
    """Drop the tables and columns: reports are lost, and pages that were taken down stay off until they are published."""
    log = sa.table("audit_log", sa.column("act", sa.String))
    op.execute(log.delete().where(log.c.act.in_(NEW_ACTS)))
    _allow(ACTS)
    op.execute("DELETE FROM deliveries WHERE kind = 'result'")
    op.drop_table("name_reports")
    op.drop_table("result_notices")
    with op.batch_alter_table("review_results") as table:
        table.drop_constraint("result_taken_down_is_off", type_="check")
        table.drop_constraint("result_taken_down_why", type_="check")
        for name in ("taken_down_why", "taken_down_at", "name_confirmed_at"):
            table.drop_column(name)


def _allow(acts: str) -> None:
    with op.batch_alter_table("audit_log") as log:
        log.drop_constraint("audit_act", type_="check")
        log.create_check_constraint("audit_act", f"act IN ({acts})")
