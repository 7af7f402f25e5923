"""The workbook (XLSX): a summary with a native radar chart, the answers, the evidence, the gaps, the plan."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.sheets import answers_sheet, evidence_sheet, gaps_sheet, plan_sheet
from bot.documents.content.speaker import Voice
from bot.documents.xlsx.workbook_content import RadarAxis, Summary, WorkbookContent
from flows.assessment.plan import StepState

HEADS = ("workbook-domain", "workbook-reach", "document-with-under-way", "workbook-met", "workbook-required")


def workbook(dossier: Dossier, voice: Voice) -> WorkbookContent:
    """The workbook of a dossier, to be bound as XLSX."""
    tables = (answers_sheet, evidence_sheet, gaps_sheet, plan_sheet)
    return WorkbookContent(
        title=voice("report-title"),
        made_on=dossier.assessed_on,
        summary=_summary(dossier, voice),
        sheets=tuple(table(dossier, voice) for table in tables),
        states=tuple(voice(f"report-state-{state.value.replace('_', '-')}") for state in StepState),
    )


def _summary(dossier: Dossier, voice: Voice) -> Summary:
    result = dossier.card
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    return Summary(
        name=voice("workbook-summary"),
        facts=(
            (voice("workbook-institution"), dossier.institution),
            (voice("workbook-date"), voice.day(dossier.assessed_on)),
            (voice("workbook-edition"), dossier.standard.name),
            (voice("workbook-hash"), content_hash(dossier.standard)),
            (voice("report-lens-under-way"), voice.stars(result.under_way)),
            (voice("report-lens-claimed"), voice.stars(result.claimed)),
            (voice("report-lens-evidenced"), voice.stars(result.evidenced)),
        ),
        heads=tuple(voice(key) for key in HEADS),
        axes=tuple(
            RadarAxis(voice(reach.domain), float(reach.height), float(under_way.height), reach.met, reach.required)
            for reach, under_way in pairs
        ),
        radar=voice("workbook-radar"),
        notes=tuple(voice(key) for key in ("workbook-reach-hint", "workbook-guard", "disclaimer")),
    )
