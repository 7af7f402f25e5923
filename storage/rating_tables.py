"""Describes the tables of what reviewers do beside a case, with SQLModel: second ratings, and the hours that they state."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from flows.review.decisions import DecisionKind
from flows.review.double_rating import RatingEnd
from storage.constraints import one_of

RATED = "(kind = 'lowered' AND rung >= 0 AND rung < claimed AND reasons <> '') OR (kind = 'confirmed' AND rung = claimed)"
FINAL = tuple(kind for kind in DecisionKind if kind is not DecisionKind.more_asked)


class DoubleRatingRow(SQLModel, table=True):
    """A case that is rated a second time; `id` is random. `quarter` and `number` say which draw it was.

    `seed` and `candidates` (JSON) are what the draw was made from, so that it can be repeated. `first_id` is the officer whose
    reading it is compared with, `rater_id` the one who rates. Once it is finished, triggers of revision 0027 keep it, and what
    was rated, as they are.
    """

    __tablename__ = "double_ratings"
    __table_args__ = (
        UniqueConstraint("association_id", "quarter", "number"),
        CheckConstraint("rater_id <> first_id", name="double_rating_is_by_another"),
        CheckConstraint(f"ending = '' OR {one_of('ending', RatingEnd)}", name="double_rating_ending"),
        CheckConstraint("finished_at IS NULL OR ending = ''", name="double_rating_ends_once"),
        CheckConstraint("finished_at IS NULL OR declared_at IS NOT NULL", name="double_rating_is_declared"),
        Index(
            "ux_double_ratings_case",
            "case_id",
            unique=True,
            sqlite_where=text("ending = ''"),
            postgresql_where=text("ending = ''"),
        ),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE")
    case_id: int = Field(sa_type=BigInteger, foreign_key="review_cases.id", ondelete="CASCADE")
    quarter: str = Field(max_length=8)
    number: int
    drawn_at: datetime = Field(sa_type=DateTime(timezone=True))
    seed: str = Field(max_length=64)
    candidates: str = Field(sa_type=Text)
    first_id: int = Field(sa_type=BigInteger, index=True)
    rater_id: int = Field(sa_type=BigInteger, index=True)
    due: date
    declared_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    finished_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ending: str = Field(default="", max_length=16)


class RatedItemRow(SQLModel, table=True):
    """What a rater says of one item: as a decision, never above the claim. `first_rung` is what the first reader left."""

    __tablename__ = "double_rated_items"
    __table_args__ = (
        CheckConstraint(one_of("kind", FINAL), name="rated_item_kind"),
        CheckConstraint("claimed BETWEEN 1 AND 5", name="rated_item_claimed"),
        CheckConstraint("first_rung BETWEEN 0 AND claimed", name="rated_item_first"),
        CheckConstraint(RATED, name="rated_item_never_raises"),
    )

    rating_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="double_ratings.id", ondelete="CASCADE")
    subdomain: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=DateTime(timezone=True))
    kind: str = Field(max_length=16)
    claimed: int
    first_rung: int
    rung: int
    reasons: str = Field(max_length=200)
    text: str = Field(sa_type=Text)
    not_shown: str = Field(max_length=32)


class StatedHoursRow(SQLModel, table=True):
    """How many minutes a case took an officer, in their own words in place of what the log shows."""

    __tablename__ = "stated_hours"
    __table_args__ = (CheckConstraint("minutes BETWEEN 0 AND 6000", name="stated_minutes"),)

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    person: int = Field(sa_type=BigInteger, primary_key=True)
    minutes: int
    at: datetime = Field(sa_type=DateTime(timezone=True))
