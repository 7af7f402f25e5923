"""Takes reports that the name on a check page is false. Nothing public changes by a report."""

from __future__ import annotations

import json
from enum import Enum, auto
from hashlib import sha256

from sqlalchemy import func
from sqlmodel import col, select

from flows.review.names import OPEN_AT_MOST, NameDoubt, ReportState
from storage.clock import moment
from storage.database import Database
from storage.result_tables import NameReportRow
from storage.review.check_pages import is_public
from storage.review.log import hold
from storage.review_tables import CaseRow, ResultRow
from storage.tokens import ID_BITS, fresh_id

DIGEST_BITS = 256


class Reported(Enum):
    """What a report led to: it is stored, or there are as many open ones as the association can use."""

    stored = auto()
    enough = auto()


class NameReports:
    """The reports of anybody. Raises Unstored; nothing is stored then."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, number: str, doubt: NameDoubt, contact: str, drawn: str = "") -> Reported | None:
        """Store a report about the page of a number; None if no page of this number is public.

        `drawn` is the mark of the form: sent again, it stores nothing more. A form without one ("") is always stored.
        """
        key = _key(number, doubt, contact, drawn) if drawn else fresh_id()
        async with self._database.writing() as db:
            public = (
                select(ResultRow.case_id)
                .join(CaseRow, col(CaseRow.id) == col(ResultRow.case_id))
                .where(ResultRow.check_number == number, *is_public())
            )
            case = (await db.exec(public)).first()
            # Two reports at the same moment would otherwise both find room for one.
            if case is None or await hold(db, case) is None:
                return None
            if await db.get(NameReportRow, key) is not None:
                return Reported.stored
            is_open = (NameReportRow.case_id == case, NameReportRow.state == ReportState.open)
            if (await db.exec(select(func.count()).select_from(NameReportRow).where(*is_open))).one() >= OPEN_AT_MOST:
                return Reported.enough
            db.add(
                NameReportRow(id=key, case_id=case, reason=doubt, contact=contact, state=ReportState.open, at=await moment(db))
            )
            return Reported.stored


def _key(number: str, doubt: NameDoubt, contact: str, drawn: str) -> int:
    """Return the id of the report of one form: the same whenever it is sent with the same fields."""
    said = json.dumps([number, doubt, contact, drawn]).encode()
    return int.from_bytes(sha256(said).digest()) >> DIGEST_BITS - ID_BITS
