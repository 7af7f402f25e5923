"""What to bring to the assessor: everything in the answers that somebody else must look at."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.speaker import Voice
from bot.documents.typst.typst_input import Data
from flows.assessment.evidence_state import codes_lacking_evidence
from flows.assessment.rating import Lens


def assessor_questions(dossier: Dossier, voice: Voice) -> list[Data]:
    """The groups that hold a question: unsure, not applicable, contradictions, lacking evidence; each with why it is asked."""
    groups = (
        ("unsure", [[voice(code), voice(f"{code}.question")] for code in dossier.card.unsure]),
        ("left-out", [[voice(code), dossier.ratings[code].not_applicable] for code in dossier.card.left_out]),
        (
            "contradictions",
            [
                [voice("report-beside", claims=voice.names(item.claims), needs=voice(item.needs)), voice(item.code)]
                for item in dossier.findings
            ],
        ),
        ("lacking-evidence", _lacking_evidence(dossier, voice)),
    )
    return [
        {"title": voice(f"report-ask-{name}"), "why": voice(f"report-ask-{name}-why"), "items": items}
        for name, items in groups
        if items
    ]


def _lacking_evidence(dossier: Dossier, voice: Voice) -> list[list[str]]:
    """Return the answers that count for less without more evidence, each with the least evidence that would do."""
    found = []
    for code in codes_lacking_evidence(dossier.standard, dossier.ratings, dossier.today):
        level = dossier.ratings[code].read(Lens.claimed)
        found.append([voice(code), voice("report-lacking-evidence", rung=level, evidence=voice(f"{code}.proof-{level}"))])
    return found
