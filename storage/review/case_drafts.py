"""Keeps what people of an institution write in a chat about a case until they send it, and which text they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from flows.interview.cases.drafts import Drafted
from storage.database import Database
from storage.draft_tables import CaseDraftRow
from storage.lookup import respondent_at
from storage.review.institution_cases import member_of
from storage.review.log import hold


@dataclass(frozen=True, slots=True)
class AskedText:
    """The item about which a person is asked for a text. `turn` is that of their interview then.

    `turn` is None if this very line was the text: it was delivered a second time.
    """

    case: int
    subdomain: str
    turn: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A typed line: its words, its number, and who counts it."""

    text: str
    number: int
    counter: str


class CaseDrafts:
    """Drafts of replies. People of another institution can store nothing. Raises Unstored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, who: Address, case: int) -> Mapping[str, Drafted]:
        """Return what a person has chosen and written about a case, by subdomain."""
        wanted = select(CaseDraftRow).where(_is_of(who), CaseDraftRow.case_id == case)
        async with self._database.reading() as db:
            return {row.subdomain: Drafted(row.again, row.text) for row in await db.exec(wanted)}

    async def asked(self, who: Address, number: int, counter: str) -> AskedText | None:
        """Return for which text a person is asked, or which one the line of this number was; None if there is none."""
        was_heard = (CaseDraftRow.message == number) & (CaseDraftRow.counter == counter) if number else None
        is_asked = col(CaseDraftRow.asked_turn).is_not(None)
        wanted = select(CaseDraftRow).where(_is_of(who), is_asked if was_heard is None else or_(is_asked, was_heard))
        async with self._database.reading() as db:
            rows = list(await db.exec(wanted))
        heard = next((row for row in rows if number and (row.message, row.counter) == (number, counter)), None)
        row = heard or next(iter(rows), None)
        if row is None:
            return None
        return AskedText(row.case_id, row.subdomain, None if heard is not None else row.asked_turn)

    async def ask(self, who: Address, case: int, code: str, turn: int) -> bool:
        """Ask a person for the text of an item, and for no other; False if it is not a case of their institution."""
        async with self._database.writing() as db:
            row = await _row(db, who, case, code)
            if row is None:
                return False
            await db.exec(_not_asking(who))
            row.asked_turn = turn
            db.add(row)
            return True

    async def ask_no_more(self, who: Address) -> None:
        """Ask a person for no text any more. What they wrote stays."""
        async with self._database.writing() as db:
            await db.exec(_not_asking(who))

    async def write(self, who: Address, case: int, code: str, line: Line) -> bool:
        """Store the text of an item, and stop asking for it; False if it is not a case of their institution."""
        async with self._database.writing() as db:
            row = await _row(db, who, case, code)
            if row is None:
                return False
            row.text, row.asked_turn, row.message, row.counter = line.text, None, line.number, line.counter
            db.add(row)
            return True

    async def erase(self, who: Address, case: int, code: str) -> bool:
        """Delete the text of an item; False if it is not a case of their institution."""
        return await self.write(who, case, code, Line("", 0, ""))

    async def choose(self, who: Address, case: int, code: str, *, again: bool) -> bool:
        """Store whether an item is handed in again; False if it is not a case of their institution."""
        async with self._database.writing() as db:
            row = await _row(db, who, case, code)
            if row is None:
                return False
            row.again = again
            db.add(row)
            return True


def _is_of(who: Address):  # type: ignore[no-untyped-def]
    return col(CaseDraftRow.respondent_id) == respondent_at(who.face, who.address)


def _not_asking(who: Address):  # type: ignore[no-untyped-def]
    asked = update(CaseDraftRow).where(_is_of(who), col(CaseDraftRow.asked_turn).is_not(None))
    return asked.values(asked_turn=None).execution_options(synchronize_session=False)


async def _row(db: AsyncSession, who: Address, case: int, code: str) -> CaseDraftRow | None:
    """Return the row of an item, a new one if there is none; None if the case is not one of the person's institution.

    The case is held, so that it cannot move on meanwhile and leave a draft behind.
    """
    held, member = await hold(db, case), await member_of(db, who)
    if held is None or member is None or held.institution_id != member.institution_id:
        return None
    found = await db.get(CaseDraftRow, (member.respondent_id, case, code))
    return found or CaseDraftRow(respondent_id=member.respondent_id, case_id=case, subdomain=code)
