"""Lists all subdomains of a review: what was claimed, what was verified, and why it was looked at."""

from __future__ import annotations

from collections.abc import Mapping

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.review import sign_of_review
from bot.documents.typst.typst_input import Data
from flows.assessment.rating import Lens, Rating, Ratings
from flows.review.selection import LookReason
from flows.standard.model import Standard


def item_rows(standard: Standard, reviewed: Ratings, looks: Mapping[str, LookReason], words: DocumentWords) -> list[Data]:
    """Return the domains in the standard's order, each with a row for every subdomain."""
    return [
        {
            "name": words(domain.code),
            "rows": [_row(sub.code, reviewed.get(sub.code), looks.get(sub.code), words) for sub in domain.subdomains],
        }
        for domain in standard.domains
    ]


def _row(code: str, rating: Rating | None, why: LookReason | None, words: DocumentWords) -> list[str]:
    return [words(code), code, _claimed(rating, words), _verified(rating, words), _why(rating, why, words)]


def _claimed(rating: Rating | None, words: DocumentWords) -> str:
    if rating is None:
        return words("document-unanswered")
    if rating.not_applicable:
        return words("review-report-not-applicable")
    return words("review-report-unsure") if rating.unsure else words("report-rung", rung=rating.level)


def _verified(rating: Rating | None, words: DocumentWords) -> str:
    """Return the verified rung, "self-checked" if nobody looked, and nothing if there was no claim to look at."""
    if rating is None or not rating.read(Lens.claimed):
        return "–"
    if rating.verified is None:
        return words("review-report-self-checked")
    return f"{words('report-rung', rung=rating.verified)} {sign_of_review(rating)}"


def _why(rating: Rating | None, why: LookReason | None, words: DocumentWords) -> str:
    if rating is None or not rating.read(Lens.claimed):
        return words("review-report-look-nothing")
    if rating.verified is None:
        return words("review-report-look-none")
    return words(f"review-report-look-{why or 'also'}")
