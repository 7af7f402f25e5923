"""What to bring to the assessor: everything in the answers that somebody else must look at."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.evidence_state import Proof, evidence_state
from bot.documents.content.speaker import Voice
from bot.documents.typst.typst_input import Data
from flows.assessment.rating import Lens


def assessor_questions(dossier: Dossier, voice: Voice) -> list[Data]:
    """The groups that hold a question: unsure, not applicable, contradictions, unproven; each with why it is asked."""
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
        ("unproven", _unproven(dossier, voice)),
    )
    return [
        {"title": voice(f"report-ask-{name}"), "why": voice(f"report-ask-{name}-why"), "items": items}
        for name, items in groups
        if items
    ]


def _unproven(dossier: Dossier, voice: Voice) -> list[list[str]]:
    """The answers that the evidenced reading cuts, and the least that would prove each."""
    found = []
    for code in dossier.standard.codes:
        rating = dossier.ratings.get(code)
        if rating and evidence_state(dossier, rating).proof in (Proof.none, Proof.partly, Proof.stale):
            level = rating.read(Lens.claimed)
            found.append([voice(code), voice("report-unproven", rung=level, proof=voice(f"{code}.proof-{level}"))])
    return found
