"""Maps each kind of document to the function that writes its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.documents.content.card import card
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.report import report
from bot.documents.content.trend import trend
from bot.documents.content.workbook import workbook
from bot.documents.kinds import DocumentKind
from bot.documents.typst.typst_input import TypstInput
from bot.documents.xlsx.workbook_content import WorkbookContent

# A sealed file has no words; bot.documents.sealed makes it.
WRITERS: Mapping[DocumentKind, Callable[[Dossier, DocumentWords], TypstInput | WorkbookContent]] = {
    DocumentKind.card: card,
    DocumentKind.trend: trend,
    DocumentKind.report: report,
    DocumentKind.workbook: workbook,
}
