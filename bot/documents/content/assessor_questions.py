"""Lists what to bring to the assessor: everything in the answers that somebody else must look at."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.typst.typst_input import Data
from flows.assessment.evidence_state import EvidenceState, codes_lacking_evidence, evidence_state


def assessor_questions(dossier: Dossier, words: DocumentWords) -> list[Data]:
    """Return the groups with a question: unsure, not applicable, contradictions, lacking evidence; each says why."""
    groups = (
        ("unsure", [[words(code), words(f"{code}.question")] for code in dossier.card.unsure]),
        ("left-out", [[words(code), dossier.ratings[code].not_applicable] for code in dossier.card.left_out]),
        (
            "contradictions",
            [
                [words("report-beside", claims=words.names(item.claims), needs=words(item.needs)), words(item.code)]
                for item in dossier.findings
            ],
        ),
        ("lacking-evidence", _lacking_evidence(dossier, words)),
    )
    return [
        {"title": words(f"report-ask-{name}"), "why": words(f"report-ask-{name}-why"), "items": items}
        for name, items in groups
        if items
    ]


def _lacking_evidence(dossier: Dossier, words: DocumentWords) -> list[list[str]]:
    """Return the answers that count for less without more evidence, each with the least evidence that would do.

    If evidence shows part of the rung, what it leaves out is named instead.
    """
    found = []
    for code in codes_lacking_evidence(dossier.standard, dossier.ratings, dossier.today):
        rating, sub = dossier.ratings[code], dossier.standard.subdomain(code)
        level, state = rating.level, evidence_state(dossier.standard, code, rating, dossier.today)
        left = words.left_out(sub, rating.evidence) if rating.evidence and state is EvidenceState.in_part else ""
        least = words("report-lacking-evidence", rung=level, evidence=words(f"{code}.evidence-{level}"))
        found.append([words(code), left or least])
    return found
