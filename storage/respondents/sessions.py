"""Loads and saves interviews: the current answers, the log of changes, and everything stored about one respondent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.evidence import Evidence
from flows.assessment.rating import logged
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database
from storage.lookup import is_of
from storage.mapping import (
    EVIDENCE_COLUMNS,
    RATING_COLUMNS,
    STATE_COLUMNS,
    evidence_columns,
    evidence_of,
    rating_columns,
    rating_of,
    session_of,
    state_columns,
)
from storage.respondents.finished import read_past
from storage.respondents.membership import rename
from storage.respondents.personal_data import DeleteFiles, everything, forget, purge, respondent_row
from storage.respondents.plans import read_plan, write_plan
from storage.respondents.session_changes import Rated, changed, finished_on, finishes, opens
from storage.tables import AssessmentRow, ChangeRow, EvidenceRow, RatingRow, RespondentRow
from storage.tap.group_commit import Load, Save
from storage.tap.remembered import Remembered
from storage.tap.statements import LOADED, Change, Process
from storage.tokens import fresh_id

# The names under which the statements of a tap find the values of these columns.
STATE_PLACES = tuple(f"respondents.{name}" for name in STATE_COLUMNS)
RATING_PLACES = tuple(f"ratings.{name}" for name in RATING_COLUMNS)
# Where the columns of a rating and of its evidence begin in a row of a load; the first of each is never empty.
RATED_COLUMNS = ("subdomain", *RATING_COLUMNS)
RATED, NAMED = len(STATE_COLUMNS), len(STATE_COLUMNS) + len(RATED_COLUMNS)
# The place of the name of the institution, which the role of the person follows.
BELONGS = NAMED + len(EVIDENCE_COLUMNS)


class StoredSessions:
    """The stored interviews of one database. `now` is the clock; `edition` is the edition that new assessments follow."""

    def __init__(self, database: Database, edition: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._edition = edition
        self._now = now
        self._hot = database.hot_path
        self._remembered = Remembered()

    async def load(self, who: Address) -> Session | None:
        """Return the session of this respondent; None if nothing is stored. Raises Unstored, as every method here does.

        An equal turn is not enough: a reminder that Telegram refuses turns reminders off, and the turn stays as it is.
        """
        rows = await self._database.commits.do(Load(self._hot.load, _place(who)))
        if not rows:
            self._remembered.drop(who)
            return None
        session = _session(rows, self._hot.loaded)
        known = self._remembered.get(who)
        if known is not None and _without_the_rest(known) == session:
            return known  # same turn: the parts that need further reads are the same too
        if rows[0][len(LOADED)]:
            whole = await self._with_the_rest(who, session)
            if whole is None:
                return await self.load(who)  # another process saved a newer turn between the two reads
            session = whole
        self._remembered.keep(who, session)
        return session

    async def turn(self, who: Address) -> int | None:
        """Return the turn that is stored for this respondent now; None if nothing is."""
        rows = await self._database.commits.do(Load(self._hot.turn, _place(who)))
        return rows[0][0] if rows else None

    def let_go(self) -> None:
        """Forget every cached session, because the institution of some of them changed outside their interviews."""
        self._remembered.clear()

    def remembered(self, who: Address, turn: int) -> Session | None:
        """Return the session at this turn, if it is the newest that this process knows of; else None.

        Another process may have stored a newer one. Use this only for a reply that changes something, because `save`
        compares the turn with the database. For anything else, use `load`.
        """
        session = self._remembered.get(who)
        return session if session is not None and session.turn == turn else None

    async def save(self, who: Address, before: Session, after: Session, at: datetime | None = None) -> bool:
        """Store what one reply changed; committed on return. Return False, with nothing stored, if another save was faster.

        `turn` is the lock: the statement finds the row only if it still has the turn that the reply was made from.
        `at` is when the reply arrived: a save may wait past midnight, and the remembered session must match the stored one.
        Raises Unstored if the database cannot be used now.
        """
        saved = False
        try:
            saved = await self._save(who, before, after, at or self._now())
        finally:
            if saved and after.institution != before.institution:
                self.let_go()  # their colleagues have the new name too
            if saved:
                self._remembered.keep(who, after)
            else:
                self._remembered.drop(who)
        return saved

    async def _save(self, who: Address, before: Session, after: Session, at: datetime) -> bool:
        ratings = changed(before, after)
        beside = (before.plan, before.institution) != (after.plan, after.institution)
        if beside or len(ratings) > 1 or any(rated.is_beyond_tap for rated in ratings):
            return await self._save_more(who, before, after, ratings, at)
        return await self._save_tap(who, before, after, ratings[0].code if ratings else None, at)

    async def _save_tap(self, who: Address, before: Session, after: Session, rated: str | None, at: datetime) -> bool:
        """Save what nearly every reply changes: the state of the interview and at most one rating."""
        change = Change(
            first=not before.is_stored,
            rates=rated is not None,
            opens=opens(before, after),
            finishes=finishes(before, after),
        )
        saved: bool = await self._database.commits.do(Save(self._hot.save(change), self._values(who, before, after, rated, at)))
        return saved

    async def _save_more(self, who: Address, before: Session, after: Session, ratings: list[Rated], at: datetime) -> bool:
        """Save what few replies change: evidence, a reviewed rating, a plan, the institution's name, or several ratings."""
        async with self._database.writing() as db:
            moved: CursorResult[Any] = await db.exec(
                update(RespondentRow)
                .where(
                    is_of(who),
                    col(RespondentRow.turn) == before.turn,
                )
                .values(**state_columns(after), seen_at=at)
            )
            row = await respondent_row(db, who)
            if moved.rowcount != 1 or row is None:
                return False
            for rated in ratings:
                await _write(db, row.id, after, rated, at)
            if after.plan != before.plan:
                await write_plan(db, row.id, after.plan)
            if after.institution != before.institution:
                await rename(db, row.id, after.institution, at)
            if opens(before, after):
                db.add(AssessmentRow(respondent_id=row.id, number=after.assessment, edition=self._edition, started_at=at))
            if finishes(before, after):
                await _finish(db, row.id, after, at)
        return True

    async def _with_the_rest(self, who: Address, session: Session) -> Session | None:
        """Return the session with its plan and its past; None if its turn is over.

        The turn is read last. If it has not changed, everything read before belongs to it, for each change makes a new turn.
        """
        async with self._database.reading() as db:
            row = await respondent_row(db, who)
            if row is None:
                return None
            past, plan = await read_past(db, row.id, session.timezone), await read_plan(db, row.id)
            row = await respondent_row(db, who)
            if row is None or row.turn != session.turn:
                return None
            return session.with_history(past, plan)

    async def forget(self, who: Address, delete_files: DeleteFiles | None = None) -> None:
        """Delete everything stored of the respondent at this address, their files first, and the traces of the deletion."""
        self._remembered.drop(who)
        for address in await forget(self._database, who, delete_files):
            self._remembered.drop(address)

    async def purge(self, before: datetime) -> int:
        """Delete all respondents who have not answered since `before`, and all traces of deleted respondents.

        Return how many were deleted. Called once a day.
        """
        self._remembered.clear()
        return await purge(self._database, before, self._now())

    async def everything(self, who: Address) -> dict[str, Any] | None:
        """Return all that is stored about one respondent, table by table, ready for JSON; None if there is nothing."""
        return await everything(self._database, who)

    def _values(self, who: Address, before: Session, after: Session, rated: str | None, at: datetime) -> dict[str, Any]:
        """Return the values for all statements of a save, by `table.column`."""
        values = dict(zip(STATE_PLACES, state_columns(after).values(), strict=True))
        values |= {
            **_place(who),
            "respondents.seen_at": at,
            "turn_before": before.turn,
            "assessments.number": after.assessment,
            "assessments.finished_at": at,
            "assessments.finished_on": finished_on(after),
        }
        if not before.is_stored:
            values |= {"respondents.id": fresh_id(), "respondents.consented_at": at}
        if opens(before, after):
            values |= {"assessments.edition": self._edition, "assessments.started_at": at}
        if rated is not None:
            values |= _rating_values(before, after, rated) | {"changes.at": at}
        return values


def _without_the_rest(session: Session) -> Session:
    """Return a session as the first statement of a load reads it, without the parts that few respondents have."""
    return session.with_history((), None)


async def _write(db: AsyncSession, respondent_id: int, after: Session, rated: Rated, at: datetime) -> None:
    place: dict[str, Any] = {"respondent_id": respondent_id, "assessment": after.assessment, "subdomain": rated.code}
    if rated.has_new_mark:
        await db.merge(RatingRow(**place, **rating_columns(rated.after)))
        marks: dict[str, Any] = {"before": logged(rated.before) if rated.before else None, "after": logged(rated.after)}
        db.add(ChangeRow(**place, turn=after.turn, **marks, at=at))
    if rated.has_new_evidence:
        await _write_evidence(db, place, rated.after.evidence)


async def _finish(db: AsyncSession, respondent_id: int, after: Session, at: datetime) -> None:
    await db.exec(
        update(AssessmentRow)
        .where(
            col(AssessmentRow.respondent_id) == respondent_id,
            col(AssessmentRow.number) == after.assessment,
            col(AssessmentRow.finished_at).is_(None),
        )
        .values(finished_at=at, finished_on=finished_on(after))
    )


async def _write_evidence(db: AsyncSession, place: dict[str, Any], evidence: Evidence | None) -> None:
    if evidence is not None:
        await db.merge(EvidenceRow(**place, **evidence_columns(evidence)))
    else:
        await db.exec(delete(EvidenceRow).where(*(col(getattr(EvidenceRow, name)) == value for name, value in place.items())))


def _place(who: Address) -> dict[str, Any]:
    return {"respondents.face": who.face, "respondents.address": who.address}


def _rating_values(before: Session, after: Session, code: str) -> dict[str, Any]:
    rating, old = after.ratings[code], before.ratings.get(code)
    return {
        **dict(zip(RATING_PLACES, rating_columns(rating).values(), strict=True)),
        "ratings.assessment": after.assessment,
        "ratings.subdomain": code,
        "changes.turn": after.turn,
        "changes.assessment": after.assessment,
        "changes.subdomain": code,
        "changes.before": logged(old) if old else None,
        "changes.after": logged(rating),
    }


def _session(rows: list[Any], readers: tuple[Process, ...]) -> Session:
    """Return the session that the rows of HotPath.load describe: each row repeats the state and holds one rating, or none.

    The state is read once, and evidence only if there is some: most ratings have none.
    """
    read = [tuple(row) for row in rows]
    found = [(row, _values_in(row, readers, RATED, RATED_COLUMNS)) for row in read if row[RATED] is not None]
    ratings = {
        values["subdomain"]: rating_of(
            values, evidence_of(_values_in(row, readers, NAMED, EVIDENCE_COLUMNS)) if row[NAMED] is not None else None
        )
        for row, values in found
    }
    institution, role = read[0][BELONGS : BELONGS + 2]
    return session_of(_values_in(read[0], readers, 0, STATE_COLUMNS), ratings, institution or "", role or "")


def _values_in(row: tuple[Any, ...], readers: tuple[Process, ...], begin: int, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of these columns, of which the first is at `begin`."""
    end = begin + len(columns)
    places = zip(columns, readers[begin:end], row[begin:end], strict=True)
    return {name: reader(value) if reader else value for name, reader, value in places}
