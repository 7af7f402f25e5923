"""Writes the sheet of the links into a campaign (XLSX): which is for whom, to post, print or merge into letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.xlsx.workbook_content import Column, Sheet, WorkbookContent
from flows.campaign.codes import grouped

COLUMNS = (("institution", 36), ("district", 16), ("channel", 20), ("link", 52), ("code", 12), ("file", 44))


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link. A text is "" if it has none; a link is "" if it was made with another secret. `file` is in the same zip."""

    institution: str
    district: str
    channel: str
    link: str
    code: str
    file: str


def link_sheet(rows: Iterable[LinkRow], campaign: str, words: DocumentWords, day: date) -> WorkbookContent:
    """Return the workbook of some links; `day` is the day on which it is made."""
    columns = tuple(Column(words(f"links-{name}"), width) for name, width in COLUMNS)
    cells = tuple(
        (row.institution, row.district, row.channel, row.link, grouped(row.code) if row.code else "", row.file) for row in rows
    )
    return WorkbookContent(campaign, day, None, (Sheet(words("links-sheet"), columns, cells, frozen=1),), ())
