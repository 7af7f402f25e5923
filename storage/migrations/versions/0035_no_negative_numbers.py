"""No number of a review is negative: what a release lacks, how often it waited, and the numbers of entries and draws."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

WHY = "a number of a review is too small"
# Of each table, the least that its numbers may be. A number that is not there (NULL) is not too small.
LEAST = {
    "review_periods": {"missing_in_all": 0, "missing_changed": 0, "waited": 0},
    "review_releases": {"number": 1},
    "counted_cases": {"since": 1},
    "double_ratings": {"number": 0},
    "review_entries": {"number": 1},
    "review_items": {"number": 0},
    "review_decisions": {"number": 1},
    "review_findings": {"number": 1},
    "review_rules": {"number": 0},
}


def upgrade() -> None:
    """Add the triggers. No table is copied, so a process of the version before goes on writing."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, least in LEAST.items():
        wrong = " OR ".join(f"NEW.{column} < {number}" for column, number in least.items())
        if is_postgresql:
            op.execute(
                f"CREATE FUNCTION least_{table}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {wrong} THEN RAISE EXCEPTION '{WHY}' USING ERRCODE = 'check_violation'; "
                "END IF; RETURN NEW; END $$"
            )
            op.execute(
                f"CREATE TRIGGER least_{table} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION least_{table}()"
            )
        else:
            for event in ("INSERT", "UPDATE"):
                op.execute(
                    f"CREATE TRIGGER least_{table}_{event.lower()} BEFORE {event} ON {table} WHEN {wrong} "
                    f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
                )


def downgrade() -> None:
    """Drop the triggers: the version before takes any number."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in LEAST:
        if is_postgresql:
            op.execute(f"DROP TRIGGER least_{table} ON {table}")
            op.execute(f"DROP FUNCTION least_{table}()")
        else:
            for event in ("insert", "update"):
                op.execute(f"DROP TRIGGER least_{table}_{event}")
