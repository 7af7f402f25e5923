"""Second ratings of a case, and the hours that reviewers state. A finished rating stays as it is."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

OPEN = sa.text("ending = ''")
IS_FINISHED = {
    "double_ratings": "OLD.finished_at IS NOT NULL",
    "double_rated_items": "(SELECT finished_at FROM double_ratings WHERE id = OLD.rating_id) IS NOT NULL",
}
WHY = "a finished rating is never changed"


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _part_of(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE")


def upgrade() -> None:
    """Create the tables and the triggers. No case was rated twice yet."""
    op.create_table(
        "double_ratings",
        _id("id"),
        _id("association_id"),
        _id("case_id"),
        _text("quarter", 8),
        _number("number"),
        _moment("drawn_at"),
        _text("seed", 64),
        _text("candidates"),
        _id("first_id"),
        _id("rater_id"),
        sa.Column("due", sa.Date(), nullable=False),
        _moment("declared_at", nullable=True),
        _moment("finished_at", nullable=True),
        _text("ending", 16),
        _part_of("association_id", "associations"),
        _part_of("case_id", "review_cases"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("association_id", "quarter", "number"),
        sa.CheckConstraint("rater_id <> first_id", name="double_rating_is_by_another"),
        sa.CheckConstraint("ending = '' OR ending IN ('declined', 'lapsed', 'gone')", name="double_rating_ending"),
        sa.CheckConstraint("finished_at IS NULL OR ending = ''", name="double_rating_ends_once"),
        sa.CheckConstraint("finished_at IS NULL OR declared_at IS NOT NULL", name="double_rating_is_declared"),
    )
    op.create_index(
        "ux_double_ratings_case", "double_ratings", ["case_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    for column in ("first_id", "rater_id"):
        op.create_index(f"ix_double_ratings_{column}", "double_ratings", [column])
    op.create_table(
        "double_rated_items",
        _id("rating_id"),
        _text("subdomain", 32),
        _moment("at"),
        _text("kind", 16),
        _number("claimed"),
        _number("first_rung"),
        _number("rung"),
        _text("reasons", 200),
        _text("text"),
        _text("not_shown", 32),
        _part_of("rating_id", "double_ratings"),
        sa.PrimaryKeyConstraint("rating_id", "subdomain"),
        sa.CheckConstraint("kind IN ('confirmed', 'lowered')", name="rated_item_kind"),
        sa.CheckConstraint("claimed BETWEEN 1 AND 5", name="rated_item_claimed"),
        sa.CheckConstraint("first_rung BETWEEN 0 AND claimed", name="rated_item_first"),
        sa.CheckConstraint(
            "(kind = 'lowered' AND rung >= 0 AND rung < claimed AND reasons <> '') OR (kind = 'confirmed' AND rung = claimed)",
            name="rated_item_never_raises",
        ),
    )
    op.create_table(
        "stated_hours",
        _id("case_id"),
        _id("person"),
        _number("minutes"),
        _moment("at"),
        _part_of("case_id", "review_cases"),
        sa.PrimaryKeyConstraint("case_id", "person"),
        sa.CheckConstraint("minutes BETWEEN 0 AND 6000", name="stated_minutes"),
    )
    _guard()


def downgrade() -> None:
    """Drop the tables, and what was logged of them: the version before has no words for it."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in ("stated_hours", "double_rated_items", "double_ratings"):
        op.drop_table(table)
    if is_postgresql:
        for table in IS_FINISHED:
            op.execute(f"DROP FUNCTION keep_{table}()")
    op.execute("DELETE FROM audit_log WHERE detail LIKE 'rating~_%' ESCAPE '~' OR detail = 'hours_stated'")
    op.execute("DELETE FROM review_rules WHERE name IN ('rating_days', 'effort_gap_minutes')")


def _guard() -> None:
    """Refuse every change of what is finished. A copy that is restored writes each row once, so it is not refused."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, is_finished in IS_FINISHED.items():
        if is_postgresql:
            op.execute(
                f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {is_finished} THEN RAISE EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; "
                "END IF; RETURN NEW; END $$"
            )
            op.execute(f"CREATE TRIGGER keep_{table} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_{table}()")
        else:
            op.execute(
                f"CREATE TRIGGER keep_{table} BEFORE UPDATE ON {table} WHEN {is_finished} "
                f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
            )
