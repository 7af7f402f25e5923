"""The report's body: domain by domain, per subdomain its rung, its evidence, the gap and the next steps."""

from __future__ import annotations

from bot.documents.content.dossier import Dossier
from bot.documents.content.speaker import Voice
from bot.documents.content.unanswered import why_unknown
from bot.documents.typst.typst_input import Data
from flows.assessment.evidence import Evidence, counts_until
from flows.assessment.evidence_state import EvidenceState, evidence_state
from flows.assessment.radar import Reach
from flows.assessment.rating import Lens, Rating
from flows.standard.model import Subdomain


def subdomain_pages(dossier: Dossier, voice: Voice) -> list[Data]:
    """One part a domain, in the standard's order."""
    parts = [_domain(dossier, reach, voice) for reach in dossier.domains]
    return [part for part in parts if part["subdomains"]]


def _domain(dossier: Dossier, reach: Reach, voice: Voice) -> Data:
    subdomains = dossier.standard.domain(reach.domain).subdomains
    return {
        "name": voice(reach.domain),
        "about": voice(f"{reach.domain}.about"),
        "stars": voice("document-stars", star=reach.star),
        "subdomains": [_subdomain(dossier, sub, voice) for sub in subdomains if sub.code in dossier.ratings],
    }


def _subdomain(dossier: Dossier, sub: Subdomain, voice: Voice) -> Data:
    rating = dossier.counting.get(sub.code)
    level = rating.read(Lens.claimed) if rating else 0
    needs = dossier.card.goal if dossier.card.goal in sub.stars else 0
    left_out = bool(rating and rating.not_applicable)
    unknown = rating is None or rating.unsure
    return {
        "name": voice(sub.code),
        "level": 0 if left_out else level,
        "under_way": bool(rating and rating.read(Lens.under_way) > level),
        "needs": 0 if left_out else needs,
        "muted": left_out or unknown,
        "mark": _mark(rating, voice),
        "rung": _said(sub.code, rating, voice),
        "evidence": _evidence(dossier, dossier.ratings[sub.code], voice) if rating else None,
        "gap": _gap(rating, level, needs, voice),
        "next": _next(sub.code, level + 1, unknown, voice) if rating and not left_out and level < needs else None,
    }


def _said(code: str, rating: Rating | None, voice: Voice) -> str:
    """What was answered, in words: a rung's sentence only where somebody chose that rung."""
    if rating is None:
        return ""
    if rating.unsure:
        return voice("report-find-out")
    return rating.not_applicable or voice(f"{code}.rung-{rating.read(Lens.claimed)}")


def _mark(rating: Rating | None, voice: Voice) -> str:
    if rating is None or rating.unsure:
        return why_unknown(rating, voice)
    if rating.not_applicable:
        return voice("mark-not-applicable")
    return voice("report-rung-under-way" if rating.under_way else "report-rung", rung=rating.level)


def _gap(rating: Rating | None, level: int, needs: int, voice: Voice) -> str:
    if rating and rating.not_applicable:
        return voice("report-gap-left-out")
    if not needs:
        return voice("report-gap-not-asked")
    if rating is None or rating.unsure:
        return voice("report-gap-unsure" if rating else "report-gap-unanswered", star=needs)
    return voice("report-gap", star=needs, low=level, high=needs) if level < needs else voice("report-gap-none", star=needs)


def _next(code: str, rung: int, unknown: bool, voice: Voice) -> Data:
    steps = [voice.maybe(f"{code}.build-{rung}{letter}") for letter in "abc"]
    return {
        "title": voice("report-next-if" if unknown else "report-next", rung=rung),
        "steps": [step for step in steps if step],
        "sign": voice("step-done", sign=voice(f"{code}.done-{rung}")),
    }


def _evidence(dossier: Dossier, rating: Rating, voice: Voice) -> Data | None:
    state, evidence = evidence_state(dossier.standard, rating, dossier.today), rating.evidence
    if evidence is None:
        missing: Data = {"what": "", "dates": "", "state": voice("report-evidence-missing"), "good": False}
        return missing if state is EvidenceState.missing else None
    last_day = counts_until(dossier.standard, evidence)
    until = voice.day(last_day) if last_day else ""
    key = f"report-evidence-{state.value.replace('_', '-')}"
    return {
        "what": evidence.what,
        "dates": _dates(evidence, voice),
        "state": voice(key, rung=evidence.rung, until=until, known="yes" if until else "no"),
        "good": not state.lacks_evidence,
    }


def _dates(evidence: Evidence, voice: Voice) -> str:
    """The days that are known of a piece of evidence, and its file's name."""
    days = (("in-force", evidence.in_force), ("last-used", evidence.last_used), ("named", evidence.named_on))
    parts = [voice(f"report-{name}", date=voice.day(day)) for name, day in days if day]
    if evidence.file:
        parts.append(voice("report-file", name=evidence.file.name))
    return " · ".join(parts)
