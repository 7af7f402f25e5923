"""Compares issued results with what belongs to them: their seals, the answers that carry them, and the files of evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.attachments.stored_files import FOLDER, PREFIX
from bot.documents.sealed.issued_check import verify_issued
from bot.documents.sealed.keyring import keyring
from bot.documents.sealed.keys import KeyUnusable
from bot.documents.sealed.seal import Verdict
from flows.assessment.verified import still_verified
from flows.days import day_of
from flows.review.case import Case
from flows.review.entries import Entry
from flows.review.log import BrokenLog, replayed
from flows.review.result import with_decisions
from flows.review.states import ResultState
from flows.standard.loader import shipped
from storage.mapping import rating_of
from storage.review_tables import CaseItemRow, CaseRow, ResultRow, SubmissionRow
from storage.tables import RatingRow
from tests.faults.reviews.findings import Findings

Logs = Mapping[int, tuple[Entry, ...]]


async def seals_are_true(found: Findings, db: AsyncSession, rows: Mapping[int, CaseRow], data: Path) -> None:
    """Each result is sealed by the one key of its association, and follows from what was handed in."""
    today = day_of(datetime.now(UTC))
    try:
        ring = keyring(data)
    except KeyUnusable as error:
        found.note("seals", str(error))
        return
    results = {row.case_id: row for row in await db.exec(select(ResultRow))}
    sealed = {row.case_id: row.sealed for row in await db.exec(select(SubmissionRow))}
    for number, row in results.items():
        verdict = verify_issued(shipped(), row.sealed, today, ring=ring, submission=sealed.get(number)).verdict
        if verdict is not Verdict.true:
            found.note("seals", f"the result of case {number} is {verdict.name}")
    keys = Counter(held.association for held in ring.keys)
    for association in {rows[number].association_id for number in results}:
        if keys[association] != 1:
            found.note("seals", f"association {association} has {keys[association]} keys")


async def answers_carry(found: Findings, db: AsyncSession, logs: Logs) -> None:
    """The answers of a respondent carry what the one result that counts has verified, and nothing if none counts."""
    today = day_of(datetime.now(UTC))
    handed: dict[tuple[int, int], list[Case]] = defaultdict(list)
    for row in await db.exec(select(SubmissionRow)):
        if row.respondent_id is None:
            continue
        try:
            handed[row.respondent_id, row.assessment].append(replayed(logs[row.case_id]))
        except BrokenLog:
            continue  # it is counted already
    for (respondent, assessment), cases in handed.items():
        counting = [case for case in cases if case.result_state(today) is ResultState.valid]
        if len(counting) > 1:
            found.note("answers", f"{len(counting)} results of respondent {respondent} count")
        reviewed = with_decisions(counting[0].ratings, counting[0].decisions) if counting else {}
        wanted = select(RatingRow).where(col(RatingRow.respondent_id) == respondent, col(RatingRow.assessment) == assessment)
        for rating in await db.exec(wanted):
            stored = rating_of(rating.model_dump(), None).with_verified(None)
            expected = still_verified(stored, reviewed.get(rating.subdomain)).verified
            if rating.verified != expected:
                found.note("answers", f"{rating.subdomain} of {respondent}: {rating.verified} in place of {expected}")


async def files_are_there(found: Findings, db: AsyncSession, data: Path) -> None:
    """Each file that was handed in is kept as it was."""
    named = select(CaseItemRow.file_place, CaseItemRow.file_sha256).where(col(CaseItemRow.file_place) != "").distinct()
    for place, digest in await db.exec(named):
        file = data / FOLDER / place.removeprefix(PREFIX)
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            found.note("files", place)
