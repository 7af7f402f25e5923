"""Cases: their log, what institutions hand in, decisions, issued results, and the numbers that an association changed."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STATES = (
    "'requested', 'submitted', 'refused', 'in_review', 'more_asked', 'second_reading', 'opinion', 'objected', 'ready', "
    "'issued', 'withdrawn', 'lapsed'"
)
EVENTS = (
    "'request', 'take_back', 'submit', 'assign', 'declare', 'accept', 'refuse', 'examine', 'decide', 'ask_more', "
    "'answer_more', 'finish_reading', 'finish_second_reading', 'agree', 'object', 'settle_objection', 'go_on', 'let_lapse', "
    "'step_back', 'refuse_reviewer', 'withdraw', 'issue', 'rescind', 'supersede'"
)
NEVER_RAISES = (
    "(kind = 'lowered' AND rung IS NOT NULL AND rung >= 0 AND rung < claimed AND reasons <> '')"
    " OR (kind = 'confirmed' AND rung IS NOT NULL AND rung = claimed)"
    " OR (kind = 'more_asked' AND rung IS NULL AND reasons <> '')"
)
ACTS = (
    "'signed_in', 'signed_out', 'session_revoked', 'link_refused', 'link_made', 'invited', 'invited_by_operator', "
    "'invitation_withdrawn', 'joined', 'role_changed', 'send_granted', 'send_withdrawn', 'districts_changed', 'removed', "
    "'chat_connected', 'chat_disconnected', 'campaign_made', 'campaign_changed', 'campaign_started', 'campaign_closed', "
    "'roster_imported', 'way_made', 'way_closed', 'detached', 'exported', 'sent', 'looked', 'names_deleted', "
    "'message_made', 'message_changed', 'message_deleted', 'message_paused', 'message_resumed', 'message_cancelled', "
    "'objected', 'objection_withdrawn'"
)
NEW_ACTS = "'case_requested', 'case_moved', 'case_opened', 'case_file_opened', 'review_rule_changed'"
TABLES = (
    "review_rules",
    "review_results",
    "review_findings",
    "review_decisions",
    "review_items",
    "review_submissions",
    "review_entries",
    "review_cases",
)


def _id(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=nullable)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def _day(name: str, *, nullable: bool = True) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of_case() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id"], ["review_cases.id"], ondelete="CASCADE")


def upgrade() -> None:
    """Create the tables, and allow the new acts. Nobody has asked for a review yet."""
    _create_cases()
    _create_entries()
    _create_submissions()
    _create_decisions()
    op.create_table(
        "review_results",
        _id("case_id"),
        _text("check_number", 32),
        _day("issued_on", nullable=False),
        _day("valid_until", nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _moment("published_at", nullable=True),
        _flag("may_be_indexed"),
        _of_case(),
        sa.PrimaryKeyConstraint("case_id"),
        sa.UniqueConstraint("check_number"),
    )
    op.create_table(
        "review_rules",
        _id("association_id"),
        _text("name", 40),
        _number("number"),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("association_id", "name"),
    )
    _allow(f"{ACTS}, {NEW_ACTS}")


def downgrade() -> None:
    """Forget all cases, and what was logged of them: the old table has no word for it."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM audit_log WHERE act LIKE 'case~_%' ESCAPE '~' OR act = 'review_rule_changed'")
    _allow(ACTS)


def _create_cases() -> None:
    op.create_table(
        "review_cases",
        _id("id"),
        _id("association_id"),
        _text("link", 64),
        _text("code", 16),
        _text("label", 200),
        _moment("made_at"),
        _text("state", 16),
        _number("version"),
        _day("due"),
        _id("institution_id", nullable=True),
        _text("institution", 200),
        _id("first_id", nullable=True),
        _id("second_id", nullable=True),
        _id("objection_id", nullable=True),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("link"),
        sa.UniqueConstraint("code"),
        sa.CheckConstraint(f"state IN ({STATES})", name="case_state"),
        sa.CheckConstraint("second_id IS NULL OR second_id <> first_id", name="case_second_is_another"),
        sa.CheckConstraint("objection_id IS NULL OR objection_id <> first_id", name="case_objection_is_another"),
    )
    for column in ("association_id", "institution_id", "first_id", "second_id", "objection_id"):
        op.create_index(f"ix_review_cases_{column}", "review_cases", [column])
    op.create_index("ix_review_cases_due", "review_cases", ["state", "due"])


def _create_entries() -> None:
    op.create_table(
        "review_entries",
        _id("case_id"),
        _number("number"),
        _moment("at"),
        _text("party", 16),
        _id("person"),
        _text("institutions"),
        _text("event", 24),
        _text("state", 16),
        _day("due"),
        _number("used"),
        _text("reason"),
        _text("detail"),
        _of_case(),
        sa.PrimaryKeyConstraint("case_id", "number"),
        sa.CheckConstraint(f"event IN ({EVENTS})", name="case_entry_event"),
        sa.CheckConstraint(f"state IN ({STATES})", name="case_entry_state"),
        sa.CheckConstraint("party IN ('institution', 'reviewer', 'administrator', 'clock')", name="case_entry_party"),
        sa.CheckConstraint("event NOT IN ('refuse', 'rescind') OR reason <> ''", name="case_entry_reason"),
    )


def _create_submissions() -> None:
    op.create_table(
        "review_submissions",
        _id("case_id"),
        _id("respondent_id", nullable=True),
        _number("assessment"),
        _id("institution_id"),
        _text("edition", 64),
        _day("finished_on", nullable=False),
        _text("sha256", 64),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _of_case(),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index("ix_review_submissions_respondent_id", "review_submissions", ["respondent_id"])
    op.create_table(
        "review_items",
        _id("case_id"),
        _number("entry"),
        _text("subdomain", 32),
        _number("number"),
        _text("share", 16),
        _number("level"),
        _flag("under_way"),
        _flag("unsure"),
        _text("not_applicable", 200),
        _text("ticked", 32),
        _text("what", 200),
        _number("rung"),
        _text("shows", 32),
        _day("named_on"),
        _day("in_force"),
        _day("last_used"),
        _text("file_name", 200),
        _number("file_size"),
        _text("file_type", 100),
        _text("file_sha256", 64),
        _text("file_place", 200),
        _of_case(),
        sa.PrimaryKeyConstraint("case_id", "entry", "subdomain"),
        sa.CheckConstraint("share IN ('answer', 'note', 'file_hash', 'file')", name="case_item_share"),
        sa.CheckConstraint("level BETWEEN 0 AND 5", name="case_item_level"),
    )
    op.create_index("ix_review_items_file", "review_items", ["file_place"])


def _create_decisions() -> None:
    op.create_table(
        "review_decisions",
        _id("case_id"),
        _number("number"),
        _text("seat", 16),
        _id("person"),
        _text("subdomain", 32),
        _text("kind", 16),
        _number("claimed"),
        _number("rung", nullable=True),
        _text("reasons", 200),
        _text("text"),
        _text("not_shown", 32),
        _of_case(),
        sa.PrimaryKeyConstraint("case_id", "number"),
        sa.CheckConstraint("kind IN ('confirmed', 'lowered', 'more_asked')", name="decision_kind"),
        sa.CheckConstraint("seat IN ('first', 'second', 'objection')", name="decision_seat"),
        sa.CheckConstraint("claimed BETWEEN 0 AND 5", name="decision_claimed"),
        sa.CheckConstraint(NEVER_RAISES, name="decision_never_raises"),
    )
    op.create_table(
        "review_findings",
        _id("case_id"),
        _number("number"),
        _text("subdomain", 32),
        _number("piece"),
        _text("finding", 24),
        _text("kinds", 32),
        _of_case(),
        sa.PrimaryKeyConstraint("case_id", "number"),
        sa.CheckConstraint(
            "finding IN ('supports', 'does_not_support', 'out_of_date', 'cannot_be_opened', 'unrelated')", name="finding_kind"
        ),
    )


def _allow(acts: str) -> None:
    with op.batch_alter_table("audit_log") as log:
        log.drop_constraint("audit_act", type_="check")
        log.create_check_constraint("audit_act", f"act IN ({acts})")
