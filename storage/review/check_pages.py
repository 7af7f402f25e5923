"""Publishes the result of a review on a page of its own, and withdraws it: the institution's coordinator alone decides.

A page is found by its number only, which nobody can guess. It is public from the moment of publishing until it is withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from flows.days import day_of
from flows.dialogue import Address, phrase
from flows.institution.colleagues import MemberRole
from flows.review.names import NameStanding
from flows.review.refusals import NotNow, NotTheirs
from flows.review.states import ResultState
from storage.association_tables import AssociationRow
from storage.clock import moment
from storage.database import Database
from storage.institution_tables import MemberRow
from storage.lookup import respondent_at
from storage.review.ending_results import ENDED_EARLY, ending_soon
from storage.review.log import hold, read_case
from storage.review.names import standing_of
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What a published page shows: who issued, the issued file, what it is worth today, and whether it may be indexed.

    `name` is what the association says of the institution's name.
    """

    association: str
    sealed: bytes
    state: ResultState
    may_be_indexed: bool
    name: NameStanding = NameStanding.declared


@dataclass(frozen=True, slots=True)
class KnownResult:
    """What an issued file is worth today, and what the association says of the name in it."""

    state: ResultState
    name: NameStanding


@dataclass(frozen=True, slots=True)
class OwnResult:
    """An issued result as its institution sees it. `may_act` says that this person may publish it.

    `days_left` is in how many days it ends, if that is soon. `taken_down` is why the association took its page down, "" if it
    did not.
    """

    case: int
    association: str
    check_number: str
    sealed: bytes
    state: ResultState
    is_published: bool
    may_be_indexed: bool
    may_act: bool
    days_left: int | None
    name: NameStanding
    taken_down: str


class CheckPages:
    """The issued results of a database, as they may be seen from outside. Raises Unstored; nothing is stored then."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def published(self, number: str) -> CheckPage | None:
        """Return the page of a number; None alike if there is no such number, and if its page is not public (any more)."""
        async with self._database.reading() as db:
            wanted = (
                select(ResultRow, AssociationRow.name)
                .join(CaseRow, col(CaseRow.id) == col(ResultRow.case_id))
                .join(AssociationRow, col(AssociationRow.id) == col(CaseRow.association_id))
                .where(ResultRow.check_number == number, *is_public())
            )
            found = (await db.exec(wanted)).first()
            if found is None:
                return None
            row, association = found
            return CheckPage(association, row.sealed, await _state(db, row), row.may_be_indexed, standing_of(row))

    async def known(self, number: str, sealed: bytes) -> KnownResult | None:
        """Return what an issued file is worth today, for somebody who holds the file; None if it was not issued here."""
        async with self._database.reading() as db:
            row = (await db.exec(select(ResultRow).where(ResultRow.check_number == number))).first()
            if row is None or row.sealed != sealed:
                return None
            return KnownResult(await _state(db, row), standing_of(row))

    async def of(self, who: Address) -> tuple[OwnResult, ...]:
        """Return the issued results of a person's institution, the newest first; () if it has none."""
        async with self._database.reading() as db:
            member = await _member(db, who)
            if member is None:
                return ()
            wanted = (
                select(ResultRow, AssociationRow.name)
                .join(CaseRow, col(CaseRow.id) == col(ResultRow.case_id))
                .join(AssociationRow, col(AssociationRow.id) == col(CaseRow.association_id))
                .where(CaseRow.institution_id == member.institution_id)
                .order_by(col(ResultRow.issued_on).desc(), col(ResultRow.case_id))
            )
            may_act, now = member.role == MemberRole.coordinator, await moment(db)
            found = (await db.exec(wanted)).all()
            ending = await ending_soon(db, now, CaseRow.institution_id == member.institution_id)
            return tuple(
                [
                    OwnResult(
                        row.case_id,
                        association,
                        row.check_number,
                        row.sealed,
                        await _state(db, row),
                        row.published_at is not None,
                        row.may_be_indexed,
                        may_act,
                        (ending[row.case_id] - day_of(now)).days if row.case_id in ending else None,
                        standing_of(row),
                        row.taken_down_why,
                    )
                    for row, association in found
                ]
            )

    async def number_of(self, who: Address, assessment: int) -> str:
        """Return the number of the public page about one of a person's self-checks; "" if there is none.

        The page of a result that was rescinded or replaced does not count: nothing should lead there.
        """
        wanted = _public_numbers().where(
            SubmissionRow.respondent_id == respondent_at(who.face, who.address), SubmissionRow.assessment == assessment
        )
        async with self._database.reading() as db:
            return (await db.exec(wanted.limit(1))).first() or ""

    async def number_of_round(self, who: Address, round_id: int) -> str:
        """Return the number of the public page about a round of a person's institution; "" if there is none. As `number_of`."""
        async with self._database.reading() as db:
            member = await _member(db, who)
            if member is None:
                return ""
            here = CaseRow.institution_id == member.institution_id
            return (await db.exec(_public_numbers().where(here, SubmissionRow.round_id == round_id).limit(1))).first() or ""

    async def publish(self, who: Address, case: int, *, may_be_indexed: bool) -> bool:
        """Make the page of a result public, or change whether it may be indexed; False if the institution has no such result.

        Raises NotTheirs if the person does not coordinate the institution, NotNow if the association took the page down.
        """
        async with self._database.writing() as db:
            row = await _held(db, who, case)
            if row is None:
                return False
            if row.taken_down_at is not None:
                raise NotNow(phrase("own-results-taken-down", why=row.taken_down_why))
            row.published_at = row.published_at or await moment(db)
            row.may_be_indexed = may_be_indexed
            db.add(row)
            return True

    async def withdraw(self, who: Address, case: int) -> bool:
        """Take the page of a result back at once; False if the institution has no such result. Raises NotTheirs."""
        async with self._database.writing() as db:
            row = await _held(db, who, case)
            if row is None:
                return False
            row.published_at, row.may_be_indexed = None, False
            db.add(row)
            return True


def is_public() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a result with a case under which its page is public."""
    # Nobody could withdraw the page of an institution that is gone.
    return col(ResultRow.published_at).is_not(None), col(CaseRow.institution_id).is_not(None)


def _public_numbers() -> SelectOfScalar[str]:
    """Return the query of the numbers of public pages whose result was neither rescinded nor replaced, the newest first."""
    has_ended = exists().where(col(CaseEntryRow.case_id) == ResultRow.case_id, col(CaseEntryRow.event).in_(ENDED_EARLY))
    return (
        select(ResultRow.check_number)
        .join(SubmissionRow, col(SubmissionRow.case_id) == col(ResultRow.case_id))
        .join(CaseRow, col(CaseRow.id) == col(ResultRow.case_id))
        .where(*is_public(), ~has_ended)
        .order_by(col(ResultRow.issued_on).desc(), col(ResultRow.case_id))
    )


async def _state(db: AsyncSession, row: ResultRow) -> ResultState:
    state = (await read_case(db, row.case_id)).result_state(day_of(await moment(db)))
    assert state is not None  # a result is stored together with the entry that issues it
    return state


async def _member(db: AsyncSession, who: Address) -> MemberRow | None:
    wanted = select(MemberRow).where(MemberRow.respondent_id == respondent_at(who.face, who.address))
    return (await db.exec(wanted)).first()


async def _held(db: AsyncSession, who: Address, case: int) -> ResultRow | None:
    """Return the result of a case of the person's institution, held until the transaction ends. Raises NotTheirs."""
    row, member = await hold(db, case), await _member(db, who)
    if row is None or member is None or row.institution_id != member.institution_id:
        return None
    result = await db.get(ResultRow, case)
    if result is not None and member.role != MemberRole.coordinator:
        raise NotTheirs(phrase("case-only-coordinator"))
    return result
