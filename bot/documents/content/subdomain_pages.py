"""Writes the report's body: domain by domain, for each subdomain its rung, its evidence, the gap and the next steps."""

from __future__ import annotations

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.review import mark_after_review
from bot.documents.content.unanswered import why_unknown
from bot.documents.typst.typst_input import Data
from flows.assessment.evidence import Evidence, counts_until
from flows.assessment.evidence_state import EvidenceState, evidence_state
from flows.assessment.radar import Reach
from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import StarRange
from flows.assessment.shown import counted_rung
from flows.standard.model import Subdomain

# The states of evidence that counts today.
COUNTING = frozenset({EvidenceState.sufficient, EvidenceState.in_part, EvidenceState.lower_rung})


def subdomain_pages(dossier: Dossier, words: DocumentWords) -> list[Data]:
    """Return one part for each domain, in the standard's order."""
    parts = [_domain(dossier, reach, words) for reach in dossier.domains]
    return [part for part in parts if part["subdomains"]]


def _domain(dossier: Dossier, reach: Reach, words: DocumentWords) -> Data:
    subdomains = dossier.standard.domain(reach.domain).subdomains
    return {
        "name": words(reach.domain),
        "about": words(f"{reach.domain}.about"),
        "stars": words.stars(StarRange(reach.star, reach.highest)),
        "subdomains": [_subdomain(dossier, sub, words) for sub in subdomains if sub.code in dossier.ratings],
    }


def _subdomain(dossier: Dossier, sub: Subdomain, words: DocumentWords) -> Data:
    rating = dossier.counting.get(sub.code)
    level = rating.read(Lens.claimed) if rating else 0
    needs = dossier.card.goal if dossier.card.goal in sub.stars else 0
    left_out = bool(rating and rating.not_applicable)
    unknown = rating is None or rating.unsure
    return {
        "name": words(sub.code),
        "level": 0 if left_out else level,
        "under_way": bool(rating and rating.read(Lens.under_way) > level),
        "needs": 0 if left_out else needs,
        "muted": left_out or unknown,
        "mark": mark_after_review(dossier, rating, _mark(rating, words), words) if rating else _mark(rating, words),
        "rung": _said(sub.code, rating, words),
        "evidence": _evidence(dossier, sub, dossier.ratings[sub.code], words) if rating else None,
        "gap": _gap(rating, level, needs, words),
        "next": _next(sub.code, level + 1, unknown, words) if rating and not left_out and level < needs else None,
    }


def _said(code: str, rating: Rating | None, words: DocumentWords) -> str:
    """Return the answer in words. A rung's sentence appears only if the respondent chose that rung."""
    if rating is None:
        return ""
    if rating.unsure:
        return words("report-find-out")
    return rating.not_applicable or words(f"{code}.rung-{rating.read(Lens.claimed)}")


def _mark(rating: Rating | None, words: DocumentWords) -> str:
    if rating is None or rating.unsure:
        return why_unknown(rating, words)
    if rating.not_applicable:
        return words("mark-not-applicable")
    return words("report-rung-under-way" if rating.under_way else "report-rung", rung=rating.level)


def _gap(rating: Rating | None, level: int, needs: int, words: DocumentWords) -> str:
    if rating and rating.not_applicable:
        return words("report-gap-left-out")
    if not needs:
        return words("report-gap-not-asked")
    if rating is None or rating.unsure:
        return words("report-gap-unsure" if rating else "report-gap-unanswered", star=needs)
    return words("report-gap", star=needs, low=level, high=needs) if level < needs else words("report-gap-none", star=needs)


def _next(code: str, rung: int, unknown: bool, words: DocumentWords) -> Data:
    steps = [words.maybe(f"{code}.build-{rung}{letter}") for letter in "abc"]
    return {
        "title": words("report-next-if" if unknown else "report-next", rung=rung),
        "steps": [step for step in steps if step],
        "sign": words("step-done", sign=words(f"{code}.done-{rung}")),
    }


def _evidence(dossier: Dossier, sub: Subdomain, rating: Rating, words: DocumentWords) -> Data | None:
    state, evidence = evidence_state(dossier.standard, sub.code, rating, dossier.today), rating.evidence
    if evidence is None:
        missing: Data = {"what": "", "dates": "", "state": words("report-evidence-missing"), "good": False}
        return missing if state is EvidenceState.missing else None
    last_day = counts_until(dossier.standard, evidence)
    until = words.day(last_day) if last_day else ""
    key = f"report-evidence-{state.value.replace('_', '-')}"
    rung = counted_rung(sub, evidence) if state in COUNTING else evidence.rung
    worth = words(key, rung=rung, until=until, known="yes" if until else "no")
    return {
        "what": evidence.what,
        "dates": _dates(evidence, words),
        "state": " · ".join(part for part in (worth, words.left_out(sub, evidence)) if part),
        "good": not state.lacks_evidence,
    }


def _dates(evidence: Evidence, words: DocumentWords) -> str:
    """Return the known days of a piece of evidence, and its file's name."""
    days = (("in-force", evidence.in_force), ("last-used", evidence.last_used), ("named", evidence.named_on))
    parts = [words(f"report-{name}", date=words.day(day)) for name, day in days if day]
    if evidence.file:
        parts.append(words("report-file", name=evidence.file.name))
    return " · ".join(parts)
