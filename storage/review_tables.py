"""Describes the tables of reviews, once, with SQLModel.

The log of a case is the truth about it; `CaseRow` repeats of it what lists look for. Nothing in the log is ever changed.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from flows.review.decisions import DecisionKind, EvidenceFinding
from flows.review.states import CaseEvent, CaseState, Party, Seat
from flows.review.submission import Share
from storage.constraints import one_of


class CaseRow(SQLModel, table=True):
    """One case; `id` is random. Everything from `state` on follows from its log, and is repeated here for lists.

    `link` is the SHA-256 of the request link's token, `code` what can be typed in its place. `label` says for whom it was made.
    `first_id`, `second_id` and `objection_id` are the officers in the seats. `to_tell` is the number of the newest entry of
    which the coordinator of the institution has still to be told; 0 if there is none.
    """

    __tablename__ = "review_cases"
    __table_args__ = (
        CheckConstraint(one_of("state", CaseState), name="case_state"),
        # A second reader, or one of an objection, is not the person whose reading is in question.
        CheckConstraint("second_id IS NULL OR second_id <> first_id", name="case_second_is_another"),
        CheckConstraint("objection_id IS NULL OR objection_id <> first_id", name="case_objection_is_another"),
        Index("ix_review_cases_due", "state", "due"),
    )

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    association_id: int = Field(sa_type=BigInteger, foreign_key="associations.id", ondelete="CASCADE", index=True)
    link: str = Field(max_length=64, unique=True)
    code: str = Field(max_length=16, unique=True)
    label: str = Field(max_length=200)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    state: str = Field(max_length=16)
    version: int
    due: date | None = None
    institution_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="institutions.id", ondelete="SET NULL", index=True
    )
    institution: str = Field(default="", max_length=200)
    first_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    second_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    objection_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    to_tell: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class CaseEntryRow(SQLModel, table=True):
    """One entry of a case's log; `number` counts from 1. `detail` is JSON, "" if other tables hold it or there is none.

    `institutions` are the numbers of the institutions to which the person belonged at that moment. `hash` chains it to the
    entry before, and `typed_sha256` is the digest with `salt` over what the institution typed (`storage.case_chain`). They
    are "" until an entry that an older version wrote is chained, and `salt` is "" once that text is deleted.
    """

    __tablename__ = "review_entries"
    __table_args__ = (
        CheckConstraint(one_of("event", CaseEvent), name="case_entry_event"),
        CheckConstraint(one_of("state", CaseState), name="case_entry_state"),
        CheckConstraint(one_of("party", Party), name="case_entry_party"),
        CheckConstraint("event NOT IN ('refuse', 'rescind') OR reason <> ''", name="case_entry_reason"),
    )

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=DateTime(timezone=True))
    party: str = Field(max_length=16)
    person: int = Field(sa_type=BigInteger)
    institutions: str = Field(sa_type=Text)
    event: str = Field(max_length=24)
    state: str = Field(max_length=16)
    due: date | None = None
    used: int
    reason: str = Field(sa_type=Text)
    detail: str = Field(sa_type=Text)
    salt: str = Field(default="", max_length=32, sa_column_kwargs={"server_default": ""})
    typed_sha256: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    hash: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})


class SubmissionRow(SQLModel, table=True):
    """What an institution handed in for a case. `sealed` are the sealed bytes, `sha256` their digest.

    `round_id` is the round whose answers they are. If it is None, they are those of the respondent's own self-check.
    """

    __tablename__ = "review_submissions"

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    respondent_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="respondents.id", ondelete="SET NULL", index=True
    )
    assessment: int
    institution_id: int = Field(sa_type=BigInteger)
    edition: str = Field(max_length=64)
    finished_on: date
    sha256: str = Field(max_length=64)
    sealed: bytes = Field(sa_type=LargeBinary)
    round_id: int | None = Field(default=None, sa_type=BigInteger)


class CaseItemRow(SQLModel, table=True):
    """The claim of one subdomain as it was handed in, with what was handed over of its evidence (`what` is "" for none).

    `entry` is the number of the entry that handed it in: the submission, or an answer to what more was asked. `number` is its
    place in that.
    """

    __tablename__ = "review_items"
    __table_args__ = (
        CheckConstraint(one_of("share", Share), name="case_item_share"),
        CheckConstraint("level BETWEEN 0 AND 5", name="case_item_level"),
        Index("ix_review_items_file", "file_place"),
    )

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    entry: int = Field(primary_key=True)
    subdomain: str = Field(primary_key=True, max_length=32)
    number: int
    share: str = Field(max_length=16)
    level: int
    under_way: bool
    unsure: bool
    not_applicable: str = Field(max_length=200)
    ticked: str = Field(max_length=32)
    what: str = Field(max_length=200)
    rung: int
    shows: str = Field(max_length=32)
    named_on: date | None = None
    in_force: date | None = None
    last_used: date | None = None
    file_name: str = Field(max_length=200)
    file_size: int
    file_type: str = Field(max_length=100)
    file_sha256: str = Field(max_length=64)
    file_place: str = Field(max_length=200)


class DecisionRow(SQLModel, table=True):
    """One decision about a claim, made by the entry `number`. `claimed` is the rung that was claimed at that moment."""

    __tablename__ = "review_decisions"
    __table_args__ = (
        CheckConstraint(one_of("kind", DecisionKind), name="decision_kind"),
        CheckConstraint(one_of("seat", Seat), name="decision_seat"),
        CheckConstraint("claimed BETWEEN 0 AND 5", name="decision_claimed"),
        CheckConstraint(
            "(kind = 'lowered' AND rung IS NOT NULL AND rung >= 0 AND rung < claimed AND reasons <> '')"
            " OR (kind = 'confirmed' AND rung IS NOT NULL AND rung = claimed)"
            " OR (kind = 'more_asked' AND rung IS NULL AND reasons <> '')",
            name="decision_never_raises",
        ),
    )

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    seat: str = Field(max_length=16)
    person: int = Field(sa_type=BigInteger)
    subdomain: str = Field(max_length=32)
    kind: str = Field(max_length=16)
    claimed: int
    rung: int | None = None
    reasons: str = Field(max_length=200)
    text: str = Field(sa_type=Text)
    not_shown: str = Field(max_length=32)


class FindingRow(SQLModel, table=True):
    """What the entry `number` says about one piece of evidence."""

    __tablename__ = "review_findings"
    __table_args__ = (CheckConstraint(one_of("finding", EvidenceFinding), name="finding_kind"),)

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    subdomain: str = Field(max_length=32)
    piece: int
    finding: str = Field(max_length=24)
    kinds: str = Field(max_length=32)


class ResultRow(SQLModel, table=True):
    """What was issued for a case: never changed and never deleted while the case exists.

    `check_number` is what its check page is found by: nobody can guess it. The page is public from `published_at` on;
    withdrawing makes that None again. `sealed` is the issued file. At `name_confirmed_at` the association confirmed that the
    institution bears its name, and at `taken_down_at` it took the page down, because of `taken_down_why`.
    """

    __tablename__ = "review_results"
    __table_args__ = (
        CheckConstraint("taken_down_at IS NULL OR published_at IS NULL", name="result_taken_down_is_off"),
        CheckConstraint("(taken_down_at IS NULL) = (taken_down_why = '')", name="result_taken_down_why"),
    )

    case_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="review_cases.id", ondelete="CASCADE")
    check_number: str = Field(max_length=32, unique=True)
    issued_on: date
    valid_until: date
    sealed: bytes = Field(sa_type=LargeBinary)
    published_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    may_be_indexed: bool = False
    name_confirmed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    taken_down_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    taken_down_why: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class ReviewRuleRow(SQLModel, table=True):
    """One number of the review's rules that an association changed: `name` is a field of `ReviewRules`."""

    __tablename__ = "review_rules"

    association_id: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="associations.id", ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=40)
    number: int
