"""Writes the workbook's table of criteria: one row for each, to filter by what is met and what is not."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.sheets import columns_of
from bot.documents.content.unanswered import why_unknown
from bot.documents.xlsx.workbook_content import Sheet, Value
from flows.assessment.point_by_point import met
from flows.assessment.shown import shown
from flows.standard.criteria import Criterion
from flows.standard.model import Subdomain


def criteria_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return all criteria in the standard's order: whether each is met, the evidence that shows it, and what could show it."""
    rows = [row for sub in dossier.standard.subdomains for row in _rows(dossier, sub, words)]
    columns = columns_of(words, domain=16, subdomain=22, rung=8, criterion=10, fact=60, is_met=14, shown_by=30, shown=44)
    return Sheet(words("workbook-criteria"), columns, tuple(rows))


def _rows(dossier: Dossier, sub: Subdomain, words: DocumentWords) -> list[tuple[Value, ...]]:
    rating = dossier.ratings.get(sub.code)
    ticked = met(sub, rating) if rating is not None else frozenset()
    is_left_out = rating is not None and bool(rating.not_applicable)
    evidence = rating.evidence if rating is not None else None
    backed = shown(sub, evidence) if evidence is not None else frozenset()
    unknown = words("mark-not-applicable") if is_left_out else why_unknown(rating, words)

    def row(criterion: Criterion) -> tuple[Value, ...]:
        is_met = words("workbook-yes") if criterion in ticked else unknown or words("workbook-no")
        named = (words(sub.domain), words(sub.code), criterion.rung, f"{criterion.rung}.{criterion.letter}")
        shown_by = evidence.what if evidence is not None and criterion in backed else ""
        return (*named, words(criterion.words), is_met, shown_by, words(criterion.shown))

    return [row(criterion) for criterion in sub.all_criteria]
