"""Makes the issued file of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.content.edition_hash import content_hash
from bot.documents.sealed.issued import (
    IssuedContent,
    IssuedDecision,
    IssuedFile,
    IssuedItem,
    digest_of,
    encoded_issue,
    issued_bytes,
)
from flows.assessment.rating import Lens
from flows.assessment.scorecard import star_range
from flows.review.case import Case
from flows.review.decisions import Decision
from flows.review.result import verified_star
from flows.review.states import Seat
from flows.review.submission import Handed
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class ToIssue:
    """A case as it is issued, the names of the association and of the institution, its check number, the moment, and the hash
    of its log ("": none).
    """

    case: Case
    association: str
    institution: str
    check_number: str
    at: datetime
    log_sha256: str = ""


def issued_file(standard: Standard, issue: ToIssue, key: Ed25519PrivateKey) -> bytes:
    """Return the issued file of a case, sealed with the key of its association.

    Raises ValueError if nothing was issued, or if it was handed in by another edition: then no star follows.
    """
    content, public_key = issued_content(standard, issue), key.public_key().public_bytes_raw()
    return encoded_issue(IssuedFile(content, public_key, key.sign(issued_bytes(content, public_key))))


def issued_content(standard: Standard, issue: ToIssue) -> IssuedContent:
    """Return what an issued file says of a case. Raises ValueError as `issued_file` does."""
    case = issue.case
    if case.result is None or case.submission is None or case.scope is None:
        raise ValueError("nothing was issued")
    if case.submission.edition != standard.edition:
        raise ValueError("handed in by another edition")
    ratings = {item.subdomain: item.rating for item in case.items}
    decisions = tuple(each for each in case.decisions if each.is_final)
    made = {each.subdomain: each for each in decisions}
    verified = verified_star(standard, ratings, decisions)
    answered = {item.subdomain for item in case.answered}
    return IssuedContent(
        edition=standard.edition,
        edition_sha256=content_hash(standard),
        association=issue.association,
        institution=issue.institution,
        submission_sha256=case.submission.sha256,
        finished_on=case.submission.finished_on,
        issued_on=case.result.issued_on,
        issued_at=issue.at,
        valid_until=case.result.valid_until,
        seed=case.scope.seed,
        must_look=case.must_look,
        items={item.subdomain: _item(item, item.subdomain in answered, made.get(item.subdomain)) for item in case.items},
        read_by=tuple(seat for seat in Seat if case.reader(seat) is not None),
        claimed=star_range(standard, ratings, Lens.claimed).low,
        verified=(verified.low, verified.high),
        check_number=issue.check_number,
        decisions_sha256=digest_of(decisions),
        log_sha256=issue.log_sha256,
    )


def _item(item: Handed, answered: bool, decision: Decision | None) -> IssuedItem:
    made = None
    if decision is not None and decision.rung is not None:
        made = IssuedDecision(decision.kind, decision.rung, decision.reasons, decision.not_shown)
    return IssuedItem(item.claimed, bool(item.rating.not_applicable), answered, made)
