"""Writes the workbook's table of what several people answered differently, and why the answer is what it is."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.sheets import columns_of
from bot.documents.xlsx.workbook_content import Sheet
from flows.institution.words import why_words
from flows.interview.phrases import mark


def differed_sheet(dossier: Dossier, words: DocumentWords) -> Sheet:
    """Return one row for each subdomain on which people differed. The dossier must say how they came to the answers."""
    assert dossier.together is not None
    rows = tuple(
        (
            words(each.code),
            each.people,
            words.of(mark(dossier.ratings.get(each.code))),
            words.of(why_words(each)),
        )
        for each in dossier.together.differed
    )
    columns = columns_of(words, subdomain=22, people=12, settled=24, why=60)
    return Sheet(words("workbook-differed"), columns, rows)
