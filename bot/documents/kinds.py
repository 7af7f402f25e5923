"""Lists the kinds of documents, with their file endings and media types."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """A kind of document. The value is what a button carries."""

    card = "card"
    trend = "trend"
    report = "report"
    workbook = "workbook"
    sealed = "sealed"


SUFFIXES = {
    DocumentKind.card: "png",
    DocumentKind.trend: "png",
    DocumentKind.report: "pdf",
    DocumentKind.workbook: "xlsx",
    DocumentKind.sealed: "json",
}
MEDIA_TYPES = {
    DocumentKind.card: "image/png",
    DocumentKind.trend: "image/png",
    DocumentKind.report: "application/pdf",
    DocumentKind.workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.sealed: "application/json",
}
