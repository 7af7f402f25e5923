"""Finds, lists and deletes everything that is stored about one respondent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.association_tables import AssociationRow
from storage.database import Database
from storage.institution_tables import ColleagueLinkRow, InstitutionRow, MemberRow
from storage.lookup import is_of
from storage.respondents.attachments import files_going_with
from storage.respondents.deletion_traces import empty_log
from storage.respondents.membership import leave
from storage.review_tables import CaseRow, SubmissionRow
from storage.tables import OF_RESPONDENTS, AddressRow, LinkRow, RespondentRow

ERASED_AT_ONCE = 500
# Deletes the files at these places. Raises Refusal if one of them remains; then nothing else is deleted.
DeleteFiles = Callable[[frozenset[str]], Awaitable[None]]


async def _handed_in(db: AsyncSession, respondent: int) -> list[dict[str, Any]]:
    """Return what a respondent handed in for reviews: to whom, what, and how far it is."""
    found = await db.exec(
        select(SubmissionRow, CaseRow, AssociationRow.name)
        .join(CaseRow, col(CaseRow.id) == col(SubmissionRow.case_id))
        .join(AssociationRow, col(AssociationRow.id) == col(CaseRow.association_id))
        .where(SubmissionRow.respondent_id == respondent)
        .order_by(col(CaseRow.made_at), col(CaseRow.id))
    )
    return [
        {
            "association": association,
            "institution": case.institution,
            "state": case.state,
            **handed_in.model_dump(mode="json", include={"assessment", "edition", "finished_on", "sha256"}),
        }
        for handed_in, case, association in found
    ]


async def respondent_row(db: AsyncSession, who: Address) -> RespondentRow | None:
    """Return the row of one respondent as it is now; None if nothing is stored."""
    found = await db.exec(select(RespondentRow).where(is_of(who)).execution_options(populate_existing=True))
    return found.first()


async def everything(database: Database, who: Address) -> dict[str, Any] | None:
    """Return all that is stored about one respondent, table by table, ready for JSON; None if there is nothing."""
    async with database.reading() as db:
        row = await respondent_row(db, who)
        if row is None:
            return None
        tables: dict[str, Any] = {"respondent": row.model_dump(mode="json")}
        for table in reversed(OF_RESPONDENTS):
            found = await db.exec(select(table).where(table.respondent_id == row.id))
            tables[str(table.__tablename__)] = [item.model_dump(mode="json", exclude={"respondent_id"}) for item in found]
        mine = select(InstitutionRow).join(MemberRow).where(MemberRow.respondent_id == row.id)
        tables["institutions"] = [item.model_dump(mode="json", exclude={"id", "people"}) for item in await db.exec(mine)]
        tables["review_submissions"] = await _handed_in(db, row.id)
    return tables


async def forget(database: Database, who: Address, delete_files: DeleteFiles | None = None) -> tuple[Address, ...]:
    """Delete everything about one respondent, then its traces. The deletion is committed on return.

    The files go first, in the same transaction: nobody hands them in meanwhile, and a full disk has room for what follows.
    Return all addresses that they had: at each of them is a stranger now.
    """
    async with database.writing() as db:
        row = await respondent_row(db, who)
        had = await addresses_of(db, row) if row is not None else (who,)
        if row is not None:
            if delete_files is not None:
                await delete_files(await files_going_with(db, row.id))
            await erase(db, [row.id])
    if row is not None:
        await empty_log(database)
    return had


async def addresses_of(db: AsyncSession, row: RespondentRow) -> tuple[Address, ...]:
    """Return all addresses of one respondent: the first, then the further ones in the order in which they were added."""
    further = await db.exec(
        select(AddressRow)
        .where(AddressRow.respondent_id == row.id)
        .order_by(col(AddressRow.added_at), col(AddressRow.face), col(AddressRow.address))
    )
    return (Address(row.face, row.address), *(Address(each.face, each.address) for each in further))


async def purge(database: Database, before: datetime, now: datetime) -> int:
    """Delete respondents who have not answered since `before`, and the traces of all deleted ones; return how many.

    Links that have expired are deleted as well.
    """
    erased = 0
    async with database.writing() as db:
        for links in (LinkRow, ColleagueLinkRow):
            await db.exec(delete(links).where(col(links.expires_at) < now))
    while True:
        async with database.writing() as db:
            found = select(RespondentRow.id).where(RespondentRow.seen_at < before).limit(ERASED_AT_ONCE)
            ids = list(await db.exec(found))
            await erase(db, ids)
        erased += len(ids)
        if len(ids) < ERASED_AT_ONCE:
            break
    await empty_log(database)
    return erased


async def erase(db: AsyncSession, ids: list[int]) -> None:
    """Delete everything about these respondents. Their colleagues keep the institution."""
    await leave(db, ids)
    for table in OF_RESPONDENTS:
        await db.exec(delete(table).where(col(table.respondent_id).in_(ids)))
    await db.exec(delete(RespondentRow).where(col(RespondentRow.id).in_(ids)))
