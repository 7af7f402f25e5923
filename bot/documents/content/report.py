"""Writes the report (PDF, A4, PDF/A-2b and PDF/UA-1): a page for the boss, subdomains, questions, the rule, the edition."""

from __future__ import annotations

from bot.documents.content.assessor_questions import assessor_questions
from bot.documents.content.card import campaign_line
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.content.edition_hash import content_hash
from bot.documents.content.front_page import front_page, what_to_build
from bot.documents.content.subdomain_pages import subdomain_pages
from bot.documents.typst.glyphs import missing
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.assessment.rating import Rating


def report(dossier: Dossier, words: DocumentWords) -> TypstInput:
    """Return the report of a dossier, to be typeset as PDF."""
    digest = content_hash(dossier.standard)  # people copy it to compare it
    return typst_input("report", report_data(dossier, words), dossier.assessed_on, kept_whole=(digest,))


def report_data(dossier: Dossier, words: DocumentWords) -> Data:
    """Return everything that the report shows."""
    return {
        "language": dossier.language,
        "brand": words("document-brand"),
        "title": words("report-title"),
        "institution": dossier.institution,
        "campaign": campaign_line(dossier, words),
        "date": words("document-assessed-on", date=words.day(dossier.assessed_on)),
        "edition": dossier.standard.name,
        "disclaimer": words("disclaimer"),
        "front": front_page(dossier, words),
        "build": what_to_build(dossier, words),
        "body": {
            "title": words("report-body"),
            "hint": words("report-body-hint", star=dossier.card.goal),
            "domains": subdomain_pages(dossier, words),
            "unanswered": _unanswered(dossier, words),
        },
        "questions": {
            "title": words("report-questions"),
            "none": words("report-questions-none"),
            "groups": assessor_questions(dossier, words),
        },
        "rule": {"title": words("report-rule"), "paragraphs": _rule(dossier, words)},
    }


def _unanswered(dossier: Dossier, words: DocumentWords) -> str:
    """Return one sentence that names what has no answer; "" if all is answered."""
    left = dossier.unanswered
    return words("report-unanswered", count=len(left), names=words.names(left)) if left else ""


def _rule(dossier: Dossier, words: DocumentWords) -> list[str]:
    paragraphs = [
        words("report-rule-text"),
        words("report-rule-lenses"),
        *([words("report-rule-verified")] if dossier.verified else []),
        words("report-edition", edition=dossier.standard.edition, name=dossier.standard.name, source=dossier.standard.source),
        words("report-hash", hash=content_hash(dossier.standard)),
    ]
    absent = missing(_written(dossier))
    if absent:
        codes = ", ".join(f"U+{ord(character):04X}" for character in absent)
        paragraphs.append(words("report-missing-glyphs", codes=codes))
    return paragraphs


def _written(dossier: Dossier) -> str:
    """Return all text that people typed."""
    parts = [dossier.institution, dossier.campaign, *(step.person for step in (dossier.plan.steps if dossier.plan else ()))]
    for rating in dossier.ratings.values():
        parts += _of_rating(rating)
    return "".join(parts)


def _of_rating(rating: Rating) -> list[str]:
    evidence = rating.evidence
    if evidence is None:
        return [rating.not_applicable]
    return [rating.not_applicable, evidence.what, evidence.file.name if evidence.file else ""]
