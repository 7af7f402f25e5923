"""What the evidence of one answer is worth on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.documents.content.dossier import Dossier
from flows.assessment.evidence import Evidence, counts_until, is_stale
from flows.assessment.rating import PROVEN_FROM, Lens, Rating


class Proof(StrEnum):
    """`proven`: the answer is covered; `partly`: only up to a lower rung; `stale`: too old to count; `none`: nothing is
    named though the rung asks for it; `not_needed`: a rung below the third asks for none."""

    proven = "proven"
    partly = "partly"
    stale = "stale"
    none = "none"
    not_needed = "not_needed"


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """The evidence of an answer, what it proves on the day, and the first day on which it counts no longer."""

    evidence: Evidence | None
    proof: Proof
    until: date | None


def evidence_state(dossier: Dossier, rating: Rating) -> EvidenceState:
    """How far an answer is proven on the dossier's day."""
    evidence = rating.evidence
    until = counts_until(dossier.standard, evidence) if evidence else None
    claimed = rating.read(Lens.claimed)
    if rating.not_applicable or claimed < PROVEN_FROM:
        return EvidenceState(evidence, Proof.not_needed, until)
    if evidence is None:
        return EvidenceState(None, Proof.none, None)
    if is_stale(dossier.standard, evidence, dossier.today):
        return EvidenceState(evidence, Proof.stale, until)
    return EvidenceState(evidence, Proof.proven if evidence.rung >= claimed else Proof.partly, until)
