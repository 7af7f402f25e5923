"""Writes the workbook (XLSX): a summary with a native radar chart, the answers, the evidence, the gaps, the plan, criteria."""

from __future__ import annotations

from bot.documents.content.card import next_star_sentence
from bot.documents.content.changes_sheet import changes_sheet
from bot.documents.content.criteria_sheet import criteria_sheet
from bot.documents.content.differed_sheet import differed_sheet
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.review import verified_facts
from bot.documents.content.sheets import answers_sheet, evidence_sheet, gaps_sheet, plan_sheet
from bot.documents.content.steps import steps_to_build, what_is_left
from bot.documents.xlsx.workbook_content import RadarAxis, Summary, WorkbookContent
from flows.assessment.plan import StepState
from flows.institution.words import together_line

HEADS = ("workbook-domain", "workbook-reach", "workbook-met", "workbook-required")
# What is drawn, in columns of its own: how far a domain reaches, with fractions of the way to the next star.
DRAWN_HEADS = ("document-in-place", "report-lens-under-way")
STEPS_SHOWN = 3


def workbook(dossier: Dossier, words: DocumentWords) -> WorkbookContent:
    """Return the content of a dossier's workbook."""
    tables = [answers_sheet, evidence_sheet, gaps_sheet, plan_sheet]
    if any(sub.criteria for sub in dossier.standard.subdomains):
        tables.append(criteria_sheet)
    if dossier.together is not None and dossier.together.differed:
        tables.append(differed_sheet)
    if dossier.changed:
        tables.append(changes_sheet)
    return WorkbookContent(
        title=words("report-title"),
        made_on=dossier.assessed_on,
        summary=_summary(dossier, words),
        sheets=tuple(table(dossier, words) for table in tables),
        states=tuple(words(f"report-state-{state.value.replace('_', '-')}") for state in StepState),
    )


def _summary(dossier: Dossier, words: DocumentWords) -> Summary:
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    return Summary(
        name=words("workbook-summary"),
        facts=(
            (words("workbook-institution"), dossier.institution),
            *(((words("workbook-campaign"), dossier.campaign),) if dossier.campaign else ()),
            (words("workbook-date"), words.day(dossier.assessed_on)),
            *_stars(dossier, words),
            *verified_facts(dossier, words),
            *_together(dossier, words),
            (words("workbook-onward"), next_star_sentence(dossier, words)),
            *_first_steps(dossier, words),
        ),
        heads=tuple(words(key) for key in HEADS),
        drawn_heads=tuple(words(key) for key in DRAWN_HEADS),
        axes=tuple(
            RadarAxis(words(reach.domain), reach.star, float(reach.height), float(under_way.height), reach.met, reach.required)
            for reach, under_way in pairs
        ),
        radar=words("workbook-radar"),
        notes=(
            words("workbook-reach-hint"),
            words("disclaimer"),
            words("workbook-guard"),
            words("workbook-made-from", edition=dossier.standard.name, hash=content_hash(dossier.standard)),
        ),
    )


def _stars(dossier: Dossier, words: DocumentWords) -> list[tuple[str, str]]:
    """Return the stars through each lens."""
    return [(words.lens(lens), words.stars_now(stars, dossier.is_final)) for lens, stars in dossier.told]


def _together(dossier: Dossier, words: DocumentWords) -> list[tuple[str, str]]:
    """Return how several people came to the answers; nothing if one person answered."""
    found = dossier.together
    return [(words("workbook-together"), words.of(together_line("report-together", found)))] if found is not None else []


def _first_steps(dossier: Dossier, words: DocumentWords) -> list[tuple[str, str]]:
    """Return the first steps, each with the sentence of the rung to reach."""
    steps = [step for step in steps_to_build(dossier) if step.state not in (StepState.done, StepState.dropped)]
    found = []
    for number, step in enumerate(steps[:STEPS_SHOWN], 1):
        rung = what_is_left(dossier, step.subdomain, step.to_rung, words)
        found.append((words("workbook-first", number=number), words("step-line", step=words(step.subdomain), rung=rung)))
    return found
