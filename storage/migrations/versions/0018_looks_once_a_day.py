"""Looks are put together by officer and day, and the audit log has words for messages and objections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEFORE = (
    "'signed_in', 'signed_out', 'session_revoked', 'link_refused', 'link_made', 'invited', 'invited_by_operator', "
    "'invitation_withdrawn', 'joined', 'role_changed', 'send_granted', 'send_withdrawn', 'districts_changed', 'removed', "
    "'chat_connected', 'chat_disconnected', 'campaign_made', 'campaign_changed', 'campaign_started', 'campaign_closed', "
    "'roster_imported', 'way_made', 'way_closed', 'detached', 'exported', 'sent', 'looked', 'names_deleted'"
)
NEW = (
    "'message_made', 'message_changed', 'message_deleted', 'message_paused', 'message_resumed', 'message_cancelled', "
    "'objected', 'objection_withdrawn'"
)


def upgrade() -> None:
    """Allow the new acts, and add the columns. Older looks keep a row each: whose they were is known by name only."""
    _allow(f"{BEFORE}, {NEW}")
    op.add_column("looks", sa.Column("officer_id", sa.BigInteger(), nullable=True))
    op.add_column("looks", sa.Column("day", sa.Date(), nullable=True))
    op.create_index("ix_looks_once", "looks", ["roster_id", "officer_id", "day"], unique=True)


def downgrade() -> None:
    """Forget what was logged of messages and objections: the old table has no word for it. Looks stay."""
    op.drop_index("ix_looks_once", "looks")
    op.drop_column("looks", "day")
    op.drop_column("looks", "officer_id")
    op.execute("DELETE FROM audit_log WHERE act LIKE 'message~_%' ESCAPE '~' OR act LIKE 'objecti%' OR act = 'objected'")
    _allow(BEFORE)


def _allow(acts: str) -> None:
    with op.batch_alter_table("audit_log") as log:
        log.drop_constraint("audit_act", type_="check")
        log.create_check_constraint("audit_act", f"act IN ({acts})")
