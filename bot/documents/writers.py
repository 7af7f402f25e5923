"""The one table from a kind of document to the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.documents.content.card import card
from bot.documents.content.dossier import Dossier
from bot.documents.content.report import report
from bot.documents.content.speaker import Voice
from bot.documents.content.trend import trend
from bot.documents.content.workbook import workbook
from bot.documents.kinds import DocumentKind
from bot.documents.typst.typst_input import TypstInput
from bot.documents.xlsx.workbook_content import WorkbookContent

# A sealed file is not written in words: bot.documents.sealed makes it.
WRITERS: Mapping[DocumentKind, Callable[[Dossier, Voice], TypstInput | WorkbookContent]] = {
    DocumentKind.card: card,
    DocumentKind.trend: trend,
    DocumentKind.report: report,
    DocumentKind.workbook: workbook,
}
