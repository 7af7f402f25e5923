"""Describes the tables of figures about reviews, once, with SQLModel."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel


class ReviewPeriodRow(SQLModel, table=True):
    """One period of an association's reviews by one edition; `id` is random. `flows.review_figures.periods` says what it is.

    `released_on` is the day of the latest release that did not close it. `tried_on` is the day on which a release was last
    tried, `missing_in_all` and `missing_changed` what it lacked, `waited` how often one was held back since the latest, and
    `figures_final` says that none comes any more. Triggers of revision 0035 let none of these numbers be negative.
    """

    __tablename__ = "review_periods"
    __table_args__ = (UniqueConstraint("association_id", "edition", "begins_on", name="review_period_once"),)

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE")
    edition: str = Field(max_length=64)
    begins_on: date
    released_on: date | None = None
    tried_on: date | None = None
    missing_in_all: int | None = None
    missing_changed: int | None = None
    waited: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    figures_final: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class ReviewReleaseRow(SQLModel, table=True):
    """One release of figures about reviews, as JSON. It never changes: all that people see of them comes from here."""

    __tablename__ = "review_releases"

    period_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_periods.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    is_closing: bool
    figures: str = Field(sa_type=Text)


class CountedCaseRow(SQLModel, table=True):
    """One case that the latest release of a period counts; `since` is the first release that counted it.

    How an issued case ended never changes, so its number is enough to know it again. `readers` are the numbers of the officers
    who knew it then, with a space between two: if somebody else reads it later, it counts as new.
    """

    __tablename__ = "counted_cases"

    period_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_periods.id", ondelete="CASCADE")
    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE", index=True)
    since: int
    readers: str = Field(sa_type=Text)
