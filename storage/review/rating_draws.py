"""Draws the cases that are rated a second time, and ends the ratings that can go on no longer. Nobody does it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.campaign.roles import Role
from flows.days import day_of
from flows.review.deadlines import Calendar, deadline
from flows.review.double_rating import Candidate, Quarter, RatingEnd, can_rate, drawn, items_to_rate, quarter_of
from flows.review.independence import Actor
from flows.review.log import replayed
from flows.review.rules import ReviewRules
from flows.review.states import CaseNote, CaseState
from storage.association_tables import OfficerRow
from storage.associations.access import lock
from storage.associations.audit_log import note
from storage.clock import moment
from storage.database import Database
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.actors import reviewer_actor
from storage.review.lines import line_of
from storage.review.log import read_log
from storage.review.rating_rows import candidates_text
from storage.review.rules import rules_of
from storage.review_tables import CaseRow, ResultRow, SubmissionRow
from storage.tokens import fresh_id, fresh_token


class RatingDraws:
    """Draws and ends double ratings. Raises Unstored if the database cannot be used.

    `edition` is the edition that is served: pages can show the cases of no other one.
    """

    def __init__(self, database: Database, calendar: Calendar, edition: str) -> None:
        self._database = database
        self._calendar = calendar
        self._edition = edition

    async def check(self) -> int:
        """End what cannot go on, then draw what is missing in this quarter; return how many ratings ended and were drawn.

        Each is a transaction of its own. Two processes may do it at the same moment: one finds nothing left to do.
        """
        ended = sum([await self._end(rating) for rating in await self._open()])
        return ended + sum([await self._draw(association) for association in await self._lacking()])

    async def _open(self) -> Sequence[int]:
        async with self._database.reading() as db:
            return list(await db.exec(select(DoubleRatingRow.id).where(*_is_open()).order_by(col(DoubleRatingRow.id))))

    async def _end(self, rating: int) -> bool:
        async with self._database.writing() as db:
            row = await hold_rating(db, rating)
            now = await moment(db)
            why = await _why_over(db, row, now) if row is not None else None
            if row is None or why is None:
                return False
            case = await db.get(CaseRow, row.case_id)
            row.ending = why
            db.add(row)
            await forget_rated(db, rating)
            name = line_of(case, {}).name if case is not None else ""
            note(db, row.association_id, now, Act.case_moved, subject=name, detail=CaseNote.rating_ended)
            return True

    async def _lacking(self) -> Sequence[int]:
        """Return the associations that have fewer ratings in this quarter than their rules say, and cases to draw from."""
        async with self._database.reading() as db:
            quarter = quarter_of(day_of(await moment(db)))
            wanted = select(CaseRow.association_id).join(ResultRow).where(_issued_in(quarter.before)).distinct()
            found = []
            for association in sorted(await db.exec(wanted)):
                rules = await rules_of(db, association)
                if await _drawn_in(db, association, quarter) < rules.rated_twice_a_quarter:
                    found.append(association)
            return found

    async def _draw(self, association: int) -> int:
        """Draw what an association lacks; return how many cases were drawn."""
        async with self._database.writing() as db:
            await lock(db, association)
            now, rules = await moment(db), await rules_of(db, association)
            quarter, count = quarter_of(day_of(now)), 0
            while await _drawn_in(db, association, quarter) < rules.rated_twice_a_quarter:
                if not await self._draw_one(db, association, quarter, now, rules):
                    break
                count += 1
            return count

    async def _draw_one(self, db: AsyncSession, association: int, quarter: Quarter, now: datetime, rules: ReviewRules) -> bool:
        candidates, seed = await _candidates(db, association, quarter, self._edition), fresh_token()
        chosen = drawn(seed, candidates)
        if chosen is None:
            return False
        number, rater = chosen
        case = await db.get(CaseRow, number)
        assert case is not None
        assert case.first_id is not None
        before = select(func.count()).where(*_of(association, quarter))
        db.add(
            DoubleRatingRow(
                id=fresh_id(),
                association_id=association,
                case_id=number,
                quarter=quarter.code,
                number=(await db.exec(before)).one() + 1,
                drawn_at=now,
                seed=seed,
                candidates=candidates_text(candidates),
                first_id=case.first_id,
                rater_id=rater,
                due=deadline(day_of(now), rules.rating_days, self._calendar),
            )
        )
        await db.flush()
        note(db, association, now, Act.case_moved, subject=line_of(case, {}).name, detail=CaseNote.rating_drawn)
        return True


async def hold_rating(db: AsyncSession, rating: int) -> DoubleRatingRow | None:
    """Return the row of a double rating that is open, held until this transaction ends; None if it is not open."""
    wanted = select(DoubleRatingRow).where(DoubleRatingRow.id == rating, *_is_open())
    return (await db.exec(wanted.with_for_update().execution_options(populate_existing=True))).first()


async def forget_rated(db: AsyncSession, rating: int) -> None:
    """Delete what was rated in a rating that ends unfinished: nobody needs it."""
    await db.exec(delete(RatedItemRow).where(col(RatedItemRow.rating_id) == rating))


async def _why_over(db: AsyncSession, row: DoubleRatingRow, now: datetime) -> RatingEnd | None:
    """Return why a rating cannot go on; None if it can."""
    case = await db.get(CaseRow, row.case_id)
    rater = await reviewer_actor(db, row.association_id, row.rater_id)
    if case is None or case.institution_id is None or rater is None or rater.belongs_to(case.institution_id):
        return RatingEnd.gone
    log = await read_log(db, case.id)
    if not items_to_rate(replayed(log), log):
        return RatingEnd.gone
    return RatingEnd.lapsed if day_of(now) > row.due else None


async def _candidates(db: AsyncSession, association: int, quarter: Quarter, edition: str) -> tuple[Candidate, ...]:
    """Return the cases that can be drawn, by number, each with those who can rate it and were not asked for it before."""
    raters = await _reviewers(db, association)
    asked = set(
        await db.exec(
            select(DoubleRatingRow.case_id, DoubleRatingRow.rater_id).where(DoubleRatingRow.association_id == association)
        )
    )
    rated = select(DoubleRatingRow.case_id).where(DoubleRatingRow.ending == "")
    wanted = (
        select(CaseRow.id)
        .join(ResultRow)
        .join(SubmissionRow, col(SubmissionRow.case_id) == col(CaseRow.id))
        .where(CaseRow.association_id == association, CaseRow.state == CaseState.issued, _issued_in(quarter.before))
        .where(col(CaseRow.institution_id).is_not(None), col(CaseRow.id).not_in(rated), SubmissionRow.edition == edition)
    )
    found = []
    for number in sorted(await db.exec(wanted)):
        log = await read_log(db, number)
        case = replayed(log)
        if items_to_rate(case, log):
            able = (rater.person for rater in raters if (number, rater.person) not in asked and can_rate(case, log, rater))
            found.append(Candidate(number, tuple(able)))
    return tuple(found)


async def _reviewers(db: AsyncSession, association: int) -> tuple[Actor, ...]:
    wanted = select(OfficerRow.id).where(OfficerRow.association_id == association, OfficerRow.role == Role.reviewer)
    found = [await reviewer_actor(db, association, officer) for officer in sorted(await db.exec(wanted))]
    return tuple(each for each in found if each is not None)


async def _drawn_in(db: AsyncSession, association: int, quarter: Quarter) -> int:
    """Return how many ratings of a quarter are open or finished."""
    wanted = select(func.count()).where(*_of(association, quarter), DoubleRatingRow.ending == "")
    return (await db.exec(wanted)).one()


def _of(association: int, quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    return col(DoubleRatingRow.association_id) == association, col(DoubleRatingRow.quarter) == quarter.code


def _is_open() -> tuple[ColumnElement[bool], ...]:
    return col(DoubleRatingRow.ending) == "", col(DoubleRatingRow.finished_at).is_(None)


def _issued_in(quarter: Quarter) -> ColumnElement[bool]:
    return (col(ResultRow.issued_on) >= quarter.begins) & (col(ResultRow.issued_on) < quarter.after.begins)
