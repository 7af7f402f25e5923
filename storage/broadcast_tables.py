"""Describes the tables of what campaigns write to people, once, with SQLModel."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index
from sqlmodel import Field, SQLModel

from flows.campaign.broadcast import TEXT_AT_MOST
from flows.campaign.segment import Audience
from storage.constraints import one_of


class MessageState(StrEnum):
    """The result of one message of a campaign to one person."""

    # It is being sent, or its process died: it may have arrived.
    taken = "taken"
    sent = "sent"
    # It certainly did not arrive.
    failed = "failed"
    # The person's next visit to the page shows it.
    waiting = "waiting"
    seen = "seen"


class SilenceCause(StrEnum):
    """Why nobody writes to a person."""

    # They said so. It holds until they turn reminders on.
    stopped = "stopped"
    # Telegram does not deliver to them. It holds until they answer again.
    blocked = "blocked"


class BroadcastRow(SQLModel, table=True):
    """One message of a campaign to many people; `id` is random. The segment's columns are those of `Segment`.

    `seen_at` is the moment at which its author saw the text as it is now; without it nothing is sent. `batch` holds its
    deliveries once it was sent. `author_id` refers to no row, so that the name stays when an officer is removed.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (
        CheckConstraint(one_of("audience", Audience), name="broadcast_audience"),
        CheckConstraint("batch IS NULL OR (seen_at IS NOT NULL AND sent_at IS NOT NULL)", name="broadcast_seen_first"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    campaign_id: int = Field(sa_type=BigInteger, foreign_key="campaigns.id", ondelete="CASCADE", index=True)
    author_id: int = Field(sa_type=BigInteger)
    author: str = Field(max_length=60)
    text: str = Field(max_length=TEXT_AT_MOST)
    audience: str = Field(max_length=16)
    domain: int
    since_days: int
    channel: str = Field(max_length=60)
    district: str = Field(max_length=200)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    seen_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    sent_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    batch: int | None = Field(default=None, sa_type=BigInteger, foreign_key="batches.id", unique=True)


class CampaignMessageRow(SQLModel, table=True):
    """One message of a campaign to one person: a broadcast, or a reminder that the campaign promised.

    `about` is that of its delivery. `is_counted` says that officers see it in how often an institution was written to.
    """

    __tablename__ = "campaign_messages"
    __table_args__ = (
        CheckConstraint(one_of("state", MessageState), name="campaign_message_state"),
        Index("ix_campaign_messages_respondent", "respondent_id", "state"),
    )

    campaign_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="campaigns.id", ondelete="CASCADE")
    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    about: str = Field(primary_key=True, max_length=64)
    state: str = Field(max_length=8)
    is_counted: bool
    at: datetime = Field(sa_type=DateTime(timezone=True))


class SilenceRow(SQLModel, table=True):
    """A person to whom campaigns do not write, why, and since when."""

    __tablename__ = "silences"
    __table_args__ = (CheckConstraint(one_of("cause", SilenceCause), name="silence_cause"),)

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    cause: str = Field(primary_key=True, max_length=8)
    since: datetime = Field(sa_type=DateTime(timezone=True))


class PaceRow(SQLModel, table=True):
    """The one row that paces all processes: the moment from which the next message may be sent."""

    __tablename__ = "pace"
    __table_args__ = (CheckConstraint("id = 1", name="pace_one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    next_at: datetime = Field(sa_type=DateTime(timezone=True))
