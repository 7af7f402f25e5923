"""Associations, their officers, sessions, one-time links, the audit log, and limits on tries."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ROLES = "'administrator', 'liaison', 'viewer', 'reviewer'"
PURPOSES = "'invitation', 'sign_in', 'device', 'later', 'chat', 'connect'"
ACTS = (
    "'signed_in', 'signed_out', 'session_revoked', 'link_refused', 'link_made', 'invited', 'invited_by_operator', "
    "'invitation_withdrawn', 'joined', 'role_changed', 'send_granted', 'send_withdrawn', 'districts_changed', 'removed', "
    "'chat_connected', 'chat_disconnected', 'campaign_made', 'campaign_changed', 'campaign_started', 'campaign_closed', "
    "'roster_imported', 'way_made', 'way_closed', 'detached', 'exported', 'sent', 'looked'"
)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def upgrade() -> None:
    """Create the tables. There is no association yet: `xingjie officer invite` makes the first."""
    op.create_table(
        "associations",
        _number("id"),
        _text("name", 200),
        _moment("made_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "officers",
        _number("id"),
        _number("association_id"),
        _text("name", 60),
        _text("role", 16),
        sa.Column("may_send", sa.Boolean(), nullable=False),
        _text("districts", 10_000),
        _text("telegram", 64, nullable=True),
        _moment("joined_at"),
        sa.CheckConstraint(f"role IN ({ROLES})", name="officer_role"),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("association_id", "telegram"),
    )
    op.create_index("ix_officers_association_id", "officers", ["association_id"])
    op.create_index("ix_officers_telegram", "officers", ["telegram"])
    op.create_table(
        "officer_sessions",
        _text("hash", 64),
        _number("officer_id"),
        _text("purpose", 16),
        _text("language", 8),
        _moment("made_at"),
        _moment("seen_at"),
        _moment("expires_at"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_officer_sessions_officer_id", "officer_sessions", ["officer_id"])
    op.create_index("ix_officer_sessions_expires_at", "officer_sessions", ["expires_at"])
    _create_links()
    _create_log_and_tries()


def _create_links() -> None:
    op.create_table(
        "officer_links",
        _text("hash", 64),
        _number("association_id"),
        _number("officer_id", nullable=True),
        _text("purpose", 16),
        _text("role", 16, nullable=True),
        sa.Column("may_send", sa.Boolean(), nullable=False),
        _text("districts", 10_000),
        _text("label", 60),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        sa.CheckConstraint(f"purpose IN ({PURPOSES})", name="officer_link_purpose"),
        sa.CheckConstraint("(purpose = 'invitation') = (role IS NOT NULL)", name="officer_link_role"),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash"),
    )
    for column in ("association_id", "officer_id", "expires_at"):
        op.create_index(f"ix_officer_links_{column}", "officer_links", [column])


def _create_log_and_tries() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False),
        _number("association_id"),
        _moment("at"),
        _text("act", 32),
        _number("officer_id", nullable=True),
        _text("officer", 60),
        _text("subject", 200),
        _text("detail", 60),
        sa.CheckConstraint(f"act IN ({ACTS})", name="audit_act"),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_log_association", "audit_log", ["association_id", "id"])
    op.create_table(
        "tries",
        _text("kind", 16),
        _text("key", 64),
        _number("whole_at_ms"),
        sa.PrimaryKeyConstraint("kind", "key"),
    )
    op.create_index("ix_tries_whole_at_ms", "tries", ["whole_at_ms"])


def downgrade() -> None:
    """Drop the tables: associations, their officers and the log are lost."""
    for table in ("tries", "audit_log", "officer_links", "officer_sessions", "officers", "associations"):
        op.drop_table(table)
