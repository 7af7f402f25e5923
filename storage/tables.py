"""Describes the tables once, with SQLModel; migrations and statements are made from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from storage.broadcast_tables import CampaignMessageRow, SilenceRow
from storage.campaign_tables import CountedRow, ParticipationRow
from storage.constraints import VERIFIED_AT_MOST_CLAIMED, one_of
from storage.draft_tables import CaseDraftRow
from storage.institution_tables import AllowedRow, AssignedRow, MemberRow, VoteRow


class DeliveryState(StrEnum):
    """How far the sending of one message is. `storage.deliveries` moves it on."""

    planned = "planned"
    # A process holds it, and has not begun to send it.
    leased = "leased"
    # The call may have been made. Nobody may send it a second time.
    sending = "sending"
    # It certainly did not arrive, and is tried again.
    again = "again"
    sent = "sent"
    # The call was cut off, or its process died. It may have arrived.
    uncertain = "uncertain"
    # It is not wanted any more, or its batch was cancelled.
    skipped = "skipped"
    # The person does not want messages from us.
    blocked = "blocked"


class BatchState(StrEnum):
    """Whether the deliveries of a batch may be sent."""

    running = "running"
    paused = "paused"
    cancelled = "cancelled"


class RespondentRow(SQLModel, table=True):
    """One respondent, their first address, and the state of their interview. The stage is stored here and nowhere else."""

    __tablename__ = "respondents"
    __table_args__ = (UniqueConstraint("face", "address"),)

    # A random number, not a counter: it must not reveal how many there are, and two databases can be merged.
    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    face: str = Field(max_length=16)
    address: str = Field(max_length=64)
    language: str = Field(max_length=8)
    turn: int = Field(sa_type=BigInteger)
    stage: str = Field(max_length=16)
    assessment: int
    mode: str = Field(max_length=8)
    target: int
    focus: str = Field(max_length=32)
    origin: str = Field(max_length=16)
    rechecking: bool
    reminders: bool
    timezone: str = Field(max_length=64)
    heard: int = Field(sa_type=BigInteger)
    # With a default in the database, so that processes older than revision 0006 can go on writing.
    counter: str = Field(max_length=32, sa_column_kwargs={"server_default": ""})
    rich_cards: bool = Field(sa_column_kwargs={"server_default": false()})
    consented_at: datetime = Field(sa_type=DateTime(timezone=True))
    seen_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)


class AddressRow(SQLModel, table=True):
    """One more address of a respondent, beside the first, which is in their own row: another browser, or an account.

    If the same address has a row of its own in `respondents`, that one counts.
    """

    __tablename__ = "addresses"

    face: str = Field(primary_key=True, max_length=16)
    address: str = Field(primary_key=True, max_length=64)
    respondent_id: int = Field(sa_type=BigInteger, foreign_key="respondents.id", ondelete="CASCADE", index=True)
    added_at: datetime = Field(sa_type=DateTime(timezone=True))


class LinkRow(SQLModel, table=True):
    """A secret link to a respondent: only its SHA-256 is stored. `kind` says where it leads and how often it can be used."""

    __tablename__ = "links"

    hash: str = Field(primary_key=True, max_length=64)
    respondent_id: int = Field(sa_type=BigInteger, foreign_key="respondents.id", ondelete="CASCADE", index=True)
    kind: str = Field(max_length=16)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    used_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class AssessmentRow(SQLModel, table=True):
    """One run of a respondent through one edition; `number` counts them from 1. Older ones are their history.

    `finished_on` is the day in the time zone that the respondent had then. Programs older than revision 0005 left it empty.
    """

    __tablename__ = "assessments"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    edition: str = Field(max_length=64)
    started_at: datetime = Field(sa_type=DateTime(timezone=True))
    finished_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    finished_on: date | None = None


class RatingRow(SQLModel, table=True):
    """The current answer for one subdomain in one assessment."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint(VERIFIED_AT_MOST_CLAIMED, name="rating_verified"),)

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    assessment: int = Field(primary_key=True)
    subdomain: str = Field(primary_key=True, max_length=32)
    level: int
    under_way: bool
    unsure: bool
    not_applicable: str = Field(max_length=200)
    # The criteria that are met above the level (`flows.assessment.ticks`). Processes older than revision 0019 need the default.
    ticked: str = Field(max_length=32, sa_column_kwargs={"server_default": ""})
    # What a reviewer confirmed (`flows.assessment.verified`); None: not looked at. A tap empties it.
    verified: int | None = None


class EvidenceRow(SQLModel, table=True):
    """The evidence named for one rating; `file_place` says where its file is kept ("" if there is no file)."""

    __tablename__ = "evidence"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    assessment: int = Field(primary_key=True)
    subdomain: str = Field(primary_key=True, max_length=32)
    what: str = Field(max_length=200)
    rung: int
    named_on: date | None = None
    in_force: date | None = None
    last_used: date | None = None
    file_name: str = Field(max_length=200)
    file_size: int
    file_type: str = Field(max_length=100)
    file_sha256: str = Field(max_length=64)
    file_place: str = Field(max_length=200)
    # The criteria of its rung that it shows ("" is all of them). Processes older than revision 0021 need the default.
    shows: str = Field(max_length=32, sa_column_kwargs={"server_default": ""})


class ChangeRow(SQLModel, table=True):
    """One line of the append-only log: when, and on which turn, a rating changed from what to what.

    `before` and `after` are as `flows.assessment.rating.logged` writes them. Lines from before revision 0022 name no criteria.
    """

    __tablename__ = "changes"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    turn: int = Field(sa_type=BigInteger, primary_key=True)
    subdomain: str = Field(primary_key=True, max_length=32)
    assessment: int
    before: str | None = Field(default=None, max_length=40)
    after: str = Field(max_length=40)
    at: datetime = Field(sa_type=DateTime(timezone=True))


class PlanRow(SQLModel, table=True):
    """The star that a respondent plans to reach; one plan at a time."""

    __tablename__ = "plans"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    star: int
    made_on: date


class PlannedStepRow(SQLModel, table=True):
    """One step of a plan; `number` counts from 1 in the order of advice."""

    __tablename__ = "planned_steps"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    subdomain: str = Field(max_length=32)
    from_rung: int
    to_rung: int
    due: date = Field(index=True)
    person: str = Field(max_length=60)
    state: str = Field(max_length=8)
    reason: str = Field(max_length=200)


class ReminderRow(SQLModel, table=True):
    """The state of one reminder: a respondent is reminded once for each kind and day.

    `state` is `taken` while it is being sent, `sent`, `again` if it certainly did not arrive (after `tries` tries),
    `waiting` if their next visit shows it, or `seen`.
    """

    __tablename__ = "reminders"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=8)
    day: date = Field(primary_key=True)
    state: str = Field(max_length=8)
    tries: int
    at: datetime = Field(sa_type=DateTime(timezone=True))


class CardRow(SQLModel, table=True):
    """The message that shows a respondent's screen now, if their face shows it in messages. `bot` is the account that sent it.

    Written when another message replaces it, not when it is edited. `pinned` says that the respondent pinned it.
    """

    __tablename__ = "cards"

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    bot: int = Field(sa_type=BigInteger)
    message: int = Field(sa_type=BigInteger)
    pinned: bool


class BatchRow(SQLModel, table=True):
    """A message to many people; `id` is random. Its deliveries say how far it is."""

    __tablename__ = "batches"
    __table_args__ = (CheckConstraint(one_of("state", BatchState), name="batch_state"),)

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    created_at: datetime = Field(sa_type=DateTime(timezone=True))
    state: str = Field(max_length=16)


class DeliveryRow(SQLModel, table=True):
    """One message to one person; `id` is random. `about` says what it tells, in words of its kind.

    Every moment is one of the database's clock, so that processes with different clocks agree. `leased_by` is the process that
    holds it until `leased_until`, or that held it last.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        # Several processes plan the same message; it is planned once.
        UniqueConstraint("respondent_id", "kind", "about"),
        CheckConstraint(one_of("state", DeliveryState), name="delivery_state"),
        CheckConstraint("(state IN ('leased', 'sending')) = (leased_until IS NOT NULL)", name="delivery_lease"),
        CheckConstraint("tries >= 0", name="delivery_tries"),
        Index("ix_deliveries_state", "state", "due_at"),
        Index("ix_deliveries_batch", "batch", "state"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    respondent_id: int = Field(sa_type=BigInteger, foreign_key="respondents.id", ondelete="CASCADE")
    kind: str = Field(max_length=16)
    about: str = Field(max_length=64)
    batch: int | None = Field(default=None, sa_type=BigInteger, foreign_key="batches.id", ondelete="CASCADE")
    due_at: datetime = Field(sa_type=DateTime(timezone=True))
    state: str = Field(max_length=16)
    tries: int
    leased_until: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    leased_by: str | None = Field(default=None, max_length=32)


# Everything that belongs to a respondent, in the order in which it may be deleted.
OF_RESPONDENTS = (
    CaseDraftRow,
    CountedRow,
    ParticipationRow,
    LinkRow,
    AddressRow,
    DeliveryRow,
    CampaignMessageRow,
    SilenceRow,
    CardRow,
    ReminderRow,
    PlannedStepRow,
    PlanRow,
    ChangeRow,
    EvidenceRow,
    RatingRow,
    AssessmentRow,
    VoteRow,
    AllowedRow,
    AssignedRow,
    MemberRow,
)
