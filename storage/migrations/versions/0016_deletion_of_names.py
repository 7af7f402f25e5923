"""The audit log says that names were deleted, and the deletion of a large roster finds who takes part by an index."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = (
    "'signed_in', 'signed_out', 'session_revoked', 'link_refused', 'link_made', 'invited', 'invited_by_operator', "
    "'invitation_withdrawn', 'joined', 'role_changed', 'send_granted', 'send_withdrawn', 'districts_changed', 'removed', "
    "'chat_connected', 'chat_disconnected', 'campaign_made', 'campaign_changed', 'campaign_started', 'campaign_closed', "
    "'roster_imported', 'way_made', 'way_closed', 'detached', 'exported', 'sent', 'looked'"
)
ACTS = f"{BEFORE}, 'names_deleted'"


def upgrade() -> None:
    """Allow the new act, and add the indexes that a deletion of an institution or an invitation looks into."""
    _allow(ACTS)
    for column in ("roster_id", "invitation_id"):
        op.create_index(f"ix_participations_{column}", "participations", [column])


def downgrade() -> None:
    """Forget which deletions were logged: the old table has no word for them."""
    for column in ("roster_id", "invitation_id"):
        op.drop_index(f"ix_participations_{column}", "participations")
    op.execute("DELETE FROM audit_log WHERE act = 'names_deleted'")
    _allow(BEFORE)


def _allow(acts: str) -> None:
    with op.batch_alter_table("audit_log") as log:
        log.drop_constraint("audit_act", type_="check")
        log.create_check_constraint("audit_act", f"act IN ({acts})")
