"""Describes the tables of institutions and their people, once, with SQLModel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from flows.institution.colleagues import MemberRole, Post
from storage.constraints import one_of

IS_COORDINATOR = text(f"role = '{MemberRole.coordinator}'")


class InstitutionRow(SQLModel, table=True):
    """One institution that is assessed; `id` is random. `name` is what documents bear, "" while nobody has named it.

    `people` counts everybody who ever joined it: a number is never given to a second person.
    """

    __tablename__ = "institutions"

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(max_length=200)
    district: str = Field(max_length=200)
    people: int
    made_at: datetime = Field(sa_type=DateTime(timezone=True))


class MemberRow(SQLModel, table=True):
    """The institution of a respondent; no row if they have none. `number` counts its people and is never used twice."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("institution_id", "number", name="member_number"),
        CheckConstraint(one_of("role", MemberRole), name="member_role"),
        CheckConstraint(one_of("post", Post), name="member_post"),
        CheckConstraint("number >= 1", name="member_number_from_one"),
        # Two people cannot coordinate one institution.
        Index(
            "ix_members_coordinator",
            "institution_id",
            unique=True,
            sqlite_where=IS_COORDINATOR,
            postgresql_where=IS_COORDINATOR,
        ),
    )

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    institution_id: int = Field(sa_type=BigInteger, foreign_key="institutions.id", ondelete="CASCADE")
    number: int
    role: str = Field(max_length=16)
    post: str = Field(max_length=16)
    nickname: str = Field(max_length=30)
    joined_at: datetime = Field(sa_type=DateTime(timezone=True))


class ColleagueLinkRow(SQLModel, table=True):
    """A link that lets people join an institution: only its SHA-256 is stored. It works `uses_left` times more."""

    __tablename__ = "colleague_links"
    __table_args__ = (CheckConstraint("uses_left >= 0", name="colleague_link_uses"),)

    hash: str = Field(primary_key=True, max_length=64)
    institution_id: int = Field(sa_type=BigInteger, foreign_key="institutions.id", ondelete="CASCADE", index=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    uses_left: int
