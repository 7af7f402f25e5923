"""Institutions with their people, instead of a name for each respondent."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

AT_ONCE = 1000
ID_BITS = 63


def upgrade() -> None:
    """Every name becomes an institution, whose only member is the respondent who gave it. Its moment is that of the consent."""
    institutions = op.create_table(
        "institutions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    members = op.create_table(
        "members",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("nickname", sa.String(length=30), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id"),
        sa.UniqueConstraint("institution_id", "number", name="member_number"),
        sa.CheckConstraint("role IN ('coordinator', 'colleague')", name="member_role"),
        sa.CheckConstraint("post IN ('head', 'service', 'quality', 'finance', 'other')", name="member_post"),
        sa.CheckConstraint("number >= 1", name="member_number_from_one"),
    )
    is_coordinator = sa.text("role = 'coordinator'")
    op.create_index(
        "ix_members_coordinator",
        "members",
        ["institution_id"],
        unique=True,
        sqlite_where=is_coordinator,
        postgresql_where=is_coordinator,
    )
    op.create_table(
        "colleague_links",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash"),
        sa.CheckConstraint("uses_left >= 0", name="colleague_link_uses"),
    )
    op.create_index("ix_colleague_links_institution_id", "colleague_links", ["institution_id"])
    op.create_index("ix_colleague_links_expires_at", "colleague_links", ["expires_at"])
    _move_names(institutions, members)
    op.drop_table("organisations")


def downgrade() -> None:
    """Back to a name for each respondent: colleagues keep that of their institution. Links and nicknames are lost."""
    op.create_table(
        "organisations",
        sa.Column("respondent_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("respondent_id"),
    )
    op.execute(
        "INSERT INTO organisations (respondent_id, name) SELECT members.respondent_id, institutions.name "
        "FROM members JOIN institutions ON institutions.id = members.institution_id WHERE institutions.name <> ''"
    )
    op.drop_table("colleague_links")
    op.drop_table("members")
    op.drop_table("institutions")


def _move_names(institutions: sa.Table, members: sa.Table) -> None:
    respondents = sa.table("respondents", sa.column("id"), sa.column("consented_at", sa.DateTime(timezone=True)))
    names = sa.table("organisations", sa.column("respondent_id"), sa.column("name"))
    wanted = sa.select(names.c.respondent_id, names.c.name, respondents.c.consented_at)
    named = op.get_bind().execute(wanted.join(respondents, respondents.c.id == names.c.respondent_id)).all()
    for start in range(0, len(named), AT_ONCE):
        made = [(secrets.randbits(ID_BITS), *row) for row in named[start : start + AT_ONCE]]
        op.bulk_insert(
            institutions,
            [{"id": number, "name": name, "district": "", "people": 1, "made_at": at} for number, _, name, at in made],
        )
        op.bulk_insert(
            members,
            [
                {
                    "respondent_id": respondent,
                    "institution_id": number,
                    "number": 1,
                    "role": "coordinator",
                    "post": "other",
                    "nickname": "",
                    "joined_at": at,
                }
                for number, respondent, _, at in made
            ],
        )
