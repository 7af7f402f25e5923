"""Maps double ratings, and what is rated in them, to rows and back."""

from __future__ import annotations

from datetime import datetime

import msgspec

from flows.assessment.ticks import criteria_in, ticks_of
from flows.review.agreement import RatedItem
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.double_rating import Candidate, DoubleRating, Draw, RatingEnd
from storage.moments import aware
from storage.rating_tables import DoubleRatingRow, RatedItemRow

Candidates = tuple[Candidate, ...]


def double_rating_of(row: DoubleRatingRow) -> DoubleRating:
    """Return the double rating of a row."""
    return DoubleRating(
        row.id,
        row.case_id,
        Draw(row.quarter, row.seed, msgspec.json.decode(row.candidates, type=Candidates)),
        row.first_id,
        row.rater_id,
        row.due,
        _moment(row.declared_at),
        _moment(row.finished_at),
        RatingEnd(row.ending) if row.ending else None,
    )


def candidates_text(candidates: Candidates) -> str:
    """Return the candidates of a draw as they are stored."""
    return msgspec.json.encode(candidates).decode()


def rated_row(rating: int, at: datetime, claimed: int, first_rung: int, decision: Decision) -> RatedItemRow:
    """Return the row of what a rater says of an item. Raises ValueError if they leave no rung."""
    if decision.rung is None:
        raise ValueError("a rating leaves a rung")
    return RatedItemRow(
        rating_id=rating,
        subdomain=decision.subdomain,
        at=at,
        kind=decision.kind,
        claimed=claimed,
        first_rung=first_rung,
        rung=decision.rung,
        reasons=" ".join(decision.reasons),
        text=decision.text,
        not_shown=ticks_of(decision.not_shown),
    )


def rated_decision(row: RatedItemRow) -> Decision:
    """Return what a rater says of an item."""
    not_shown = tuple(sorted(criteria_in(row.subdomain, row.not_shown), key=lambda one: one.code))
    reasons = tuple(map(Reason, row.reasons.split()))
    return Decision(row.subdomain, DecisionKind(row.kind), row.rung, reasons, row.text, not_shown)


def rated_item(row: RatedItemRow) -> RatedItem:
    """Return an item with both ratings."""
    return RatedItem(row.subdomain, row.claimed, row.first_rung, row.rung)


def _moment(stored: datetime | None) -> datetime | None:
    return aware(stored) if stored is not None else None
