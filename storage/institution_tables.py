"""Describes the tables of institutions and their people, once, with SQLModel."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from flows.assessment.plan import StepState
from flows.institution.colleagues import MemberRole, Post
from flows.institution.division import Division
from storage.constraints import one_of

IS_OPEN = text("closed_at IS NULL")
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
    # Whether colleagues see the nickname beside what this person said; until then they see the post.
    shows_name: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
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


class RoundRow(SQLModel, table=True):
    """One round of answering together; `id` is random. An institution has one open round at most: `closed_at` is empty.

    `people` is how many handed something in. Who leaves still counts: what was settled with their answers stays.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        CheckConstraint(one_of("division", Division), name="round_division"),
        Index("ix_rounds_open", "institution_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_rounds_institution_id", "institution_id"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    institution_id: int = Field(sa_type=BigInteger, foreign_key="institutions.id", ondelete="CASCADE")
    edition: str = Field(max_length=64)
    division: str = Field(max_length=8)
    begun_at: datetime = Field(sa_type=DateTime(timezone=True))
    closed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    # Processes older than revision 0029 need the default.
    people: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class AllowedRow(SQLModel, table=True):
    """What a person lets the institution hand in of a round; without a row, nothing. It goes with the person."""

    __tablename__ = "allowed"

    round_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="rounds.id", ondelete="CASCADE")
    respondent_id: int = Field(
        sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE", index=True
    )
    # Their own answers to each subdomain, if everybody agrees.
    shares_answers: bool
    # The evidence that they named in the domains that they handed in.
    lends_evidence: bool


class AssignedRow(SQLModel, table=True):
    """A domain that a person answers in a round, and when they handed it in."""

    __tablename__ = "assigned"

    round_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="rounds.id", ondelete="CASCADE")
    respondent_id: int = Field(
        sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE", index=True
    )
    domain: str = Field(primary_key=True, max_length=32)
    handed_in_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class VoteRow(SQLModel, table=True):
    """What a person said of a subdomain when they handed it in, or when they revised it. It goes with the person."""

    __tablename__ = "votes"
    __table_args__ = (CheckConstraint("level BETWEEN 0 AND 5", name="vote_level"),)

    round_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="rounds.id", ondelete="CASCADE")
    respondent_id: int = Field(
        sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE", index=True
    )
    subdomain: str = Field(primary_key=True, max_length=32)
    level: int
    unsure: bool
    not_applicable: str = Field(max_length=200)
    has_evidence: bool
    is_revised: bool
    at: datetime = Field(sa_type=DateTime(timezone=True))


class SettledRow(SQLModel, table=True):
    """The answer of an institution to a subdomain. If people differed, it has a reason. It stays when they leave."""

    __tablename__ = "settled"
    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 5", name="settled_level"),
        CheckConstraint("people >= 1", name="settled_people"),
    )

    round_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="rounds.id", ondelete="CASCADE")
    subdomain: str = Field(primary_key=True, max_length=32)
    level: int
    unsure: bool
    not_applicable: str = Field(max_length=200)
    reason: str = Field(max_length=200)
    people: int
    differed: bool
    at: datetime = Field(sa_type=DateTime(timezone=True))


class LowerGoneRow(SQLModel, table=True):
    """How many people answered a subdomain lower than those who are left, and no longer answer it; no row if none did.

    It says neither who they were nor what they said, and counts only until the subdomain is settled.
    """

    __tablename__ = "lower_gone"
    __table_args__ = (CheckConstraint("people >= 1", name="lower_gone_people"),)

    round_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="rounds.id", ondelete="CASCADE")
    subdomain: str = Field(primary_key=True, max_length=32)
    people: int


class InstitutionPlanRow(SQLModel, table=True):
    """The star that an institution plans to reach; one plan at a time. It stays when the coordinator leaves."""

    __tablename__ = "institution_plans"

    institution_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="institutions.id", ondelete="CASCADE")
    star: int
    made_on: date


class InstitutionStepRow(SQLModel, table=True):
    """One step of an institution's plan; `number` counts from 1 in the order of advice."""

    __tablename__ = "institution_steps"
    __table_args__ = (CheckConstraint(one_of("state", StepState), name="institution_step_state"),)

    institution_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="institutions.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    subdomain: str = Field(max_length=32)
    from_rung: int
    to_rung: int
    due: date = Field(index=True)
    person: str = Field(max_length=60)
    state: str = Field(max_length=8)
    reason: str = Field(max_length=200)
