"""Opens cases and their files for officers, and records in the audit log who did, each once a day."""

from __future__ import annotations

from sqlmodel import col, select

from flows.assessment.evidence import Attachment
from flows.campaign.officers import SUBMISSION_FILE, Act
from flows.campaign.roles import Right
from flows.days import begin_of, day_of
from flows.review.case import Case
from flows.review.states import Party
from storage.association_tables import AuditRow
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.review.actors import officer_actor
from storage.review.lines import line_of
from storage.review.log import read_case
from storage.review.visible import readable
from storage.review_tables import CaseRow, SubmissionRow


class CaseOpening:
    """Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def opened(self, session: str, case: int) -> None:
        """Record that the caller opened a case; nothing happens if they see none of this number."""
        async with self._access.writing(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            if row is not None:
                await note_once(acting, row, Act.case_opened, "")

    async def file(self, session: str, case: int, subdomain: str, piece: int) -> Attachment | None:
        """Return the file of a piece of evidence for a reviewer who reads the case, and record that they opened it.

        None for everybody else, if only the digest was handed over, and if there is no such file. A reviewer reads it who
        sits in the case and has declared that they have no tie to the institution, until the case is closed.
        """
        async with self._access.writing(session, Right.review_files) as acting:
            row = await readable(acting, case)
            if row is None:
                return None
            stored = await read_case(acting.db, case)
            file = stored.file(subdomain, piece)
            if file is None or not await _is_reader(acting, stored):
                return None
            await note_once(acting, row, Act.case_file_opened, subdomain)
            return file

    async def submission(self, session: str, case: int) -> bytes | None:
        """Return the sealed file that was handed in for a reviewer who reads the case, and record that they opened it.

        None for everybody else, and once there is none: rules and record are those of `file`.
        """
        async with self._access.writing(session, Right.review_files) as acting:
            row = await readable(acting, case)
            if row is None or not await _is_reader(acting, await read_case(acting.db, case)):
                return None
            submission = await acting.db.get(SubmissionRow, case)
            if submission is None or not submission.sealed:
                return None
            await note_once(acting, row, Act.case_file_opened, SUBMISSION_FILE)
            return submission.sealed


async def _is_reader(acting: Acting, case: Case) -> bool:
    actor = await officer_actor(acting.db, acting.caller.officer)
    return actor.party is Party.reviewer and _reads(case, actor.person)


def _reads(case: Case, person: int) -> bool:
    seat = case.seat_of(person)
    reader = case.reader(seat) if seat is not None else None
    return reader is not None and reader.has_declared and not case.is_closed


async def note_once(acting: Acting, row: CaseRow, act: Act, detail: str) -> None:
    """Record that the caller opened something of a case, in their transaction, if it is not recorded for today yet."""
    name = line_of(row, {}).name
    today = select(AuditRow.id).where(
        AuditRow.association_id == row.association_id,
        AuditRow.officer_id == acting.caller.officer.id,
        AuditRow.act == act,
        AuditRow.subject == name,
        AuditRow.detail == detail,
        col(AuditRow.at) >= begin_of(day_of(acting.now)),
    )
    if (await acting.db.exec(today.limit(1))).first() is None:
        note_by_caller(acting, act, name, detail)
