"""Writes the workbook (XLSX): a summary with a native radar chart, the answers, the evidence, the gaps, the plan."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.sheets import answers_sheet, evidence_sheet, gaps_sheet, plan_sheet
from bot.documents.xlsx.workbook_content import RadarAxis, Summary, WorkbookContent
from flows.assessment.plan import StepState

HEADS = ("workbook-domain", "workbook-reach", "document-with-under-way", "workbook-met", "workbook-required")


def workbook(dossier: Dossier, words: DocumentWords) -> WorkbookContent:
    """Return the content of a dossier's workbook."""
    tables = (answers_sheet, evidence_sheet, gaps_sheet, plan_sheet)
    return WorkbookContent(
        title=words("report-title"),
        made_on=dossier.assessed_on,
        summary=_summary(dossier, words),
        sheets=tuple(table(dossier, words) for table in tables),
        states=tuple(words(f"report-state-{state.value.replace('_', '-')}") for state in StepState),
    )


def _summary(dossier: Dossier, words: DocumentWords) -> Summary:
    result = dossier.card
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    return Summary(
        name=words("workbook-summary"),
        facts=(
            (words("workbook-institution"), dossier.institution),
            (words("workbook-date"), words.day(dossier.assessed_on)),
            (words("workbook-edition"), dossier.standard.name),
            (words("workbook-hash"), content_hash(dossier.standard)),
            (words("report-lens-under-way"), words.stars(result.under_way)),
            (words("report-lens-claimed"), words.stars(result.claimed)),
            (words("report-lens-evidenced"), words.stars(result.evidenced)),
        ),
        heads=tuple(words(key) for key in HEADS),
        axes=tuple(
            RadarAxis(words(reach.domain), float(reach.height), float(under_way.height), reach.met, reach.required)
            for reach, under_way in pairs
        ),
        radar=words("workbook-radar"),
        notes=tuple(words(key) for key in ("workbook-reach-hint", "workbook-guard", "disclaimer")),
    )
