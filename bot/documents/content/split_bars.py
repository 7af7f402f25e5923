"""The bars of a table of figures in a report."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.typst.typst_input import Data
from flows.campaign.figures import Split


def split_bars(split: Split, total: int, words: DocumentWords) -> list[Data]:
    """Return a bar for each class; `part` is how much of all it is, from 0 to 1."""
    return [
        {
            "name": words.of(share.name),
            "words": words("figures-cell", count=share.count, percent=share.percent),
            "part": share.count / total if total else 0.0,
        }
        for share in split.shares
    ]
