"""Maps what is handed in for one subdomain to a row, and back."""

from __future__ import annotations

from collections.abc import Iterable

from flows.review.submission import Handed, Share
from storage.mapping import evidence_columns, evidence_of, rating_columns, rating_of
from storage.respondents.emptied_cases import NO_EVIDENCE
from storage.review_tables import CaseItemRow


def item_rows(case: int, entry: int, items: Iterable[Handed]) -> list[CaseItemRow]:
    """Return the rows of what an entry of a case's log hands in, in the same order."""
    return [_row(case, entry, number, item) for number, item in enumerate(items, 1)]


def item_of(row: CaseItemRow) -> Handed:
    """Return what was handed in by a row."""
    # What is handed in is a claim: what an earlier review verified stays behind.
    columns = {**row.model_dump(), "verified": None}
    evidence = evidence_of(columns) if row.what else None
    return Handed(row.subdomain, rating_of(columns, evidence), Share(row.share))


def _row(case: int, entry: int, number: int, item: Handed) -> CaseItemRow:
    evidence = evidence_columns(item.rating.evidence) if item.rating.evidence else NO_EVIDENCE
    return CaseItemRow(
        case_id=case,
        entry=entry,
        subdomain=item.subdomain,
        number=number,
        share=item.share,
        **rating_columns(item.rating),
        **evidence,
    )
