"""The report (PDF, A4, PDF/A-2b and PDF/UA-1): a page for the boss, the subdomains, the questions, the rule and the edition."""

from __future__ import annotations

from bot.documents.content.assessor_questions import assessor_questions
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.front_page import front_page, what_to_build
from bot.documents.content.speaker import Voice
from bot.documents.content.subdomain_pages import subdomain_pages
from bot.documents.typst.glyphs import missing
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.rating import Rating


def report(dossier: Dossier, voice: Voice) -> TypstInput:
    """The report of a dossier, to be typeset as PDF."""
    digest = content_hash(dossier.standard)  # people copy it to compare it
    return typst_input("report", report_data(dossier, voice), dossier.assessed_on, kept_whole=digest)


def report_data(dossier: Dossier, voice: Voice) -> Data:
    """All that the report shows."""
    return {
        "language": dossier.language,
        "brand": voice("document-brand"),
        "title": voice("report-title"),
        "institution": dossier.institution,
        "date": voice("document-assessed-on", date=voice.day(dossier.assessed_on)),
        "edition": dossier.standard.name,
        "disclaimer": voice("disclaimer"),
        "front": front_page(dossier, voice),
        "build": what_to_build(dossier, voice),
        "body": {
            "title": voice("report-body"),
            "hint": voice("report-body-hint", star=dossier.card.goal),
            "domains": subdomain_pages(dossier, voice),
            "unanswered": _unanswered(dossier, voice),
        },
        "questions": {
            "title": voice("report-questions"),
            "none": voice("report-questions-none"),
            "groups": assessor_questions(dossier, voice),
        },
        "rule": {"title": voice("report-rule"), "paragraphs": _rule(dossier, voice)},
    }


def _unanswered(dossier: Dossier, voice: Voice) -> str:
    """What has no answer, in one sentence; "" if all is answered."""
    left = dossier.unanswered
    return voice("report-unanswered", count=len(left), names=voice.names(left)) if left else ""


def _rule(dossier: Dossier, voice: Voice) -> list[str]:
    paragraphs = [
        voice("report-rule-text"),
        voice("report-rule-lenses"),
        voice("report-edition", edition=dossier.standard.edition, name=dossier.standard.name, source=dossier.standard.source),
        voice("report-hash", hash=content_hash(dossier.standard)),
    ]
    absent = missing(_written(dossier))
    if absent:
        codes = ", ".join(f"U+{ord(character):04X}" for character in absent)
        paragraphs.append(voice("report-missing-glyphs", codes=codes))
    return paragraphs


def _written(dossier: Dossier) -> str:
    """All that people wrote themselves."""
    parts = [dossier.institution, *(step.person for step in (dossier.plan.steps if dossier.plan else ()))]
    for rating in dossier.ratings.values():
        parts += _of_rating(rating)
    return "".join(parts)


def _of_rating(rating: Rating) -> list[str]:
    evidence = rating.evidence
    if evidence is None:
        return [rating.not_applicable]
    return [rating.not_applicable, evidence.what, evidence.file.name if evidence.file else ""]
