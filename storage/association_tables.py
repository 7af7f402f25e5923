"""Describes the tables of associations and their officers, once, with SQLModel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from flows.campaign.officers import Act, LinkPurpose
from flows.campaign.roles import Role
from storage.constraints import one_of


class AssociationRow(SQLModel, table=True):
    """An association that asks institutions to check themselves; `id` is random."""

    __tablename__ = "associations"

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(max_length=200, unique=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))


class OfficerRow(SQLModel, table=True):
    """One officer of an association; `id` is random. `districts` holds the districts of a liaison, one on each line.

    `telegram` is the number of the account that they connected.
    """

    __tablename__ = "officers"
    __table_args__ = (
        UniqueConstraint("association_id", "telegram"),
        CheckConstraint(one_of("role", Role), name="officer_role"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE", index=True)
    name: str = Field(max_length=60)
    role: str = Field(max_length=16)
    may_send: bool
    districts: str = Field(max_length=10_000)
    telegram: str | None = Field(default=None, max_length=64, index=True)
    joined_at: datetime = Field(sa_type=DateTime(timezone=True))


class OfficerSessionRow(SQLModel, table=True):
    """A browser in which an officer is signed in: only the SHA-256 of its cookie is stored. A revoked one is deleted.

    `purpose` is that of the link that began it. Every moment is one of the database's clock.
    """

    __tablename__ = "officer_sessions"

    hash: str = Field(primary_key=True, max_length=64)
    officer_id: int = Field(sa_type=BigInteger, foreign_key="officers.id", ondelete="CASCADE", index=True)
    purpose: str = Field(max_length=16)
    language: str = Field(max_length=8)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    seen_at: datetime = Field(sa_type=DateTime(timezone=True))
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)


class OfficerLinkRow(SQLModel, table=True):
    """A link that works once, for one association and one purpose: only its SHA-256 is stored.

    `officer_id` is whom it signs in or connects; of an invitation, the officer who made it (NULL: the operator). The office
    (`role`, `may_send`, `districts`) is that of an invitation, and empty for other links. `label` says for whom it was made.
    """

    __tablename__ = "officer_links"
    __table_args__ = (
        CheckConstraint(one_of("purpose", LinkPurpose), name="officer_link_purpose"),
        CheckConstraint("(purpose = 'invitation') = (role IS NOT NULL)", name="officer_link_role"),
    )

    hash: str = Field(primary_key=True, max_length=64)
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE", index=True)
    officer_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="officers.id", ondelete="CASCADE", index=True)
    purpose: str = Field(max_length=16)
    role: str | None = Field(default=None, max_length=16)
    may_send: bool
    districts: str = Field(max_length=10_000)
    label: str = Field(max_length=60)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    used_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class AuditRow(SQLModel, table=True):
    """One line of the audit log, which is only ever added to. `id` counts, so that lines of one moment keep their order.

    The names of officers stay when they are removed; those of institutions go with their campaign's.
    `AuditLine` says what each column means.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        CheckConstraint(one_of("act", Act), name="audit_act"),
        Index("ix_audit_log_association", "association_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=DateTime(timezone=True))
    act: str = Field(max_length=32)
    officer_id: int | None = Field(default=None, sa_type=BigInteger)
    officer: str = Field(max_length=60)
    subject: str = Field(max_length=200)
    detail: str = Field(max_length=60)


class TryRow(SQLModel, table=True):
    """How often something was tried: `whole_at_ms` is the moment when the key may do it as often again as at the beginning.

    In milliseconds since 1970, by the database's clock. `key` is a signature, so that no address can be read back.
    """

    __tablename__ = "tries"

    kind: str = Field(primary_key=True, max_length=16)
    key: str = Field(primary_key=True, max_length=64)
    whole_at_ms: int = Field(sa_type=BigInteger, index=True)


# What lets somebody in, or keeps them out, belongs to the running installation. In a restored copy a session that was revoked
# would live again, and a link that was used would work a second time.
NOT_COPIED = (OfficerSessionRow, OfficerLinkRow, TryRow)
