"""Writes the workbook's table of what changed between the last two finished assessments, criteria included."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.sheets import columns_of
from bot.documents.xlsx.workbook_content import Sheet
from flows.interview.phrases import mark
from flows.standard.criteria import Criterion


def changes_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return one row for each answer that changed."""
    rows = tuple(
        (
            words(change.subdomain),
            words.of(mark(change.before)),
            words.of(mark(change.after)),
            _facts(change.also, words),
            _facts(change.no_longer, words),
        )
        for change in dossier.changed
    )
    columns = columns_of(words, subdomain=22, before=10, after=11, also=60, no_longer=58)
    return Sheet(words("workbook-changes"), columns, rows)


def _facts(criteria: tuple[Criterion, ...], words: DocumentWords) -> str:
    return "\n".join(words(one.words) for one in criteria)
