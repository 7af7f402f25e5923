"""Describes the tables of campaigns, once, with SQLModel."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, Index, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel


class CampaignRow(SQLModel, table=True):
    """One campaign of an association; `id` is random. `Campaign` says what the columns mean.

    `deleted_at` is the moment from which on nothing that names an institution is shown; its rows are deleted right after it.
    `tried_on` is the day on which a release was last tried, `missing_in_all` and `missing_changed` what it lacked (None: none
    was tried yet), `waited` how often one was held back since the latest, and `figures_final` says that none comes any more.
    """

    __tablename__ = "campaigns"

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE", index=True)
    name: str = Field(max_length=80)
    welcome: str = Field(max_length=400)
    contact: str = Field(max_length=200)
    mode: str = Field(max_length=8)
    target: int
    visibility: int
    edition: str = Field(max_length=64)
    closes_on: date
    kept_until: date = Field(index=True)
    reminds: bool
    on_documents: bool
    successor_of: int | None = Field(default=None, sa_type=BigInteger, foreign_key="campaigns.id", ondelete="SET NULL")
    started_on: date | None = None
    closed_on: date | None = None
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    deleted_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    first_at: int = Field(sa_column_kwargs={"server_default": "20"})
    tried_on: date | None = None
    missing_in_all: int | None = None
    missing_changed: int | None = None
    waited: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    figures_final: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class RosterRow(SQLModel, table=True):
    """One institution that a campaign asks; `id` is random. `name_key` is the name for comparison.

    `opened_at` is the moment at which a person first opened its invitation, by something that only a person does.
    """

    __tablename__ = "roster"
    __table_args__ = (
        # Rows that are next to each other in it are next to each other in the file too: SQLite reads whole rosters this way.
        Index("ix_roster_campaign", "campaign_id"),
        # All that a funnel counts of it.
        Index("ix_roster_opened", "campaign_id", "district", "opened_at"),
        Index("ix_roster_name_key", "campaign_id", "name_key"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    campaign_id: int = Field(sa_type=BigInteger, foreign_key="campaigns.id", ondelete="CASCADE")
    name: str = Field(max_length=200)
    name_key: str = Field(max_length=200)
    district: str = Field(max_length=200)
    contact: str = Field(max_length=200)
    note: str = Field(max_length=200)
    added_at: datetime = Field(sa_type=DateTime(timezone=True))
    opened_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class InvitationRow(SQLModel, table=True):
    """One way into a campaign; `id` is random: a channel with its label and code, or an institution of the roster.

    Only the SHA-256 of a link's token is stored; `storage.campaigns.invitations` says how the token is found again.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("campaign_id", "channel", "roster_id", name="invitation_once"),)

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    campaign_id: int = Field(sa_type=BigInteger, foreign_key="campaigns.id", ondelete="CASCADE", index=True)
    roster_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="roster.id", ondelete="CASCADE", unique=True)
    channel: str = Field(max_length=60)
    hash: str = Field(max_length=64, unique=True)
    code: str | None = Field(default=None, max_length=8, unique=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    withdrawn_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    opens: int


class ParticipationRow(SQLModel, table=True):
    """One respondent in one campaign: through which invitation, for which institution, and what they agreed to show.

    `widest` is the most that they ever agreed to show: people remember what they saw. `withdrawn_at`: they take part no more.
    `detached_at`: an officer said that they do not answer for this institution. `objected_at`: they said that something about
    their part in this campaign is wrong.
    """

    __tablename__ = "participations"
    __table_args__ = (Index("ix_participations_roster", "campaign_id", "roster_id"),)

    campaign_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="campaigns.id", ondelete="CASCADE")
    respondent_id: int = Field(
        sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE", index=True
    )
    roster_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="roster.id", ondelete="SET NULL", index=True)
    invitation_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="invitations.id", ondelete="SET NULL", index=True
    )
    agreed: int
    widest: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    joined_at: datetime = Field(sa_type=DateTime(timezone=True))
    withdrawn_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    detached_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    objected_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))

    @property
    def is_free(self) -> bool:
        """Whether it may still be given an institution of the roster."""
        return self.roster_id is None or self.detached_at is not None


class LookRow(SQLModel, table=True):
    """The looks of an officer on one day at what an institution shows by its name; the institution reads them.

    `at` is the last of them. `officer` is the name at that moment: it stays when the officer is removed. `officer_id` and `day`
    are empty in rows from before the looks of a day were put together: each of them is one look.
    """

    __tablename__ = "looks"
    __table_args__ = (
        Index("ix_looks_institution", "roster_id", "at"),
        Index("ix_looks_once", "roster_id", "officer_id", "day", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(sa_type=BigInteger, foreign_key="campaigns.id", ondelete="CASCADE", index=True)
    roster_id: int = Field(sa_type=BigInteger, foreign_key="roster.id", ondelete="CASCADE")
    officer: str = Field(max_length=60)
    at: datetime = Field(sa_type=DateTime(timezone=True))
    officer_id: int | None = Field(default=None, sa_type=BigInteger)
    day: date | None = None


class ReleaseRow(SQLModel, table=True):
    """One release of a campaign's figures, as JSON. It never changes: all that people see of figures comes from here."""

    __tablename__ = "releases"

    campaign_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="campaigns.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    is_closing: bool
    figures: str = Field(sa_type=Text)


class CountedRow(SQLModel, table=True):
    """One institution that the latest release counts, by the respondent whose answers it counts.

    `since` is the first release that counted exactly these answers, `seen` the widest level at which an officer could see
    them. `answers` is a hash of what was counted: it tells that they changed, and nothing else.
    """

    __tablename__ = "counted"

    campaign_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="campaigns.id", ondelete="CASCADE")
    respondent_id: int = Field(
        sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE", index=True
    )
    roster_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="roster.id", ondelete="CASCADE", index=True)
    since: int
    seen: int
    answers: str = Field(max_length=64)
