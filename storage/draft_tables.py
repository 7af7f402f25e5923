"""Describes the table of what people write in a chat about a case and have not sent yet, once, with SQLModel."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlmodel import Field, SQLModel


class CaseDraftRow(SQLModel, table=True):
    """What a person has chosen and written about one item of a case. It goes when the case moves to another state.

    `again` says that the item is handed in again. `asked_turn` is the turn of their interview at which the text was asked; None
    if it is not asked. `message` is the number of the message that was the text, by who counts them; 0 if none was.
    """

    __tablename__ = "case_drafts"
    __table_args__ = (CheckConstraint("message >= 0", name="case_draft_message"),)

    respondent_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="respondents.id", ondelete="CASCADE")
    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE", index=True)
    subdomain: str = Field(primary_key=True, max_length=64)
    again: bool = False
    text: str = Field(default="", sa_type=Text)
    asked_turn: int | None = Field(default=None, sa_type=BigInteger)
    message: int = Field(default=0, sa_type=BigInteger)
    counter: str = Field(default="", max_length=32)
