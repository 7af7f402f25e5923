"""Describes the tables of what happens after a result is issued, once, with SQLModel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index
from sqlmodel import Field, SQLModel

from flows.review.names import CONTACT_AT_MOST, NameDoubt, ReportState
from flows.review.telling import ResultNotice
from storage.constraints import one_of


class ResultNoticeRow(SQLModel, table=True):
    """What the coordinator of an institution is told about its result. A row is planned once, and stays.

    `number` counts how often this kind was needed: a page can be taken down a second time. `is_told` says that the coordinator
    got the message, or saw it on the page.
    """

    __tablename__ = "result_notices"
    __table_args__ = (
        CheckConstraint(one_of("kind", ResultNotice), name="result_notice_kind"),
        CheckConstraint("number >= 1", name="result_notice_number"),
    )

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_results.case_id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=16)
    number: int
    is_told: bool
    at: datetime = Field(sa_type=DateTime(timezone=True))


class NameReportRow(SQLModel, table=True):
    """A report that the name on a check page is false; `id` is random.

    `contact` is how its author can be reached, "" if they did not say. It is deleted when the association has decided.
    """

    __tablename__ = "name_reports"
    __table_args__ = (
        CheckConstraint(one_of("reason", NameDoubt), name="name_report_reason"),
        CheckConstraint(one_of("state", ReportState), name="name_report_state"),
        CheckConstraint("state = 'open' OR contact = ''", name="name_report_contact"),
        Index("ix_name_reports_case_id", "case_id", "state"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    case_id: int = Field(sa_type=BigInteger, foreign_key="review_results.case_id", ondelete="CASCADE")
    reason: str = Field(max_length=16)
    contact: str = Field(max_length=CONTACT_AT_MOST)
    state: str = Field(max_length=16)
    at: datetime = Field(sa_type=DateTime(timezone=True))
