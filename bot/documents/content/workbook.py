"""The workbook (XLSX): a summary with a native radar chart, the answers, the evidence, the gaps, the plan."""

from __future__ import annotations

from bot.documents.content.card import next_star_sentence
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.sheets import answers_sheet, evidence_sheet, gaps_sheet, plan_sheet
from bot.documents.content.speaker import Voice
from bot.documents.content.steps import to_build
from bot.documents.xlsx.workbook_content import RadarAxis, Summary, WorkbookContent
from flows.assessment.plan import StepState

HEADS = ("workbook-domain", "workbook-reach", "workbook-met", "workbook-required")
# What is drawn, in columns of its own: how far a domain reaches, with fractions of the way to the next star.
DRAWN_HEADS = ("document-in-place", "document-with-under-way")
STEPS_SHOWN = 3


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
            (voice("report-lens-claimed"), voice.stars(result.claimed)),
            (voice("report-lens-under-way"), voice.stars(result.under_way)),
            *([(voice("report-lens-evidenced"), voice.stars(result.evidenced))] if dossier.has_evidence else []),
            (voice("workbook-onward"), next_star_sentence(dossier, voice)),
            *_first_steps(dossier, voice),
        ),
        heads=tuple(voice(key) for key in HEADS),
        drawn_heads=tuple(voice(key) for key in DRAWN_HEADS),
        axes=tuple(
            RadarAxis(voice(reach.domain), reach.star, float(reach.height), float(under_way.height), reach.met, reach.required)
            for reach, under_way in pairs
        ),
        radar=voice("workbook-radar"),
        notes=(
            voice("workbook-reach-hint"),
            voice("disclaimer"),
            voice("workbook-guard"),
            voice("workbook-made-from", edition=dossier.standard.name, hash=content_hash(dossier.standard)),
        ),
    )


def _first_steps(dossier: Dossier, voice: Voice) -> list[tuple[str, str]]:
    """What to do first, each with the sentence of the rung to reach."""
    steps = [step for step in to_build(dossier) if step.state not in (StepState.done, StepState.dropped)]
    found = []
    for number, step in enumerate(steps[:STEPS_SHOWN], 1):
        rung = voice(f"{step.subdomain}.rung-{step.to_rung}")
        found.append((voice("workbook-first", number=number), voice("step-line", step=voice(step.subdomain), rung=rung)))
    return found
