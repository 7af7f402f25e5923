"""Lets the reviewers who were drawn rate a case a second time. They see nothing of what others decided about it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from flows.assessment.evidence import Attachment
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.fingerprint import fingerprint
from flows.review.case import Case
from flows.review.decisions import Decision
from flows.review.double_rating import (
    DoubleRating,
    RatingEnd,
    blinded,
    check_declaration,
    check_finished,
    check_rated,
    first_rung,
    items_to_rate,
)
from flows.review.independence import Declaration
from flows.review.log import replayed
from flows.review.refusals import NotTheirs, Overtaken
from flows.review.rules import ReviewRules
from flows.review.states import CaseNote
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.moments import aware
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.lines import line_of
from storage.review.log import read_log
from storage.review.opening import note_once
from storage.review.rating_draws import forget_rated, hold_rating
from storage.review.rating_rows import double_rating_of, rated_decision, rated_row
from storage.review.rules import rules_of
from storage.review_tables import CaseRow


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A case that the caller is asked to rate, in a list: its institution, and how far they are."""

    rating: DoubleRating
    name: str


@dataclass(frozen=True, slots=True)
class OpenRating:
    """A double rating as its rater opens it.

    `case` has nothing of what others think (`blinded`). `items` are to be rated, `made` is what was rated so far,
    `made_at` when.
    """

    rating: DoubleRating
    name: str
    case: Case
    items: tuple[str, ...]
    made: Mapping[str, Decision]
    made_at: Mapping[str, datetime]
    rules: ReviewRules
    now: datetime

    def mark(self, subdomain: str) -> str:
        """Return the mark of what was rated so far of an item."""
        return mark_of(self.made.get(subdomain))

    @property
    def marks(self) -> str:
        """The mark of everything that was rated so far."""
        return marks_of(self.made)

    @property
    def may_read(self) -> bool:
        """Whether the rater has declared, and so may look at the items."""
        return self.rating.declared_at is not None


@dataclass(frozen=True, slots=True)
class _Held:
    """A rating of the caller in a transaction: its row, the row of its case, the case, and what is to be rated."""

    acting: Acting
    row: DoubleRatingRow
    line: CaseRow
    case: Case
    items: tuple[str, ...]


class DoubleRatings:
    """The double ratings for which the caller was drawn. Raises NotSignedIn, NotAllowed, Unstored, or CaseRefusal.

    For everybody else there is nothing here: not for administrators, the first reader or other associations. Nor is there for
    the rater once they are finished, the time is over, or nobody answers for the institution any more.
    """

    def __init__(self, access: Access) -> None:
        self._access = access

    async def lines(self, session: str) -> tuple[RatingLine, ...]:
        """Return what the caller is asked to rate, what is due first at the top."""
        async with self._access.reading(session, Right.see_cases) as acting:
            wanted = select(DoubleRatingRow, CaseRow).join(CaseRow).where(_theirs(acting))
            rows = await acting.db.exec(wanted.order_by(col(DoubleRatingRow.due), col(DoubleRatingRow.id)))
            return tuple(RatingLine(double_rating_of(row), line_of(case, {}).name) for row, case in rows)

    async def one(self, session: str, rating: int) -> OpenRating | None:
        """Return a rating with what there is to see for its rater; None if the caller has no open one of this number."""
        async with self._access.reading(session, Right.review_files) as acting:
            held = await _found(acting, rating)
            if held is None:
                return None
            made = list(await acting.db.exec(select(RatedItemRow).where(RatedItemRow.rating_id == rating)))
            return OpenRating(
                double_rating_of(held.row),
                line_of(held.line, {}).name,
                blinded(held.case),
                held.items,
                {row.subdomain: rated_decision(row) for row in made},
                {row.subdomain: aware(row.at) for row in made},
                await rules_of(acting.db, held.row.association_id),
                acting.now,
            )

    async def opened(self, session: str, rating: int) -> None:
        """Record that the rater opened the case, once a day."""
        async with self._access.writing(session, Right.review_files) as acting:
            held = await _found(acting, rating)
            if held is not None:
                await note_once(acting, held.line, Act.case_opened, "")

    async def declare(self, session: str, rating: int, declaration: Declaration) -> bool:
        """Record that the rater has no tie to the institution; False if the caller has no such rating. Raises NotTheirs."""
        async with self._holding(session, rating) as held:
            if held is None:
                return False
            check_declaration(declaration, await rules_of(held.acting.db, held.row.association_id))
            if held.row.declared_at is None:
                held.row.declared_at = held.acting.now
                held.acting.db.add(held.row)
                _note(held, CaseNote.rating_declared)
            return True

    async def decline(self, session: str, rating: int) -> bool:
        """Let the rater say that somebody else has to do it. What they rated is deleted, and the next draw asks another."""
        async with self._holding(session, rating) as held:
            if held is None:
                return False
            held.row.ending = RatingEnd.declined
            held.acting.db.add(held.row)
            await forget_rated(held.acting.db, rating)
            _note(held, CaseNote.rating_declined)
            return True

    async def rate(self, session: str, rating: int, decision: Decision, seen: str | None = None) -> bool:
        """Record what the rater says of one item, in place of what they said before. Raises NotTheirs, NotValid, Overtaken.

        `seen` is the mark of what they saw of it (`OpenRating.mark`); None: nothing is compared.
        """
        async with self._holding(session, rating) as held:
            if held is None:
                return False
            _check_declared(held)
            row = await held.acting.db.get(RatedItemRow, (rating, decision.subdomain))
            before = rated_decision(row) if row is not None else None
            if seen is not None and seen != mark_of(before):
                if before is not None and before.says_as_much_as(decision):
                    return True
                raise Overtaken(phrase("case-overtaken"))
            check_rated(held.case, held.items, decision)
            item, first = held.case.item(decision.subdomain), first_rung(held.case, decision.subdomain)
            assert item is not None
            assert first is not None
            await held.acting.db.merge(rated_row(rating, held.acting.now, item.claimed, first, decision))
            return True

    async def finish(self, session: str, rating: int, seen: str | None = None) -> bool:
        """Finish a rating: from now on it is never changed, and both reviewers see how far they agree.

        `seen` is the mark of what they saw of all items (`OpenRating.marks`); None: nothing is compared. Raises NotNow,
        Overtaken.
        """
        async with self._holding(session, rating) as held:
            if held is None:
                return False
            _check_declared(held)
            rows = await held.acting.db.exec(select(RatedItemRow).where(RatedItemRow.rating_id == rating))
            made = {row.subdomain: rated_decision(row) for row in rows}
            if seen is not None and seen != marks_of(made):
                raise Overtaken(phrase("case-overtaken"))
            check_finished(held.items, made)
            held.row.finished_at = held.acting.now
            held.acting.db.add(held.row)
            _note(held, CaseNote.rating_finished)
            return True

    async def file(self, session: str, rating: int, subdomain: str, piece: int) -> Attachment | None:
        """Return the file of a piece of evidence for the rater who declared, and record that they opened it; None if not."""
        async with self._access.writing(session, Right.review_files) as acting:
            held = await _found(acting, rating)
            if held is None or held.row.declared_at is None or subdomain not in held.items:
                return None
            file = held.case.file(subdomain, piece)
            if file is not None:
                await note_once(acting, held.line, Act.case_file_opened, subdomain)
            return file

    @asynccontextmanager
    async def _holding(self, session: str, rating: int) -> AsyncIterator[_Held | None]:
        """Open a transaction that holds a rating of the caller, so that nothing is lost if two of its pages act at once."""
        async with self._access.writing(session, Right.review_files) as acting:
            await hold_rating(acting.db, rating)
            yield await _found(acting, rating)


def mark_of(decision: Decision | None) -> str:
    """Return the mark of what was rated of an item; None: nothing was."""
    return fingerprint(decision)


def marks_of(made: Mapping[str, Decision]) -> str:
    """Return the mark of everything that was rated."""
    return fingerprint(*(made[code] for code in sorted(made)))


async def _found(acting: Acting, rating: int) -> _Held | None:
    wanted = select(DoubleRatingRow, CaseRow).join(CaseRow).where(_theirs(acting), DoubleRatingRow.id == rating)
    found = (await acting.db.exec(wanted)).first()
    if found is None:
        return None
    row, line = found
    log = await read_log(acting.db, line.id)
    case = replayed(log)
    items = items_to_rate(case, log)
    return _Held(acting, row, line, case, items) if items else None


def _theirs(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that a rating waits for the caller, and that somebody still answers for its institution."""
    officer = acting.caller.officer
    is_open = (col(DoubleRatingRow.finished_at).is_(None)) & (col(DoubleRatingRow.ending) == "")
    is_theirs = (col(DoubleRatingRow.association_id) == officer.association) & (col(DoubleRatingRow.rater_id) == officer.id)
    return is_open & is_theirs & col(CaseRow.institution_id).is_not(None)


def _check_declared(held: _Held) -> None:
    if held.row.declared_at is None:
        raise NotTheirs(phrase("case-declare-first"))


def _note(held: _Held, what: CaseNote) -> None:
    note_by_caller(held.acting, Act.case_moved, line_of(held.line, {}).name, what)
