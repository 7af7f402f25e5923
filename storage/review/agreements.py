"""Shows finished double ratings to the two reviewers and to the administrators of the association, and to no one besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from flows.campaign.roles import Right
from flows.review.agreement import RatedItem
from flows.review.decisions import Decision
from flows.review.double_rating import DoubleRating
from flows.review.states import Seat
from storage.associations.access import Access, Acting
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.lines import line_of, officer_names
from storage.review.log import read_case
from storage.review.rating_rows import double_rating_of, rated_decision, rated_item
from storage.review_tables import CaseRow


@dataclass(frozen=True, slots=True)
class RatedTwice:
    """A case that two reviewers rated: its institution, their names ("" for those who were removed), and the items."""

    rating: DoubleRating
    name: str
    first: str
    rater: str
    items: tuple[RatedItem, ...]


@dataclass(frozen=True, slots=True)
class BothDecisions:
    """What both reviewers said of an item."""

    item: RatedItem
    first: Decision | None
    rater: Decision


@dataclass(frozen=True, slots=True)
class Differences:
    """A case that was rated twice, with what both said of each item."""

    rated: RatedTwice
    items: tuple[BothDecisions, ...]


class Agreements:
    """The double ratings that the caller may compare. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def all(self, session: str) -> tuple[RatedTwice, ...]:
        """Return the finished ones, the newest first: for an administrator all, for a reviewer those that they rated."""
        async with self._access.reading(session, Right.see_cases) as acting:
            return await _finished(acting)

    async def open(self, session: str) -> tuple[RatedTwice, ...]:
        """Return those that are not finished, without what was rated so far, for administrators."""
        async with self._access.reading(session, Right.manage_cases) as acting:
            is_open = col(DoubleRatingRow.finished_at).is_(None) & (col(DoubleRatingRow.ending) == "")
            ours = col(DoubleRatingRow.association_id) == acting.caller.officer.association
            return await _read(acting, ours & is_open, {})

    async def one(self, session: str, rating: int) -> Differences | None:
        """Return what both said in one of them; None if the caller sees none of this number."""
        async with self._access.reading(session, Right.see_cases) as acting:
            found = await _finished(acting, col(DoubleRatingRow.id) == rating)
            if not found:
                return None
            case = await read_case(acting.db, found[0].rating.case)
            rows = await acting.db.exec(select(RatedItemRow).where(RatedItemRow.rating_id == rating))
            decisions = {row.subdomain: rated_decision(row) for row in rows}
            both = []
            for item in found[0].items:
                recorded = case.recorded_in(Seat.first, item.subdomain)
                both.append(BothDecisions(item, recorded.decision if recorded else None, decisions[item.subdomain]))
            return Differences(found[0], tuple(both))


async def _finished(acting: Acting, *more: ColumnElement[bool]) -> tuple[RatedTwice, ...]:
    seen = _visible(acting)
    for condition in more:
        seen &= condition
    wanted = select(RatedItemRow).join(DoubleRatingRow).where(seen).order_by(col(RatedItemRow.subdomain))
    items: dict[int, list[RatedItem]] = defaultdict(list)
    for row in await acting.db.exec(wanted):
        items[row.rating_id].append(rated_item(row))
    return await _read(acting, seen, items)


async def _read(acting: Acting, seen: ColumnElement[bool], items: Mapping[int, list[RatedItem]]) -> tuple[RatedTwice, ...]:
    wanted = select(DoubleRatingRow, CaseRow).join(CaseRow).where(seen)
    newest = (col(DoubleRatingRow.drawn_at).desc(), col(DoubleRatingRow.id))
    rows = list(await acting.db.exec(wanted.order_by(*newest)))
    names = await officer_names(acting.db, {number for row, _ in rows for number in (row.first_id, row.rater_id)})
    return tuple(
        RatedTwice(
            double_rating_of(row),
            line_of(case, {}).name,
            names.get(row.first_id, ""),
            names.get(row.rater_id, ""),
            tuple(items.get(row.id, ())),
        )
        for row, case in rows
    )


def _visible(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that a rating is finished and that the caller may see how far the two agree."""
    officer = acting.caller.officer
    seen = (col(DoubleRatingRow.association_id) == officer.association) & col(DoubleRatingRow.finished_at).is_not(None)
    if officer.may(Right.manage_cases):
        return seen
    return seen & or_(col(DoubleRatingRow.first_id) == officer.id, col(DoubleRatingRow.rater_id) == officer.id)
